package proof

import (
	"testing"

	"hagen/internal/diag"
	"hagen/internal/parse"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
	"hagen/internal/target"
)

// TestRandomSheetsReachEveryColumn fails for a table or a column that random
// sheets never fill: real pcs is then never asked about it.
func TestRandomSheetsReachEveryColumn(t *testing.T) {
	const seeds = 60
	for _, tg := range target.All() {
		filled := map[*schema.Column]bool{}
		for seed := range uint64(seeds) {
			var report diag.List
			book := parse.Read("sheet.csv", csvOf(t, Sheet(seed, tg)), parse.Options{}, &report)
			if book == nil {
				t.Fatal(text(&report))
			}
			for _, found := range table.Parse(book.Load(book.Sheets()[0], &report), &report) {
				for _, s := range found.Sections {
					for i := range s.Block.Columns {
						c := &s.Block.Columns[i]
						for _, row := range s.Rows {
							filled[c] = filled[c] || row.Get(c.Key) != ""
						}
					}
				}
			}
		}
		for _, declared := range schema.Tables() {
			switch declared.Name {
			case schema.AdditionalConfigTable: // any command at all: the XML does not hold what it makes
				continue
			case schema.CIBXMLTable, schema.AcceptTable, schema.CIBIDTable: // random CIBs become these: see package importer
				continue
			}
			for i := range declared.Blocks {
				for j := range declared.Blocks[i].Columns {
					c := &declared.Blocks[i].Columns[j]
					if declared.Name == schema.OrderSetTable && c.Key == schema.KeyRole {
						continue // a finding wherever it is: Pacemaker ignores it
					}
					if !filled[c] {
						t.Errorf("%s: no random sheet fills %s of %s", tg.Name, c.Header, declared.Name)
					}
				}
			}
		}
	}
}
