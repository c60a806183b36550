// Package api is what the hagen agent and its clients say to each other: paths,
// bodies, error codes and bounds of version 1. docs/agent.md documents it.
//
// CIBs travel as XML, everything else as JSON. An unknown field is refused, not
// skipped: an order that asks for more than the agent understands must not be
// carried out in part.
package api

import (
	"time"

	"hagen/internal/apply"
)

// DefaultPort is where an agent listens. pcsd has 2224.
const DefaultPort = "2234"

// The paths. An order's events are at PathOrders/ID/events; the id "current" is
// the order under way, or the last one.
const (
	PathCIB      = "/v1/cib"
	PathVerify   = "/v1/verify"
	PathSimulate = "/v1/simulate"
	PathAsk      = "/v1/scheduler"
	PathStatus   = "/v1/status"
	PathOrders   = "/v1/orders"
	PathHistory  = "/v1/history"
	PathSaved    = "/v1/saved"
	PathNodes    = "/v1/nodes"
	PathUnseal   = "/v1/unseal"
	Current      = "current"
	Events       = "events"
)

// The content types of bodies.
const (
	XML   = "application/xml"
	JSON  = "application/json"
	Lines = "application/x-ndjson"
)

// Bounds of requests. The largest CIB that corosync can transfer is far smaller.
const (
	MaxCIB   = 8 << 20
	MaxOrder = 3 * MaxCIB // two CIBs, with room for the escapes of JSON
	MaxText  = 512        // who and source
)

// PingEvery is how often an agent sends a ping while nothing happens, so that a
// client notices when its network is cut.
const PingEvery = 5 * time.Second

// Order is the body of POST /v1/orders: an apply.Order. The id is the client's,
// 32 hexadecimal digits: an order that is sent again, because its answer was
// lost, is not carried out twice.
type Order struct {
	ID       string `json:"id"`
	Before   string `json:"before"`
	After    string `json:"after"`
	Rollback bool   `json:"rollback,omitempty"`
	Action   string `json:"action,omitempty"` // apply, the default, or rollback
	Timeout  string `json:"timeout"`          // as in 90s or 10m
	Who      string `json:"who"`
	Source   string `json:"source"`
}

// Status is how far an order is.
type Status string

// What becomes of an order.
const (
	Running     Status = "running"
	Finished    Status = "finished"    // it has an outcome
	Failed      Status = "failed"      // it has an error
	Interrupted Status = "interrupted" // the agent ended before anything was written
)

// State describes an order: the body of GET /v1/orders/ID and the first line of
// a stream.
type State struct {
	ID      string         `json:"id"`
	Run     string         `json:"run"` // of the agent; events are numbered anew after a restart
	Status  Status         `json:"status"`
	Who     string         `json:"who"`
	Source  string         `json:"source"`
	Started time.Time      `json:"started"`
	Stage   apply.Stage    `json:"stage,omitempty"`
	SavedAs string         `json:"saved_as,omitempty"`
	Outcome *apply.Outcome `json:"outcome,omitempty"`
	Error   *Error         `json:"error,omitempty"`
}

// Line is a line of a stream of events. Order comes first, Outcome or Error or
// both last; a stream that ends without one was cut.
type Line struct {
	Seq     int            `json:"seq,omitempty"` // of an event, from 1
	Order   *State         `json:"order,omitempty"`
	Event   *apply.Event   `json:"event,omitempty"`
	Ping    bool           `json:"ping,omitempty"`
	Outcome *apply.Outcome `json:"outcome,omitempty"`
	Error   *Error         `json:"error,omitempty"`
}

// History is the body of GET /v1/history, oldest first.
type History struct {
	Entries []apply.Entry `json:"entries"`
}

// Nodes is the body of GET /v1/nodes: the other nodes of the cluster, each by its
// name and its addresses.
type Nodes struct {
	Others [][]string `json:"others"`
}

// Sealed is the body of POST /v1/unseal: a text that was sealed for the agent's key.
type Sealed struct {
	Purpose string `json:"purpose"`
	Sealed  []byte `json:"sealed"` // base64
}

// Unsealed is the answer to POST /v1/unseal.
type Unsealed struct {
	Text []byte `json:"text"` // base64
}

// Verdict is the answer to POST /v1/verify.
type Verdict struct {
	OK       bool     `json:"ok"`
	Messages []string `json:"messages,omitempty"`
}

// Failure is the body of every answer but 200.
type Failure struct {
	Error Error `json:"error"`
}
