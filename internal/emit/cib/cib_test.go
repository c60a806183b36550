package cib_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/emit/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/target"
	"hagen/test/pcstest"
)

var row = pcstest.Row{Name: "T", N: 7}

func emit(t *testing.T, name string, cfg *model.Config) string {
	t.Helper()
	return pcstest.Emit(t, name, cfg, cib.Emit)
}

// TestDocument shows the whole of a small CIB: layout, sections that are always
// there, sections that come with their content.
func TestDocument(t *testing.T) {
	t.Parallel()
	p := pcstest.Primitive(1, "ip", "ocf:heartbeat:IPaddr2", "nic", "eno2", "ip", "10.0.0.1")
	p.Operations = []*model.Operation{
		pcstest.Op("start", "timeout", "60s", "interval", "0s"),
		pcstest.Op("monitor", "interval", "10s", "OCF_CHECK_LEVEL", "10"),
	}
	cfg := &model.Config{
		Nodes:       []*model.Node{{Uname: "n1", Attributes: pcstest.Set(row, "rack", "a"), From: row}, {Uname: "n2", From: row}},
		RscDefaults: pcstest.Set(row, "resource-stickiness", "200"),
		Resources:   []model.Resource{pcstest.Clone(2, "ip-clone", false, p)},
		Alerts:      []*model.Alert{{Path: "/a.sh", From: row, Recipients: []*model.Recipient{{Value: "x", From: row}}}},
	}
	want := `<cib crm_feature_set="3.19.6" validate-with="pacemaker-3.10" epoch="1" num_updates="0" admin_epoch="0">
  <configuration>
    <crm_config/>
    <nodes>
      <node id="1" uname="n1">
        <instance_attributes id="nodes-1">
          <nvpair id="nodes-1-rack" name="rack" value="a"/>
        </instance_attributes>
      </node>
      <node id="2" uname="n2"/>
    </nodes>
    <resources>
      <clone id="ip-clone">
        <primitive id="ip" class="ocf" type="IPaddr2" provider="heartbeat">
          <instance_attributes id="ip-instance_attributes">
            <nvpair id="ip-instance_attributes-ip" name="ip" value="10.0.0.1"/>
            <nvpair id="ip-instance_attributes-nic" name="nic" value="eno2"/>
          </instance_attributes>
          <operations>
            <op name="monitor" interval="10s" id="ip-monitor-interval-10s">
              <instance_attributes id="ip-monitor-interval-10s-instance_attributes">
                <nvpair id="ip-monitor-interval-10s-instance_attributes-OCF_CHECK_LEVEL" name="OCF_CHECK_LEVEL" value="10"/>
              </instance_attributes>
            </op>
            <op name="start" timeout="60s" interval="0s" id="ip-start-interval-0s"/>
          </operations>
        </primitive>
      </clone>
    </resources>
    <constraints/>
    <rsc_defaults>
      <meta_attributes id="rsc_defaults-meta_attributes">
        <nvpair id="rsc_defaults-meta_attributes-resource-stickiness" name="resource-stickiness" value="200"/>
      </meta_attributes>
    </rsc_defaults>
    <alerts>
      <alert id="alert_1" path="/a.sh">
        <recipient id="alert_1-recipient" value="x"/>
      </alert>
    </alerts>
  </configuration>
  <status/>
</cib>
`
	if diff := cmp.Diff(want, emit(t, "rhel9", cfg)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestEmpty is the CIB of a sheet that says nothing.
func TestEmpty(t *testing.T) {
	t.Parallel()
	for _, tg := range target.All() {
		got := emit(t, tg.Name, &model.Config{})
		for _, want := range []string{"<crm_config/>", "<nodes/>", "<resources/>", "<constraints/>", "<status/>",
			`validate-with="` + tg.Schema + `"`, `crm_feature_set="` + tg.FeatureSet + `"`} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in\n%s", tg.Name, want, got)
			}
		}
	}
}

// TestAwkwardText keeps what XML would change or not take as it is.
func TestAwkwardText(t *testing.T) {
	t.Parallel()
	const value = "a\nb\tc\rd\"e'f<g>h&i é\U0001F600"
	xml := emit(t, "rhel9", &model.Config{Properties: pcstest.Set(row, "p", value)})
	want := "a&#xA;b&#x9;c&#xD;d&quot;e'f&lt;g>h&amp;i é\U0001F600"
	if !strings.Contains(xml, `value="`+want+`"`) {
		t.Errorf("no %s in\n%s", want, xml)
	}
	if lines := pcstest.Canonical(t, []byte(xml)); !strings.Contains(strings.Join(lines, "\n"), `a\nb\tc\rd\"e'f<g>h&i é😀`) {
		t.Errorf("the value does not survive reading back:\n%s", strings.Join(lines, "\n"))
	}
}

// TestInvalidText refuses what XML cannot hold, without telling the value.
func TestInvalidText(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"\x00", "\x07", "\x1b", "\ufffe", "\uffff", "\xff"} {
		_, err := cib.Emit(&model.Config{Properties: pcstest.Set(row, "p", "secret"+bad)}, target.All()[0])
		var invalid *cib.InvalidText
		if !errors.As(err, &invalid) || invalid.Attribute != "value" || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: got %v", bad, err)
		}
		if c := cib.Conflicts(err); len(c) != 0 {
			t.Errorf("%q is not a conflict of ids: %v", bad, c)
		}
	}
	emit(t, "rhel9", &model.Config{Properties: pcstest.Set(row, "p", "\ufffd is a character like others")})
}

// TestConflict finds ids of the sheet that pcs would refuse, all in one run.
func TestConflict(t *testing.T) {
	t.Parallel()
	at := func(n int) pcstest.Row { return pcstest.Row{Name: "RESOURCES", N: n} }
	a := pcstest.Primitive(3, "A", "ocf:pacemaker:Dummy", "fake", "1")
	a.Operations = []*model.Operation{pcstest.Op("start", "interval", "0s")}
	b := pcstest.Primitive(5, "B", "ocf:pacemaker:Dummy")
	b.Operations = []*model.Operation{pcstest.Op("monitor", "id", "A")}
	b.Meta = pcstest.Set(row, ">x", "1")
	cfg := &model.Config{
		Resources: []model.Resource{
			a,
			pcstest.Primitive(4, "A-start-interval-0s", "ocf:pacemaker:Dummy"),
			pcstest.Group(6, "A-instance_attributes", pcstest.Primitive(7, "B-meta_attributes-x", "ocf:pacemaker:Dummy")),
			b,
		},
	}
	_, err := cib.Emit(cfg, target.All()[0])
	got := cib.Conflicts(err)
	want := []cib.IDConflict{
		{ID: "A-start-interval-0s", From: at(4), Field: schema.KeyID, Owner: at(3), OwnerField: schema.KeyID},
		{ID: "A-instance_attributes", From: at(6), Field: schema.KeyID, Owner: at(3), OwnerField: schema.KeyID},
		{ID: "A", From: b.Operations[0].Options[0].From, Field: schema.KeyValue, Owner: at(3), OwnerField: schema.KeyID},
		{ID: "B-meta_attributes-x", From: at(5), Field: schema.KeyID, Owner: at(7), OwnerField: schema.KeyID},
	}
	if len(got) != len(want) {
		t.Fatalf("got %v", err)
	}
	for i := range want {
		if diff := cmp.Diff(want[i], *got[i]); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
	if !strings.Contains(err.Error(), `"A-start-interval-0s"`) {
		t.Errorf("the error names the id: %v", err)
	}
}

// TestNowhere has entities without an origin: completed ones, and models that
// are built without a sheet.
func TestNowhere(t *testing.T) {
	t.Parallel()
	p := pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy")
	p.From, p.Row = nil, model.Nowhere
	emit(t, "rhel9", &model.Config{Resources: []model.Resource{p}, Orders: []*model.Order{{First: "A", Then: "A"}}})
}

func TestSameBytes(t *testing.T) {
	t.Parallel()
	cfg := func() *model.Config {
		p := pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy", "c", "1", "a", "2", "b", "3")
		return &model.Config{Resources: []model.Resource{p}, Properties: pcstest.Set(row, "z", "1", "a", "2")}
	}
	first := emit(t, "rhel9", cfg())
	for range 20 {
		if emit(t, "rhel9", cfg()) != first {
			t.Fatal("the same model gave other bytes")
		}
	}
}
