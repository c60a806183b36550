// Package scheduler asks Pacemaker's own scheduler how a cluster reacts. It makes a
// cluster at rest of a configuration, lets things fail in it, and follows the
// scheduler's transitions until nothing is left to do. It decides nothing itself:
// every placement comes from crm_simulate.
package scheduler

import (
	"context"
	"fmt"
	"time"

	"hagen/internal/message"
)

// The exit codes of resource agents that failures are simulated with.
const (
	codeError      = 1
	codeNotRunning = 7
)

// Op is an action of a resource on a node, as the options --op-inject and --op-fail
// of crm_simulate call it.
type Op struct {
	Resource string        `json:"resource"` // a primitive, without the number of an instance
	Task     string        `json:"task"`     // start, stop, monitor, promote, demote
	Interval time.Duration `json:"interval,omitempty"`
	Node     string        `json:"node"`
	Code     int           `json:"code"` // what the agent exits with
}

// Spec is the action in the words of crm_simulate: haproxy_monitor_10000@node01=7.
func (o Op) Spec() string {
	return fmt.Sprintf("%s_%s_%d@%s=%d", o.Resource, o.Task, o.Interval.Milliseconds(), o.Node, o.Code)
}

// Question is one run of crm_simulate --simulate: a CIB with its status, what
// happens in it, and what fails while the cluster reacts.
type Question struct {
	CIB      []byte   `json:"cib"`
	Up       []string `json:"up,omitempty"`    // nodes that join
	Down     []string `json:"down,omitempty"`  // nodes that leave in good order
	Crash    []string `json:"crash,omitempty"` // nodes that are lost
	Happened []Op     `json:"happened,omitempty"`
	Failing  []Op     `json:"failing,omitempty"`
}

// Options are the options of crm_simulate for a question.
func (q Question) Options() []string {
	var out []string
	add := func(option string, values []string) {
		for _, v := range values {
			out = append(out, option+"="+v)
		}
	}
	add("--node-up", q.Up)
	add("--node-down", q.Down)
	add("--node-fail", q.Crash)
	for _, o := range q.Happened {
		out = append(out, "--op-inject="+o.Spec())
	}
	for _, o := range q.Failing {
		out = append(out, "--op-fail="+o.Spec())
	}
	return out
}

// Answer is what crm_simulate said.
type Answer struct {
	Version string `json:"version"` // of Pacemaker: 2.1.5
	Report  []byte `json:"report"`  // its answer as XML
	Graph   []byte `json:"graph"`   // the transition, from --save-graph
	CIB     []byte `json:"cib"`     // after the transition
}

// ErrOldAgent says that a hagen agent is from before this question existed.
var ErrOldAgent error = message.Fail(message.New("scheduler.old-agent"))

// Asker runs crm_simulate: on this machine, on a node over SSH, or where a hagen
// agent runs.
type Asker interface {
	// AskScheduler answers a question. It changes nothing on the cluster.
	AskScheduler(ctx context.Context, q Question) (*Answer, error)
}
