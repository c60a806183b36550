package drill

import (
	"context"
	"slices"
	"strings"
	"time"

	"hagen/internal/apply/tools"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
)

var (
	textFailedThere = message.New("drill.command-failed", "command", "node", "said")
	textNoAnswer    = message.New("drill.no-answer", "node")
)

// problem is why a case could not be carried through.
type problem struct{ what message.Message }

func (p *problem) Error() string            { return p.what.String() }
func (p *problem) Message() message.Message { return p.what }

// happen makes what a step is about happen. A node crashes last: what fails beside it
// has to fail while the cluster is whole.
func (r *run) happen(ctx context.Context, step testbook.Step, before []testbook.Step) error {
	for _, e := range step.Events {
		if e.Kind == scheduler.NodeReturns {
			if err := r.wake(ctx, e.Node); err != nil {
				return err
			}
		}
	}
	for _, a := range r.Book.Actions(step, before) {
		if a.Command == "" || a.Event.Kind == scheduler.NodeCrashes {
			continue
		}
		err := r.must(ctx, a.Node, a.Command)
		for tries := 0; err != nil && a.Event.Kind == scheduler.NodeReturns && tries < returnTries && r.pause(ctx) == nil; tries++ {
			err = r.must(ctx, a.Node, a.Command) // its machine has just started
		}
		if err != nil {
			return err
		}
	}
	return r.crash(ctx, crashing(step))
}

// returnTries is how often a node that has just started is asked again to return.
const returnTries = 30

// crashing are the nodes that crash in a step.
func crashing(step testbook.Step) []string {
	var out []string
	for _, e := range step.Events {
		if e.Kind == scheduler.NodeCrashes {
			out = append(out, e.Node)
		}
	}
	return out
}

// crash crashes nodes: by their power, or by their fence devices, which switch them
// off, so that they stay away until they are to return.
func (r *run) crash(ctx context.Context, nodes []string) error {
	if r.Power != nil {
		for _, node := range nodes {
			if err := r.Power.Off(ctx, node); err != nil {
				return err
			}
		}
		return nil
	}
	for _, node := range nodes {
		if err := r.must(ctx, r.other(nodes), "stonith_admin --fence "+word(node)+" --tag hagen-drill"); err != nil {
			return err
		}
	}
	return nil
}

// other is a node outside these, the one that answered last; blank without one.
func (r *run) other(nodes []string) string {
	for _, n := range r.awake() {
		if !slices.Contains(nodes, n) {
			return n
		}
	}
	return ""
}

// commandTime is how long a command may take.
const commandTime = 3 * time.Minute

// sh runs a line of shell on a node, and records it.
func (r *run) sh(ctx context.Context, node, line string) (tools.Result, error) {
	bounded, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	res, err := r.Hosts.Run(bounded, node, tools.Command{Argv: []string{"sh", "-c", line}})
	deed := Deed{Node: node, Command: line, Code: res.Code}
	if err != nil {
		deed.Code, deed.Said = -1, r.Secrets.Conceal(err.Error())
	} else if res.Code != 0 {
		deed.Said = r.Secrets.Conceal(strings.TrimSpace(string(res.Stderr) + string(res.Stdout)))
	}
	*r.did = append(*r.did, deed)
	return res, err
}

// must runs a line that has to succeed.
func (r *run) must(ctx context.Context, node, line string) error {
	res, err := r.sh(ctx, node, line)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return &problem{textFailedThere.With(line, node, message.Of(err))}
	case res.Code != 0:
		return &problem{textFailedThere.With(line, node, message.Verbatim(r.Secrets.Conceal(lastLine(res))))}
	}
	return nil
}

// lastLine is the last thing a program said.
func lastLine(res tools.Result) string {
	lines := strings.Split(strings.TrimSpace(string(res.Stdout)+"\n"+string(res.Stderr)), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// answers reports whether the machine of a node answers.
func (r *run) answers(ctx context.Context, node string) bool {
	bounded, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	res, err := r.Hosts.Run(bounded, node, tools.Command{Argv: []string{"true"}})
	return err == nil && res.Code == 0
}

// wake gives a node that is off its power back, and waits until its machine answers.
func (r *run) wake(ctx context.Context, node string) error {
	if r.answers(ctx, node) {
		return nil
	}
	if r.Power != nil {
		if err := r.Power.On(ctx, node); err != nil {
			return err
		}
	} else if by := r.other([]string{node}); by != "" {
		// A node that restarts by itself is on already: that changes nothing then.
		_, _ = r.sh(ctx, by, "stonith_admin --unfence "+word(node))
	}
	bounded, cancel := context.WithTimeout(ctx, r.Limit)
	defer cancel()
	for !r.answers(bounded, node) {
		if err := r.pause(bounded); err != nil {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			return &problem{textNoAnswer.With(node)}
		}
	}
	return nil
}

// pause waits until the cluster is asked again.
func (r *run) pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(r.every):
		return nil
	}
}
