// Package installed reads the metadata of the agents on this machine by running
// each one's metadata action, into the same form as what is embedded.
package installed

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"hagen/internal/agents"
)

// Roots says where agents are.
type Roots struct {
	OCF   string // holds resource.d/PROVIDER/TYPE
	Fence string // holds fence_*
}

// Machine is where distributions put them.
func Machine() Roots {
	return Roots{OCF: "/usr/lib/ocf", Fence: "/usr/sbin"}
}

// timeout bounds one agent's metadata action.
const timeout = 30 * time.Second

// source is an agent to run.
type source struct {
	name string // full name
	path string
	args []string
	env  []string
}

// Read runs every agent found and returns their metadata sorted by name. An
// agent that does not answer with metadata is part of the error; the others are
// returned all the same.
func Read(ctx context.Context, roots Roots) ([]agents.Agent, error) {
	sources, err := roots.sources()
	if err != nil {
		return nil, err
	}
	var list []agents.Agent
	var failed []error
	for i, a := range runAll(ctx, sources) {
		agent, err := a.agent(sources[i].name)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		list = append(list, *agent)
	}
	return list, errors.Join(failed...)
}

// answer is what an agent printed.
type answer struct {
	metadata []byte
	err      error
}

func (a answer) agent(name string) (*agents.Agent, error) {
	if a.err != nil {
		return nil, a.err
	}
	return agents.ReadMetadata(name, a.metadata)
}

// runAll runs agents side by side; most of them only start an interpreter.
func runAll(ctx context.Context, sources []source) []answer {
	answers := make([]answer, len(sources))
	turn := make(chan struct{}, 2*runtime.NumCPU())
	var wait sync.WaitGroup
	for i := range sources {
		wait.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			answers[i] = sources[i].run(ctx)
		})
	}
	wait.Wait()
	return answers
}

// sources lists the agents, sorted by name.
func (r Roots) sources() ([]source, error) {
	var list []source
	paths, err := filepath.Glob(filepath.Join(r.OCF, "resource.d", "*", "*"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		typ, provider := filepath.Base(path), filepath.Base(filepath.Dir(path))
		if strings.HasPrefix(typ, ".") || !executable(path) {
			continue
		}
		list = append(list, source{
			name: "ocf:" + provider + ":" + typ, path: path, args: []string{"meta-data"},
			env: ocfEnvironment(r.OCF, provider, typ),
		})
	}
	if paths, err = filepath.Glob(filepath.Join(r.Fence, "fence_*")); err != nil {
		return nil, err
	}
	for _, path := range paths {
		if typ := filepath.Base(path); executable(path) && !isHelper(typ) {
			list = append(list, source{name: "stonith:" + typ, path: path, args: []string{"-o", "metadata"}})
		}
	}
	return list, nil
}

// isHelper tells programs that are called fence_* but are no fence agents; pcs
// does not list them either.
func isHelper(typ string) bool {
	switch typ {
	case "fence_ack_manual", "fence_kdump_send", "fence_node", "fence_sanlockd", "fence_tool", "fence_virtd":
		return true
	}
	return false
}

// ocfEnvironment is what Pacemaker sets for the meta-data action. It names the
// instance after the type, and so makes defaults that depend on the instance
// the same everywhere: /var/run/Dummy-Dummy.state.
func ocfEnvironment(root, provider, typ string) []string {
	return []string{
		"OCF_ROOT=" + root, "OCF_RA_VERSION_MAJOR=1", "OCF_RA_VERSION_MINOR=1",
		"OCF_RESOURCE_PROVIDER=" + provider, "OCF_RESOURCE_TYPE=" + typ, "OCF_RESOURCE_INSTANCE=" + typ,
		"__OCF_ACTION=meta-data",
	}
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// run runs the agent. Some exit with an error or print warnings before their
// metadata, so only the metadata counts.
func (s source) run(ctx context.Context) answer {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.path, s.args...)
	cmd.Env = append([]string{
		"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8",
		"PYTHONWARNINGS=ignore", "PYTHONDONTWRITEBYTECODE=1",
	}, s.env...)
	cmd.WaitDelay = time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if start := bytes.IndexByte(stdout.Bytes(), '<'); start >= 0 && ctx.Err() == nil {
		return answer{metadata: stdout.Bytes()[start:]}
	}
	said := bytes.TrimSpace(stderr.Bytes())
	return answer{err: fmt.Errorf("%s prints no metadata: %w: %s", s.name, cmp.Or(ctx.Err(), err, errSilent), said)}
}

var errSilent = errors.New("it prints no XML")
