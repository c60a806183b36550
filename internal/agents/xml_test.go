package agents

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadMetadata10(t *testing.T) {
	got, err := ReadMetadata("ocf:acme:x", []byte(`<?xml version="1.0"?>
<!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
<resource-agent name="x"><version>1.0</version><longdesc lang="en">&lt;words&gt;</longdesc>
<parameters>
<parameter name="config" unique="1" required="1" obsoletes="cfg"><longdesc lang="en">Long.</longdesc>
<shortdesc lang="de">Datei</shortdesc><shortdesc lang="en"> the
 file </shortdesc><content type="string" default="/etc/x"/></parameter>
<parameter name="cfg" deprecated="1"><content type="string"/></parameter>
<parameter name="mode" required="0" unique="0"><content type="select" default="b"><option value="a"/><option value="b"/></content></parameter>
<parameter name="plain" shortdesc="a word"/>
</parameters>
<actions>
<action name="start" timeout="20s"/>
<action name="monitor" timeout="20s" interval="10s" depth="0" start-delay="5s" role="Master"/>
<action name="monitor" timeout="20s" interval="11s" role="Slave"/>
</actions></resource-agent>`))
	if err != nil {
		t.Fatal(err)
	}
	want := &Agent{Name: "ocf:acme:x",
		Params: []Param{
			{Name: "config", Type: "string", Default: "/etc/x", Required: true, Unique: true, Obsoletes: []string{"cfg"}, ShortDesc: "the file"},
			{Name: "cfg", Type: "string", Deprecated: true, ReplacedBy: []string{"config"}},
			{Name: "mode", Type: "select", Default: "b", Enum: []string{"a", "b"}},
			{Name: "plain", Type: "string", ShortDesc: "a word"},
		},
		Actions: []Action{
			{Name: "start", Timeout: "20s"},
			{Name: "monitor", Timeout: "20s", Interval: "10s", Depth: "0", StartDelay: "5s", Role: "Promoted"},
			{Name: "monitor", Timeout: "20s", Interval: "11s", Role: "Unpromoted"},
		}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadMetadata11(t *testing.T) {
	got, err := ReadMetadata("ocf:acme:x", []byte(`<resource-agent name="x"><version> 1.1 </version><parameters>
<parameter name="old" unique="1"><deprecated><replaced-with name="new"/></deprecated><content type="integer"/></parameter>
<parameter name="new"><content type="integer"/></parameter>
<parameter name="host" unique-group="address"><content type="string"/></parameter>
<parameter name="port" unique-group="address"><content type="string"/></parameter>
<parameter name="state" unique-group="state"><content type="string"/></parameter>
</parameters><actions/></resource-agent>`))
	if err != nil {
		t.Fatal(err)
	}
	want := &Agent{Name: "ocf:acme:x", Params: []Param{
		{Name: "old", Type: "integer", Deprecated: true, ReplacedBy: []string{"new"}},
		{Name: "new", Type: "integer", Obsoletes: []string{"old"}},
		{Name: "host", Type: "string", UniqueGroup: "address"},
		{Name: "port", Type: "string", UniqueGroup: "address"},
		{Name: "state", Type: "string", UniqueGroup: "state", Unique: true},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestReadFenceMetadata: what Pacemaker supplies is not asked for, however many
// times the target's name was replaced.
func TestReadFenceMetadata(t *testing.T) {
	got, err := ReadMetadata("stonith:fence_x", []byte(`<resource-agent name="fence_x"><parameters>
<parameter name="action" required="1"><content type="string" default="off"/></parameter>
<parameter name="newest" required="1" obsoletes="plug"><content type="string"/></parameter>
<parameter name="plug" required="1" obsoletes="port"><content type="string"/></parameter>
<parameter name="port" required="1" deprecated="1"><content type="string"/></parameter>
<parameter name="ip" required="1"><content type="string"/></parameter>
<parameter name="help"><content type="string"/></parameter>
<parameter name="version"><content type="string"/></parameter>
</parameters><actions><action name="on" automatic="1" on_target="1"/><action name="monitor"/></actions></resource-agent>`))
	if err != nil {
		t.Fatal(err)
	}
	want := &Agent{Name: "stonith:fence_x",
		Params: []Param{
			{Name: "action", Type: "string", Default: "off", Deprecated: true, ReplacedBy: []string{"pcmk_off_action", "pcmk_reboot_action"}},
			{Name: "newest", Type: "string", Obsoletes: []string{"plug"}},
			{Name: "plug", Type: "string", Obsoletes: []string{"port"}, ReplacedBy: []string{"newest"}},
			{Name: "port", Type: "string", Deprecated: true, ReplacedBy: []string{"plug"}},
			{Name: "ip", Type: "string", Required: true},
		},
		Actions: []Action{{Name: "on", Automatic: true, OnTarget: true}, {Name: "monitor"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestReadPlug: Pacemaker fills in "plug" also where there is no older "port".
func TestReadPlug(t *testing.T) {
	got, err := ReadMetadata("stonith:fence_x", []byte(`<resource-agent name="fence_x"><parameters>
<parameter name="plug" required="1"><content type="string"/></parameter></parameters></resource-agent>`))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.MissingRequired(func(string) bool { return false })) != 0 {
		t.Errorf("plug is asked for: %+v", got.Params)
	}
}

func TestReadMetadataErrors(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"IPaddr2", "<resource-agent/>", `"IPaddr2" is not an agent name`},
		{"ocf:a:b", "", "metadata of ocf:a:b: there is no XML"},
		{"ocf:a:b", "<html></html>", "metadata of ocf:a:b: expected element type <resource-agent>"},
		{"ocf:a:b", `<resource-agent name="x"><parameters><parameter name=""/></parameters></resource-agent>`, "parameter 1 has no name"},
		{"ocf:a:b", `<resource-agent name="x"><actions><action name=""/></actions></resource-agent>`, "action 1 has no name"},
	}
	for _, tt := range tests {
		if _, err := ReadMetadata(tt.name, []byte(tt.data)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %q: error %v does not say %q", tt.name, tt.data, err, tt.want)
		}
	}
}

// TestReadTwins: of a parameter that is listed twice pcs asks for either.
func TestReadTwins(t *testing.T) {
	got, err := ReadMetadata("ocf:acme:x", []byte(`<resource-agent name="x"><parameters>
<parameter name="p"><content type="integer" default="1"/></parameter><parameter name="q"/>
<parameter name="p" required="1" unique="1"><content type="string"/></parameter>
</parameters></resource-agent>`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Param{{Name: "p", Type: "integer", Default: "1", Required: true, Unique: true}, {Name: "q", Type: "string"}}
	if diff := cmp.Diff(want, got.Params); diff != "" {
		t.Error(diff)
	}
}
