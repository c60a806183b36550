package apply

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
)

func TestMake(t *testing.T) {
	f := newFake("a=1", "old")
	where := func(id, attr string) diag.Place {
		return diag.Place{File: "s.csv", Row: len(id), Col: 1 + len(attr)}
	}
	p, err := Make(t.Context(), f, f.cib, Request{CIB: testCIB(1, "a=2", "b"), Mode: merge.Replace, Where: where})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range p.Changes {
		got = append(got, fmt.Sprintf("%s %s %s @%s", c.Action, c.Kind, c.Name, c.Place))
		for _, d := range c.Details {
			got = append(got, fmt.Sprintf("  %s %s: %q → %q @%s", d.Action, d.Field, d.Old, d.New, d.Place))
		}
	}
	want := []string{
		"remove primitive old @", `  remove agent: "ocf:pacemaker:Dummy" → "" @`,
		"change primitive a @s.csv:1:1", `  change p: "1" → "2" @s.csv:6:6`,
		"add primitive b @s.csv:1:1", `  add agent: "" → "ocf:pacemaker:Dummy" @s.csv:1:5`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !p.Verified || !p.Simulated || len(p.Effects) != 2 || p.Risks != nil || p.Empty() {
		t.Errorf("%+v", p)
	}
	if f.wrote != 0 {
		t.Error("a plan wrote")
	}
}

func TestMakeNothingToDo(t *testing.T) {
	f := newFake("a=1")
	f.verdict = Verdict{Messages: []string{"whatever was wrong before"}}
	p, err := Make(t.Context(), f, f.cib, Request{CIB: testCIB(1, "a=1"), Mode: merge.Replace})
	if err != nil || !p.Empty() {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestMakeInvalid(t *testing.T) {
	f := newFake("a")
	f.verdict = Verdict{Messages: []string{"bad"}}
	cib := []byte(strings.Replace(string(testCIB(1, "b")), "pacemaker-3.9", "pacemaker-3.10", 1))
	_, err := Make(t.Context(), f, f.cib, Request{CIB: cib, Mode: merge.Replace})
	var invalid *InvalidError
	if !errors.As(err, &invalid) || invalid.Schema != "pacemaker-3.9" || invalid.Needed != "pacemaker-3.10" || !strings.Contains(err.Error(), "bad") {
		t.Errorf("%v", err)
	}
	p, err := Make(t.Context(), f, f.cib, Request{Saved: testCIB(3, "b")})
	if err != nil || p.Verified || len(p.Warnings) != 1 {
		t.Errorf("what was in force must come back: %+v, %v", p, err)
	}
}

func TestMakeWithoutTools(t *testing.T) {
	f := newFake("a")
	f.noTools = true
	p, err := Make(t.Context(), f, f.cib, Request{CIB: testCIB(1, "b"), Mode: merge.Replace})
	if err != nil || p.Verified || p.Simulated || len(p.Changes) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestRisks(t *testing.T) {
	run := func(id, node string) string { return resourcesXML(map[string]string{id: node}) }
	const (
		promoted   = `<clone id="c"><resource id="p" role="Promoted" active="true" managed="true"><node name="n1"/></resource></clone>`
		unpromoted = `<clone id="c"><resource id="p" role="Unpromoted" active="true" managed="true"><node name="n1"/></resource></clone>`
		fence      = `<node_action task="Fence (reboot)" node="n2" reason="peer is no longer part of the cluster"/>`
		disabled   = `<resource id="a" role="Stopped" target_role="Stopped" active="false" managed="true"/>`
		orphan     = `<resource id="a" role="Stopped" active="false" orphaned="true" managed="true"/>`
	)
	tests := []struct {
		name      string
		live      func(cib string) string
		now, then string // crm_simulate of the old and of the new
		file      bool
		want      []Risk
	}{
		{name: "none", now: simulation(run("a", "n1"), "", run("a", "n1")), then: simulation(run("a", "n1"), "", run("a", "n2"))},
		{name: "no quorum", live: func(s string) string { return strings.Replace(s, `have-quorum="1"`, `have-quorum="0"`, 1) },
			now: simulation("", "", ""), then: simulation("", "", ""), want: []Risk{{Danger: NoQuorum}}},
		{name: "maintenance", live: func(s string) string {
			return strings.Replace(s, `<crm_config/>`, `<crm_config><cluster_property_set id="s"><nvpair id="m" name="maintenance-mode" value="true"/></cluster_property_set></crm_config>`, 1)
		}, now: simulation("", "", ""), then: simulation("", "", ""), want: []Risk{{Danger: InMaintenance}}},
		{name: "maintenance in another case", live: func(s string) string {
			return strings.Replace(s, `<crm_config/>`, `<crm_config><cluster_property_set id="s"><nvpair id="m" name="maintenance-mode" value="Yes"/></cluster_property_set></crm_config>`, 1)
		}, now: simulation("", "", ""), then: simulation("", "", ""), want: []Risk{{Danger: InMaintenance}}},
		{name: "busy", now: simulation("", `<rsc_action action="start" resource="x" node="n1"/>`, ""), then: simulation("", "", ""), want: []Risk{{Danger: Busy, Items: []string{"x"}}}},
		{name: "busy says nothing of a file", file: true, now: simulation("", `<rsc_action action="start" resource="x" node="n1"/>`, ""), then: simulation("", "", "")},
		{name: "a stop", now: simulation(run("a", "n1"), "", run("a", "n1")), then: simulation(run("a", "n1"), "", run("a", "")), want: []Risk{{Danger: Stops, Items: []string{"a"}}}},
		{name: "a demotion", now: simulation(promoted, "", promoted), then: simulation(promoted, "", unpromoted), want: []Risk{{Danger: Stops, Items: []string{"p"}, Demotes: true}}},
		{name: "a stop the sheet asks for", now: simulation(run("a", "n1"), "", run("a", "n1")), then: simulation(run("a", "n1"), "", disabled), want: []Risk{{Danger: Disables, Items: []string{"a"}}}},
		{name: "what is removed", now: simulation(run("a", "n1"), "", run("a", "n1")), then: simulation(run("a", "n1"), "", orphan), want: []Risk{{Danger: Removes, Items: []string{"a"}}}},
		{name: "a fencing", now: simulation("", "", ""), then: simulation("", fence, ""), want: []Risk{{Danger: Fences, Items: []string{"n2"}}}},
		{name: "a fencing that comes anyway", now: simulation("", fence, ""), then: simulation("", fence, ""), want: []Risk{{Danger: Busy, Items: []string{"n2"}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake("a")
			f.file = tt.file
			if tt.live != nil {
				f.cib = []byte(tt.live(string(f.cib)))
			}
			live := string(f.cib)
			f.simulate = func(cib []byte) string {
				if string(cib) == live {
					return tt.now
				}
				return tt.then
			}
			p, err := Make(t.Context(), f, f.cib, Request{CIB: testCIB(1, "a", "b"), Mode: merge.Merge})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, p.Risks); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(p.Refused(nil)) != len(tt.want) || len(p.Refused(Dangers())) != 0 {
				t.Error("what is allowed is refused, or the other way round")
			}
		})
	}
}

func TestSame(t *testing.T) {
	base := string(testCIB(7, "a=1"))
	edit := func(old, new string) []byte { return []byte(strings.Replace(base, old, new, 1)) }
	property := func(name string) []byte {
		return edit("<crm_config/>", `<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="x" name="`+name+`" value="1"/></cluster_property_set></crm_config>`)
	}
	for name, tt := range map[string]struct {
		live []byte
		want bool
	}{
		"itself":                     {[]byte(base), true},
		"another epoch":              {testCIB(9, "a=1"), true},
		"the cluster's own property": {property("last-lrm-refresh"), true},
		"another property":           {property("stonith-enabled"), false},
		"another value":              {testCIB(7, "a=2"), false},
		"an agent's node attribute":  {edit(`uname="n1"/>`, `uname="n1"><instance_attributes id="i"><nvpair id="j" name="data" value="1"/></instance_attributes></node>`), true},
	} {
		if got, err := Same(tt.live, []byte(base)); got != tt.want || err != nil {
			t.Errorf("%s: %t, %v", name, got, err)
		}
	}
	if _, err := Same([]byte("<x/>"), []byte(base)); err == nil {
		t.Error("something else compares")
	}
}

// A plan that takes the maintenance mode away lets happen what waited for that.
func TestRiskOfEndingMaintenance(t *testing.T) {
	const with = `<cib><configuration><crm_config><cluster_property_set id="s"><nvpair id="m" name="maintenance-mode" value="true"/></cluster_property_set></crm_config><nodes/><resources/><constraints/></configuration><status/></cib>`
	without := strings.Replace(with, `value="true"`, `value="false"`, 1)
	nothing := &pcmk.Simulation{Before: &pcmk.State{}, After: &pcmk.State{}}
	for after, ends := range map[string]bool{with: false, without: true} {
		look := prospect{plan: &Plan{Before: []byte(with), After: []byte(after)}, now: nothing, then: nothing}
		var err error
		if look.before, err = meaning.Of([]byte(with)); err != nil {
			t.Fatal(err)
		}
		if look.after, err = meaning.Of([]byte(after)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]Risk{{Danger: InMaintenance, Ends: ends}}, look.risks()); diff != "" {
			t.Error(diff)
		}
	}
}
