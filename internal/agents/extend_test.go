package agents

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

const widget = `{
  "agents": [
    {
      "name": "ocf:acme:widget",
      "parameters": [
        {"name": "config", "type": "string", "default": "/etc/widget.conf", "required": true, "unique": true},
        {"name": "mode", "type": "select", "enum": ["fast", "safe"], "default": "safe"},
        {"name": "cfg", "deprecated": true, "replaced_by": ["config"]}
      ],
      "actions": [
        {"name": "start", "timeout": "20s"},
        {"name": "monitor", "timeout": "20s", "interval": "9s", "role": "Master", "depth": "10", "start_delay": "1s"}
      ]
    },
    {"name": "stonith:fence_ipmilan", "parameters": [{"name": "port", "required": true}], "actions": [{"name": "monitor"}]},
    {"name": "systemd:widget", "actions": [{"name": "monitor", "interval": "5s"}]}
  ]
}`

func TestExtend(t *testing.T) {
	c := load(t, "rhel9")
	before := len(c.Names())
	if err := c.Extend(strings.NewReader("\xef\xbb\xbf"+widget), "site.json"); err != nil {
		t.Fatal(err)
	}
	want := &Agent{Name: "ocf:acme:widget",
		Params: []Param{
			{Name: "config", Type: "string", Default: "/etc/widget.conf", Required: true, Unique: true, Obsoletes: []string{"cfg"}},
			{Name: "mode", Type: "select", Default: "safe", Enum: []string{"fast", "safe"}},
			{Name: "cfg", Type: "string", Deprecated: true, ReplacedBy: []string{"config"}},
		},
		Actions: []Action{
			{Name: "start", Timeout: "20s"},
			{Name: "monitor", Timeout: "20s", Interval: "9s", Role: "Promoted", Depth: "10", StartDelay: "1s"},
		}}
	if diff := cmp.Diff(want, mustAgent(t, c, "ocf:acme:widget")); diff != "" {
		t.Error(diff)
	}
	if got := missing(mustAgent(t, c, "ocf:acme:widget"), "cfg"); got != nil {
		t.Errorf("missing in spite of cfg: %v", got)
	}
	if a := mustAgent(t, c, "stonith:fence_ipmilan"); len(a.Params) != 1 || a.Params[0].Required {
		t.Errorf("fence_ipmilan is not replaced, or wants its target: %+v", a)
	}
	if got := summary(mustAgent(t, c, "systemd:widget")); !slices.Equal(got, []string{"monitor  5s"}) {
		t.Errorf("systemd:widget %q", got)
	}
	if got := len(c.Names()); got != before+2 || !slices.Contains(c.Names(), "ocf:acme:widget") {
		t.Errorf("%d names after %d", got, before)
	}
	if !slices.Contains(c.Providers(), "acme") {
		t.Errorf("providers %v", c.Providers())
	}
	if _, ok := load(t, "rhel9").Agent("ocf:acme:widget"); ok {
		t.Error("another catalog knows the widget")
	}
}

func TestExtendErrors(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"empty", "", "it is empty"},
		{"no agents", "{}", "it holds no agents"},
		{"no list of agents", `{"agents": null}`, "it holds no agents"},
		{"cut off", "{\n\"agents\": [\n", "line 3: the JSON ends too early"},
		{"no JSON", "{\n  agents\n}", "line 2: invalid character"},
		{"unknown key", `{"agents":[{"name":"ocf:a:b","params":[]}]}`, `unknown key "params"`},
		{"wrong kind", "{\"agents\":[{\"name\":\"ocf:a:b\",\n\"parameters\":[{\"name\":\"p\",\"required\":\"yes\"}]}]}", "line 2: agents.parameters.required is a bool, not a string"},
		{"something behind", `{"agents":[{"name":"ocf:a:b"}]} {}`, "line 1: something follows"},
		{"no name", `{"agents":[{}]}`, "agent 1: it has no name"},
		{"no agent name", `{"agents":[{"name":"IPaddr2"}]}`, `agent 1: "IPaddr2" is not an agent name: write ocf:PROVIDER:TYPE`},
		{"twice", `{"agents":[{"name":"ocf:a:b"},{"name":"ocf:a:b"}]}`, "agent 2: ocf:a:b is listed twice"},
		{"parameter without name", `{"agents":[{"name":"ocf:a:b","parameters":[{"name":"p"},{}]}]}`, "agent 1: ocf:a:b: parameter 2 has no name"},
		{"parameter twice", `{"agents":[{"name":"ocf:a:b","parameters":[{"name":"p"},{"name":"p"}]}]}`, "parameter p is listed twice"},
		{"enum without select", `{"agents":[{"name":"ocf:a:b","parameters":[{"name":"p","enum":["x"]}]}]}`, "parameter p has an enum but is not a select"},
		{"action without name", `{"agents":[{"name":"ocf:a:b","actions":[{}]}]}`, "action 1 has no name"},
		{"no role", `{"agents":[{"name":"ocf:a:b","actions":[{"name":"monitor","role":"master"}]}]}`, `action monitor has the unknown role "master"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := load(t, "rhel9")
			err := c.Extend(strings.NewReader(tt.file), "site.json")
			if err == nil || !strings.HasPrefix(err.Error(), "agents file site.json: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v does not say %q", err, tt.want)
			}
			if len(c.added) != 0 {
				t.Error("the catalog has changed")
			}
		})
	}
}

func TestExtendReadError(t *testing.T) {
	broken := errors.New("disk on fire")
	err := load(t, "rhel9").Extend(iotest.ErrReader(broken), "site.json")
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "site.json") {
		t.Errorf("error %v", err)
	}
}

// TestExtensionOfNothing: an import that found nothing new is a file like others.
func TestExtensionOfNothing(t *testing.T) {
	var file bytes.Buffer
	if err := WriteExtension(&file, nil); err != nil {
		t.Fatal(err)
	}
	c := load(t, "rhel9")
	if err := c.Extend(&file, "none.json"); err != nil || len(c.added) != 0 {
		t.Errorf("error %v, %d agents", err, len(c.added))
	}
}

// TestExtensionRoundTrip: whatever is embedded survives the agents file.
func TestExtensionRoundTrip(t *testing.T) {
	c := load(t, "debian12")
	var list []Agent
	for _, name := range c.Names() {
		list = append(list, *mustAgent(t, c, name))
	}
	var file bytes.Buffer
	if err := WriteExtension(&file, list); err != nil {
		t.Fatal(err)
	}
	other := load(t, "debian12")
	if err := other.Extend(&file, "all.json"); err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if diff := cmp.Diff(&list[i], other.added[list[i].Name]); diff != "" {
			t.Error(diff)
		}
	}
}
