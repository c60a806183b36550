package build

import (
	"encoding/xml"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
	"hagen/internal/secret"
)

// fragments reads CIB_XML. The XML is checked by package validate, its place by the
// emitter.
func (b *builder) fragments() {
	for _, row := range b.rows(schema.CIBXMLTable) {
		text := row.Get(schema.KeyXML)
		f := &model.Fragment{Parent: get(row, schema.KeyParent), XML: text, Before: get(row, schema.KeyBefore), From: row}
		if f.Parent == "" || text == "" {
			continue
		}
		f.Secret = b.secretXML(row, text)
		b.cfg.Fragments = append(b.cfg.Fragments, f)
	}
}

// secretXML reports whether XML holds a secret, and then masks its cell.
func (b *builder) secretXML(row *table.Row, text string) bool {
	found := b.secretIn("", text, row.At(schema.KeyXML))
	dec := xml.NewDecoder(strings.NewReader(text))
	for !found {
		token, err := dec.Token()
		if err != nil {
			break // also at its end; what is wrong with it is found later
		}
		if start, ok := token.(xml.StartElement); ok {
			found = secretElement(start)
		}
	}
	if found {
		b.grid.Hide(row.At(schema.KeyXML))
	}
	return found
}

// secretElement reports whether a pair or a recipient holds a secret.
func secretElement(el xml.StartElement) bool {
	name, value := "", ""
	for _, a := range el.Attr {
		switch a.Name.Local {
		case "name":
			name = a.Value
		case "value":
			value = a.Value
		}
	}
	return (el.Name.Local == cib.Pair || el.Name.Local == cib.Recipient) && secret.In(name, value)
}

// acceptances reads ACCEPT.
func (b *builder) acceptances() {
	for _, row := range b.rows(schema.AcceptTable) {
		a := &model.Acceptance{Code: strings.ToUpper(get(row, schema.KeyCode)), About: get(row, schema.KeyAbout), Reason: get(row, schema.KeyReason), From: row}
		if a.Code != "" && a.About != "" && a.Reason != "" {
			b.cfg.Accepted = append(b.cfg.Accepted, a)
		}
	}
}

// renames reads CIB_ID.
func (b *builder) renames() {
	for _, row := range b.rows(schema.CIBIDTable) {
		if implied, id := get(row, schema.KeyImplied), get(row, schema.KeyID); implied != "" && id != "" {
			b.cfg.Renames = append(b.cfg.Renames, &model.Rename{Implied: implied, ID: id, From: row})
		}
	}
}
