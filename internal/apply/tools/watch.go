package tools

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"hagen/internal/apply"
)

// watchScript waits until the cluster has nothing left to do, $1 at most, and
// reports its state meanwhile: an apply asks for that all the time, and
// over a network each question would take a round trip. At the end come the state and
// the configuration then. A picture that is broken off is begun again.
//
// A picture takes the node's time, which the cluster needs for its work: a tenth of
// a second for 200 resources, a seventh of a megabyte. The larger it is, the longer
// until the next: half a second and one more for each 70 kB.
const watchScript = `picture() {
    now=$("$@" 2>/dev/null) && printf '\n== %s\n%s\n== end\n' "$1" "$now"
}
(while :; do
    now=
    picture crm_mon --one-shot --output-as=xml
    pause=$((50 + ${#now} / 700))
    [ "$pause" -lt 500 ] || pause=500
    sleep "$((pause / 100)).$((pause / 10 % 10))" > /dev/null 2>&1
done) &
looking=$!
trap 'kill $looking 2>/dev/null' EXIT
trap 'exit 1' HUP INT TERM PIPE
crm_resource --wait --timeout="$1"
code=$?
kill $looking 2>/dev/null
wait $looking 2>/dev/null
picture cibadmin --query
picture crm_mon --one-shot --output-as=xml
exit $code
`

// watch are the pictures of a cluster that is waited for.
type watch struct {
	memory *memory
	parts  []string // lines of the picture that is coming in
	of     string   // the tool it is by, "" between two

	mu     sync.Mutex
	status []byte
	came   chan struct{} // closed when the first state is there, or the end
	over   bool
}

// line takes a line of watchScript.
func (w *watch) line(line string) {
	switch {
	case line == "== end" && w.of != "":
		w.picture([]byte(strings.Join(w.parts, "\n") + "\n"))
		w.of, w.parts = "", nil
	case strings.HasPrefix(line, "== "):
		w.of, w.parts = strings.TrimPrefix(line, "== "), nil
	case w.of != "":
		w.parts = append(w.parts, line)
	}
}

func (w *watch) picture(data []byte) {
	switch w.of {
	case "cibadmin":
		w.memory.seen(data, nil, time.Now())
	case "crm_mon":
		w.memory.seen(nil, data, time.Now())
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.status == nil && !w.over {
			close(w.came)
		}
		w.status = data
	}
}

// end says that no more pictures come.
func (w *watch) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.status == nil && !w.over {
		close(w.came)
	}
	w.over = true
}

// latest waits for the first state and gives the latest one; false when there is
// none.
func (w *watch) latest(ctx context.Context) ([]byte, bool) {
	select {
	case <-w.came:
	case <-ctx.Done():
		return nil, false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.status, w.status != nil && !w.over
}

// waitSlice is how long crm_resource waits before hagen looks for itself.
const waitSlice = 30 * time.Second

// Idle waits for the cluster by crm_resource. That one schedules by itself and
// can wait forever for actions that will never be carried out: with a rule in the
// resource defaults it was seen to. An idle controller and a scheduler that has
// nothing to do count as well.
func (c *Cluster) Idle(ctx context.Context, limit time.Duration) error {
	if c.file != "" {
		return nil
	}
	for end := time.Now().Add(limit); ; {
		left := time.Until(end)
		err := c.wait(ctx, max(time.Second, min(waitSlice, left)))
		if !errors.Is(err, apply.ErrBusy) {
			return err
		}
		if rests, rerr := c.rests(ctx); rerr != nil || rests {
			return rerr
		}
		if left <= waitSlice {
			return err
		}
	}
}

// rests reports whether the controller is idle and the scheduler has nothing to
// do. The controller is asked first: that costs next to nothing.
func (c *Cluster) rests(ctx context.Context) (bool, error) {
	if !c.ControllerRests(ctx) {
		return false, nil
	}
	pending, err := apply.Pending(ctx, c)
	return len(pending) == 0, err
}

// ControllerRests reports whether the controller of the cluster is idle: it has carried
// out what it can, which may be less than the scheduler wants.
func (c *Cluster) ControllerRests(ctx context.Context) bool {
	res, err := tool(ctx, c.runner, nil, "crmadmin", "--dc_lookup")
	if err != nil {
		return false // no DC, or unknown
	}
	words := strings.Fields(string(res.Stdout)) // Designated Controller is: node01 2.1.5-…
	i := slices.IndexFunc(words, func(w string) bool { return strings.HasSuffix(w, "is:") })
	if i < 0 || i+1 >= len(words) {
		return false
	}
	res, err = tool(ctx, c.runner, nil, "crmadmin", "--status="+words[i+1])
	return err == nil && strings.Contains(string(res.Stdout)+string(res.Stderr), "S_IDLE")
}

// wait has crm_resource wait. Meanwhile Status gives the state
// that the node tells, and for a moment afterwards Status and CIB give what was
// there at the end.
func (c *Cluster) wait(ctx context.Context, limit time.Duration) error {
	w := &watch{memory: &c.memory, came: make(chan struct{})}
	c.memory.follow(w)
	defer c.memory.follow(nil)
	defer w.end()
	seconds := strconv.Itoa(max(1, int(limit.Seconds()))) + "s"
	res, err := c.runner.Run(ctx, Command{Argv: []string{"sh", "-c", watchScript, "sh", seconds}, Line: w.line})
	for line := range strings.Lines(string(res.Stdout)) { // of a runner that knows no lines
		w.line(strings.TrimSuffix(line, "\n"))
	}
	err = checked("crm_resource", res, err)
	var failed *ToolError
	if errors.As(err, &failed) && failed.Code == codeTimedOut {
		return apply.ErrBusy
	}
	if err != nil {
		c.memory.forget()
	}
	return err
}

// follow lets Status be answered by what is watched.
func (m *memory) follow(w *watch) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.watch = w
}

// state is the cluster's state, if that is known without a question.
func (m *memory) state(ctx context.Context) ([]byte, bool) {
	m.mu.Lock()
	w, known := m.watch, m.status
	m.mu.Unlock()
	if w != nil {
		if status, ok := w.latest(ctx); ok {
			return status, true
		}
		return nil, false
	}
	return known.get()
}

// configuration is the live CIB, if it is known without a question.
func (m *memory) configuration() ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.watch != nil {
		return nil, false
	}
	return m.cib.get()
}
