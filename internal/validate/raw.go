package validate

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/schema"
)

// fragments checks the XML of CIB_XML: it is one element with nothing in it that no
// schema knows, and with all that every schema wants. The ids of its resources can be referred to.
func (c *checker) fragments() {
	c.raw = map[string]bool{}
	for _, f := range c.cfg.Fragments {
		cell := at(f.From, schema.KeyXML)
		doc := etree.NewDocument()
		doc.ReadSettings.ValidateInput = true
		if err := doc.ReadFromString(f.XML); err != nil || len(doc.ChildElements()) != 1 || strings.TrimSpace(outside(doc)) != "" {
			c.report.Add(diag.XMLUnreadable, cell, diag.Args{"what": ""})
			continue
		}
		if what := unknownIn(doc.Root()); what != "" {
			c.report.Add(diag.XMLUnreadable, cell, diag.Args{"what": what})
		} else if element, attribute := lackingIn(doc.Root()); attribute != "" {
			c.report.Add(diag.XMLUnreadable, cell, diag.Args{"what": "", "element": element, "attribute": attribute})
		}
		for _, el := range doc.FindElements("//*") {
			if cib.IsResource(el.Tag) || el.Tag == cib.Tag {
				c.raw[el.SelectAttrValue("id", "")] = true
			}
		}
	}
}

// outside is the text beside the elements of a document.
func outside(doc *etree.Document) string {
	var b strings.Builder
	for _, t := range doc.Child {
		if text, ok := t.(*etree.CharData); ok {
			b.WriteString(text.Data)
		}
	}
	return b.String()
}

// unknownIn is the first element or attribute that no schema allows where it is.
func unknownIn(el *etree.Element) string {
	allowed, known := cib.AllowedIn(el.Tag)
	if !known || el.Space != "" {
		return "<" + el.FullTag() + ">"
	}
	for _, a := range el.Attr {
		if a.Space != "" || !allowed.HasAttribute(a.Key) {
			return el.Tag + "@" + a.FullKey()
		}
	}
	for _, child := range el.ChildElements() {
		if !allowed.HasChild(child.Tag) {
			return el.Tag + "/" + child.Tag
		}
		if what := unknownIn(child); what != "" {
			return what
		}
	}
	if slices.ContainsFunc(el.Child, func(t etree.Token) bool {
		text, ok := t.(*etree.CharData)
		return ok && strings.TrimSpace(text.Data) != ""
	}) {
		return el.Tag
	}
	return ""
}

// lackingIn is the first element without an attribute that all schemas want, and the
// attribute.
func lackingIn(el *etree.Element) (element, attribute string) {
	allowed, _ := cib.AllowedIn(el.Tag)
	for _, name := range allowed.Required {
		if el.SelectAttr(name) == nil && (name != "id" || el.SelectAttr("id-ref") == nil) {
			return el.Tag, name
		}
	}
	for _, child := range el.ChildElements() {
		if element, attribute = lackingIn(child); attribute != "" {
			return element, attribute
		}
	}
	return "", ""
}
