package schema

import (
	"slices"
	"strings"
	"testing"

	"hagen/internal/cib"
	"hagen/internal/message"
)

// TestDeclarations checks what every table must have for all that is derived
// from it: unique names, keys and headers, help (package message tests that it is in
// each language).
func TestDeclarations(t *testing.T) {
	names := map[string]bool{}
	for _, table := range Tables() {
		if names[table.Name] {
			t.Errorf("table %s is declared twice", table.Name)
		}
		names[table.Name] = true
		checkText(t, table.Name+" title", table.Title)
		checkText(t, table.Name+" help", table.Help)
		if len(table.Blocks) > 1 && len(table.Letters()) != len(table.Blocks) {
			t.Errorf("%s has several blocks, one without a letter", table.Name)
		}
		for _, block := range table.Blocks {
			checkBlock(t, table.Name+" "+block.Letter, block)
		}
	}
	if len(names) != 28 {
		t.Errorf("%d tables; the format has 28", len(names))
	}
}

// TestDefining finds the table of each resourceItem that has one, and no other.
func TestDefining(t *testing.T) {
	for item, want := range map[string]string{ItemPrimitive: PrimitiveTable, ItemStonith: StonithTable, ItemBundle: BundleTable, ItemTemplate: TemplateTable, ItemGroup: "", ItemClone: "", "": ""} {
		got := ""
		if table, ok := Defining(item); ok {
			got = table.Name
		}
		if got != want {
			t.Errorf("%q is defined by %q, want %q", item, got, want)
		}
	}
}

func checkBlock(t *testing.T, where string, block Block) {
	t.Helper()
	if block.Letter != "" {
		checkText(t, where, block.Help)
	}
	keys, headers := map[Key]bool{NoKey: true}, map[string]bool{}
	for _, c := range block.Columns {
		lower := strings.ToLower(c.Header)
		if keys[c.Key] || headers[lower] {
			t.Errorf("%s: column %s has no key, or is declared twice", where, c.Header)
		}
		keys[c.Key], headers[lower] = true, true
		checkText(t, where+" "+c.Header, c.Help)
		if c.Inherit && !c.Required {
			t.Errorf("%s: column %s inherits but is not required", where, c.Header)
		}
		if c.Type == Enum && len(c.Enum) == 0 {
			t.Errorf("%s: enum column %s lists nothing", where, c.Header)
		}
	}
}

func checkText(t *testing.T, where string, text message.Text) {
	t.Helper()
	if text.IsZero() {
		t.Errorf("%s: say what it is for", where)
	}
}

func TestLookup(t *testing.T) {
	table, ok := Lookup("primitive")
	if !ok || table.Name != PrimitiveTable {
		t.Fatalf("Lookup(primitive) = %v, %v", table, ok)
	}
	if _, ok := Lookup("RESOURCE"); ok {
		t.Error("RESOURCE is not a table")
	}
	block, ok := table.Block("o")
	if !ok || !block.Open {
		t.Fatalf("block o = %v, %v", block, ok)
	}
	if _, ok := block.Column("TYPE"); !ok {
		t.Error("columns are found in any case")
	}
	if table.Plain() {
		t.Error("PRIMITIVE has blocks")
	}
}

// takeCode are the columns that are not an attribute of an element as they are.
var takeCode = map[string]string{
	"NODE type": "the kind of set", "PRIMITIVE type": "the kind of set", "STONITH type": "the kind of set", "ALERT type": "the kind of set",
	"TEMPLATE type": "the kind of set", "BUNDLE type": "the kind of set", "BUNDLE container": "the element",
	"RESOURCES resourceItem": "the element", "RESOURCES id": "its id, where the tree has it",
	"PRIMITIVE default-ops": "which operations are added", "STONITH default-ops": "which operations are added",
	"RSC_ATTRIBUTES id":            "the resource that holds the set",
	"LOCATION_NODE prefers/avoids": "the sign of the score",
	"ALERT select":                 "the element",
	"ACL_ROLE kind":                "the attribute that holds the target",
	"ACL_TARGET type":              "the element",
	"LOCATION_RULE rule":           "all of the rule",
	"NODE rule":                    "all of the rule of a set",
	"PROPERTY rule":                "all of the rule of a set",
	"RSC_DEFAULTS rule":            "all of the rule of a set",
	"OP_DEFAULTS rule":             "all of the rule of a set",
	"RSC_ATTRIBUTES rule":          "all of the rule of a set",
	"PRIMITIVE rule":               "all of the rule of a set",
	"STONITH rule":                 "all of the rule of a set",
	"ALERT rule":                   "all of the rule of a set",
	"BUNDLE rule":                  "all of the rule of a set",
	"TEMPLATE rule":                "all of the rule of a set",
	"ADDITIONAL_CONFIG config":     "in the script alone",
	"CIB_XML parent":               "where the element goes", "CIB_XML xml": "the element itself", "CIB_XML before": "where the element goes",
	"ACCEPT code": "not in the CIB", "ACCEPT at": "not in the CIB", "ACCEPT reason": "not in the CIB",
	"CIB_ID implied": "any element", "CIB_ID id": "any element",
}

// inRules are the elements that the language of rules says in one cell.
var inRules = []string{cib.DateExpression, cib.DateSpec, cib.RuleDuration, cib.RscExpression, cib.OpExpression}

// TestStructure: each column says where its value goes in the CIB, and that is
// something package cib says a table can say.
func TestStructure(t *testing.T) {
	given := map[string]bool{}
	for _, table := range Tables() {
		for i := range table.Blocks {
			b := &table.Blocks[i]
			for j := range b.Columns {
				c := &b.Columns[j]
				name := table.Name + " " + c.Header
				element, attribute := b.Target(c)
				given[element+" "+attribute] = true
				for _, other := range c.Others {
					given[other.Element+" "+other.Attribute] = true
				}
				switch _, excepted := takeCode[name]; {
				case attribute == "" && !excepted:
					t.Errorf("%s: say which attribute of the CIB the column gives, or why that takes code", name)
				case attribute != "" && !cib.CanSayAttribute(element, attribute):
					t.Errorf("%s: package cib says that no table can say %s of a <%s>", name, attribute, element)
				}
			}
			checkSets(t, table.Name, b)
		}
	}
	for _, e := range cib.Elements() {
		for _, attribute := range e.Attrs {
			if attribute != "id" && e.Name != cib.Op && !slices.Contains(inRules, e.Name) && !given[e.Name+" "+attribute] {
				t.Errorf("package cib says that a table can say %s of a <%s>: no column does", attribute, e.Name)
			}
		}
	}
}

// checkSets: the words of the column "type" are those of the sets, which the
// elements around can hold.
func checkSets(t *testing.T, table string, b *Block) {
	t.Helper()
	var words []string
	for _, s := range b.Sets {
		if s.Word != "" {
			words = append(words, s.Word)
		}
		if b.SetOf(s.Word) != s.Element || len(cib.ElementNamed(s.Element).Children) == 0 {
			t.Errorf("%s: %q is not a kind of set", table, s.Word)
		}
	}
	c, ok := b.Field(KeyType)
	if _, named := b.Field(KeyName); ok && named && !slices.Equal(c.Enum, words) {
		t.Errorf("%s: the column type has the words %q, the sets %q", table, c.Enum, words)
	}
}
