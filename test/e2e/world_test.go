//go:build linux

// Package e2e proves on real clusters that a sheet becomes the cluster its
// document shows: each test starts the hosts of one document, has hagen apply the
// document's sheet as it is in examples, waits for the documented state, uses the
// services over the network, and then breaks what the document breaks.
package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"hagen/internal/agents"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/parse"
	"hagen/internal/target"
	"hagen/test/lab"
	"hagen/test/need"
)

// installed is the platform of the hosts: that of the machine's packages.
const installed = "debian12"

// targets are the targets of the other releases that hosts run.
var targets = map[string]string{"11": "rhel8", "13": "debian13", "sid": "next"}

// target is the platform of the world's hosts.
func (w *world) target() string {
	if t, other := targets[w.Config.Release]; other {
		return t
	}
	return installed
}

// settling is how long a cluster may take from one state to the next. Most changes
// take a few seconds, a fencing twenty, and more on a busy machine.
const settling = 5 * time.Minute

// world is a test's cluster and what the test does with it. Each step ends the
// test when it fails.
type world struct {
	t testing.TB
	*lab.Cluster
}

// start starts a cluster with the programs a test's services need. Its sheet may
// come over SSH.
func start(t *testing.T, cfg lab.Config, services ...string) *world {
	t.Helper()
	need.Tool(t, "apt install haproxy nginx-light apache2 memcached curl", services...)
	need.Tool(t, "apt install openssh-server openssh-client", "ssh", "ssh-keygen", "/usr/sbin/sshd")
	t.Parallel()
	return &world{t, lab.Run(t, cfg)}
}

// compiledFrom is what a sheet compiles to for the hosts.
func compiledFrom(t testing.TB, path string) *compile.Unit {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tg, err := target.Get(installed)
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := agents.Load(installed)
	if err != nil {
		t.Fatal(err)
	}
	in := compile.Open(path, data, parse.Options{})
	sheets := in.WithTables()
	if len(sheets) != 1 {
		t.Fatalf("%s has %d sheets with tables", path, len(sheets))
	}
	unit, err := in.Compile(sheets[0], compile.Options{Target: tg, Catalog: catalog})
	if err != nil {
		t.Fatal(err)
	}
	if unit.Script == nil {
		var said bytes.Buffer
		_ = diag.WriteText(&said, unit.Report.Sorted(), diag.TextOptions{})
		t.Fatalf("%s does not compile:\n%s", path, said.String())
	}
	return unit
}

// reach waits until the cluster is in a state.
func (w *world) reach(what string, ok func(*lab.State) bool) {
	w.t.Helper()
	begin := time.Now()
	if err := w.WaitState(w.t.Context(), settling, what, ok); err != nil {
		w.t.Fatal(err)
	}
	w.t.Logf("%s: after %s", what, time.Since(begin).Round(time.Second/10))
}

// idle waits until the cluster is idle.
func (w *world) idle() {
	w.t.Helper()
	for _, h := range w.Hosts {
		if _, err := h.State(w.t.Context()); err != nil {
			continue // down, or without the cluster's services
		}
		if _, err := h.Run(w.t.Context(), "crm_resource", "--wait", "--timeout=300"); err != nil {
			w.t.Fatal(err)
		}
		return
	}
	w.t.Fatal("no host is in the cluster")
}

// stays makes sure that the cluster still is in a state when all is quiet.
func (w *world) stays(what string, ok func(*lab.State) bool) {
	w.t.Helper()
	w.idle()
	s, err := w.State(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	if !ok(s) {
		w.t.Fatalf("no longer: %s\n%s", what, w.Explain())
	}
}

// serves waits until an address answers over HTTP with the expected page.
func (w *world) serves(url, text string) {
	w.t.Helper()
	var page string
	var err error
	wait := w.WaitFor(w.t.Context(), settling, url+" shows "+text, func() bool {
		page, err = w.Switch.Fetch(w.t.Context(), url)
		return err == nil && strings.Contains(page, text)
	})
	if wait != nil {
		w.t.Fatalf("%v\nat last: %v\n%s", wait, err, page)
	}
}

// run runs a command of the operator on a node.
func (w *world) run(node, name string, args ...string) string {
	w.t.Helper()
	out, err := w.Run(w.t.Context(), node, name, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// do does something to the cluster that must succeed.
func (w *world) do(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// boot boots a node that was down and waits until it has joined.
func (w *world) boot(node string) {
	w.t.Helper()
	w.do(w.Boot(w.t.Context(), node))
	w.reach(node+" has joined again", func(s *lab.State) bool { return s.Node(node).Online && !s.Node(node).Pending })
}

// on is the state in which resources are active on one node and nowhere else.
func on(node string, resources ...string) func(*lab.State) bool {
	return func(s *lab.State) bool { return s.AllOn(node, resources...) }
}

// remembers waits until a memcached stores a value and returns it.
func (w *world) remembers(address string) {
	w.t.Helper()
	var last error
	wait := w.WaitFor(w.t.Context(), settling, "memcached at "+address+" stores a value", func() bool {
		last = memcached(w.t.Context(), w.Switch, address)
		return last == nil
	})
	if wait != nil {
		w.t.Fatalf("%v\nat last: %v", wait, last)
	}
}

// memcached stores a value and asks for it, in memcached's own protocol.
func memcached(ctx context.Context, from *lab.Switch, address string) error {
	c, err := from.Dial(ctx, "tcp", address)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return err
	}
	if _, err := io.WriteString(c, "set session 0 0 5\r\nhagen\r\nget session\r\nquit\r\n"); err != nil {
		return err
	}
	answer, err := io.ReadAll(c)
	if want := "STORED\r\nVALUE session 0 5\r\nhagen\r\nEND\r\n"; err == nil && string(answer) != want {
		err = fmt.Errorf("memcached answered %q", answer)
	}
	return err
}
