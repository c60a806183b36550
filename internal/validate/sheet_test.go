package validate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse/build"
	"hagen/internal/parse/nodes"
	"hagen/internal/parse/table"
	"hagen/internal/target"
	"hagen/test/gridtest"
)

// sheet is a sheet under test, read by the real parser. The tables of the test are
// at its top, so that places in expectations are easy to count; below are the
// definitions that the resources of its tree need:
//
//	row 1    tables
//	row 30   RESOURCES, the tree from row 32
//	row 60   PROPERTY stonith-enabled=false, unless the tree has a Stonith
//	row 70   a PRIMITIVE or STONITH table a resource, 10 rows each
type sheet struct {
	tree   []string // "Group g", "  Primitive a AGENT", "Primitive x undefined", "Stonith f HOSTS"
	tables []string // lines of CSV
	nodes  []string // --nodes-from
	target string   // debian12 unless said
}

const (
	treeRow     = 32
	propertyRow = 60
	tablesRow   = 70
	tableRows   = 10
)

// lines writes the sheet as CSV.
func (s sheet) lines(t *testing.T) []string {
	out := make([]string, tablesRow+tableRows*len(s.tree))
	if copy(out, s.tables) >= treeRow-3 {
		t.Fatal("the tables of the test are too long")
	}
	out[treeRow-3], out[treeRow-2] = ",RESOURCES", ",,resourceItem,resourceItem,resourceItem,id"
	fencing := false
	for i, line := range s.tree {
		words := strings.Fields(line)
		depth := (len(line) - len(strings.TrimLeft(line, " "))) / 2
		cells := make([]string, 6)
		cells[2+depth], cells[5] = words[0], words[1]
		out[treeRow-1+i] = strings.Join(cells, ",")
		at := tablesRow - 1 + tableRows*i
		switch words[0] {
		case "Primitive":
			if len(words) > 2 && words[2] == "undefined" {
				break
			}
			agent := []string{"ocf", "pacemaker", "Dummy"}
			if len(words) > 2 {
				agent = strings.Split(words[2], ":")
			}
			copy(out[at:], []string{",PRIMITIVE", ",P,id,class,provider,type",
				",," + words[1] + "," + agent[0] + "," + strings.Join(agent[1:len(agent)-1], "") + "," + agent[len(agent)-1]})
		case "Stonith":
			fencing = true
			copy(out[at:], []string{",STONITH", ",P,id,type", ",," + words[1] + ",fence_ipmilan"})
			if len(words) > 2 {
				copy(out[at+3:], []string{",A,type,name,value", ",,options,pcmk_host_list," + strings.Join(words[2:], " ")})
			}
		}
	}
	if !fencing {
		copy(out[propertyRow-1:], []string{",PROPERTY", ",,name,value", ",,stonith-enabled,false"})
	}
	return out
}

// together are the checks of how resources fit together.
var together = []func(*checker){
	(*checker).ids, (*checker).nesting, (*checker).columnValues, (*checker).ruleWords, (*checker).serialized,
	(*checker).repeats, (*checker).nowhere, (*checker).groupLocations, (*checker).colocations, (*checker).orders, (*checker).roles,
	(*checker).fencing, (*checker).fencingLevels, (*checker).fencePlaces, (*checker).nodes,
}

// report runs all of them, so that a mistake found twice shows.
func (s sheet) report(t *testing.T) *diag.List {
	t.Helper()
	c, read := s.checker(t)
	for _, check := range together {
		check(c)
	}
	return read
}

// checker returns a checker for the sheet.
func (s sheet) checker(t *testing.T) (*checker, *diag.List) {
	t.Helper()
	if s.target == "" {
		s.target = "debian12"
	}
	e := env(t, s.target)
	read := &diag.List{}
	g := gridtest.Grid(t, s.lines(t)...)
	var given []nodes.Node
	for i, n := range s.nodes {
		given = append(given, nodes.Node{ID: fmt.Sprint(i + 1), Name: n})
	}
	cfg := build.Config(g, table.Parse(g, read), build.Env{Catalog: e.Catalog, Nodes: given}, read)
	c := &checker{cfg: cfg, env: e, index: cfg.Index(), report: &reporter{list: read}}
	c.characters()
	return c, read
}

// only compares the findings of one check.
func (s sheet) only(t *testing.T, check func(*checker), want ...string) {
	t.Helper()
	c, read := s.checker(t)
	check(c)
	holds(t, read, want)
}

// check compares the findings, written as "HG0601 C3 [E32]".
func (s sheet) check(t *testing.T, want ...string) {
	t.Helper()
	holds(t, s.report(t), want)
}

func holds(t *testing.T, report *diag.List, want []string) {
	t.Helper()
	got := gridtest.Findings(t, report)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
		for _, d := range report.Sorted() {
			t.Logf("%s: %s; %s", d.Place.Cell(), d.Summary(message.English), d.Help(message.English))
		}
	}
}

// argument returns an argument of the only finding of a code.
func argument(t *testing.T, report *diag.List, code, name string) string {
	t.Helper()
	for _, d := range report.Sorted() {
		if d.Kind.Code == code {
			return d.Args[name]
		}
	}
	t.Errorf("no %s reported", code)
	return ""
}

// everyTarget runs a test for each target.
func everyTarget(t *testing.T, test func(t *testing.T, target string)) {
	for _, name := range target.Names() {
		t.Run(name, func(t *testing.T) { test(t, name) })
	}
}
