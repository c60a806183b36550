package drill

import (
	"context"
	"slices"

	"hagen/internal/apply/tools"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
)

var (
	textNobodyLeft   = message.New("drill.nobody-left")
	textQuorumLost   = message.New("drill.quorum-lost")
	textCannotFence  = message.New("drill.cannot-fence", "node")
	textByHandOnly   = message.New("drill.by-hand", "event")
	textFencedIsDone = message.New("drill.cannot-bear", "node")
)

// refusal says why a case is not carried out here; zero when it is: what fencing or
// quorum cannot bear, and what no command brings about.
func (r *run) refusal(ctx context.Context, c *testbook.Case) message.Message {
	for i, step := range c.Steps {
		actions := r.Book.Actions(step, c.Steps[:i])
		for _, a := range actions {
			if !hasCommand(actions, a.Event) {
				return textByHandOnly.With(a.Event.Message())
			}
		}
		if why := r.unbearable(ctx, step); !why.IsZero() {
			return why
		}
	}
	return message.Message{}
}

func hasCommand(actions []testbook.Action, e scheduler.Event) bool {
	return slices.ContainsFunc(actions, func(a testbook.Action) bool { return a.Event == e && a.Command != "" })
}

// unbearable says what fencing or quorum cannot bear in a step.
func (r *run) unbearable(ctx context.Context, step testbook.Step) message.Message {
	crash := crashing(step)
	if len(crash) > 0 && r.Power == nil {
		switch all := r.members(); {
		case len(crash) == len(all):
			return textNobodyLeft.With()
		case len(all) > 2 && 2*(len(all)-len(crash)) <= len(all):
			return textQuorumLost.With()
		}
		for _, node := range crash {
			if !r.canFence(ctx, node, crash) {
				return textCannotFence.With(node)
			}
		}
	}
	for _, node := range step.Course.Fenced() {
		if r.Power == nil && !slices.Contains(crash, node) && !r.canFence(ctx, node, crash) {
			return textFencedIsDone.With(node)
		}
	}
	return message.Message{}
}

// canFence reports whether a fence device that runs can fence a node.
func (r *run) canFence(ctx context.Context, node string, gone []string) bool {
	by := r.other(append(slices.Clone(gone), node))
	if by == "" {
		return false
	}
	bounded, cancel := context.WithTimeout(ctx, 3*answerTime)
	defer cancel()
	res, err := r.Hosts.Run(bounded, by, tools.Command{Argv: []string{"stonith_admin", "--list", node}})
	return err == nil && res.Code == 0
}
