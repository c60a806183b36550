package dialect

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestChanges sees what moves, what vanishes and what is there twice.
func TestChanges(t *testing.T) {
	t.Parallel()
	config := func(xml string) []byte {
		return []byte("<cib><configuration><r>" + xml + "</r></configuration></cib>")
	}
	for name, tt := range map[string]struct {
		before, after string
		want          []string
	}{
		"nothing":      {`<p id="A" x="1" y="2"/>`, `<p y="2" x="1" id="A"></p>`, nil},
		"a value":      {`<p id="A" x="1"><o/></p>`, `<p id="A" x="2"><o/></p>`, []string{`-   p id="A" x="1"`, `+   p id="A" x="2"`}},
		"a move":       {`<p id="A"><o/></p>`, `<c id="C"><p id="A"><o/></p></c>`, []string{`-   p id="A"`, `-     o`, `+   c id="C"`, `+     p id="A"`, `+       o`}},
		"another home": {`<p id="A"><o/></p><p id="B"/>`, `<p id="A"/><p id="B"><o/></p>`, []string{`-     o`, `+     o`}},
		"a twin":       {`<o/>`, `<o/><o/>`, []string{`+   o`}},
	} {
		if diff := cmp.Diff(tt.want, changes(t, config(tt.before), config(tt.after))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestCommands reads commands that span lines, and counts those alike.
func TestCommands(t *testing.T) {
	t.Parallel()
	before := "# pcs -f \"$cib\" no\npcs -f \"$cib\" a b \\\n    || fail x\n"
	after := before + "pcs -f \"$cib\" --force c \\\n    d=1 \\\n    op e \\\n    || fail 'x'\n" + before + "pcs cluster cib-push \"$cib\"\n"
	if diff := cmp.Diff([]string{"--force c d=1 op e", "a b"}, added(commands([]byte(before)), commands([]byte(after)))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestWith moves resources and replaces tables.
func TestWith(t *testing.T) {
	t.Parallel()
	const tree = ",RESOURCES\n,,resourceItem,resourceItem,resourceItem,id\n"
	define := func(id, note string) string { return ",PRIMITIVE\n,P,id,type\n,," + id + "," + note + "\n" }
	base := tree + ",,Primitive,,,A\n,,Primitive,,,B\n" + define("A", "old")
	for name, tt := range map[string]struct{ added, want string }{
		"moved":     {tree + ",,Clone,,,C\n,,,Primitive,,A\n", tree + ",,Primitive,,,B\n" + define("A", "old") + tree + ",,Clone,,,C\n,,,Primitive,,A\n"},
		"replaced":  {tree + ",,Primitive,,,A\n" + define("A", "new"), tree + ",,Primitive,,,B\n" + tree + ",,Primitive,,,A\n" + define("A", "new")},
		"renamed":   {tree + ",,Group,,,A\n", tree + ",,Primitive,,,B\n" + tree + ",,Group,,,A\n"},
		"repeated":  {define("A", "new"), base + define("A", "new")},
		"continued": {",A,type,name\n", base + ",A,type,name\n"},
	} {
		want := records(t, tt.want).csv(t)
		got := records(t, base).with(records(t, tt.added)).csv(t)
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestCaseFaults tests that incomplete cases are refused.
func TestCaseFaults(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, want string }{
		"whole":           {"-- 1-3 --\n$ a\n$ b\n$ c\n-- sheet --\nx\n-- cib --\ny\n-- script --\nz\n-- refused rhel8 rhel9 --\nHG\n", ""},
		"no rows":         {"-- sheet --\nx\n", "before the first case"},
		"too few":         {"-- 1 2 --\n$ a\n", "2 rows and 1 commands"},
		"unknown part":    {"-- 1 --\n$ a\n-- cib rhel7 --\n", "no part is named"},
		"twice":           {"-- 1 --\n$ a\n-- cib --\n-- cib --\n", "two parts"},
		"a target missed": {"-- 1 --\n$ a\n-- sheet --\nx\n-- script --\nz\n-- cib rhel8 --\ny\n", "no cib for rhel9"},
		"no script":       {"-- 1 --\n$ a\n-- sheet --\nx\n-- cib --\ny\n", "no script"},
		"for nobody":      {"-- 1 --\n$ a\n-- sheet --\nx\n-- refused --\nHG\n-- script --\ny\n", "for no target"},
	} {
		_, err := parseCases("t", txtar.Parse([]byte(tt.text)))
		switch {
		case err == nil && tt.want != "":
			t.Errorf("%s: no error", name)
		case err != nil && (tt.want == "" || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}
