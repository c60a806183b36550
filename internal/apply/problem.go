package apply

import (
	"slices"
	"strings"

	"hagen/internal/message"
)

// ProblemCode says what kind of problem it is.
type ProblemCode string

// The kinds of problems at the end of an apply.
const (
	ProblemNotRunning  ProblemCode = "not-running"
	ProblemNotPromoted ProblemCode = "not-promoted"
	ProblemFailed      ProblemCode = "failed"
	ProblemBlocked     ProblemCode = "blocked"
	ProblemNotIdle     ProblemCode = "not-idle"
	// ProblemPending is what a cluster that is not idle still has to do; Detail is
	// the action.
	ProblemPending ProblemCode = "pending"
	// ProblemHeld is what was not carried out, though the plan did not say so,
	// because the resource or its node is not managed; Detail is the action.
	ProblemHeld ProblemCode = "held"
	// ProblemDrifted: another administrator changed the configuration meanwhile;
	// Detail is what of it.
	ProblemDrifted ProblemCode = "drifted"
	ProblemLog     ProblemCode = "log"
	// Of a rollback that could not be done.
	ProblemOthersChanged  ProblemCode = "others-changed"
	ProblemRollbackFailed ProblemCode = "rollback-failed"
	// ProblemInterrupted: the reason for a rollback is no longer known.
	ProblemInterrupted ProblemCode = "interrupted"
	// ProblemStopped: hagen itself was interrupted while it waited.
	ProblemStopped ProblemCode = "stopped"
)

// problemTexts say what each problem is: of a resource, or by its detail alone.
var problemTexts = map[ProblemCode]message.Text{
	ProblemNotRunning:     message.New("problem.not-running", "resource"),
	ProblemNotPromoted:    message.New("problem.not-promoted", "resource"),
	ProblemBlocked:        message.New("problem.blocked", "resource"),
	ProblemNotIdle:        message.New("problem.not-idle", "detail"),
	ProblemPending:        message.New("problem.pending", "detail"),
	ProblemHeld:           message.New("problem.held", "detail"),
	ProblemDrifted:        message.New("problem.drifted", "detail"),
	ProblemLog:            message.New("problem.log", "detail"),
	ProblemOthersChanged:  message.New("problem.others-changed"),
	ProblemRollbackFailed: message.New("problem.rollback-failed", "detail"),
	ProblemInterrupted:    message.New("problem.interrupted"),
	ProblemStopped:        message.New("problem.stopped"),
}

var (
	textFailed    = message.New("problem.failed", "resource", "node", "detail")
	textNotOnNode = message.New("problem.not-on-node", "resource", "node")
	textSoBefore  = message.New("problem.before", "problem")
	textOnNode    = message.New("problem.on-node", "node", "detail")
	textAction    = message.New("problem.action", "action", "what")
	textThing     = message.New("problem.thing", "kind", "name")
	textWhy       = message.New("problem.why", "problem", "detail")
)

// newProblem returns a problem with its message.
func newProblem(code ProblemCode, resource, node string, detail message.Message) Problem {
	p := Problem{Code: code, Resource: resource, Node: node, Detail: detail.String()}
	p.Translatable = p.words(detail)
	p.Text = p.Translatable.String()
	return p
}

// Message says what is not as it should be.
func (p Problem) Message() message.Message {
	said := message.Heard(p.Text, p.Translatable)
	if p.Translatable.IsZero() && p.Code != "" { // of a hagen of before
		said = p.words(message.Verbatim(p.Detail))
	}
	if p.Before {
		return textSoBefore.With(said)
	}
	return said
}

// told is the problem for the log.
func (p Problem) told() message.Message { return p.Translatable }

func (p Problem) words(detail message.Message) message.Message {
	text, known := problemTexts[p.Code]
	said := message.Message{}
	switch {
	case p.Code == ProblemFailed:
		return textFailed.With(p.Resource, p.Node, detail)
	case !known:
		return message.Sentences(p.Text)
	case p.Code == ProblemPending, p.Code == ProblemHeld:
		return text.With(textAction.With(detail, strings.TrimSpace(p.Resource+" "+p.Node)))
	case p.Resource == "":
		return text.With(detail)
	case p.Node != "":
		said = textNotOnNode.With(p.Resource, p.Node)
	default:
		said = text.With(p.Resource)
	}
	if p.Detail != "" {
		return textWhy.With(said, detail)
	}
	return said
}

// same reports whether two problems are one.
func (p Problem) same(other Problem) bool {
	return p.Code == other.Code && p.Resource == other.Resource && p.Node == other.Node && p.Text == other.Text && p.Before == other.Before
}

// problem records a problem, once.
func (r *run) problem(p Problem) {
	p = r.secrets().problem(p)
	if !slices.ContainsFunc(r.out.Problems, p.same) {
		r.out.Problems = append(r.out.Problems, p)
	}
}

func (r *run) problems(list []Problem) {
	for _, p := range list {
		r.problem(p)
	}
}

// caused reports whether a problem is a reason to roll back: the order caused it,
// and a rollback can help.
func (p Problem) caused() bool { return !p.Before && p.Code != ProblemDrifted }
