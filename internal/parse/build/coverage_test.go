package build

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/test/gridtest"
)

// samples are two values of each column type; a column whose change from one to
// the other changes nothing is never read.
var samples = map[schema.Type][2]string{
	schema.Text:         {"x", "y"},
	schema.ID:           {"a", "z"},
	schema.Node:         {"n1", "n2"},
	schema.ResourceRef:  {"a", "b"},
	schema.AnyRef:       {"a", "b"},
	schema.DeviceRef:    {"f", "g"},
	schema.Ticket:       {"ticketA", "ticketB"},
	schema.ACLRole:      {"a", "b"},
	schema.Account:      {"a", "b"},
	schema.Score:        {"1", "2"},
	schema.Level:        {"1", "2"},
	schema.Boolean:      {"true", "false"},
	schema.Role:         {"Promoted", "Unpromoted"},
	schema.Action:       {"start", "stop"},
	schema.OrderKind:    {"Optional", "Serialize"},
	schema.Operator:     {"eq", "ne"},
	schema.BoolOp:       {"and", "or"},
	schema.Rule:         {"", "b eq 1"}, // in place of the other columns,
	schema.Name:         {"x", "y"},
	schema.Value:        {"1", "2"},
	schema.AgentClass:   {"ocf", "lsb"},
	schema.Provider:     {"heartbeat", "pacemaker"},
	schema.AgentType:    {"Dummy", "Stateful"},
	schema.FenceType:    {"fence_xvm", "fence_ipmilan"},
	schema.Operation:    {"start", "stop"},
	schema.Path:         {"/x", "/y"},
	schema.PcsCommand:   {"pcs a", "pcs b"},
	schema.Number:       {"1", "2"},
	schema.PortRange:    {"1-2", "3-4"},
	schema.TemplateRef:  {"", "t"}, // in place of class, provider and type
	schema.NodeID:       {"1", "2"},
	schema.ResourceItem: {schema.ItemGroup, schema.ItemClone},
}

// sample is one of two values of a column.
func sample(t *testing.T, c *schema.Column, which int) string {
	t.Helper()
	if c.Type == schema.Enum {
		return append(c.Enum[:len(c.Enum):len(c.Enum)], "other")[which]
	}
	s, ok := samples[c.Type]
	if !ok {
		t.Fatalf("no sample of column type %q: add one", c.Type)
	}
	return s[which]
}

// tableWith writes a table with a row in each block. The column changed, if
// any, has its other value.
func tableWith(t *testing.T, tab *schema.Table, changed *schema.Column) []string {
	t.Helper()
	lines := []string{"," + tab.Name}
	for i := range tab.Blocks {
		block := &tab.Blocks[i]
		header, row := []string{"", block.Letter}, []string{"", ""}
		for j := range block.Columns {
			c, which := &block.Columns[j], 0
			if c == changed {
				which = 1
			}
			header, row = append(header, c.Header), append(row, sample(t, c, which))
		}
		lines = append(lines, strings.Join(header, ","), strings.Join(row, ","))
	}
	return lines
}

// context holds the resources that other tables refer to.
func context(tab *schema.Table) []string {
	for _, b := range tab.Blocks {
		if slices.ContainsFunc(b.Columns, func(c schema.Column) bool { return c.Type == schema.ID && c.Element != schema.OfSet }) {
			return nil // the table makes resources itself
		}
	}
	return join(resources(",,Primitive,,,a", ",,Primitive,,,b"), dummy("a"), dummy("b"))
}

// TestEveryColumnIsRead: a table or column of the schema that changes nothing
// in the model has been forgotten here.
func TestEveryColumnIsRead(t *testing.T) {
	for _, tab := range schema.Tables() {
		base, _, report := read(t, Env{}, join(tableWith(t, tab, nil), context(tab))...)
		for _, d := range report.Sorted() {
			// PRIMITIVE, STONITH and RESOURCES are each without the others here.
			if d.Kind != diag.ResourcesMissing {
				t.Errorf("%s: the sample has %v", tab.Name, gridtest.Findings(t, report))
			}
		}
		for i := range tab.Blocks {
			for j := range tab.Blocks[i].Columns {
				c := &tab.Blocks[i].Columns[j]
				changed, _, _ := read(t, Env{}, join(tableWith(t, tab, c), context(tab))...)
				if sameModel(base, changed) {
					t.Errorf("column %s of %s (block %q) changes nothing in the model", c.Header, tab.Name, tab.Blocks[i].Letter)
				}
			}
		}
	}
}

// sameModel compares what two models say, not where it is.
func sameModel(a, b *model.Config) bool {
	return cmp.Equal(a, b, cmpopts.IgnoreInterfaces(struct{ model.Origin }{}), cmpopts.IgnoreUnexported(model.Primitive{}))
}
