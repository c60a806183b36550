// Package apply brings a compiled configuration to a cluster: it plans (what would
// change, what the cluster would then do), writes once, waits, compares the result
// with the plan, and can roll back. It works with bytes and a Cluster and never
// sees a sheet.
package apply

import (
	"context"
	"time"

	"hagen/internal/message"
)

// Cluster is a destination: a CIB file, this node, a node over SSH, or a hagen
// agent on a node. Every method is safe to call again after it failed.
type Cluster interface {
	// Name is how messages call it: local:, ssh://root@node01, file:cib.xml.
	Name() string
	// CIB is the live CIB with its status section (cibadmin --query).
	CIB(ctx context.Context) ([]byte, error)
	// Verify checks a CIB with the destination's own crm_verify.
	Verify(ctx context.Context, cib []byte) (Verdict, error)
	// Simulate is what the destination's scheduler would do with a CIB:
	// crm_simulate --simulate --output-as=xml.
	Simulate(ctx context.Context, cib []byte) ([]byte, error)
	// Status is crm_mon --output-as=xml; ErrNoStatus from a CIB file.
	Status(ctx context.Context) ([]byte, error)
	// Write turns the configuration of before into that of after in one step. It
	// has the epoch of before: if another administrator changed the configuration
	// in between, it returns ErrStale. Changes of only the status do not make it
	// stale.
	Write(ctx context.Context, before, after []byte) error
	// Idle waits until the cluster has nothing left to do. It returns ErrBusy after
	// limit (crm_resource --wait --timeout).
	Idle(ctx context.Context, limit time.Duration) error
	// Store is where the destination keeps saved configurations and the log.
	Store() Store
	// Close closes connections and removes temporary files.
	Close() error
}

// Executor is a Cluster that carries out an order on its own side, so that it
// continues if this process ends. Execute streams its events until the end.
type Executor interface {
	Execute(ctx context.Context, order Order, events func(Event)) (Outcome, error)
}

// Foreseer is a Cluster that fetches all answers that a plan needs in one round
// trip and keeps them until they are used.
type Foreseer interface {
	Foresee(ctx context.Context, q Questions)
}

// Questions are what a plan and the apply after it ask: what crm_verify says of
// one CIB, what the scheduler would do with two, by which patch the one becomes
// the other, and the cluster's state.
type Questions struct{ Verify, Before, After []byte }

// Member is a Cluster that is reached through one node and knows the others by
// their names and addresses. A node's store and log only have the orders that went
// through that node.
type Member interface {
	Others(ctx context.Context) ([][]string, error)
}

// Sealer is a Cluster behind an agent that has a key: what is sealed for it only
// that agent opens, for the clients that it knows. The purpose has to be the same.
type Sealer interface {
	// SealKey names the key.
	SealKey() string
	Seal(purpose string, text []byte) ([]byte, error)
	// Unseal returns ErrSealed for what was sealed for another key or purpose, and
	// ErrNoSeal when the agent knows nothing of sealing.
	Unseal(ctx context.Context, purpose string, sealed []byte) ([]byte, error)
}

// Apart is a Cluster that caches the cluster's state for a moment, so that an apply
// queries nothing twice. Each user needs a separate one: another user may have
// changed the state.
type Apart interface {
	Apart() Cluster
}

// Scripter is a Cluster that can run the pcs script on the node (--via script).
type Scripter interface {
	RunScript(ctx context.Context, script []byte, printed func(line string)) error
}

// Store keeps CIBs from before a write and the append-only log, on the node
// (/var/lib/hagen, 0700). A full disk is an error before anything is written.
type Store interface {
	// Save saves a CIB under a new id and adds an entry with that id to the log. An
	// apply starts with it.
	Save(ctx context.Context, cib []byte, e Entry) (id string, err error)
	// Load is a kept CIB.
	Load(ctx context.Context, id string) ([]byte, error)
	// Append adds an entry to the log.
	Append(ctx context.Context, e Entry) error
	// Entries is the log, oldest first.
	Entries(ctx context.Context) ([]Entry, error)
}

// Verdict is what crm_verify said.
type Verdict struct {
	OK       bool
	Messages []string // its errors and warnings, one per line
}

// Errors that callers distinguish.
var (
	// ErrStale: the cluster's configuration changed since it was read.
	ErrStale error = message.Fail(message.New("engine.stale"))
	// ErrNoStatus: the destination is a CIB file, nothing runs there.
	ErrNoStatus error = message.Fail(message.New("engine.no-status"))
	// ErrNoTools: Verify and Simulate of a file, on a machine without Pacemaker's
	// tools or with some that are too old for it.
	ErrNoTools error = message.Fail(message.New("engine.no-tools"))
	// ErrBusy: the cluster was not idle in time.
	ErrBusy error = message.Fail(message.New("engine.busy"))
	// ErrInterrupted is the cause of a context that a user's interrupt ended, by
	// Ctrl-C or a signal that means the same. An order with Rollback rolls back
	// then, since no one will see the result. Any other end of the context leaves
	// the order as it is, to be resumed later (Engine.Resume).
	ErrInterrupted error = interruption{}
	// ErrSealed: a text was not sealed for the key of this agent.
	ErrSealed error = message.Fail(message.New("engine.sealed"))
	// ErrNoSeal: the agent is older than Sealer.
	ErrNoSeal error = message.Fail(message.New("engine.no-seal"))
	// ErrNoScripts: the destination is not a Scripter.
	ErrNoScripts error = message.Fail(message.New("engine.no-scripts"))
)

// Order is one apply as it is handed to the engine or the agent.
type Order struct {
	Before   []byte        // the live CIB that the plan was made on
	After    []byte        // Before with the new configuration
	Script   []byte        // set for --via script instead of the patch
	Rollback bool          // restore the configuration of Before when the result is not as planned
	Timeout  time.Duration // how long the cluster may take to settle
	Who      string        // user and host, for the log
	Source   string        // name and SHA-256 of the sheet, for the log
	Action   string        // for the log: "" is apply, or rollback
}

// Stage is a step of an apply.
type Stage string

// The stages in order.
const (
	Saving      Stage = "save"
	Writing     Stage = "write"
	Settling    Stage = "settle"
	Checking    Stage = "check"
	RollingBack Stage = "rollback"
	Done        Stage = "done"
)

// Event is progress, for a bar, plain lines or JSON.
type Event struct {
	Time     time.Time `json:"time"`
	Stage    Stage     `json:"stage"`
	Resource string    `json:"resource,omitempty"`
	Node     string    `json:"node,omitempty"`
	State    string    `json:"state,omitempty"` // starting, started, stopping, stopped, promoted, reloaded, failed
	Text     string    `json:"text,omitempty"`  // in English, or what a script prints
	Done     int       `json:"done,omitempty"`  // of Total, while settling
	Total    int       `json:"total,omitempty"`
	// Translatable is Text for any language; zero where there is none.
	Translatable message.Message `json:"translatable,omitzero"`
}

// Said is what the event says in words, for any language.
func (e Event) Said() message.Message { return message.Heard(e.Text, e.Translatable) }

// Outcome is how an apply ended.
type Outcome struct {
	Changed    bool      `json:"changed"`
	SavedAs    string    `json:"saved_as,omitempty"`
	Settled    bool      `json:"settled"`
	Problems   []Problem `json:"problems,omitempty"` // how the result differs from the plan
	RolledBack bool      `json:"rolled_back,omitempty"`
	// Held is what the cluster does not do, as the plan said, because it does not
	// manage something.
	Held []Held `json:"held,omitempty"`
}

// Problem is one thing that is not as the configuration wants it.
type Problem struct {
	Resource string `json:"resource,omitempty"`
	Node     string `json:"node,omitempty"`
	Text     string `json:"text"` // in English
	// Before says that the problem existed before the order, which does not touch
	// the resource.
	Before bool `json:"before,omitempty"`
	// Code and Detail are Text taken apart, for programs.
	Code   ProblemCode `json:"code,omitempty"`
	Detail string      `json:"detail,omitempty"`
	// Translatable is Text for any language; zero from an older hagen.
	Translatable message.Message `json:"translatable,omitzero"`
}

// Entry is one line of the log on the node.
type Entry struct {
	Time    time.Time `json:"time"`
	ID      string    `json:"id,omitempty"` // of the CIB saved before
	Who     string    `json:"who"`
	Source  string    `json:"source"`
	Action  string    `json:"action"`            // apply, rollback
	Result  string    `json:"result"`            // started, written, settled, failed, rolled back, refused
	Message string    `json:"message,omitempty"` // in English
	// Translatable is Message for any language; zero from an older hagen.
	Translatable message.Message `json:"translatable,omitzero"`
	// Epoch is the version of the configuration before the write: it grows with
	// each write, independent of the nodes' clocks.
	Epoch string `json:"epoch,omitempty"`
	// Wrote is the Digest of the configuration that was written.
	Wrote string `json:"wrote,omitempty"`
	// NoQuorum says that it was written without quorum: the other nodes may
	// overrule it when the partitions rejoin.
	NoQuorum bool `json:"no_quorum,omitempty"`
}

// Said returns the message of an entry, in any language.
func (e Entry) Said() message.Message { return message.Heard(e.Message, e.Translatable) }
