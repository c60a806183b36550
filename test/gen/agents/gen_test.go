package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
)

// shelf is a small directory of metadata files: one file per package and
// release a target names, and one release that no target uses.
func shelf(t *testing.T, change map[string]string) string {
	t.Helper()
	files := map[string]string{
		"linuxhajp-1.8.json":  `{"agents": {"ocf:linuxhajp:x": {"actions": [{"name": "start", "timeout": "5s"}]}}}`,
		"agent-variants.json": `{"package": "resource-agents", "platforms": {"4.12.0": {"debian12": {"ocf:heartbeat:x": {"parameters": [{"name": "a", "type": "string", "default": "debian"}], "actions": [{"name": "start"}]}}}}}`,
	}
	for _, v := range []string{"4.9.0", "4.10.0", "4.12.0", "4.16.0"} {
		files["resource-agents-"+v+".json"] = `{"agents": {"ocf:heartbeat:x": {"version_element": "1.0",
			"parameters": [{"name": "a", "type": "string", "default": null, "required": true, "unique": true}],
			"actions": [{"name": "monitor", "timeout": "5s", "role": "Master", "on_target": "1"}]}}}`
	}
	files["resource-agents-4.18.0.json"] = `{"agents": {
		"ocf:heartbeat:x": {"parameters": [{"name": "a", "type": "string"}, {"name": "z", "type": "string"}], "actions": []},
		"ocf:heartbeat:later": {"parameters": [{"name": "q", "type": "string"}], "actions": []}}}`
	for _, v := range []string{"4.2.1", "4.10.0", "4.12.1", "4.16.0"} {
		files["fence-agents-"+v+".json"] = `{"agents": {"stonith:fence_x": {
			"parameters": [{"name": "mode", "type": "select", "enum": ["a b", "c"]}, {"name": "help", "type": "string"}], "actions": [{"name": "monitor", "timeout": null}]}}}`
	}
	for _, v := range []string{"2.1.5", "2.1.7", "2.1.10", "3.0.1"} {
		files["pacemaker-agents-"+v+".json"] = `{"agents": {}}`
		var sets []string
		for _, set := range agents.OptionSets() {
			value := "null"
			if v == "2.1.10" {
				value = `"score"`
			}
			sets = append(sets, fmt.Sprintf(`%q: [{"name": "o", "type": "integer", "value_type": %s, "default": "0"}]`, set, value))
		}
		files["pacemaker-options-"+v+".json"] = "{" + strings.Join(sets, ",") + "}"
	}
	dir := t.TempDir()
	for name, text := range files {
		if replaced, ok := change[name]; ok {
			text = replaced
		}
		if text == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestGenerate(t *testing.T) {
	in, out, again := shelf(t, nil), t.TempDir(), t.TempDir()
	for _, dir := range []string{out, again} {
		if err := run([]string{"-shelf", in, "-out", dir}, nil); err != nil {
			t.Fatal(err)
		}
	}
	text := map[string]string{}
	for _, name := range []string{"agents.txt", "options.txt"} {
		first, err1 := os.ReadFile(filepath.Join(out, name))
		second, err2 := os.ReadFile(filepath.Join(again, name))
		if err1 != nil || err2 != nil || !bytes.Equal(first, second) {
			t.Fatalf("%s: %v, %v, or not the same twice", name, err1, err2)
		}
		text[name] = string(first)
	}
	rhel9, err := agents.Parse(text["agents.txt"], text["options.txt"], "rhel9")
	if err != nil {
		t.Fatal(err)
	}
	got, _ := rhel9.Agent("ocf:heartbeat:x")
	want := &agents.Agent{Name: "ocf:heartbeat:x",
		Params:  []agents.Param{{Name: "a", Type: "string", Required: true, Unique: true}},
		Actions: []agents.Action{{Name: "monitor", Timeout: "5s", Role: "Promoted", OnTarget: true}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, ok := rhel9.Agent("ocf:heartbeat:later"); ok {
		t.Error("rhel9 has an agent of 4.18.0")
	}
	if diff := cmp.Diff([]string{"resource-agents 4.18.0"}, rhel9.ReleasesOfAgent("ocf:heartbeat:later")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"resource-agents 4.18.0"}, rhel9.ReleasesOfParam("ocf:heartbeat:x", "z")); diff != "" {
		t.Error(diff)
	}
	if o, ok := rhel9.Option(agents.AlertMeta, "o"); !ok || o.Type != "score" {
		t.Errorf("option o: %+v", o)
	}
	debian, err := agents.Parse(text["agents.txt"], text["options.txt"], "debian12")
	if err != nil {
		t.Fatal(err)
	}
	if a, _ := debian.Agent("ocf:heartbeat:x"); a.Params[0].Default != "debian" {
		t.Errorf("debian12 has %+v", a)
	}
	if o, _ := debian.Option(agents.AlertMeta, "o"); o.Type != "score" {
		t.Errorf("2.1.5 does not take the finer type of 2.1.10: %+v", o)
	}
}

func TestGenerateErrors(t *testing.T) {
	agent := func(param string) string {
		return `{"agents": {"ocf:linuxhajp:x": {"parameters": [` + param + `], "actions": []}}}`
	}
	tests := []struct{ name, file, text, want string }{
		{"a release is missing", "fence-agents-4.2.1.json", "", "rhel8 needs fence-agents-4.2.1.json"},
		{"no JSON", "linuxhajp-1.8.json", "{", "linuxhajp-1.8.json"},
		{"two packages", "linuxhajp-1.8.json", `{"agents": {"stonith:fence_x": {}}}`, "stonith:fence_x is in fence-agents and linuxhajp"},
		{"a separator in a value", "linuxhajp-1.8.json", agent(`{"name": "p", "type": "select", "enum": ["a|b"]}`), "does not survive"},
		{"a tab in a value", "linuxhajp-1.8.json", agent(`{"name": "p", "type": "string", "default": "a\tb"}`), "does not survive"},
		{"a line break in a value", "linuxhajp-1.8.json", agent(`{"name": "p", "type": "string", "default": "a\nb"}`), "a line break"},
		{"variants of something else", "agent-variants.json", `{"package": "x"}`, `variants of "x"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := t.TempDir()
			err := run([]string{"-shelf", shelf(t, map[string]string{tt.file: tt.text}), "-out", out}, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v does not say %q", err, tt.want)
			}
			if left, _ := os.ReadDir(out); len(left) != 0 {
				t.Error("something was written")
			}
		})
	}
}

func TestRunWithoutInput(t *testing.T) {
	if err := run(nil, nil); err == nil {
		t.Error("no error")
	}
	if err := run([]string{"-shelf", t.TempDir()}, nil); err == nil || !strings.Contains(err.Error(), "no resource-agents-*.json") {
		t.Errorf("error %v", err)
	}
}

func TestCompareVersions(t *testing.T) {
	list := []string{"4.16.0", "4.9.0", "4.10.0", "3.0.1", "2.1.10", "2.1.7"}
	slices.SortFunc(list, compareVersions)
	if diff := cmp.Diff([]string{"2.1.7", "2.1.10", "3.0.1", "4.9.0", "4.10.0", "4.16.0"}, list); diff != "" {
		t.Error(diff)
	}
}

// TestMerge: every target reads back its own lines in its own order.
func TestMerge(t *testing.T) {
	lists := [][]string{
		{"a", "b", "c"},
		{"a", "c", "b"}, // another order
		{},
		{"x", "a", "b", "b", "c", "y"}, // a line twice
	}
	var facts []fact
	for i, lines := range lists {
		facts = merge(facts, lines, 1<<i)
	}
	for i, want := range lists {
		got := []string{}
		for _, f := range facts {
			if f.targets&(1<<i) != 0 {
				got = append(got, f.text)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("target %d:\n%s", i, diff)
		}
	}
	if len(facts) != 7 {
		t.Errorf("%d facts, want 7: a b c, c before b, x, y, the second b", len(facts))
	}
}
