package scheduler

import (
	"strings"
	"testing"
)

// TestCanFence lets the nodes that are left look for a device for n1.
func TestCanFence(t *testing.T) {
	const device = `<primitive id="f" class="stonith" type="fence_x"><instance_attributes id="i"><nvpair id="l" name="pcmk_host_list" value="n1 n9"/></instance_attributes>META</primitive>`
	simple := func(meta, more string) string {
		return "<resources>" + strings.Replace(device, "META", meta, 1) + "</resources>" + more
	}
	off := `<meta_attributes id="m"><nvpair id="t" name="target-role" value="Stopped"/></meta_attributes>`
	location := func(inner string) string { return "<constraints>" + inner + "</constraints>" }
	for name, tt := range map[string]struct {
		configuration, left string
		want                bool
	}{
		"a device lists it":           {simple("", ""), "n2", true},
		"no device":                   {"<resources/>", "n2", false},
		"a device lists others":       {strings.ReplaceAll(simple("", ""), "n1 n9", "n2,n9"), "n2", false},
		"by a map":                    {strings.NewReplacer("pcmk_host_list", "pcmk_host_map", "n1 n9", "N1:3;n9:4").Replace(simple("", "")), "n2", true},
		"the device is asked":         {strings.ReplaceAll(simple("", ""), "pcmk_host_list", "plug"), "n2", true},
		"disabled":                    {simple(off, ""), "n2", false},
		"disabled by default":         {simple("", "<rsc_defaults>"+off+"</rsc_defaults>"), "n2", false},
		"maybe disabled, by a rule":   {simple(strings.Replace(off, `id="m">`, `id="m"><rule/>`, 1), ""), "n2", true},
		"in a group that is disabled": {"<resources><group id='g'>" + strings.Replace(device, "META", "", 1) + off + "</group></resources>", "n2", false},
		"banned from n2":              {simple("", location(`<rsc_location rsc="f" node="n2" score="-INFINITY"/>`)), "n2", false},
		"banned from n2 by a rule":    {simple("", location(`<rsc_location rsc="f"><rule score="-INFINITY"><expression attribute="#uname" operation="eq" value="n2"/></rule></rsc_location>`)), "n2", false},
		"banned elsewhere":            {simple("", location(`<rsc_location rsc="f"><rule score="-INFINITY"><expression attribute="#uname" operation="eq" value="n2"/></rule></rsc_location>`)), "n2 n3", true},
		"n2 is disliked":              {simple("", location(`<rsc_location rsc="f" node="n2" score="-100"/>`)), "n2", true},
		"all others are banned":       {simple("", location(`<rsc_location rsc="f"><rule score="-INFINITY"><expression attribute="#uname" operation="ne" value="n3"/></rule></rsc_location>`)), "n2", false},
		"a level with what is not":    {simple("", `<fencing-topology><fencing-level target="n1" index="1" devices="f,gone"/></fencing-topology>`), "n2", false},
		"the second level":            {simple("", `<fencing-topology><fencing-level target="n1" index="1" devices="gone"/><fencing-level target="n1" index="2" devices="f"/></fencing-topology>`), "n2", true},
		"a level of others":           {simple("", `<fencing-topology><fencing-level target="n2" index="1" devices="gone"/></fencing-topology>`), "n2", true},
		"a level by pattern":          {simple("", `<fencing-topology><fencing-level target-pattern="^n[1-3]$" index="1" devices="gone"/></fencing-topology>`), "n2", false},
		"a template":                  {`<resources><template id="t" class="stonith" type="fence_x"/><primitive id="f" template="t"/></resources>`, "n2", true},
	} {
		doc, err := parse([]byte("<cib><configuration>" + tt.configuration + "</configuration></cib>"))
		if err != nil {
			t.Fatal(name, err)
		}
		if got := canFence(doc, "n1", strings.Fields(tt.left)); got != tt.want {
			t.Errorf("%s: %t", name, got)
		}
	}
	for value, want := range map[string]bool{"10s": true, "0": false, "-1": true} {
		doc, err := parse([]byte(`<cib><configuration><crm_config><cluster_property_set id="s"><nvpair id="w" name="stonith-watchdog-timeout" value="` + value + `"/></cluster_property_set></crm_config></configuration></cib>`))
		if err != nil || watchdogFences(doc) != want {
			t.Errorf("stonith-watchdog-timeout %s: %t, %v", value, !want, err)
		}
	}
}
