package golden

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/schema"
)

// TestEveryColumnIsFoundAgain fails for a column if no attribute in the XML of any
// golden is traced back to its cell.
func TestEveryColumnIsFoundAgain(t *testing.T) {
	found := map[*schema.Column]bool{}
	for _, c := range cases(t) {
		data, err := os.ReadFile(c.Path(c.Input))
		if err != nil {
			t.Fatal(err)
		}
		r, err := compileFile(c, cmp.Or(c.Shown, filepath.Base(c.Input)), data)
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		if r.xml != nil {
			r.findAgain(t, found)
		}
	}
	for _, table := range schema.Tables() {
		for i := range table.Blocks {
			b := &table.Blocks[i]
			for j := range b.Columns {
				element, attribute := b.Target(&b.Columns[j])
				if first, ok := schema.For(element, attribute); ok && !found[first] {
					t.Errorf("%s of %s: no golden has a cell that is found again by %s of a <%s>", b.Columns[j].Header, table.Name, attribute, element)
				}
			}
		}
	}
}

// findAgain records the columns whose attributes are traced to a cell with the same
// text.
func (r *result) findAgain(t *testing.T, found map[*schema.Column]bool) {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(r.xml); err != nil {
		t.Fatal(err)
	}
	for _, el := range doc.FindElements("//configuration//*") {
		for _, a := range el.Attr {
			column, ok := schema.For(el.Tag, a.Key)
			if !ok {
				continue
			}
			known := el
			if known.SelectAttr("id") == nil {
				known = el.Parent() // a part of a bundle
			}
			at := r.where(known.SelectAttrValue("id", ""), a.Key)
			for i := range r.grid.Rows {
				if row := &r.grid.Rows[i]; row.Number == at.Row && strings.EqualFold(row.At(at.Col), a.Value) {
					found[column] = true
				}
			}
		}
	}
}
