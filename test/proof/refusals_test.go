package proof

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/internal/target"
	"hagen/test/need"
	"hagen/test/pcstest"
)

// sheetName is the file name of the sheets of refusals.
const sheetName = "sheet.csv"

// enough is how many mistakes at least pcs itself must refuse.
const enough = 60

// TestRefusalsAgree makes single mistakes, in a sheet and in the pcs command that
// says the same. What pcs (or Pacemaker's crm_verify) refuses must be an error of
// hagen at its cell, and all must accept the correction and agree on the cluster.
// Where one refuses more than the other, the case names the comment in the code
// that says why.
func TestRefusalsAgree(t *testing.T) {
	need.Long(t)
	t.Parallel()
	pcstest.Need(t)
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_verify")
	version, err := exec.Command("pcs", "--version").Output()
	if err != nil || !strings.HasPrefix(string(version), "0.11.5") {
		need.Skip(t, fmt.Sprintf("pcs is %s, the refusals are those of 0.11.5", strings.TrimSpace(string(version))))
	}
	b := newBench(t)
	for _, c := range readRefusals(t) {
		t.Run(c.file+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			c.checkSheets(t, b)
			c.checkCommands(t, b)
			c.checkReason(t)
		})
	}
}

// bench is the state shared by all refusals.
type bench struct {
	base    []sheetTable
	cib     []byte                     // of the base
	options map[string]compile.Options // by target
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{base: readBase(t), options: map[string]compile.Options{}}
	for _, tg := range target.All() {
		catalog, err := agents.Load(tg.Name)
		if err != nil {
			t.Fatal(err)
		}
		known := []nodes.Node{{ID: "1", Name: "n1"}, {ID: "2", Name: "n2"}}
		b.options[tg.Name] = compile.Options{Target: tg, Catalog: catalog, Nodes: known}
	}
	unit, _ := b.compile(t, installed, variant{})
	if unit.Report.HasMistakes() {
		t.Fatalf("the base is not right:\n%s", text(unit.Report))
	}
	tg := b.options[installed].Target
	empty := pcstest.File(t, tg.Schema, tg.FeatureSet, "1", "n1", "2", "n2")
	b.cib = running(pcstest.RunEnv(t, fast, unit.Script, empty))
	return b
}

// running is a CIB in a cluster that has quorum and whose nodes are up, else
// crm_verify wants to fence them.
func running(cib []byte) []byte {
	const state = `<node_state id="%d" uname="n%[1]d" in_ccm="true" crmd="online" join="member" expected="member"/>`
	status := "<status>" + fmt.Sprintf(state, 1) + fmt.Sprintf(state, 2) + "</status>"
	return []byte(strings.NewReplacer("<cib ", `<cib have-quorum="1" `, "<status/>", status).Replace(string(cib)))
}

// compile compiles a variant for a target; it also returns what the variant
// marks.
func (b *bench) compile(t *testing.T, targetName string, v variant) (*compile.Unit, []string) {
	t.Helper()
	rows, marked := v.sheet(b.base)
	unit, err := compile.Open(sheetName, csvOf(t, rows), parse.Options{}).Compile("", b.options[targetName])
	if err != nil {
		t.Fatal(err)
	}
	return unit, marked
}

// checkSheets compiles the mistake and its correction.
func (c *refusal) checkSheets(t *testing.T, b *bench) {
	wrong, marked := b.compile(t, c.target, c.wrong)
	wrong.Report.Quiet()
	var got []string
	for _, d := range wrong.Report.Sorted() {
		if isToDo(d) {
			continue
		}
		got = append(got, d.Kind.Code+" "+d.Place.String())
	}
	if diff := cmp.Diff(marked, got); diff != "" {
		t.Errorf("findings (-marked +got):\n%s%s", diff, text(wrong.Report))
	}
	if want := c.by != onlyPcs; wrong.Report.HasErrors() != want {
		t.Errorf("hagen refuses it: %v, want %v", !want, want)
	}
	right, _ := b.compile(t, c.target, c.right)
	if slices.ContainsFunc(right.Report.Sorted(), func(d diag.Diagnostic) bool { return d.Severity > diag.Remark && !isToDo(d) }) {
		t.Errorf("the correction is blamed:\n%s", text(right.Report))
	}
}

// isToDo reports whether a finding says what is to be set up for a node that a
// resource creates, which is no mistake.
func isToDo(d diag.Diagnostic) bool {
	return d.Kind == diag.RemoteConnection || d.Kind == diag.GuestNode
}

// checkCommands runs the commands of both: those of the mistake all pass but for
// the last, where pcs is who refuses it.
func (c *refusal) checkCommands(t *testing.T, b *bench) {
	if len(c.wrong.commands) == 0 {
		return
	}
	passed, said, cib := b.run(t, c.wrong.commands)
	n, verified := len(c.wrong.commands), ""
	if c.by == byPcs || c.by == onlyPcs {
		n--
	} else {
		verified = verify(cib)
	}
	switch {
	case passed < n:
		t.Errorf("pcs refuses %q: %s", c.wrong.commands[passed], said)
	case passed > n:
		t.Errorf("pcs takes %q", c.wrong.commands[n])
	case c.by == byPacemaker && verified == "", c.by == onlyHagen && verified != "":
		t.Errorf("crm_verify says %q", verified)
	}
	passed, said, cib = b.run(t, c.right.commands)
	if passed < len(c.right.commands) {
		t.Errorf("pcs refuses the correction %q: %s", c.right.commands[passed], said)
		return
	}
	if said := verify(cib); said != "" {
		t.Errorf("crm_verify refuses the correction: %s", said)
	}
	after, err := os.ReadFile(cib)
	if err != nil {
		t.Fatal(err)
	}
	if unit, _ := b.compile(t, c.target, c.right); unit.XML != nil {
		pcstest.Equal(t, after, unit.XML)
	}
}

// run runs commands on the base until one fails: how many passed, what the
// failing one said, and the CIB.
func (b *bench) run(t *testing.T, commands []string) (passed int, said, cib string) {
	t.Helper()
	cib = filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(cib, b.cib, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range commands {
		cmd := exec.Command("sh", "-c", `pcs() { command pcs -f "$0" "$@"; }; `+command, cib)
		cmd.Env = fast
		if out, err := cmd.CombinedOutput(); err != nil {
			return passed, fmt.Sprintf("%v: %s", err, out), cib
		}
		passed++
	}
	return passed, "", cib
}

// verify returns Pacemaker's complaints about a CIB.
func verify(cib string) string {
	out, err := exec.Command("crm_verify", "--verbose", "--xml-file", cib).CombinedOutput()
	if err != nil {
		return fmt.Sprintf("%v: %s", err, out)
	}
	return ""
}

// checkReason finds the words that say why hagen and pcs differ in the comments of
// the named file.
func (c *refusal) checkReason(t *testing.T) {
	if c.source == "" {
		return
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("../..", c.source), nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range file.Comments {
		if strings.Contains(words(group.Text()), words(c.says)) {
			return
		}
	}
	t.Errorf("no comment in %s says %q", c.source, c.says)
}

// words is a text with one space between words.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

// TestEveryErrorIsShown makes sure that each error hagen knows is in a case: pcs or
// Pacemaker refuse the mistake as well, or the code says why hagen does. The codes
// before HG0310 are about files, tables, columns and rows, which pcs does not know.
func TestEveryErrorIsShown(t *testing.T) {
	t.Parallel()
	shown := map[string]bool{}
	refusedByPcs := 0
	for _, c := range readRefusals(t) {
		if c.by == byPcs {
			refusedByPcs++
		}
		if c.by != onlyPcs {
			for _, code := range c.wrong.marks() {
				shown[strings.Trim(code, "[]")] = true
			}
		}
	}
	if refusedByPcs < enough {
		t.Errorf("%d mistakes pcs refuses, want %d at least", refusedByPcs, enough)
	}
	for _, k := range diag.Kinds() {
		if k.Severity == diag.Error && k.Code >= "HG0310" && !shown[k.Code] {
			t.Errorf("%s (%s) is in no case: say who else refuses it, or why hagen does", k.Code, k.Summary(message.English))
		}
	}
}

// TestRefusalFaults refuses cases that would prove nothing.
func TestRefusalFaults(t *testing.T) {
	t.Parallel()
	const sheet = ",PROPERTY\n,,name,value\n,,[HG0441]{x|batch-limit},1\n"
	for _, tt := range []struct{ text, want string }{
		{sheet + "$ pcs property set {x|batch-limit}=1\n", ""},
		{"@hagen only: a.go: nobody could tell which one\n" + sheet, ""},
		{sheet, "no command"},
		{"@hagen only\n" + sheet, "does not refuse"},
		{"@pacemaker: a.go: nobody could tell which one\n" + sheet, "does not refuse"},
		{"@hagen only: a.go: because\n" + sheet, "does not refuse"},
		{"@another\n" + sheet, "does not refuse"},
		{",PROPERTY\n,,name,value\n,,{x|y},1\n$ pcs a\n", "no finding"},
		{",PROPERTY\n,,name,value\n,,[HG0441]x,1\n$ pcs a\n", "no mistake"},
		{",,a,b\n$ pcs {a|b}\n", "before the first table"},
	} {
		_, err := parseRefusal("t", "t", tt.text)
		if got := fmt.Sprint(err); (err == nil) != (tt.want == "") || !strings.Contains(got, tt.want) && tt.want != "" {
			t.Errorf("%q: %v, want %q", tt.text, err, tt.want)
		}
	}
	c, err := parseRefusal("t", "t", sheet+"$ pcs property set {x|batch-limit}=1\n")
	if err != nil {
		t.Fatal(err)
	}
	rows, marked := c.wrong.sheet(nil)
	if want := []string{"HG0441 sheet.csv:3:3"}; !slices.Equal(marked, want) || rows[2][2] != "x" {
		t.Errorf("marked %q in %q, want %q", marked, rows, want)
	}
}
