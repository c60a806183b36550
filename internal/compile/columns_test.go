package compile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hagen/internal/schema"
	"hagen/test/gridtest"
)

// samples are a right and a wrong value of each type of column.
var samples = map[schema.Type][2]string{
	schema.ID:           {"z", "a b"},
	schema.Node:         {"n1", "n 1"},
	schema.ResourceRef:  {"vip", "nosuch"},
	schema.AnyRef:       {"vip", "nosuch"},
	schema.DeviceRef:    {"f", "nosuch"},
	schema.Ticket:       {"ticketA", "ticket A"},
	schema.ACLRole:      {"ops", "nosuch"},
	schema.Account:      {"alice", "root"},
	schema.Score:        {"1", "x"},
	schema.Level:        {"1", "x"},
	schema.Boolean:      {"true", "maybe"},
	schema.Role:         {"", "x"},
	schema.Action:       {"start", "x"},
	schema.OrderKind:    {"Optional", "x"},
	schema.Operator:     {"eq", "x"},
	schema.BoolOp:       {"and", "x"},
	schema.Rule:         {"", "x"},
	schema.Name:         {"x", "名前"},
	schema.AgentClass:   {"ocf", "x"},
	schema.Provider:     {"pacemaker", "x"},
	schema.AgentType:    {"Dummy", "x"},
	schema.FenceType:    {"fence_xvm", "x"},
	schema.Operation:    {"monitor", "x"},
	schema.Path:         {"/x", "x"},
	schema.PcsCommand:   {"pcs resource cleanup", "x"},
	schema.Number:       {"1", "x"},
	schema.PortRange:    {"1-2", "x"},
	schema.TemplateRef:  {"", "x"}, // in place of class, provider and type
	schema.NodeID:       {"1", "x"},
	schema.ResourceItem: {schema.ItemPrimitive, "x"},
}

// anything are the types of columns that take any text.
var anything = []schema.Type{schema.Text, schema.Value}

// TestEveryColumnIsChecked puts a wrong value into each column of each table: a
// column nobody finds it in lacks a check of its type.
func TestEveryColumnIsChecked(t *testing.T) {
	opts := options(t, "debian12")
	for _, tab := range schema.Tables() {
		for i := range tab.Blocks {
			for j := range tab.Blocks[i].Columns {
				c := &tab.Blocks[i].Columns[j]
				if slices.Contains(anything, c.Type) || c.Type == schema.Name && slices.Contains([]string{schema.LocationRuleTable, schema.ColocationTable}, tab.Name) {
					continue // what rules ask nodes for is the site's own
				}
				right, wrong := found(t, opts, tab, c, 0), found(t, opts, tab, c, 1)
				if slices.Equal(right, wrong) {
					t.Errorf("nobody finds a wrong value in column %s of %s (block %q)", c.Header, tab.Name, tab.Blocks[i].Letter)
				}
			}
		}
	}
}

// found compiles a table with a row in each block, and says what is found at the
// cell of a column that has its right value or its wrong one.
func found(t *testing.T, opts Options, tab *schema.Table, column *schema.Column, which int) []string {
	t.Helper()
	lines := []string{
		",RESOURCES", ",,resourceItem,id", ",,Primitive,vip", ",,Stonith,f", ",,Primitive,z",
		",PRIMITIVE", ",P,id,class,provider,type", ",,vip,ocf,pacemaker,Dummy", ",STONITH", ",P,id,type", ",,f,fence_xvm",
	}
	if tab.Name == schema.ACLTargetTable {
		lines = append(lines, ",ACL_ROLE", ",,id,permission,kind,target", ",,ops,read,xpath,/cib")
	}
	lines = append(lines, ","+tab.Name)
	cell := ""
	for i := range tab.Blocks {
		header, row := []string{"", tab.Blocks[i].Letter}, []string{"", ""}
		for j := range tab.Blocks[i].Columns {
			c := &tab.Blocks[i].Columns[j]
			value := sample(t, c)[0]
			if c == column {
				value = sample(t, c)[which]
				cell = fmt.Sprintf("%c%d", 'A'+len(row), len(lines)+2)
			}
			header, row = append(header, c.Header), append(row, value)
		}
		lines = append(lines, strings.Join(header, ","), strings.Join(row, ","))
	}
	u, err := Sheet(gridtest.Grid(t, lines...), opts)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range u.Report.Sorted() {
		if d.Place.Cell() == cell {
			out = append(out, d.Kind.Code)
		}
	}
	return out
}

// sample are the values of a column.
func sample(t *testing.T, c *schema.Column) [2]string {
	t.Helper()
	if c.Key == schema.KeyTarget {
		return [2]string{"/cib", "/"}
	}
	if c.Type == schema.Enum {
		return [2]string{c.Enum[0], "x"}
	}
	s, ok := samples[c.Type]
	if !ok && !slices.Contains(anything, c.Type) {
		t.Fatalf("no right and wrong value of column type %q: add them", c.Type)
	}
	return s
}
