package importer_test

import (
	"strings"
	"testing"

	"hagen/internal/importer"
)

// TestLossless imports CIBs with all that is in them: the sheet compiles to the same
// CIB, ids and order included.
func TestLossless(t *testing.T) {
	t.Parallel()
	const dummy = `class="ocf" provider="pacemaker" type="Dummy"`
	a, b := `<primitive id="a" `+dummy+`/>`, `<primitive id="b" `+dummy+`/>`
	two := `<resources>` + a + b + `</resources>`
	for name, sections := range map[string][]string{
		"ids that pcs would not form":          {`<resources><primitive id="a" ` + dummy + `><meta_attributes id="m"><nvpair id="p" name="priority" value="1"/></meta_attributes><operations><op id="o" name="monitor" interval="9s"/></operations></primitive></resources>`},
		"an id that pcs would give to another": {`<resources><primitive id="a" ` + dummy + `><operations><op id="a-monitor-interval-10s" name="monitor" interval="9s"/><op id="a-monitor-interval-9s" name="monitor" interval="10s"/></operations></primitive></resources>`},
		"a value as it is written":             {`<resources><primitive id="a" ` + dummy + `><meta_attributes id="m"><nvpair id="p" name="is-managed" value="Yes"/><nvpair id="q" name="target-role" value="started "/></meta_attributes></primitive></resources>`},
		"pairs in an order of their own":       {`<resources><primitive id="a" ` + dummy + `><instance_attributes id="m"><nvpair id="p" name="state" value="/x"/><nvpair id="q" name="fake" value="y"/><nvpair id="r" name="passwd" value="z"/></instance_attributes></primitive></resources>`},
		"constraints in an order of their own": {two, `<constraints><rsc_location id="l1" rsc="a"><rule id="r" score="1"><expression id="e" attribute="x" operation="defined"/></rule></rsc_location><rsc_location id="l2" rsc="b" node="n" score="2"/><rsc_location id="l3" rsc="a" node="n" score="3"/><rsc_order id="o" first="a" then="b"/><rsc_colocation id="c" rsc="a" with-rsc="b" score="5"/></constraints>`},
		"a bundle, and what refers to it":      {`<resources><bundle id="b"><podman image="i"/></bundle>` + a + `</resources>`, `<constraints><rsc_location id="l" rsc="b" node="n" score="1"/></constraints>`},
		"state": {`<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="p" name="dc-version" value="1"/></cluster_property_set><cluster_property_set id="SAPHanaSR"><nvpair id="q" name="hana" value="SOK"/></cluster_property_set></crm_config>`,
			`<nodes><node id="1" uname="n1"><instance_attributes id="n"><nvpair id="s" name="standby" value="on"/></instance_attributes></node></nodes>`, two, `<constraints><rsc_location id="cli-ban-a" rsc="a" node="n1" score="-INFINITY"/></constraints>`},
		"what the checks refuse":                     {`<nodes><node id="1" uname="n1"/></nodes>`, `<resources><clone id="c">` + a + `</clone><primitive id="f" class="stonith" type="fence_xvm"/></resources>`, `<constraints><rsc_location id="l" rsc="c" node="nowhere" score="1"/><rsc_order id="o" first="c" then="c"/></constraints>`},
		"a name twice in a set, a rule, a reference": {`<resources><primitive id="a" ` + dummy + `><meta_attributes id="m"><rule id="r" score="1"><date_expression id="d" operation="gt" start="2030-01-01"/></rule><nvpair id="p" name="priority" value="1"/><nvpair id="q" name="priority" value="2"/></meta_attributes><operations id="ops"><op id="o" name="monitor" interval="9s"/></operations></primitive><primitive id="b" ` + dummy + `><operations id-ref="ops"/></primitive></resources>`},
		"sets by reference, one of them to one that is empty": {`<crm_config><cluster_property_set id-ref="s"/><cluster_property_set id="s"><nvpair id="p" name="batch-limit" value="1"/></cluster_property_set></crm_config>`,
			`<resources><primitive id="a" ` + dummy + `><utilization id-ref="a-utilization"/><utilization id="u"><nvpair id="c" name="cpu" value="1"/></utilization><utilization id="a-utilization"/></primitive></resources>`},
		"references that are alike before another set": {`<resources><primitive id="a" ` + dummy + `><meta_attributes id-ref="m"/><meta_attributes id-ref="m"/><meta_attributes id="m"><nvpair id="p" name="priority" value="1"/></meta_attributes></primitive></resources>`},
		"a target of permissions twice":                {`<acls><acl_target id="alice"/><acl_target id="alice" name="Alice"><role id="r"/></acl_target><acl_role id="r"/></acls>`},
		"a date in words of old schemas":               {`<resources><primitive id="a" ` + dummy + `><meta_attributes id="m"><rule id="r"><date_expression id="d" operation="date_spec"><date_spec id="s" yearsdays="1"/></date_expression></rule><nvpair id="p" name="priority" value="1"/></meta_attributes></primitive></resources>`},
		"no node but a remote one":                     {`<nodes><node id="r" uname="r" type="remote"/></nodes>`, two},
		"a remote node with a quote, and targets of permissions": {`<nodes><node id="r" uname="it's" type="remote"/><node id="1" uname="n"/></nodes>`, two,
			`<acls><acl_target id="it's"><role id="r"/></acl_target><acl_target id="two &quot; '"/><acl_target id="a&#9;tab" name="x"><role id="r"/></acl_target><acl_role id="r"/></acls>`},
		"a node whose name nobody would type": {`<nodes><node id="1" uname="a &lt;b&gt;–" description="x"><instance_attributes id="n"><nvpair id="p" name="x" value="1"/></instance_attributes></node></nodes>`, two},
		"letters that sheets change":          {`<resources><primitive id="a" ` + dummy + `><instance_attributes id="m"><nvpair id="p" name="fake" value="  two  blanks&#10;a line&#9;全角　“x” &lt;y&gt;"/></instance_attributes></primitive></resources>`},
	} {
		opts := options(t)
		opts.Lossless = true
		r, err := importer.Import(cib(sections...), opts)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !r.Exact || r.Lacks() || len(r.Differs) > 0 {
			t.Errorf("%s: exact %v, left out %v, differs %v, errors %v", name, r.Exact, r.Left, r.Differs, r.Report.HasErrors())
		}
	}
}

// TestMaskedIsNotLossless: a password that the source has as asterisks is no part of
// the sheet, and the sheet does not pretend to have it.
func TestMaskedIsNotLossless(t *testing.T) {
	opts := options(t)
	opts.Lossless = true
	r, err := importer.Import(cib(`<resources><primitive id="f" class="stonith" type="fence_ipmilan"><instance_attributes id="m"><nvpair id="p" name="password" value="******"/><nvpair id="i" name="ip" value="192.0.2.1"/><nvpair id="u" name="username" value="u"/></instance_attributes></primitive></resources>`), opts)
	if err != nil || !r.Lacks() {
		t.Errorf("the sheet lacks nothing: %v", err)
	}
	for _, cells := range r.Rows {
		if strings.Contains(strings.Join(cells, " "), "***") {
			t.Errorf("the sheet has asterisks: %q", cells)
		}
	}
}
