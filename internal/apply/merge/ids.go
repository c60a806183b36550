package merge

import (
	"strconv"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/message"
)

// IDTakenError says that a resource, constraint or alert of the sheet has the id of
// another element of the live cluster.
type IDTakenError struct {
	ID     string
	Tag    string // what the sheet calls so
	Holder string // the element that already has the id
}

var textIDTaken = message.New("plan.id-taken", "id", "element", "holder")

// Message names the id.
func (e *IDTakenError) Message() message.Message { return textIDTaken.With(e.ID, e.Tag, e.Holder) }

// Error names the id in English.
func (e *IDTakenError) Error() string { return e.Message().String() }

// holds reports whether an element's id attribute declares an id; others refer to
// one.
func holds(el *etree.Element) bool { return value(el, "id") != "" && cib.HoldsID(el.Tag) }

// ids are the elements that hold the ids of a configuration.
func ids(config *etree.Element) map[string]*etree.Element {
	out := map[string]*etree.Element{}
	walk(config, func(el *etree.Element) {
		if holds(el) {
			out[value(el, "id")] = el
		}
	})
	return out
}

func walk(el *etree.Element, visit func(*etree.Element)) {
	visit(el)
	for _, c := range el.ChildElements() {
		walk(c, visit)
	}
}

// forget removes references to removed elements from tags and ACLs, which the
// schema would refuse. A tag without members is removed as well.
func forget(config *etree.Element, before map[string]*etree.Element) {
	now := ids(config)
	gone := func(id string) bool { return before[id] != nil && now[id] == nil }
	if tags := config.SelectElement(cib.Tags); tags != nil {
		for _, tag := range tags.SelectElements(cib.Tag) {
			for _, ref := range tag.SelectElements(cib.TagMember) {
				if gone(value(ref, "id")) {
					tag.RemoveChild(ref)
				}
			}
			if len(tag.SelectElements(cib.TagMember)) == 0 {
				tags.RemoveChild(tag)
			}
		}
	}
	if acls := config.SelectElement(cib.ACLs); acls != nil {
		for _, role := range acls.SelectElements(cib.ACLRole) {
			for _, p := range role.SelectElements(cib.ACLPermission) {
				if gone(value(p, "reference")) {
					role.RemoveChild(p)
				}
			}
		}
	}
}

// settleIDs makes ids unique: a new element whose id a live one keeps gets the
// first free of -1, -2, …, as pcs numbers them. Only generated ids can be
// changed so; the id of a resource is its name.
func settleIDs(config *etree.Element, before map[string]*etree.Element) error {
	holder := map[string]*etree.Element{}
	walk(config, func(el *etree.Element) {
		if id := value(el, "id"); holds(el) && before[id] == el {
			holder[id] = el
		}
	})
	var err error
	walk(config, func(el *etree.Element) {
		id := value(el, "id")
		if !holds(el) || holder[id] == el {
			return
		}
		other := holder[id]
		switch {
		case other == nil:
		case !generated(el):
			if err == nil {
				err = &IDTakenError{ID: id, Tag: el.Tag, Holder: other.Tag}
			}
			return
		default:
			base := id
			for n := 1; holder[id] != nil || before[id] != nil; n++ {
				id = base + "-" + strconv.Itoa(n)
			}
			el.CreateAttr("id", id)
		}
		holder[id] = el
	})
	return err
}

// generated reports whether pcs generated the id of an element.
func generated(el *etree.Element) bool {
	identity := cib.ElementNamed(el.Tag).Identity
	return identity == cib.Made || identity == cib.Numbered
}
