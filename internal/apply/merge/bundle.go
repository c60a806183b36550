package merge

import (
	"cmp"
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// overlayBundle sets what the sheet says about the containers of a bundle, how they
// are reached and which directories they have.
func overlayBundle(live, sent *etree.Element) {
	for _, part := range sent.ChildElements() {
		switch {
		case slices.Contains(cib.Containers(), part.Tag):
			overlayContainer(live, part)
		case part.Tag == cib.Network:
			overlayPart(live, part, cib.PortMapping, func(el *etree.Element) string {
				return cmp.Or(value(el, "port"), value(el, "range"))
			})
		case part.Tag == cib.Storage:
			overlayPart(live, part, cib.StorageMapping, func(el *etree.Element) string { return value(el, "target-dir") })
		}
	}
}

// overlayContainer sets what the containers are; those of another kind are replaced.
func overlayContainer(live, sent *etree.Element) {
	for _, kind := range cib.Containers() {
		if old := live.SelectElement(kind); old != nil && kind != sent.Tag {
			live.RemoveChild(old)
		}
	}
	old := live.SelectElement(sent.Tag)
	if old == nil {
		live.InsertChildAt(0, sent.Copy())
		return
	}
	if sent.SelectAttr("promoted-max") != nil {
		old.RemoveAttr("masters") // its old name
	}
	setAttributes(old, sent)
}

// overlayPart sets the attributes of a part and its mappings, each known by what it
// is about.
func overlayPart(live, sent *etree.Element, mapping string, about func(*etree.Element) string) {
	old := live.SelectElement(sent.Tag)
	if old == nil {
		live.InsertChildAt(1, sent.Copy())
		return
	}
	setAttributes(old, sent)
	for _, m := range sent.SelectElements(mapping) {
		all := old.SelectElements(mapping)
		at := slices.IndexFunc(all, func(x *etree.Element) bool { return about(x) == about(m) })
		if at < 0 {
			old.AddChild(m.Copy())
			continue
		}
		for _, source := range []string{"source-dir", "source-dir-root"} {
			if m.SelectAttr(source) == nil { // a directory has one of the two
				all[at].RemoveAttr(source)
			}
		}
		setAttributes(all[at], m)
	}
}

// setAttributes gives an element the attributes of another but its id.
func setAttributes(live, sent *etree.Element) {
	for _, a := range sent.Attr {
		if a.Key != "id" {
			live.CreateAttr(a.Key, a.Value)
		}
	}
}
