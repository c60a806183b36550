package document

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
)

//go:embed document.html.tmpl
var page string

// HTML writes a document as one HTML file that needs nothing else.
func HTML(d Document) ([]byte, error) {
	t, err := template.New("document").Funcs(template.FuncMap{"share": share, "empty": empty, "narrow": narrow}).Parse(page)
	if err != nil {
		return nil, fmt.Errorf("read the template of documents: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, d); err != nil {
		return nil, fmt.Errorf("write the document %s: %w", d.Title, err)
	}
	return out.Bytes(), nil
}

// share is how much of a table's width a column has, in percent: the widths are those
// of a workbook, and a page is as wide as it is.
func share(t Table, c Column) string {
	return fmt.Sprintf("%.2f", 100*float64(c.Width)/float64(max(1, t.width())))
}

// crowded is the width of a table that needs smaller letters.
const crowded = 150

// narrow says that a table needs smaller letters.
func narrow(t Table) bool { return t.width() > crowded }

func (t Table) width() int {
	sum := 0
	for _, c := range t.Columns {
		sum += c.Width
	}
	return sum
}
