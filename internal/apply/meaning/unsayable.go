package meaning

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// Unsayable is a part of a configuration that cannot be written in a sheet.
type Unsayable struct {
	// What it is: bundle, template, meta_attributes/rule, @resource-discovery.
	What string
	// Text is its complete content for comparison. It may contain secrets.
	Text string
}

// UnsayableOf lists the parts of an element that no table can express: the
// outermost attributes and elements. The element itself counts as expressible.
func UnsayableOf(el *etree.Element) []Unsayable {
	var out []Unsayable
	for _, a := range el.Attr {
		if !cib.CanSayAttribute(el.Tag, a.Key) {
			out = append(out, Unsayable{"@" + a.Key, a.Key + "=" + a.Value})
		}
	}
	for _, child := range el.ChildElements() {
		out = append(out, unsayableChild(el, child)...)
	}
	return out
}

func unsayableChild(parent, child *etree.Element) []Unsayable {
	besideSets := child.Tag == cib.Rule && parent.SelectElement(cib.ResourceSet) != nil
	if besideSets || !cib.CanSayChild(parent.Tag, child.Tag) {
		return []Unsayable{{child.Tag, Text(child)}}
	}
	if IsResource(child) {
		return nil // it is reported by itself
	}
	below := UnsayableOf(child)
	if parent.Tag == cib.Op { // what an operation has under a rule has no columns
		for _, r := range child.SelectElements(cib.Rule) {
			below = append(below, Unsayable{cib.Rule, Text(r)})
		}
	}
	for i := range below {
		below[i].What = child.Tag + "/" + below[i].What
		below[i].Text = child.Tag + " " + below[i].Text
	}
	return below
}

// Text returns the complete content of an element, including ids but not blanks
// between elements.
func Text(el *etree.Element) string {
	var attrs []string
	for _, a := range el.Attr {
		attrs = append(attrs, a.Key+"="+a.Value)
	}
	slices.Sort(attrs)
	var b strings.Builder
	b.WriteString(el.Tag + "(" + strings.Join(attrs, "\x00"))
	for _, c := range el.ChildElements() {
		b.WriteString(Text(c))
	}
	b.WriteString(")")
	return b.String()
}
