// Package arch holds the test of package directions: parse → model → validate →
// emit → apply, and never back.
package arch

import (
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// root is the root of the module, seen from here.
const root = "../.."

// allowed lists, for each package of the product, the packages of this module it
// may import. A new package has to be added here.
var allowed = map[string][]string{
	"internal/terminal": {},
	"internal/desktop":  {},
	"internal/message":  {"internal/terminal"},
	"internal/diag":     {"internal/message", "internal/terminal"},
	"internal/report":   {"internal/diag", "internal/explain", "internal/message", "internal/terminal"},
	"internal/schema":   {"internal/cib", "internal/message"},
	"internal/target":   {"internal/cib"},
	// What a CIB is made of: one reading of it for the compile and for the apply.
	"internal/cib":            {},
	"internal/value":          {"internal/cib"},
	"internal/suggest":        {},
	"internal/agents":         {"internal/cib", "internal/message", "internal/suggest"},
	"internal/output":         {"internal/message"},
	"internal/secret":         {"internal/suggest"}, // of compile and apply alike
	"templates":               {},
	"docs/schema":             {},
	"internal/model":          {"internal/cib", "internal/diag", "internal/schema"},
	"internal/rule":           {"internal/model"},
	"internal/parse/grid":     {"internal/diag"},
	"internal/parse/nodes":    {},
	"internal/parse/layout":   {"internal/schema", "internal/parse/grid"},
	"internal/parse/relevant": {"internal/schema", "internal/parse/grid", "internal/parse/layout"},
	"internal/parse/csv":      {"internal/diag", "internal/schema", "internal/parse/layout", "internal/suggest", "internal/parse/grid", "internal/parse/relevant"},
	"internal/parse/xlsx":     {"internal/diag", "internal/parse/grid", "internal/parse/relevant"},
	"internal/parse":          {"internal/diag", "internal/suggest", "internal/parse/csv", "internal/parse/grid", "internal/parse/xlsx"},
	"internal/parse/table":    {"internal/diag", "internal/schema", "internal/suggest", "internal/parse/grid", "internal/parse/layout"},
	"internal/parse/build": {"internal/agents", "internal/cib", "internal/diag", "internal/model", "internal/rule", "internal/schema", "internal/secret", "internal/suggest", "internal/value",
		"internal/parse/grid", "internal/parse/nodes", "internal/parse/table"},
	"internal/validate":   {"internal/agents", "internal/cib", "internal/diag", "internal/model", "internal/rule", "internal/schema", "internal/suggest", "internal/target", "internal/value"},
	"internal/complete":   {"internal/agents", "internal/cib", "internal/model", "internal/value"},
	"internal/emit":       {},
	"internal/emit/cib":   {"internal/cib", "internal/diag", "internal/emit", "internal/model", "internal/schema", "internal/target"},
	"internal/emit/shell": {"internal/cib", "internal/emit", "internal/emit/cib", "internal/model", "internal/rule", "internal/schema", "internal/shquote", "internal/target", "templates"},
	// Workbooks that people fill in: from the declarations of the tables alone.
	"internal/book": {"internal/agents", "internal/cib", "internal/message", "internal/paper", "internal/parse/grid", "internal/parse/layout", "internal/parse/xlsx", "internal/schema",
		"internal/target", "internal/terminal"},
	"internal/starter":       {"internal/agents", "internal/cib", "internal/message", "internal/schema", "internal/suggest", "internal/target"},
	"internal/agentd/keys":   {"internal/message", "internal/output"},
	"internal/agentd/api":    {"internal/apply", "internal/message"},
	"internal/agentd/client": {"internal/agentd/api", "internal/agentd/keys", "internal/apply", "internal/message", "internal/scheduler"},
	"internal/agentd":        {"internal/agentd/api", "internal/agentd/keys", "internal/apply", "internal/message", "internal/output", "internal/scheduler"},
	"internal/shquote":       {},
	"internal/textconv":      {"internal/parse/grid", "internal/parse/layout", "internal/schema", "internal/secret", "internal/terminal"},
	"internal/script":        {"internal/secret", "internal/shquote"},
	"internal/apply/meaning": {"internal/cib", "internal/message", "internal/secret"},
	"internal/apply/merge":   {"internal/apply/meaning", "internal/cib", "internal/message"},
	"internal/apply/pcmk":    {"internal/cib", "internal/message"},
	"internal/apply":         {"internal/agents", "internal/cib", "internal/diag", "internal/message", "internal/apply/meaning", "internal/apply/merge", "internal/apply/pcmk"},
	"internal/planfile":      {"internal/apply", "internal/apply/meaning", "internal/apply/merge", "internal/apply/pcmk", "internal/diag", "internal/message"},
	"internal/apply/tools":   {"internal/apply", "internal/apply/pcmk", "internal/message", "internal/scheduler", "internal/shquote"},
	"internal/changebook":    {"internal/apply", "internal/apply/meaning", "internal/apply/pcmk", "internal/diag", "internal/document", "internal/message"},
	"internal/designbook":    {"internal/agents", "internal/apply/meaning", "internal/cib", "internal/diag", "internal/document", "internal/message", "internal/terminal"},
	"internal/paper":         {"internal/message"},
	"internal/document":      {"internal/message", "internal/paper", "internal/terminal"},
	// The last stage of all: a cluster that has its configuration is put to the test.
	"internal/drill":     {"docs/schema", "internal/apply", "internal/apply/pcmk", "internal/apply/tools", "internal/document", "internal/message", "internal/scheduler", "internal/shquote", "internal/testbook"},
	"internal/testbook":  {"internal/apply/pcmk", "internal/cib", "internal/document", "internal/message", "internal/scheduler", "internal/shquote"},
	"internal/scheduler": {"internal/apply/pcmk", "internal/cib", "internal/message"},
	"internal/dest":      {"internal/agentd/api", "internal/agentd/client", "internal/agentd/keys", "internal/apply", "internal/apply/merge", "internal/apply/tools", "internal/message"},
	"internal/annotate":  {"internal/diag", "internal/message", "internal/parse/xlsx", "internal/terminal"},
	"internal/explain":   {"internal/compile", "internal/diag", "internal/message", "internal/migrate", "internal/parse", "internal/parse/nodes", "internal/suggest", "internal/target"},
	"internal/importer": {"internal/agents", "internal/apply/meaning", "internal/book", "internal/cib", "internal/compile", "internal/complete", "internal/diag", "internal/message", "internal/model",
		"internal/parse", "internal/parse/nodes", "internal/rule", "internal/schema", "internal/secret", "internal/starter", "internal/target", "internal/value"},
	"internal/writeback": {"internal/annotate", "internal/apply/meaning", "internal/cib", "internal/compile", "internal/diag", "internal/importer", "internal/message", "internal/parse",
		"internal/parse/grid", "internal/parse/layout", "internal/parse/relevant", "internal/parse/table", "internal/schema", "internal/secret"},
	// The pcs commands of a script as a CIB, without pcs.
	"internal/replay": {"internal/agents", "internal/cib", "internal/complete", "internal/model", "internal/rule", "internal/script", "internal/target", "internal/value"},
	// What is shown knows what there is to show; nothing that works knows how it is shown.
	"internal/view": {"docs/schema", "internal/agents", "internal/apply", "internal/apply/meaning", "internal/apply/merge", "internal/apply/pcmk", "internal/cib", "internal/dest", "internal/diag", "internal/drill",
		"internal/explain", "internal/importer", "internal/message", "internal/report", "internal/scheduler", "internal/target", "internal/terminal", "internal/testbook", "internal/writeback"},
	"internal/agents/installed": {"internal/agents", "internal/message"},
	"internal/migrate": {"internal/agents", "internal/cib", "internal/compile", "internal/complete", "internal/diag", "internal/message", "internal/model", "internal/parse/grid",
		"internal/parse/xlsx", "internal/schema", "internal/value"},
	"internal/cli": {"docs/schema", "internal/agentd", "internal/apply", "internal/dest", "internal/diag", "internal/apply/merge", "internal/message", "internal/output", "internal/parse", "internal/parse/csv",
		"internal/report", "internal/starter", "internal/suggest", "internal/target", "internal/terminal"},
}

// whole may import any stage: they join them.
var whole = []string{"cmd/hagen", "internal/compile"}

type pkg struct {
	ImportPath string
	GoFiles    []string
	Imports    []string
}

// TestDirections fails when a package imports what its stage must not know, or is
// allowed an import it does not need.
func TestDirections(t *testing.T) {
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, "hagen/")
		if len(p.GoFiles) == 0 || slices.Contains(whole, name) || ofTests(p.ImportPath) {
			continue
		}
		may, known := allowed[name]
		if !known {
			t.Errorf("package %s has no place in the order of stages yet: say in test/arch what it may import", name)
			continue
		}
		for _, imp := range p.Imports {
			dep, inside := strings.CutPrefix(imp, "hagen/")
			if inside && !slices.Contains(may, dep) {
				t.Errorf("%s imports %s: its stage must not know it", name, dep)
			}
		}
		for _, dep := range may {
			if !slices.Contains(p.Imports, "hagen/"+dep) {
				t.Errorf("%s may import %s and does not: take it off the list", name, dep)
			}
		}
	}
}

// TestRooms fails when internal/ holds what is not in the binary, or the binary
// holds what belongs to the tests.
func TestRooms(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "./cmd/hagen")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	binary := strings.Fields(string(out))
	for _, p := range list(t) {
		tests := ofTests(p.ImportPath)
		switch in := slices.Contains(binary, p.ImportPath); {
		case in && tests:
			t.Errorf("%s is in the binary: what the product needs belongs in internal/", p.ImportPath)
		case !in && !tests && len(p.GoFiles) > 0:
			t.Errorf("%s is not in the binary: tests and generators belong in test/", p.ImportPath)
		}
	}
}

// ofTests reports whether a package is one of the tests' own.
func ofTests(path string) bool { return strings.HasPrefix(path+"/", "hagen/test/") }

// TestReachesNothingOutside fails when the product reads the reference shelf.
func TestReachesNothingOutside(t *testing.T) {
	out, err := exec.Command("git", "-C", root, "grep", "-l", "-e", "[.][.]/sha"+"red", "-e", "/work/sha"+"red", "--", "*.go", "*.tmpl").Output()
	if err == nil {
		t.Errorf("these files reach for the reference shelf, which users do not have:\n%s", out)
	}
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,GoFiles,Imports", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []pkg
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := dec.Decode(&p); err == io.EOF {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}
