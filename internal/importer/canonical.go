package importer

import (
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// Canonical is a configuration as text that is equal for equal ones: the order of
// attributes, and of siblings of different kinds, does not count, nor do empty sections
// and sets. Ids and the order of siblings of a kind do.
func Canonical(el *etree.Element) string {
	var b strings.Builder
	canonical(&b, el)
	return b.String()
}

func canonical(b *strings.Builder, el *etree.Element) {
	b.WriteString("<" + el.FullTag())
	for _, a := range sortedAttributes(el) {
		b.WriteString("\x00" + a.FullKey() + "\x00" + a.Value)
	}
	b.WriteString(">")
	children := slices.SortedStableFunc(slices.Values(filled(el)), func(a, b *etree.Element) int {
		return strings.Compare(class(a), class(b))
	})
	for _, c := range children {
		canonical(b, c)
	}
	b.WriteString("</>")
}
