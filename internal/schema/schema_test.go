package schema

import (
	"strings"
	"testing"
)

// TestDeclarations checks what every table must have for all that is derived
// from it: unique names, keys and headers, help in both languages.
func TestDeclarations(t *testing.T) {
	names := map[string]bool{}
	for _, table := range Tables() {
		if names[table.Name] {
			t.Errorf("table %s is declared twice", table.Name)
		}
		names[table.Name] = true
		checkWords(t, table.Name+" title", table.Title)
		checkWords(t, table.Name+" help", table.Help)
		if len(table.Blocks) > 1 && len(table.Letters()) != len(table.Blocks) {
			t.Errorf("%s has several blocks, one without a letter", table.Name)
		}
		for _, block := range table.Blocks {
			checkBlock(t, table.Name+" "+block.Letter, block)
		}
	}
	if len(names) != 15 {
		t.Errorf("%d tables; the format has 15", len(names))
	}
}

// TestDefining finds the table of each resourceItem that has one, and no other.
func TestDefining(t *testing.T) {
	for item, want := range map[string]string{ItemPrimitive: PrimitiveTable, ItemStonith: StonithTable, ItemGroup: "", ItemClone: "", "": ""} {
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
	keys, headers := map[Key]bool{NoKey: true}, map[string]bool{}
	for _, c := range block.Columns {
		lower := strings.ToLower(c.Header)
		if keys[c.Key] || headers[lower] {
			t.Errorf("%s: column %s has no key, or is declared twice", where, c.Header)
		}
		keys[c.Key], headers[lower] = true, true
		checkWords(t, where+" "+c.Header, c.Help)
		if c.Inherit && !c.Required {
			t.Errorf("%s: column %s inherits but is not required", where, c.Header)
		}
		if c.Type == Enum && len(c.Enum) == 0 {
			t.Errorf("%s: enum column %s lists nothing", where, c.Header)
		}
	}
}

func checkWords(t *testing.T, where string, w Words) {
	t.Helper()
	if w.EN == "" || w.JA == "" {
		t.Errorf("%s lacks a language: %+v", where, w)
	}
}

func TestLookup(t *testing.T) {
	table, ok := Lookup("primitive")
	if !ok || table.Name != PrimitiveTable {
		t.Fatalf("Lookup(primitive) = %v, %v", table, ok)
	}
	if _, ok := Lookup("RESOURCE"); ok {
		t.Error("RESOURCE is no table")
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
