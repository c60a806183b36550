package importer

import (
	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/secret"
)

// Respelled is a value that the sheet has in another spelling than the CIB, and that
// Pacemaker reads as the same: true for Yes, Started for started.
type Respelled struct {
	What     string // such as "primitive db: meta_attributes/nvpair is-managed"
	Old, New string // masked when they are a secret
}

// respelled compares the values of the CIB with those of the compiled sheet, text by
// text. What differs in meaning is in another list.
func respelled(want, made *etree.Element, differs []meaning.Change) []Respelled {
	other := map[[2]string]bool{}
	for _, c := range differs {
		for _, d := range c.Details {
			other[[2]string{d.Old, d.New}] = true
		}
	}
	p := &patch{pair: map[*etree.Element]*etree.Element{}}
	p.follow(want, made)
	var out []Respelled
	for _, el := range inOrder(p.pair) {
		c := p.pair[el]
		name := el.SelectAttrValue("name", "")
		unread := el.Tag == cib.Rule && el.Parent().Tag != cib.Location // pcs writes a score there
		if unread || name != c.SelectAttrValue("name", "") {
			continue
		}
		for _, a := range el.Attr {
			now := c.SelectAttr(a.Key)
			if a.Key == "id" || now == nil || now.Value == a.Value || other[[2]string{a.Value, now.Value}] {
				continue
			}
			x := Respelled{What: path(el), Old: a.Value, New: now.Value}
			if el.Tag != cib.Pair {
				x.What += " " + a.Key
			}
			if secret.In(name, a.Value) || secret.In(name, now.Value) {
				x.Old, x.New = meaning.Mask, meaning.Mask
			}
			out = append(out, x)
		}
	}
	return out
}
