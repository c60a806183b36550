package tools

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/test/need"
)

// maxJourneys is how often an apply over SSH may go to the node, the connection
// included: far away each costs more than what is asked.
const maxJourneys = 8

// traveller notes each journey of an SSH.
type traveller struct {
	*SSH
	journeys []string
}

func (r *traveller) Run(ctx context.Context, c Command) (Result, error) {
	r.journeys = append(r.journeys, strings.Join(c.Argv, " "))
	return r.SSH.Run(ctx, c)
}

func (r *traveller) RunAll(ctx context.Context, list []Command) ([]Result, error) {
	r.journeys = append(r.journeys, "several programs")
	return r.SSH.RunAll(ctx, list)
}

// TestJourneys: a whole apply over SSH, from the first question to the last word
// in the log, with Pacemaker's own tools at the other end.
func TestJourneys(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin", "crm_diff", "crm_verify", "crm_simulate", "crm_mon")
	node := t.TempDir()
	cib := filepath.Join(node, "cib.xml")
	live := strings.Replace(emptyCIB, "<status/>", runsUnconfigured, 1)
	live = strings.Replace(live, `uname="node01"`, `uname="n1"`, 1)
	live = strings.Replace(live, "<nvpair", `<nvpair id="s" name="stonith-enabled" value="false"/><nvpair`, 1)
	// Of a CIB file there is nothing to wait for: what waits takes a second.
	wait := "#!/bin/sh\nsleep 1\n"
	for path, text := range map[string]string{cib: live, filepath.Join(node, "crm_resource"): wait} {
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("CIB_file", cib)
	t.Setenv("PATH", node+":"+os.Getenv("PATH"))
	s, calls, err := dial(t, "node01")
	if err != nil {
		t.Fatal(err)
	}
	r := &traveller{SSH: s, journeys: []string{"the connection"}}
	c := New("ssh://node01", r)
	c.store.dir = filepath.Join(node, "kept")

	ctx := t.Context()
	before, err := c.CIB(ctx)
	if err != nil {
		t.Fatal(err)
	}
	sheet := strings.Replace(live, "<resources/>", `<resources><primitive id="old" class="ocf" provider="pacemaker" type="Dummy"/></resources>`, 1)
	plan, err := apply.Make(ctx, c, before, apply.Request{CIB: []byte(sheet), Mode: merge.Replace})
	if err != nil || plan.Empty() || !plan.Simulated {
		t.Fatalf("%+v, %v", plan, err)
	}
	looks := 0
	out, err := apply.Run(ctx, c, apply.Order{Before: plan.Before, After: plan.After, Timeout: time.Minute}, func(e apply.Event) {
		if e.Stage == apply.Settling {
			looks++
		}
	})
	if err != nil || !out.Changed || !out.Settled {
		t.Fatalf("%+v, %v", out, err)
	}
	if looks == 0 {
		t.Error("it showed nothing while it waited")
	}
	if len(r.journeys) > maxJourneys {
		t.Errorf("%d journeys, %d are enough:\n%s", len(r.journeys), maxJourneys, strings.Join(r.journeys, "\n"))
	}
	if said, err := os.ReadFile(calls); err != nil || strings.Count(string(said), "-- node01") != 2 {
		t.Errorf("more than a connection and a shell: %v\n%s", err, said)
	}
	if now, err := os.ReadFile(cib); err != nil || !strings.Contains(string(now), `<primitive id="old"`) {
		t.Errorf("it was not written: %v\n%s", err, now)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "tmp.*", "in0")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
