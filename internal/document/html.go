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
	t, err := template.New("document").Parse(page)
	if err != nil {
		return nil, fmt.Errorf("read the template of documents: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, d); err != nil {
		return nil, fmt.Errorf("write the document %s: %w", d.Title, err)
	}
	return out.Bytes(), nil
}
