//go:build linux

package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"hagen/internal/apply"
)

// running is a running hagen.
type running struct {
	v     *victim
	cmd   *exec.Cmd
	name  string
	stdin io.WriteCloser
	ended chan struct{}
	heard chan struct{} // closed when nothing more can be printed

	mu     sync.Mutex
	said   bytes.Buffer
	stages map[apply.Stage]bool
	news   chan struct{} // one when something was said
}

// begin starts hagen, which reports its progress as JSON.
func (v *victim) begin(args ...string) *running {
	v.t.Helper()
	return v.start(v.command(append(args, "--yes", "--format", "json", "--lang", "en")...), args)
}

func (v *victim) start(cmd *exec.Cmd, args []string) *running {
	v.t.Helper()
	r := &running{v: v, cmd: cmd, name: strings.Join(args, " "), ended: make(chan struct{}), heard: make(chan struct{}), stages: map[apply.Stage]bool{}, news: make(chan struct{}, 1)}
	out, in, err := os.Pipe()
	v.do(err)
	r.cmd.Stdout, r.cmd.Stderr = in, in
	r.stdin, err = r.cmd.StdinPipe()
	v.do(err)
	v.do(r.cmd.Start())
	v.do(in.Close())
	go r.listen(out)
	v.t.Cleanup(func() {
		_ = r.cmd.Process.Kill() // ended already in a test that passes
		<-r.ended
	})
	return r
}

// listen reads the output of hagen until it ends. Processes it started may keep the
// pipe open longer.
func (r *running) listen(out *os.File) {
	go func() {
		defer close(r.heard)
		defer out.Close()
		part := make([]byte, 4096)
		for {
			n, err := out.Read(part)
			r.hear(part[:n])
			if err != nil {
				return
			}
		}
	}()
	_ = r.cmd.Wait() // its exit code says it
	close(r.ended)
}

func (r *running) hear(part []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said.Write(part)
	for line := range bytes.Lines(r.said.Bytes()) {
		var told struct{ Event apply.Event }
		if json.Unmarshal(line, &told) == nil {
			r.stages[told.Event.Stage] = true
		}
	}
	select {
	case r.news <- struct{}{}:
	default:
	}
}

func (r *running) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.said.String()
}

// at waits until hagen reports a stage.
func (r *running) at(stage apply.Stage) {
	r.v.t.Helper()
	r.hears(fmt.Sprintf("the stage %s", stage), func() bool { return r.stages[stage] })
}

// hears waits for some output.
func (r *running) hears(what string, ok func() bool) {
	r.v.t.Helper()
	limit := time.After(soon)
	for {
		r.mu.Lock()
		yes := ok()
		r.mu.Unlock()
		if yes {
			return
		}
		select {
		case <-r.news:
		case <-r.ended:
			r.v.t.Fatalf("hagen %s ended before %s:\n%s", r.name, what, r.text())
		case <-limit:
			r.v.t.Fatalf("hagen %s: not within %s: %s\n%s", r.name, soon, what, r.text())
		}
	}
}

// waits waits until what hagen started on a node is waiting at a gate.
func (r *running) waits(node string, g gate) {
	r.v.t.Helper()
	r.v.do(r.v.WaitFor(r.v.t.Context(), soon, "hagen "+r.name+" waits at the gate "+string(g), func() bool {
		select {
		case <-r.ended:
			r.v.t.Fatalf("hagen %s ended before the gate %s:\n%s", r.name, g, r.text())
		default:
		}
		_, err := r.v.Run(r.v.t.Context(), node, "test", "-e", "/var/gate/"+string(g)+".here")
		return err == nil
	}))
}

// pid is the process of hagen, which for a command in a host is not the one that
// entered the host.
func (r *running) pid() int {
	pid := r.cmd.Process.Pid
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if inside, entered := strings.CutPrefix(r.cmd.Args[0], "nsenter"); entered && inside == "" && err == nil {
		if child, err := strconv.Atoi(strings.TrimSpace(string(children))); err == nil {
			return child
		}
	}
	return pid
}

// kill is SIGKILL.
func (r *running) kill() {
	r.v.t.Helper()
	if err := syscall.Kill(r.pid(), syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		r.v.t.Fatal(err)
	}
	<-r.ended
}

// end waits for the end of hagen and returns its output.
func (r *running) end(want ...int) string {
	r.v.t.Helper()
	select {
	case <-r.ended:
	case <-time.After(soon):
		r.v.t.Fatalf("hagen %s does not end:\n%s", r.name, r.text())
	}
	select {
	case <-r.heard:
	case <-time.After(10 * time.Second): // what it left behind keeps the pipe open
	}
	code := r.cmd.ProcessState.ExitCode()
	r.v.t.Logf("hagen %s → %d\n%s", r.name, code, tail(r.text()))
	for _, w := range want {
		if code == w {
			return r.text()
		}
	}
	r.v.t.Fatalf("hagen %s: exit code %d, want %v\n%s", r.name, code, want, r.v.Explain())
	return ""
}

// tail is the end of a text.
func tail(s string) string {
	const enough = 1500
	if len(s) > enough {
		return "…" + s[len(s)-enough:]
	}
	return s
}
