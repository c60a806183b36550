package dialect

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"hagen/internal/schema"
	"hagen/test/sheettest"
)

// sheet is an environment-definition sheet as its tables.
type sheet []sheetTable

// sheetTable is a table with all its rows, the name's first. Rows above the
// first name have a nameless one: they continue the last table of the sheet
// they are added to.
type sheetTable struct {
	name string
	rows [][]string
}

// The columns of the sheets here that matter for joining them.
const (
	nameCol = 1 // B: table names and block letters
	idCol   = 2 // C: the id, in PRIMITIVE and STONITH
	treeID  = 5 // F: the id, in RESOURCES; C to E are resourceItem
)

func readBase(t *testing.T) sheet {
	t.Helper()
	text, err := os.ReadFile("testdata/base.csv")
	if err != nil {
		t.Fatal(err)
	}
	return records(t, string(text))
}

// records reads tables written as CSV.
func records(t *testing.T, text string) sheet {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var out sheet
	for _, row := range rows {
		if len(row) > nameCol {
			if _, ok := schema.Lookup(row[nameCol]); ok {
				out = append(out, sheetTable{name: row[nameCol]})
			}
		}
		if len(out) == 0 {
			out = append(out, sheetTable{})
		}
		last := &out[len(out)-1]
		last.rows = append(last.rows, row)
	}
	return out
}

func (s sheet) csv(t *testing.T) []byte {
	t.Helper()
	var rows [][]string
	for _, table := range s {
		rows = append(rows, table.rows...)
	}
	text, err := sheettest.CSV(rows)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// with adds tables, and rows to the last one. A resource they place is no longer where it was, and a
// table of it that comes along replaces the one it had; so does a resource of
// another kind under its name.
func (s sheet) with(added sheet) sheet {
	placed, defined := map[string]string{}, map[string]bool{}
	for _, table := range added {
		for _, row := range table.rows {
			if item, id := table.placed(row); id != "" {
				placed[id] = item
			}
		}
		defined[table.id()] = true
	}
	var out sheet
	for _, table := range s {
		if item, ok := placed[table.id()]; ok && (defined[table.id()] || item != schema.ItemPrimitive && item != schema.ItemStonith) {
			continue
		}
		table.rows = slices.DeleteFunc(slices.Clone(table.rows), func(row []string) bool {
			_, id := table.placed(row)
			return placed[id] != ""
		})
		out = append(out, table)
	}
	for _, table := range added {
		if last := len(out) - 1; table.name == "" && last >= 0 {
			out[last].rows = append(slices.Clone(out[last].rows), table.rows...)
			continue
		}
		out = append(out, table)
	}
	return out
}

// placed is the resource a row of RESOURCES puts somewhere.
func (table sheetTable) placed(row []string) (item, id string) {
	if table.name != schema.ResourcesTable || len(row) <= treeID || row[treeID] == "id" {
		return "", ""
	}
	return strings.Join(row[idCol:treeID], ""), row[treeID]
}

// id is the resource a PRIMITIVE or STONITH table defines: it is in the row
// below the header.
func (table sheetTable) id() string {
	if (table.name == schema.PrimitiveTable || table.name == schema.StonithTable) && len(table.rows) > 2 {
		return table.rows[2][idCol]
	}
	return ""
}
