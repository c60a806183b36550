package drill

import (
	"context"
	"fmt"
	"strings"
	"time"

	"hagen/internal/apply/tools"
)

// show is what is kept of how the cluster was before a step and after it.
var show = []string{"crm_mon", "--one-shot", "--inactive", "--show-node-attributes", "--failcounts"}

// shown is what crm_mon shows on the node that answers; blank where none does.
func (r *run) shown(ctx context.Context) string {
	for _, node := range r.awake() {
		bounded, cancel := context.WithTimeout(ctx, answerTime)
		res, err := r.Hosts.Run(bounded, node, tools.Command{Argv: show})
		cancel()
		if err == nil && res.Code == 0 {
			return r.Secrets.Conceal(strings.TrimRight(string(res.Stdout), "\n"))
		}
	}
	return ""
}

// maxLines is how many lines of a node's journal are kept of a step: the last ones.
const maxLines = 60

// evidence records how the cluster is after a step, and what its nodes wrote.
func (r *run) evidence(ctx context.Context, done *Step) {
	done.After = r.shown(ctx)
	if s, err := r.state(ctx); err == nil {
		done.Counts = s.Counts
	}
	since := int(time.Since(done.Began).Seconds()) + 2 // by the node's own clock
	for _, node := range r.members() {
		bounded, cancel := context.WithTimeout(ctx, answerTime)
		res, err := r.Hosts.Run(bounded, node, tools.Command{Argv: []string{"journalctl", "--unit=pacemaker", "--unit=corosync",
			"--priority=notice", fmt.Sprintf("--since=-%ds", since), "--output=short-iso", "--no-pager", "--quiet"}})
		cancel()
		if err != nil || res.Code != 0 {
			continue // it is off, or without a journal
		}
		if lines := relevant(r.Secrets.Conceal(string(res.Stdout))); len(lines) > 0 {
			done.Logs = append(done.Logs, Log{node, lines})
		}
	}
}

// telling are the words of lines that say what the cluster noticed, decided and did.
var telling = []string{"Result of ", "Initiating ", "Requesting ", "Transition ", "State transition", "error", "warning", "fail", "fenc", "stonith", "quorum",
	"lost", "member", "Actions:", "* ", "shutdown", "Setting "}

// relevant are the lines of a journal that tell something, at most maxLines.
func relevant(journal string) []string {
	var out []string
	for line := range strings.Lines(journal) {
		line = strings.TrimRight(line, "\n")
		for _, word := range telling {
			if strings.Contains(strings.ToLower(line), strings.ToLower(word)) {
				out = append(out, line)
				break
			}
		}
	}
	return out[max(0, len(out)-maxLines):]
}
