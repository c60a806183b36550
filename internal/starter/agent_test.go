package starter_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"hagen/internal/book"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/starter"
	"hagen/internal/target"
)

// agentNames are agents with and without required parameters, of each class.
var agentNames = []string{"ocf:heartbeat:pgsql", "ocf:heartbeat:IPaddr2", "ocf:heartbeat:exportfs", "ocf:linbit:drbd", "ocf:pacemaker:ping", "stonith:fence_ipmilan", "systemd:haproxy"}

// TestAgentTable: once its id and required parameters are filled in and the resource
// is in RESOURCES, the table of an agent compiles without a mistake.
func TestAgentTable(t *testing.T) {
	known, err := compile.For(target.Default)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range agentNames {
		agent, err := known.Catalog.Find(name, target.Default)
		if err != nil {
			t.Fatal(err)
		}
		rows, parameters := filledTable(starter.AgentTable(agent, message.English))
		resource := [][]string{{"", "", "Primitive", "", "r"}}
		switch {
		case agent.Promotable():
			resource = [][]string{{"", "", "Promotable", "", "c"}, {"", "", "", "Primitive", "r"}}
		case strings.HasPrefix(name, "stonith:"):
			resource[0][2] = "Stonith"
		}
		rows = slices.Concat([][]string{{"", "PROPERTY"}, {"", "", "name", "value"}, {"", "", "stonith-enabled", "false"},
			{"", "RESOURCES"}, {"", "", "resourceItem", "resourceItem", "id"}}, resource, rows)
		data, err := book.CSV(rows)
		if err != nil {
			t.Fatal(err)
		}
		u, found := compiled(t, "a.csv", data)
		if u.XML == nil || found != "" && name != "stonith:fence_ipmilan" { // fencing is off
			t.Errorf("%s:\n%s", name, found)
		}
		for _, p := range agent.Params {
			if !p.Deprecated && !slices.Contains(parameters, p.Name) {
				t.Errorf("%s: the parameter %s is missing", name, p.Name)
			}
		}
	}
}

// filledTable fills in the id and the required parameters of a table, and lists all
// its parameters.
func filledTable(rows [][]string) (filled [][]string, parameters []string) {
	block := ""
	for i, row := range rows {
		row = slices.Clone(row)
		switch {
		case len(row) > 1 && row[1] != "":
			block = row[1]
		case block == "P" && row[0] == "":
			row[2] = "r"
		case block == "A" && i > 0 && len(row) > 4 && rows[i-1][1] != "A":
			parameters = append(parameters, row[3])
			if row[0] == "" {
				row[4] = "192.0.2.1"
			}
		}
		filled = append(filled, row)
	}
	return filled, parameters
}

// TestAppend: the table of an agent is added below a sheet, which stays as it was.
func TestAppend(t *testing.T) {
	s, known := made(t, starter.Blank, target.Default, message.Japanese)
	before, err := book.XLSX(book.Sheet{Name: s.Name, Title: s.Title, Rows: s.Rows, NodeRow: s.NodeRow, Lang: message.Japanese, Target: known.Target, Catalog: known.Catalog})
	if err != nil {
		t.Fatal(err)
	}
	agent, err := known.Catalog.Find("ocf:heartbeat:Dummy", target.Default)
	if err != nil {
		t.Fatal(err)
	}
	add := book.Sheet{Name: s.Name, Rows: starter.AgentTable(agent, message.Japanese), Lang: message.Japanese, Target: known.Target, Catalog: known.Catalog}
	after, err := book.Append(before, add)
	if err != nil {
		t.Fatal(err)
	}
	again, err := book.Append(before, add)
	if err != nil || !bytes.Equal(after, again) {
		t.Errorf("the same rows gave other bytes: %v", err)
	}
	in := compile.Open("a.xlsx", after, parse.Options{})
	u, err := in.Compile(s.Name, known)
	if err != nil {
		t.Fatal(err)
	}
	first := 0
	for _, row := range u.Grid.Rows {
		if row.At(1) == "# ocf:heartbeat:Dummy" {
			first = row.Number
		}
	}
	if first != len(s.Rows)+1 { // the blank rows of the last table are its own
		t.Errorf("the table begins in row %d below %d rows", first, len(s.Rows))
	}
	if in.Target() != target.Default {
		t.Errorf("the target is %q", in.Target())
	}
}
