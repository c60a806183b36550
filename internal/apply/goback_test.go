package apply

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// between is a CIB between the two steps of the rollback to a fresh
// cluster, which manages nothing.
func between() []byte { return withProperty(testCIB(9)) }

// withProperty sets stonith-enabled=false, without which the fakes that strand
// manages nothing.
func withProperty(cib []byte) []byte {
	const property = `<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="x" name="stonith-enabled" value="false"/></cluster_property_set></crm_config>`
	return []byte(strings.Replace(string(cib), "<crm_config/>", property, 1))
}

// newStranding is a fake that runs a, and would leave it running forever if it
// went back to a fresh configuration at once. steps gets the CIB of each write.
func newStranding() (f *fake, steps *[][]byte) {
	f = newFake("a")
	f.cib = withProperty(f.cib)
	f.running["a"] = "n1"
	const orphan = `<resource id="a" role="Started" active="true" orphaned="true" managed="false"><node name="n1"/></resource>`
	f.simulate = func(cib []byte) string {
		switch {
		case len(primitives(cib)) > 0:
			return simulation(resourcesXML(f.running), "", resourcesXML(f.running))
		case f.running["a"] == "":
			return simulation("", "", "")
		case strings.Contains(string(cib), "stonith-enabled"):
			return simulation(resourcesXML(f.running), `<rsc_action action="stop" resource="a" node="n1"/>`, "")
		}
		return simulation(resourcesXML(f.running), "", orphan)
	}
	steps = new([][]byte)
	f.onWrite = func(f *fake) {
		*steps = append(*steps, f.cib)
		f.running = map[string]string{}
	}
	return f, steps
}

// backOrder is an order to roll a stranding fake back to a fresh configuration.
func backOrder(t *testing.T, f *fake) Order {
	t.Helper()
	p, err := Make(t.Context(), f, f.cib, Request{Saved: testCIB(7)})
	if err != nil || len(p.Effects) != 1 || p.Effects[0].Action != "stop" {
		t.Fatalf("%+v, %v", p, err)
	}
	return Order{Before: p.Before, After: p.After, Timeout: time.Second, Action: Rollback}
}

// TestRollbackInTwoSteps: a fresh cluster manages nothing as long as it has no
// fence device. Going back to it takes the resources away first, while the
// cluster still manages them.
func TestRollbackInTwoSteps(t *testing.T) {
	f, steps := newStranding()
	out, err := Run(t.Context(), f, backOrder(t, f), nil)
	if err != nil || !out.Settled || len(out.Problems) > 0 || len(*steps) != 2 {
		t.Fatalf("%+v, %v, written %d times", out, err, len(*steps))
	}
	if same, _ := Same((*steps)[0], between()); !same {
		t.Errorf("between:\n%s", (*steps)[0])
	}
	if same, _ := Same(f.cib, testCIB(7)); !same {
		t.Errorf("at the end:\n%s", f.cib)
	}
	if f.log[0].Action != Rollback {
		t.Errorf("logged as %s", f.log[0].Action)
	}
}

// TestRollbackHalfway: what comes between the two steps is reported, no other change
// is lost, and rolling back again does the rest.
func TestRollbackHalfway(t *testing.T) {
	lost := errors.New("connection lost")
	tests := []struct {
		name   string
		second func(f *fake) // what the second step meets
		cause  error
		again  bool
	}{
		{"the connection is lost", func(f *fake) { f.writeErr, f.onWrite = lost, nil }, lost, true},
		{"it is not idle in time", func(f *fake) { f.idle = false }, ErrBusy, true},
		{"another administrator changes it", func(f *fake) { f.cib = testCIB(20, "theirs") }, ErrStale, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, _ := newStranding()
			o := backOrder(t, f)
			f.onWrite = func(f *fake) {
				f.running = map[string]string{}
				tt.second(f)
			}
			out, err := Run(t.Context(), f, o, nil)
			var halfway *HalfwayError
			if !errors.As(err, &halfway) || !errors.Is(halfway.Cause, tt.cause) || errors.Is(err, ErrStale) || !out.Changed {
				t.Fatalf("%+v, %v", out, err)
			}
			if got := f.results(); !slices.Equal(got, []string{ResultStarted, ResultFailed}) {
				t.Errorf("log %v", got)
			}
			if !tt.again {
				if got := primitives(f.cib); !slices.Equal(got, []string{"theirs"}) {
					t.Errorf("the other administrator's configuration became\n%s", f.cib)
				}
				return
			}
			f.writeErr, f.onWrite, f.idle = nil, nil, true
			p, err := Make(t.Context(), f, f.cib, Request{Saved: testCIB(7)})
			if err != nil {
				t.Fatal(err)
			}
			if out, err := Run(t.Context(), f, Order{Before: p.Before, After: p.After, Timeout: time.Second, Action: Rollback}, nil); err != nil || !out.Settled {
				t.Errorf("again: %+v, %v", out, err)
			}
			if same, _ := Same(f.cib, testCIB(7)); !same {
				t.Errorf("at the end:\n%s", f.cib)
			}
		})
	}
}

// TestGoBackAnswerLost: the rollback was written, its answer lost.
func TestGoBackAnswerLost(t *testing.T) {
	f := newFake("a")
	f.running["a"] = "n1"
	f.onWrite = func(f *fake) {
		if f.wrote == 1 {
			f.running["b"] = "!"
			return
		}
		f.writeErr = errors.New("connection lost")
	}
	o := order(t, f, "a", "b")
	o.Rollback = true
	out, err := Run(t.Context(), f, o, nil)
	if err != nil || !out.RolledBack || slices.Contains(codes(out.Problems), ProblemRollbackFailed) {
		t.Errorf("%+v, %v", out, err)
	}
}

// TestHalfway: neither end of the way is between.
func TestHalfway(t *testing.T) {
	from, to := withProperty(testCIB(7, "a")), testCIB(7)
	moved := []byte(strings.Replace(string(between()), `<node id="1" uname="n1"/>`,
		`<node id="1" uname="n1"><instance_attributes id="nodes-1"><nvpair id="y" name="state" value="1"/></instance_attributes></node>`, 1))
	for _, tt := range []struct {
		name string
		cib  []byte
		want bool
	}{
		{"the start", from, false}, {"the end", to, false}, {"between", between(), true},
		{"between, with a node attribute", moved, true}, {"another", withProperty(testCIB(7, "b")), false},
	} {
		if got, err := Halfway(tt.cib, from, to); err != nil || got != tt.want {
			t.Errorf("%s: %t, %v", tt.name, got, err)
		}
	}
	if _, err := Halfway([]byte("no CIB"), from, to); err == nil {
		t.Error("what is not a CIB is between")
	}
}

// TestBackIsBack: as long as something that was taken out again is still starting,
// the old configuration is back and what it says is not yet.
func TestBackIsBack(t *testing.T) {
	for _, keeps := range []bool{false, true} {
		f := newFake("a")
		f.cib = withProperty(f.cib)
		if keeps { // it is not stopped: there is nothing to wait for
			f.cib = []byte(strings.Replace(string(f.cib), `name="stonith-enabled"`, `name="stop-orphan-resources"`, 1))
		}
		f.running["a"] = "n1"
		before := f.cib
		after := []byte(strings.Replace(string(before), "</resources>", `<primitive id="b" class="ocf" provider="pacemaker" type="Dummy"/></resources>`, 1))
		f.onWrite = func(f *fake) {
			if f.wrote == 1 {
				f.running["b"] = "!n1" // and it fails
				return
			}
			delete(f.running, "b")
			f.orphan = 3
		}
		out, err := Run(t.Context(), f, Order{Before: before, After: after, Timeout: time.Minute, Rollback: true}, nil)
		if err != nil || !out.RolledBack || f.orphan > 0 != keeps {
			t.Errorf("kept: %t: %+v, %v; for %d more looks something is there that is in no configuration", keeps, out, err, f.orphan)
		}
	}
}
