package drill

import (
	"time"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/testbook"
)

// Verdict is how a case ended.
type Verdict string

// The verdicts.
const (
	AsExpected    Verdict = "as-expected"
	Differs       Verdict = "differs"
	Failed        Verdict = "failed"          // a command failed: Why says which
	NotCarriedOut Verdict = "not-carried-out" // Why says the reason
	Interrupted   Verdict = "interrupted"
)

// Result is what a drill found.
type Result struct {
	Scheduler    string // the version of Pacemaker whose scheduler expected
	Began, Ended time.Time
	Cases        []*Case
	Interrupted  bool
	// Left is what hagen could not bring back: people have to.
	Left []message.Message
}

// Case is a case, carried out.
type Case struct {
	Number  string
	Case    *testbook.Case
	Verdict Verdict
	Why     message.Message // why it was not carried out, or could not be carried through
	Steps   []*Step
	Return  []Deed        // what was done to return to the start
	Back    time.Duration // how long that took
	Left    []message.Message
}

// Step is what happened in a step of a case.
type Step struct {
	Began       time.Time
	Took        time.Duration // until the cluster was at rest as expected, or was given up
	Did         []Deed
	Timeline    []Moment
	Differences []message.Message // from what was expected; none: it came true
	// Else says that the cluster ended as the second course of the book has it.
	Else   bool
	Counts []pcmk.Count
	// Before and After are what crm_mon shows, Logs what the nodes wrote meanwhile.
	Before, After string
	Logs          []Log
}

// Deed is a command that was run on a node.
type Deed struct {
	Node    string
	Command string
	Code    int
	Said    string // blank when it succeeded
}

// Moment is a change that was seen.
type Moment struct {
	After time.Duration // since the step began
	What  message.Message
}

// Log are lines of the journal of a node.
type Log struct {
	Node  string
	Lines []string
}

// Count counts the cases with a verdict.
func (r *Result) Count(v Verdict) int {
	n := 0
	for _, c := range r.Cases {
		if c.Verdict == v {
			n++
		}
	}
	return n
}
