package apply

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
)

// unsaid is what the change takes away and no table of a sheet can say: that a
// sheet does not name it tells nothing of what its writer wants. A configuration
// that comes back as it was (a rollback) says all of itself.
func (p *prospect) unsaid() []Risk {
	if p.restores {
		return nil
	}
	before, after := unsayable(p.plan.Before), unsayable(p.plan.After)
	r := Risk{Danger: Unsaid}
	for _, part := range before.parts {
		switch {
		case slices.ContainsFunc(after.parts, part.same):
		case part.owner != "" && !after.resources[part.owner]: // goes with its resource, which the sheet removes
		case slices.ContainsFunc(part.refers, func(id string) bool { return before.resources[id] && !after.resources[id] }):
			// A constraint about a resource that is gone has to go as well.
		default:
			r.add(part.label(), none)
		}
	}
	return r.some()
}

// unsayables are the parts of a configuration no table can say.
type unsayables struct {
	parts     []unsayablePart
	resources map[string]bool // the ids of all resources a table can say
}

type unsayablePart struct {
	meaning.Unsayable
	of     string   // the element it is part of: primitive db; "" for a whole element
	owner  string   // the resource it is part of
	refers []string // the resources a constraint is about
}

func (a unsayablePart) same(b unsayablePart) bool {
	return a.of == b.of && a.Unsayable == b.Unsayable
}

// label is how it is called: words of the CIB, which no language translates.
func (a unsayablePart) label() string {
	if a.of == "" {
		return a.What
	}
	return a.of + ": " + strings.TrimPrefix(a.What, "@")
}

// unsayable finds the parts no table can say in the sections that tables fill.
// Nodes keep all they have, and the other sections are not touched.
func unsayable(config []byte) unsayables {
	out := unsayables{resources: map[string]bool{}}
	doc, err := meaning.Parse(config)
	if err != nil {
		return out
	}
	for _, s := range cib.Sections() {
		section := doc.Root().SelectElement("configuration").SelectElement(s.Name)
		if section == nil || !s.Sayable || s.Name == cib.Nodes {
			continue
		}
		for _, el := range section.ChildElements() {
			out.element(section, el)
		}
	}
	return out
}

func (u *unsayables) element(parent, el *etree.Element) {
	id := el.SelectAttrValue("id", "")
	if operators(el.Tag, id) {
		return // another danger
	}
	name := strings.TrimSpace(el.Tag + " " + id)
	if !cib.CanSayChild(parent.Tag, el.Tag) {
		whole := meaning.Unsayable{What: name, Text: meaning.Text(el)}
		if meaning.IsResource(parent) { // a bundle in a clone is nowhere
			return
		}
		u.parts = append(u.parts, unsayablePart{Unsayable: whole, refers: references(el)})
		return
	}
	owner := ""
	if meaning.IsResource(el) {
		owner, u.resources[id] = id, true
	}
	for _, part := range meaning.UnsayableOf(el) {
		u.parts = append(u.parts, unsayablePart{Unsayable: part, of: name, owner: owner, refers: references(el)})
	}
	for _, member := range el.ChildElements() {
		if meaning.IsResource(member) {
			u.element(el, member)
		}
	}
}

// references are the resources an element is about.
func references(el *etree.Element) []string {
	var out []string
	for _, name := range cib.ElementNamed(el.Tag).Refers {
		if id := el.SelectAttrValue(name, ""); id != "" {
			out = append(out, id)
		}
	}
	for _, part := range el.ChildElements() {
		if !meaning.IsResource(part) {
			out = append(out, references(part)...)
		}
	}
	return out
}
