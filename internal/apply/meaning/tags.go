package meaning

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// tags reads the tags.
func (c *Config) tags(section *etree.Element) {
	for _, el := range section.SelectElements(cib.Tag) {
		id := attr(el, "id")
		var members []string
		for _, m := range el.SelectElements(cib.TagMember) {
			members = append(members, attr(m, "id"))
		}
		c.add(Object{Kind: Tag, Key: id, Name: id, ID: id, Fields: []Field{{"members", strings.Join(members, " "), id, "id"}}})
	}
}

// anyOrder sorts a list of words whose order has no meaning.
func anyOrder(list string) string {
	words := words(list)
	slices.Sort(words)
	return strings.Join(words, " ")
}
