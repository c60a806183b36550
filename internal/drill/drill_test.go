package drill

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/apply/tools"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
	"hagen/test/schematest"
)

// cluster is a cluster of two nodes and one resource that obeys what a drill types. It
// answers as crm_mon would.
type cluster struct {
	mu       sync.Mutex
	standby  map[string]bool
	down     map[string]bool
	on       string // where vip runs
	moves    bool   // it moves away from standby
	stuck    bool   // standby does not end
	failed   string // an operation in the history
	electing int    // so many answers are without a DC, and nothing happens
	waits    bool   // it moves when it is waited for, and not before
	blocked  bool   // crm_resource waits for good, while the controller is idle
	typed    []string
	bound    string // a constraint of an earlier move
	onTyping func(line string)
}

func newCluster() *cluster {
	return &cluster{standby: map[string]bool{}, down: map[string]bool{}, on: "n1", moves: true}
}

// Run does what a line says.
func (c *cluster) Run(ctx context.Context, node string, cmd tools.Command) (tools.Result, error) {
	line := strings.TrimPrefix(strings.Join(cmd.Argv, " "), "sh -c ")
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.down[node]:
		return tools.Result{}, errors.New("no route to host")
	case ctx.Err() != nil:
		return tools.Result{}, ctx.Err()
	case strings.HasPrefix(line, "crm_mon") && strings.Contains(line, "xml"):
		return tools.Result{Stdout: []byte(c.status())}, nil
	case strings.HasPrefix(line, "crm_mon"):
		return tools.Result{Stdout: []byte("vip is on " + c.on + ", password swordfish\n")}, nil
	case strings.HasPrefix(line, "journalctl"):
		return tools.Result{Stdout: []byte("Result of monitor: swordfish\nnothing of interest\n")}, nil
	case strings.HasPrefix(line, "stonith_admin --list"):
		return tools.Result{Code: 1}, nil
	case strings.Contains(line, "crm_resource --wait"):
		c.leave(c.waits)
		if c.blocked && len(c.standby) > 0 {
			return tools.Result{Code: 124}, nil
		}
		return tools.Result{}, nil
	case strings.HasPrefix(line, "crmadmin --dc_lookup"):
		return tools.Result{Stdout: []byte("Designated Controller is: n2 2.1.5\n")}, nil
	case strings.HasPrefix(line, "crmadmin --status"):
		return tools.Result{Stdout: []byte("Status of crmd@n2: S_IDLE (ok)\n")}, nil
	case strings.HasPrefix(line, "cibadmin --query"):
		return tools.Result{Stdout: []byte("<cib>" + c.bound + "</cib>")}, nil
	case line == "true":
		return tools.Result{}, nil
	}
	c.typed = append(c.typed, node+"# "+line)
	if c.onTyping != nil {
		c.onTyping(line)
	}
	c.obey(line)
	return tools.Result{}, nil
}

func (c *cluster) obey(line string) {
	words := strings.Fields(line)
	last := words[len(words)-1]
	switch {
	case strings.HasPrefix(line, "pcs node standby"):
		c.standby[last] = true
		c.leave(c.moves)
	case strings.HasPrefix(line, "pcs node unstandby") && !c.stuck:
		delete(c.standby, last)
	case strings.HasPrefix(line, "crm_resource --cleanup"):
		c.failed = ""
	case strings.HasPrefix(line, "crm_resource --move"):
		c.on = last
	case strings.HasPrefix(line, "pcs cluster start --all"):
		c.on = "n1"
	case strings.HasPrefix(line, "stonith_admin --unfence"):
		delete(c.down, last)
	}
}

// leave moves the resource away from a node on standby, if it moves.
func (c *cluster) leave(moves bool) {
	if moves && c.standby[c.on] {
		c.on = map[string]string{"n1": "n2", "n2": "n1"}[c.on]
	}
}

func (c *cluster) status() string {
	if c.electing > 0 && len(c.standby) > 0 {
		c.electing--
		c.leave(c.electing == 0)
	}
	var nodes strings.Builder
	for _, n := range []string{"n1", "n2"} {
		fmt.Fprintf(&nodes, `<node name=%q online="%t" standby="%t" unclean="false" type="member"/>`, n, !c.down[n], c.standby[n])
	}
	failures := ""
	if c.failed != "" {
		failures = fmt.Sprintf(`<failures><failure op_key=%q node="n1" exitstatus="error" status="complete"/></failures>`, c.failed)
	}
	dc := c.electing == 0 || len(c.standby) == 0
	summary := fmt.Sprintf(`<summary><current_dc present="%t" name="n2" with_quorum="true"/></summary>`, dc)
	return `<pacemaker-result>` + summary + `<nodes>` + nodes.String() + `</nodes><resources><resource id="vip" resource_agent="ocf:heartbeat:IPaddr2" role="Started" active="true" managed="true"><node name="` +
		c.on + `"/></resource></resources>` + failures + `<status code="0"/></pacemaker-result>`
}

// state is the cluster at rest with vip on a node.
func state(on string, standby ...string) *pcmk.State {
	s := &pcmk.State{Resources: []pcmk.Instance{{ID: "vip", Role: "Started", Active: true, Managed: true, Nodes: []string{on}}}}
	for _, n := range []string{"n1", "n2"} {
		s.Nodes = append(s.Nodes, pcmk.Node{Name: n, Online: true, Standby: len(standby) > 0 && standby[0] == n})
	}
	return s
}

// standbyBook is a book of two cases: each node is put on standby.
func standbyBook() *testbook.Book {
	book := &testbook.Book{World: &scheduler.World{State: state("n1"), Version: "2.1.5"}}
	for i, n := range []string{"n1", "n2"} {
		other := map[string]string{"n1": "n2", "n2": "n1"}[n]
		if n == "n2" {
			other = "n1"
		}
		book.Cases = append(book.Cases, &testbook.Case{Number: fmt.Sprintf("2-%d", i+1), Chapter: testbook.Nodes, Steps: []testbook.Step{{
			Events: []scheduler.Event{{Kind: scheduler.NodeStandby, Node: n}},
			Course: &scheduler.Course{Before: state("n1"), After: state(other, n)},
		}}})
	}
	return book
}

func carry(t *testing.T, ctx context.Context, c *cluster, book *testbook.Book) (*Result, error) {
	t.Helper()
	d := &Drill{Book: book, Hosts: c, Limit: 5 * time.Second, Secrets: apply.Secrets{"swordfish"}, pace: 5 * time.Millisecond}
	return d.Run(ctx)
}

// TestAsExpected carries two cases out: each begins where the first one did.
func TestAsExpected(t *testing.T) {
	c := newCluster()
	got, err := carry(t, t.Context(), c, standbyBook())
	if err != nil || got.Count(AsExpected) != 2 || got.Interrupted || got.Left != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	if c.on != "n1" || len(c.standby) > 0 {
		t.Errorf("the cluster is not back: vip on %s, standby %v", c.on, c.standby)
	}
	typed := strings.Join(c.typed, "\n")
	for _, want := range []string{"n1# pcs node standby n1", "pcs node unstandby n1", "crm_resource --move --resource vip --node n1", "crm_resource --clear --resource vip"} {
		if !strings.Contains(typed, want) {
			t.Errorf("%q was not typed:\n%s", want, typed)
		}
	}
	step := got.Cases[0].Steps[0]
	if len(step.Timeline) == 0 || len(step.Did) != 1 || len(step.Logs) != 2 || len(step.Logs[0].Lines) != 1 {
		t.Errorf("not all was recorded: %+v", step)
	}
	record, err := got.Record(About{"s.xlsx", "c", "ssh://n1"}, message.English).JSON()
	schematest.Check(t, "drill", record)
	if err != nil || strings.Contains(string(record), "swordfish") {
		t.Errorf("a secret is in the record, or %v:\n%s", err, record)
	}
}

// TestDiffers is a cluster that leaves the resource where it is: a rule is missing.
func TestDiffers(t *testing.T) {
	c := newCluster()
	c.moves = false
	got, err := carry(t, t.Context(), c, standbyBook())
	if err != nil || len(got.Cases) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	if first := got.Cases[0]; first.Verdict != Differs || !strings.Contains(message.List(first.Steps[0].Differences).In(message.English), "vip: n1 (Started), expected: n2 (Started)") {
		t.Errorf("%s: %v", first.Verdict, first.Steps[0].Differences)
	}
	if second := got.Cases[1]; second.Verdict != AsExpected {
		t.Errorf("what is not affected: %s", second.Verdict)
	}
}

// TestSlow is a cluster in which nothing seems to happen: it elects a DC, does what is
// left only when it is waited for, or has actions left that it cannot carry out.
func TestSlow(t *testing.T) {
	electing, waits, blocked := newCluster(), newCluster(), newCluster()
	electing.moves, electing.electing = false, 100
	waits.moves, waits.waits = false, true
	blocked.blocked = true
	for i, c := range []*cluster{electing, waits, blocked} {
		book := standbyBook()
		book.Cases = book.Cases[:1]
		if got, err := carry(t, t.Context(), c, book); err != nil || got.Count(AsExpected) != 1 {
			t.Errorf("%d: %+v, %v", i+1, got, err)
		}
	}
}

// TestNotBack is a node that stays on standby: the drill ends there and says so.
func TestNotBack(t *testing.T) {
	c := newCluster()
	c.stuck = true
	d := &Drill{Book: standbyBook(), Hosts: c, Limit: 300 * time.Millisecond, pace: 5 * time.Millisecond}
	got, err := d.Run(t.Context())
	if err != nil || len(got.Cases) != 1 || len(got.Left) == 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	if left := message.List(got.Left).In(message.English); !strings.Contains(left, "n1 is on standby, expected: online") {
		t.Errorf("left: %s", left)
	}
}

// TestInterrupted ends a drill in the middle of a case: the cluster is brought back.
func TestInterrupted(t *testing.T) {
	c := newCluster()
	ctx, stop := context.WithCancel(t.Context())
	c.onTyping = func(line string) {
		if strings.HasPrefix(line, "pcs node standby") {
			stop()
		}
	}
	got, err := carry(t, ctx, c, standbyBook())
	if err != nil || !got.Interrupted || len(got.Cases) != 1 || got.Cases[0].Verdict != Interrupted {
		t.Fatalf("%+v, %v", got, err)
	}
	if c.on != "n1" || len(c.standby) > 0 || got.Left != nil {
		t.Errorf("the cluster is not back: vip on %s, standby %v, left %v", c.on, c.standby, got.Left)
	}
}

// TestBound does not end a move of an administrator: the cluster is restarted instead.
func TestBound(t *testing.T) {
	c := newCluster()
	c.bound = `<rsc_location id="cli-prefer-vip" rsc="vip" node="n1" score="INFINITY"/>`
	book := standbyBook()
	book.Cases = book.Cases[:1]
	got, err := carry(t, t.Context(), c, book)
	if err != nil || got.Count(AsExpected) != 1 || got.Left != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	if typed := strings.Join(c.typed, "\n"); strings.Contains(typed, "--move") || strings.Contains(typed, "--clear") || !strings.Contains(typed, "pcs cluster start --all") {
		t.Errorf("typed:\n%s", typed)
	}
}

// TestOffAfterAll is a node that turns out to be off while the others return, as when a
// fencing was under way at an interruption: it is switched on.
func TestOffAfterAll(t *testing.T) {
	c := newCluster()
	c.onTyping = func(line string) {
		if strings.HasPrefix(line, "pcs node unstandby") {
			c.down["n2"], c.onTyping = true, nil
		}
	}
	book := standbyBook()
	book.Cases = book.Cases[:1]
	got, err := carry(t, t.Context(), c, book)
	if err != nil || got.Left != nil || c.down["n2"] {
		t.Fatalf("%+v, %v, down %v\n%s", got, err, c.down, strings.Join(c.typed, "\n"))
	}
}

// TestNotAtRest disturbs nothing where something has failed already, or is elsewhere.
func TestNotAtRest(t *testing.T) {
	for name, c := range map[string]*cluster{"failed": newCluster(), "elsewhere": newCluster()} {
		if name == "failed" {
			c.failed = "vip_monitor_10000"
		} else {
			c.on = "n2"
		}
		if got, err := carry(t, t.Context(), c, standbyBook()); err == nil || got != nil || len(c.typed) > 0 {
			t.Errorf("%s: %+v, %v, typed %v", name, got, err, c.typed)
		}
	}
}

// TestRefused does not crash what no fence device can crash, nor all nodes.
func TestRefused(t *testing.T) {
	c := newCluster()
	book := standbyBook()
	crash := func(nodes ...string) *testbook.Case {
		var events []scheduler.Event
		for _, n := range nodes {
			events = append(events, scheduler.Event{Kind: scheduler.NodeCrashes, Node: n})
		}
		return &testbook.Case{Number: fmt.Sprint("x", len(nodes)), Steps: []testbook.Step{{Events: events, Course: &scheduler.Course{After: state("n2")}}}}
	}
	book.Cases = []*testbook.Case{crash("n1"), crash("n1", "n2")}
	got, err := carry(t, t.Context(), c, book)
	if err != nil || got.Count(NotCarriedOut) != 2 || len(c.typed) > 0 {
		t.Fatalf("%+v, %v, typed %v", got, err, c.typed)
	}
	if !got.Cases[0].Why.Is(textCannotFence) || !got.Cases[1].Why.Is(textNobodyLeft) {
		t.Errorf("%v, %v", got.Cases[0].Why, got.Cases[1].Why)
	}
}

// TestChosen refuses cases that the book does not have.
func TestChosen(t *testing.T) {
	d := &Drill{Book: standbyBook(), Cases: []string{"2-2"}}
	if got, err := d.Chosen(); err != nil || len(got) != 1 || got[0].Number != "2-2" {
		t.Errorf("%v, %v", got, err)
	}
	d.Cases = []string{"2-2", "9-9"}
	if _, err := d.Chosen(); err == nil {
		t.Error("9-9 should not exist")
	}
}
