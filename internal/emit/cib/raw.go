package cib

import (
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/emit"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// PlaceError says that the XPath of a fragment does not name one element: a mistake in
// the sheet that only shows once the CIB is there.
type PlaceError struct {
	From  model.Origin
	Field schema.Key
	Path  string
	Found int // elements; -1 for an XPath that cannot be read
	// Child is the element that cannot be in the one found.
	Child, Parent string
}

// Error names the XPath.
func (p *PlaceError) Error() string {
	return fmt.Sprintf("the XPath %q names %d elements", p.Path, p.Found)
}

// PlaceErrors lists the place errors in an error of Emit, in the order of the rows.
func PlaceErrors(err error) []*PlaceError { return emit.Errors[*PlaceError](err) }

// early are the sections whose fragments come before levels and constraints, which may
// refer to them.
var early = []string{cib.CrmConfig, cib.Nodes, cib.RscDefaults, cib.OpDefaults, cib.Resources}

// fragments puts the elements of CIB_XML where they belong: early ones right after the
// resources, the rest at the end.
func (e *emitter) fragments(root *etree.Element, list []*model.Fragment, first bool) {
	var steps []*rawSection
	for _, f := range list {
		if e.placed[f] {
			continue
		}
		e.ids.turnTo(f.From, schema.KeyXML)
		parent, before, err := e.place(root, f)
		if err != nil {
			if !first {
				e.fail(err)
			}
			continue
		}
		el, err := parseFragment(f.XML)
		if err != nil {
			e.fail(fmt.Errorf("read a fragment that has been checked: %w", err))
			continue
		}
		if first && !slices.Contains(early, sectionOf(parent, el)) {
			continue
		}
		e.placed[f] = true
		if a, known := cib.AllowedIn(parent.Tag); known && !a.HasChild(el.Tag) {
			e.fail(&PlaceError{From: f.From, Field: schema.KeyParent, Path: f.Parent, Found: 1, Child: el.Tag, Parent: parent.Tag})
			continue
		}
		steps = e.insert(steps, f, parent, before, el)
	}
	for _, s := range steps {
		e.raw = append(e.raw, s.steps(first)...)
	}
}

// insert puts an element into its parent, in place of the one it replaces, if any.
func (e *emitter) insert(steps []*rawSection, f *model.Fragment, parent, before, el *etree.Element) []*rawSection {
	old := replaced(parent, el)
	if old != nil {
		e.eachID(old, func(id string) { e.ids.release(id) })
		if before == nil {
			before = next(old)
		}
		parent.RemoveChild(old)
	}
	e.eachID(el, func(id string) { e.fail(e.ids.take(id)) })
	if before != nil {
		parent.InsertChildAt(before.Index(), el)
	} else {
		parent.AddChild(el)
	}
	section := sectionElement(el)
	var s *rawSection
	for _, known := range steps {
		if known.section == section {
			s = known
		}
	}
	if s == nil {
		s = &rawSection{section: section}
		steps = append(steps, s)
	}
	s.from = append(s.from, f.From)
	s.created = s.created || el == section && old == nil
	s.replace = s.replace || old != nil || before != nil && el != section || !simple(parent)
	s.parents, s.added = append(s.parents, parent), append(s.added, el)
	return steps
}

// simple reports whether cibadmin finds an element by its tag and id.
func simple(el *etree.Element) bool {
	_, section := cib.SectionNamed(el.Tag)
	return section || el.Tag == "configuration" || el.SelectAttr("id") != nil
}

// place finds the element a fragment goes into, and the one it goes before.
func (e *emitter) place(root *etree.Element, f *model.Fragment) (parent, before *etree.Element, err error) {
	parent, found := one(root, f.Parent)
	if parent == nil {
		return nil, nil, &PlaceError{From: f.From, Field: schema.KeyParent, Path: f.Parent, Found: found}
	}
	if f.Before == "" {
		return parent, nil, nil
	}
	before, found = one(root, f.Before)
	if before != nil && before.Parent() != parent {
		before, found = nil, 0
	}
	if before == nil {
		return nil, nil, &PlaceError{From: f.From, Field: schema.KeyBefore, Path: f.Before, Found: found}
	}
	return parent, before, nil
}

// one finds the only element of the configuration that an XPath names.
func one(root *etree.Element, path string) (*etree.Element, int) {
	if !strings.HasPrefix(path, "/") {
		return nil, -1
	}
	compiled, err := etree.CompilePath(path)
	if err != nil {
		return nil, -1
	}
	list := slices.DeleteFunc(root.FindElementsPath(compiled), func(el *etree.Element) bool {
		for p := el; p != nil; p = p.Parent() {
			if p.Tag == "configuration" {
				return false
			}
		}
		return true
	})
	if len(list) != 1 {
		return nil, len(list)
	}
	return list[0], 1
}

// parseFragment reads the XML of a fragment, which package validate has checked.
func parseFragment(text string) (*etree.Element, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromString(text); err != nil {
		return nil, err
	}
	if doc.Root() == nil {
		return nil, fmt.Errorf("no element")
	}
	return doc.Root(), nil
}

// replaced is the element of the same kind and id that a fragment takes the place of.
// Sections and operations are there once.
func replaced(parent, el *etree.Element) *etree.Element {
	_, single := cib.SectionNamed(el.Tag)
	single = single && parent.Tag == "configuration" || el.Tag == cib.Operations
	id := el.SelectAttrValue("id", "")
	for _, t := range parent.Child {
		if c, ok := t.(*etree.Element); !ok || c.Tag != el.Tag {
			continue
		} else if single || id != "" && c.SelectAttrValue("id", "") == id {
			return c
		}
	}
	return nil
}

// next is the sibling after an element.
func next(el *etree.Element) *etree.Element {
	siblings := el.Parent().ChildElements()
	if i := slices.Index(siblings, el); i+1 < len(siblings) {
		return siblings[i+1]
	}
	return nil
}

// eachID visits the XML ids of an element and everything in it.
func (e *emitter) eachID(el *etree.Element, visit func(id string)) {
	if id := el.SelectAttrValue("id", ""); id != "" && cib.HoldsID(el.Tag) {
		visit(id)
	}
	for _, c := range el.ChildElements() {
		e.eachID(c, visit)
	}
}

// sectionOf is the section that a fragment is in, or which it is.
func sectionOf(parent, el *etree.Element) string {
	if parent.Tag == "configuration" {
		return el.Tag
	}
	return sectionElement(parent).Tag
}

func sectionElement(el *etree.Element) *etree.Element {
	for p := el; p.Parent() != nil; p = p.Parent() {
		if p.Parent().Tag == "configuration" {
			return p
		}
	}
	return el
}

// RawStep is what the script has to do for fragments: to add an element, or to replace
// a section that got them at places where nothing can be added.
type RawStep struct {
	// Early steps come right after the resources, so that what comes later can refer
	// to what they make.
	Early   bool
	From    model.Origin // the first row
	Section string
	Replace bool
	// XML is what the section is modified by or replaced with.
	XML *etree.Element
}

// Raw are the steps of the script for fragments.
func (e *Elements) Raw() []RawStep { return e.raw }

// rawSection is what fragments did to one section.
type rawSection struct {
	section        *etree.Element
	from           []model.Origin
	replace        bool
	created        bool // it was not there before
	parents, added []*etree.Element
}

// steps are what cibadmin has to do. It adds new elements at the end, and what it
// replaces goes to the end as well; for anything else the section is replaced as a
// whole.
func (s *rawSection) steps(first bool) []RawStep {
	step := RawStep{Early: first, From: s.from[0], Section: s.section.Tag}
	switch {
	case s.created:
		step.XML = s.section.Copy()
		return []RawStep{step}
	case s.replace:
		step.XML, step.Replace = s.section.Copy(), true
		return []RawStep{step}
	}
	var out []RawStep
	for i, el := range s.added {
		step.From, step.XML = s.from[i], el.Copy()
		if parent := s.parents[i]; parent != s.section {
			step.XML = etree.NewElement(parent.Tag)
			step.XML.CreateAttr("id", parent.SelectAttrValue("id", ""))
			step.XML.AddChild(el.Copy())
		}
		out = append(out, step)
	}
	return out
}

// UnknownIDs are the renames of ids that no element has.
func (t *Trace) UnknownIDs() []*model.Rename { return t.unknown }

// rename gives elements the ids of CIB_ID, once all ids are handed out.
func (e *emitter) rename(root *etree.Element, list []*model.Rename) (unknown []*model.Rename) {
	if len(list) == 0 {
		return nil
	}
	to := map[string]*model.Rename{}
	for _, r := range list {
		if _, used := e.ids.used[r.Implied]; !used || to[r.Implied] != nil {
			unknown = append(unknown, r)
			continue
		}
		to[r.Implied] = r
	}
	owners, names := map[string]owner{}, map[string]owner{}
	for id, o := range e.ids.owners {
		if to[id] == nil {
			owners[id] = o
		}
	}
	for _, r := range list {
		if to[r.Implied] != r {
			continue
		}
		by, taken := e.ids.used[r.ID]
		if other, given := names[r.ID]; given {
			by, taken = other, true
		} else if to[r.ID] != nil {
			taken = false // it gets another one itself
		}
		if taken {
			e.fail(&IDConflict{ID: r.ID, From: r.From, Field: schema.KeyID, Owner: by.from, OwnerField: by.field})
			continue
		}
		names[r.ID] = owner{r.From, schema.KeyID}
		owners[r.ID] = e.ids.owners[r.Implied]
	}
	e.ids.owners = owners
	setIDs(root, to)
	return unknown
}

func setIDs(el *etree.Element, to map[string]*model.Rename) {
	for i := range el.Attr {
		a := &el.Attr[i]
		if r := to[a.Value]; r != nil && (a.Key == "id" && cib.HoldsID(el.Tag) || a.Key == "id-ref") {
			a.Value = r.ID
		}
	}
	for _, c := range el.ChildElements() {
		setIDs(c, to)
	}
}
