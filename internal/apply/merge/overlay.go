package merge

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
)

// overlaySection merges the compiled section into the live one and keeps the rest:
// --mode merge. Elements correspond as people would expect: a resource by its id, a
// constraint by what it is about, a fencing level by node and index, an alert by
// its path; of several alerts with one path first an equal one.
func overlaySection(name string, live, sent *etree.Element) {
	if name == cib.Resources {
		overlayResources(live, sent)
		return
	}
	partners, again := pairUp(name, live, sent)
	for _, el := range sent.ChildElements() {
		target := partners[el]
		switch {
		case target == nil:
			live.AddChild(el.Copy())
		case name == cib.Alerts:
			overlayAlert(target, el)
		case meaning.Print(name, target) != meaning.Print(name, el):
			overlayStatement(live, target, el)
		}
	}
	if name != cib.Alerts { // a second element about the same would add to that of the sheet
		for _, old := range again {
			live.RemoveChild(old)
		}
	}
}

// pairUp finds for each compiled element the corresponding live one, each at most
// once: one that means the same, one with its id, or one about the same. It also
// returns the remaining live ones that are about the same as a compiled one.
func pairUp(section string, live, sent *etree.Element) (partners map[*etree.Element]*etree.Element, again []*etree.Element) {
	partners = map[*etree.Element]*etree.Element{}
	taken := map[*etree.Element]bool{}
	print := func(el *etree.Element) string { return meaning.Print(section, el) }
	about := func(el *etree.Element) string { return about(section, el) }
	for _, name := range []func(*etree.Element) string{print, byID, about} {
		known := map[string][]*etree.Element{}
		for _, old := range live.ChildElements() {
			if n := name(old); !taken[old] && n != "" {
				known[n] = append(known[n], old)
			}
		}
		for _, el := range sent.ChildElements() {
			n := name(el)
			if list := known[n]; partners[el] == nil && len(list) > 0 {
				partners[el], taken[list[0]], known[n] = list[0], true, list[1:]
			}
		}
	}
	said := map[string]bool{}
	for _, el := range sent.ChildElements() {
		said[about(el)] = true
	}
	for _, old := range live.ChildElements() {
		if n := about(old); !taken[old] && n != "" && said[n] {
			again = append(again, old)
		}
	}
	return partners, again
}

// byID returns the id of an element if that identifies it: the ids of alerts are
// arbitrary, and fencing levels are identified only by node and index.
func byID(el *etree.Element) string {
	if id := value(el, "id"); id != "" && cib.ElementNamed(el.Tag).Identity != cib.Made {
		return el.Tag + " " + id
	}
	return ""
}

// about returns what an element of a section is about, or "" when only its id
// identifies it: the bans of operators belong to them.
func about(section string, el *etree.Element) string {
	name := key(el)
	if section == cib.Constraints {
		if name = meaning.ConstraintKey(el); operators(el) {
			return ""
		}
	}
	if name == "" {
		return ""
	}
	return el.Tag + " " + name
}

// key returns what identifies an element of a kind that its id does not identify,
// or "" if a part of it is missing. A fencing level has one of several kinds of
// targets, and an index.
func key(el *etree.Element) string {
	var parts []string
	given := 0
	about := cib.ElementNamed(el.Tag).About
	for _, name := range about {
		v := value(el, name)
		if v != "" {
			given++
		}
		parts = append(parts, v)
	}
	if given < min(len(about), 2) || given == 0 {
		return ""
	}
	return strings.Join(parts, "\x00")
}

// operators reports whether a constraint is one that crm_resource makes when an
// operator bans or moves a resource. Only operators remove it.
func operators(constraint *etree.Element) bool {
	return strings.HasPrefix(value(constraint, "id"), "cli-")
}

// overlayStatement sets what the sheet says about a constraint or fencing level.
// Parts that no table can express are kept.
func overlayStatement(section, live, sent *etree.Element) {
	if len(meaning.UnsayableOf(live)) == 0 {
		section.InsertChildAt(live.Index(), sent.Copy())
		section.RemoveChild(live)
		return
	}
	for _, a := range slices.Clone(live.Attr) {
		if a.Key != "id" && cib.CanSayAttribute(live.Tag, a.Key) {
			live.RemoveAttr(a.FullKey())
		}
	}
	for _, a := range sent.Attr {
		if a.Key != "id" {
			live.CreateAttr(a.FullKey(), a.Value)
		}
	}
	for _, child := range live.ChildElements() {
		if cib.CanSayChild(live.Tag, child.Tag) {
			live.RemoveChild(child)
		}
	}
	for _, child := range sent.ChildElements() {
		live.AddChild(child.Copy())
	}
}

func overlayAlert(live, sent *etree.Element) {
	overlaySets(live, sent)
	overlayDescription(live, sent)
	if sel := sent.SelectElement(cib.Select); sel != nil {
		if old := live.SelectElement(cib.Select); old != nil {
			live.RemoveChild(old)
		}
		live.AddChild(sel.Copy())
	}
	left := live.SelectElements(cib.Recipient)
	for _, r := range sent.SelectElements(cib.Recipient) {
		at := slices.IndexFunc(left, func(old *etree.Element) bool { return key(old) == key(r) })
		if at < 0 {
			live.AddChild(r.Copy())
			continue
		}
		overlaySets(left[at], r)
		overlayDescription(left[at], r)
		left = slices.Delete(left, at, at+1)
	}
}

// overlayDescription sets the description that the sheet gives.
func overlayDescription(live, sent *etree.Element) {
	if text := value(sent, "description"); text != "" {
		live.CreateAttr("description", text)
	}
}

// overlayResources merges the sheet's resources into the live ones. A resource that
// is elsewhere moves to where the sheet has it.
func overlayResources(live, sent *etree.Element) {
	old, full := map[string]*etree.Element{}, map[*etree.Element]bool{}
	for _, el := range resources(live) {
		old[value(el, "id")] = el
		full[el] = len(resources(el)) > 0
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
	dropEmptied(live, full)
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

// alike reports whether a live resource can be changed into the sheet's: another
// agent has other parameters. A master is the old form of a promotable clone.
func alike(live, sent *etree.Element) bool {
	return (live.Tag == sent.Tag || live.Tag == cib.Master && sent.Tag == cib.Clone) && meaning.Agent(live) == meaning.Agent(sent)
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
	live.Tag = sent.Tag
	for _, a := range sent.Attr {
		live.CreateAttr(a.Key, a.Value)
	}
	overlaySets(live, sent)
	if sent.Tag == cib.Bundle {
		overlayBundle(live, sent)
	}
	operations := sent.SelectElement(cib.Operations)
	if operations == nil {
		return
	}
	section := live.SelectElement(cib.Operations)
	if section == nil {
		section = etree.NewElement(cib.Operations)
		live.AddChild(section)
	}
	overlayOperations(section, operations)
}

// overlayOperations edits each operation of the name, role and interval of the
// sheet's; else the only one of that name and role that is left.
func overlayOperations(section, sent *etree.Element) {
	left := section.SelectElements(cib.Op)
	take := func(same func(old *etree.Element) bool) *etree.Element {
		at := slices.IndexFunc(left, same)
		if at < 0 {
			return nil
		}
		old := left[at]
		left = slices.Delete(left, at, at+1)
		return old
	}
	var others []*etree.Element
	for _, op := range sent.SelectElements(cib.Op) {
		same := func(old *etree.Element) bool {
			return sameOperation(old, op) && cib.Interval(value(old, "interval")) == cib.Interval(value(op, "interval"))
		}
		if old := take(same); old != nil {
			overlayOperation(old, op)
		} else {
			others = append(others, op)
		}
	}
	for _, op := range others {
		same := func(old *etree.Element) bool { return sameOperation(old, op) }
		if old := take(same); old != nil && !slices.ContainsFunc(left, same) {
			overlayOperation(old, op)
			old.CreateAttr("id", value(op, "id"))
			continue
		} else if old != nil {
			left = append(left, old)
		}
		section.AddChild(op.Copy())
	}
}

func sameOperation(a, b *etree.Element) bool {
	roleA, _ := cib.Role(value(a, "role"))
	roleB, _ := cib.Role(value(b, "role"))
	return value(a, "name") == value(b, "name") && roleA == roleB
}

func overlayOperation(live, sent *etree.Element) {
	for _, a := range sent.Attr {
		if a.Key != "id" {
			live.CreateAttr(a.Key, a.Value)
		}
	}
	overlaySets(live, sent)
}

// overlaySets sets the pairs of the sets that were sent.
func overlaySets(live, sent *etree.Element) {
	for _, tag := range cib.Sets() {
		for i, set := range sent.SelectElements(tag) {
			overlaySet(live, tag, set, i > 0)
		}
	}
}

// overlaySet sets the pairs of a set without a rule; one with a rule or a score, or
// one beside another, replaces the one with its id.
func overlaySet(live *etree.Element, tag string, set *etree.Element, beside bool) {
	if beside || !simple(set) {
		for _, old := range live.SelectElements(tag) {
			if value(old, "id") == value(set, "id") {
				live.RemoveChild(old)
			}
		}
		live.AddChild(set.Copy())
		return
	}
	for _, pair := range set.SelectElements(cib.Pair) {
		setPair(live, tag, set, pair)
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

// dropEmptied removes the groups, clones and bundles whose members all went elsewhere.
func dropEmptied(parent *etree.Element, full map[*etree.Element]bool) {
	for _, el := range parent.ChildElements() {
		switch el.Tag {
		case cib.Group, cib.Clone, cib.Master, cib.Bundle:
			dropEmptied(el, full)
			if full[el] && len(resources(el)) == 0 {
				parent.RemoveChild(el)
			}
		}
	}
}
