package merge

import (
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
)

// overlaySection lays what was sent over a section and leaves the rest: --mode
// merge. Things are the same when people would say so: a resource by its id, a
// constraint by what it is about, a fencing level by node and index, an alert by
// its path.
func overlaySection(name string, live, sent *etree.Element) {
	if name == "resources" {
		overlayResources(live, sent)
		return
	}
	same := sameKey(name)
	for _, el := range sent.ChildElements() {
		var target *etree.Element
		for _, old := range live.ChildElements() {
			if old.Tag != el.Tag || !same(old, el) {
				continue
			}
			if target == nil {
				target = old
			} else {
				live.RemoveChild(old) // a second one about the same would add to the sheet's
			}
		}
		switch {
		case target == nil:
			live.AddChild(el.Copy())
		case name == "alerts":
			overlayAlert(target, el)
		case meaning.Print(name, target) != meaning.Print(name, el):
			live.InsertChildAt(target.Index(), el.Copy())
			live.RemoveChild(target)
		}
	}
}

func sameKey(section string) func(a, b *etree.Element) bool {
	switch section {
	case "constraints":
		return func(a, b *etree.Element) bool {
			return value(a, "id") == value(b, "id") || meaning.ConstraintKey(a) == meaning.ConstraintKey(b)
		}
	case "fencing-topology":
		return func(a, b *etree.Element) bool {
			return value(a, "target") == value(b, "target") && value(a, "index") == value(b, "index")
		}
	}
	return func(a, b *etree.Element) bool { return value(a, "path") == value(b, "path") }
}

func overlayAlert(live, sent *etree.Element) {
	overlaySets(live, sent)
	for _, r := range sent.SelectElements("recipient") {
		found := false
		for _, old := range live.SelectElements("recipient") {
			if value(old, "value") == value(r, "value") {
				found = true
				overlaySets(old, r)
			}
		}
		if !found {
			live.AddChild(r.Copy())
		}
	}
}

// overlayResources lays the sheet's resources over the live ones. A resource
// that stands elsewhere moves to where the sheet has it.
func overlayResources(live, sent *etree.Element) {
	old := map[string]*etree.Element{}
	for _, el := range resources(live) {
		old[value(el, "id")] = el
	}
	var place func(parent, el *etree.Element) *etree.Element
	place = func(parent, el *etree.Element) *etree.Element {
		target := old[value(el, "id")]
		if target == nil || !alike(target, el) {
			if target != nil {
				target.Parent().RemoveChild(target)
			}
			target = bare(el)
			parent.AddChild(target)
		} else if target.Parent() != parent {
			target.Parent().RemoveChild(target)
			parent.AddChild(target)
		}
		overlayResource(target, el)
		var members []*etree.Element
		for _, m := range el.ChildElements() {
			if meaning.IsResource(m) {
				members = append(members, place(target, m))
			}
		}
		arrange(target, members)
		return target
	}
	for _, el := range sent.ChildElements() {
		place(live, el)
	}
	dropEmpty(live)
}

// resources are the resources below an element, all depths.
func resources(parent *etree.Element) []*etree.Element {
	var out []*etree.Element
	for _, el := range parent.ChildElements() {
		if meaning.IsResource(el) {
			out = append(append(out, el), resources(el)...)
		}
	}
	return out
}

// alike reports whether a live resource can be edited into the sheet's: another
// agent has other parameters.
func alike(live, sent *etree.Element) bool {
	return live.Tag == sent.Tag && meaning.Agent(live) == meaning.Agent(sent)
}

// bare is a resource without its members.
func bare(el *etree.Element) *etree.Element {
	out := el.Copy()
	for _, m := range out.ChildElements() {
		if meaning.IsResource(m) {
			out.RemoveChild(m)
		}
	}
	return out
}

func overlayResource(live, sent *etree.Element) {
	for _, a := range sent.Attr {
		live.CreateAttr(a.Key, a.Value)
	}
	overlaySets(live, sent)
	operations := sent.SelectElement("operations")
	if operations == nil {
		return
	}
	section := live.SelectElement("operations")
	if section == nil {
		section = etree.NewElement("operations")
		live.AddChild(section)
	}
	for _, op := range operations.SelectElements("op") {
		overlayOperation(section, op)
	}
}

// overlayOperation edits the operation of that name and role: the one of the
// same interval, or the only one.
func overlayOperation(section, op *etree.Element) {
	var candidates []*etree.Element
	for _, old := range section.SelectElements("op") {
		if value(old, "name") == value(op, "name") && value(old, "role") == value(op, "role") {
			candidates = append(candidates, old)
		}
	}
	at := slices.IndexFunc(candidates, func(old *etree.Element) bool { return value(old, "interval") == value(op, "interval") })
	switch {
	case at >= 0:
	case len(candidates) == 1:
		at = 0
	default:
		section.AddChild(op.Copy())
		return
	}
	old := candidates[at]
	for _, a := range op.Attr {
		if a.Key != "id" || value(old, "interval") != value(op, "interval") {
			old.CreateAttr(a.Key, a.Value)
		}
	}
	overlaySets(old, op)
}

// overlaySets sets the pairs of plain attribute sets; one with a rule replaces
// the one of its id.
func overlaySets(live, sent *etree.Element) {
	for _, tag := range []string{"meta_attributes", "instance_attributes", "utilization"} {
		for _, set := range sent.SelectElements(tag) {
			if plain(set) {
				for _, pair := range set.SelectElements("nvpair") {
					setPair(live, tag, set, pair)
				}
				continue
			}
			for _, old := range live.SelectElements(tag) {
				if value(old, "id") == value(set, "id") {
					live.RemoveChild(old)
				}
			}
			live.AddChild(set.Copy())
		}
	}
}

// arrange puts the members the sheet names first, in its order; others follow.
func arrange(parent *etree.Element, members []*etree.Element) {
	var now []*etree.Element
	for _, el := range parent.ChildElements() {
		if meaning.IsResource(el) {
			now = append(now, el)
		}
	}
	want := slices.Clone(members)
	for _, el := range now {
		if !slices.Contains(members, el) {
			want = append(want, el)
		}
	}
	if slices.Equal(now, want) {
		return
	}
	for _, el := range want {
		parent.RemoveChild(el)
		parent.AddChild(el)
	}
}

// dropEmpty removes groups and clones whose members all went elsewhere.
func dropEmpty(parent *etree.Element) {
	for _, el := range parent.ChildElements() {
		switch el.Tag {
		case "group", "clone", "master":
			dropEmpty(el)
			if len(resources(el)) == 0 {
				parent.RemoveChild(el)
			}
		}
	}
}
