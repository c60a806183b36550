package apply

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
)

func configOf(t *testing.T, properties, resources, constraints string) *meaning.Config {
	t.Helper()
	c, err := meaning.Of([]byte(`<cib crm_feature_set="3.20.5"><configuration><crm_config><cluster_property_set id="s">` + properties + `</cluster_property_set></crm_config><nodes/><resources>` +
		resources + `</resources><constraints>` + constraints + `</constraints></configuration></cib>`))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func pair(name, value string) string {
	return `<nvpair id="p-` + name + `" name="` + name + `" value="` + value + `"/>`
}

// TestFencingOff: what takes the cluster's last means to fence, and what does not.
func TestFencingOff(t *testing.T) {
	const device = `<primitive id="f" class="stonith" type="fence_x"/>`
	watchdog := pair("have-watchdog", "true") + pair("stonith-watchdog-timeout", "10s")
	for _, tt := range []struct {
		name                        string
		before, after               string // properties
		beforeDevices, afterDevices string
		want                        []string
	}{
		{"turned off", "", pair("stonith-enabled", "False"), device, device, []string{"stonith-enabled=false"}},
		{"turned off by its new name", pair("fencing-enabled", "true") + pair("stonith-enabled", "false"), pair("fencing-enabled", "no"), device, device, []string{"fencing-enabled=false"}},
		{"its last device goes", "", "", device, "", []string{"f"}},
		{"it was off", pair("stonith-enabled", "false"), pair("stonith-enabled", "off"), device, "", nil},
		{"it is off by its new name", pair("fencing-enabled", "false") + pair("stonith-enabled", "true"), "", device, "", nil},
		{"it had nothing to fence with", "", pair("stonith-enabled", "false"), "", "", nil},
		{"it is turned on", pair("stonith-enabled", "false"), pair("stonith-enabled", "true"), device, device, nil},
		{"by watchdogs", watchdog, pair("stonith-enabled", "false"), "", "", []string{"stonith-enabled=false"}},
		{"watchdogs are left", watchdog, watchdog, device, "", nil},
		{"no watchdog is there", pair("have-watchdog", "false") + pair("stonith-watchdog-timeout", "10s"), pair("stonith-enabled", "false"), "", "", nil},
		{"watchdogs that do not count", pair("have-watchdog", "true") + pair("stonith-watchdog-timeout", "0s"), pair("stonith-enabled", "false"), "", "", nil},
	} {
		look := prospect{before: configOf(t, tt.before, tt.beforeDevices, ""), after: configOf(t, tt.after, tt.afterDevices, "")}
		var got []string
		for _, r := range look.fencingOff() {
			got = append(got, r.Items...)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestBusyWithoutDC: while a DC is elected it is unknown what the cluster will do.
func TestBusyWithoutDC(t *testing.T) {
	idle := &pcmk.Simulation{}
	for dc, want := range map[string][]Risk{"": {{Danger: Busy}}, "n1": nil} {
		look := prospect{now: idle, status: &pcmk.State{DC: dc}}
		if diff := cmp.Diff(want, look.busy()); diff != "" {
			t.Errorf("DC %q (-want +got):\n%s", dc, diff)
		}
	}
}

// TestReasonNeeds: only what a resource cannot do without is a reason for it.
func TestReasonNeeds(t *testing.T) {
	const both = `<primitive id="a" class="lsb" type="x"/><primitive id="b" class="lsb" type="x"/>`
	state := &pcmk.State{Nodes: []pcmk.Node{{Name: "n1", Online: true}}, Resources: []pcmk.Instance{{ID: "a", Role: "Stopped"}, {ID: "b", Role: "Stopped"}}}
	for constraint, want := range map[string]string{
		`<rsc_order id="o" first="a" then="b"/>`:                                         "it needs a",
		`<rsc_order id="o" first="a" then="b" kind="Optional"/>`:                         "",
		`<rsc_order id="o" first="b" then="a"/>`:                                         "",
		`<rsc_colocation id="c" rsc="b" with-rsc="a" score="INFINITY"/>`:                 "it needs a",
		`<rsc_colocation id="c" rsc="b" with-rsc="a" score="500"/>`:                      "",
		`<rsc_location id="l" rsc="b" node="n1" score="-INFINITY"/>`:                     "no location is allowed",
		`<rsc_location id="l" rsc="b" node="n1" score="-2000000"/>`:                      "no location is allowed",
		`<rsc_location id="l" rsc="b" node="n1" score="-500"/>`:                          "",
		`<rsc_location id="l" rsc="b" node="n2" score="-INFINITY"/>`:                     "",
		`<rsc_order id="o" first="a" first-action="promote" then="b" kind="Mandatory"/>`: "it needs a",
	} {
		r := reasons{configOf(t, "", both, constraint), state}
		if got := r.stop("b", "n1").String(); got != want {
			t.Errorf("%s: %q, want %q", constraint, got, want)
		}
	}
}
