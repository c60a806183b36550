package shell

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	xml "hagen/internal/emit/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// What pcs has no command for, the script says with cibadmin on the same file: the
// element as package cib writes it, inside its parent, which the commands before it
// made. Pacemaker merges it by names and ids. All options are those that Pacemaker
// 2.0.5, 2.1.5, 3.0.0 and 3.0.3 know.

// insert adds the element of a part of the model, with all that is in it. what says in
// the note what pcs has no command for; column is the cell that wants it, and shown
// what a report may show of it.
func (e *emitter) insert(part any, from model.Origin, column schema.Key, shown, what string) {
	if el := e.elementOf(part); el != nil {
		e.merge(el, el.Copy(), from, column, shown, what)
	}
}

// elementOf is the element of a part of the model in the CIB. Package cib reports
// why an element is missing.
func (e *emitter) elementOf(part any) *etree.Element { return e.built().Of(part) }

// built are the elements of the CIB.
func (e *emitter) built() *xml.Elements {
	if e.elements == nil {
		built, err := xml.Build(e.cfg, e.target)
		if err != nil {
			e.errs = append(e.errs, err)
		}
		e.elements = built
	}
	return e.elements
}

// inPlace reports whether an element is part of a configuration.
func inPlace(el *etree.Element) bool {
	for el != nil && el.Tag != "configuration" {
		el = el.Parent()
	}
	return el != nil
}

// merge puts what is said of an element at its place into the script's file.
func (e *emitter) merge(el, said *etree.Element, from model.Origin, column schema.Key, shown, what string) {
	if !e.mayMerge(el, from, column, shown) {
		return
	}
	notes := e.notPcs(what)
	section, options := el.Parent(), "--allow-create --scope "
	if id := section.SelectAttrValue("id", ""); id != "" {
		around := etree.NewElement(section.Tag)
		around.CreateAttr("id", id)
		around.AddChild(said)
		options, said = "--scope ", around
	}
	if section.Tag == cib.Node {
		notes = append(notes, "the id of the node has to be the cluster's: hagen takes it from "+e.nodeIDsFrom())
		options = fmt.Sprintf(`--xpath "//node[@id='%s'][@uname='%s']"`, section.SelectAttrValue("id", ""), section.SelectAttrValue("uname", ""))
	} else {
		for section.Parent() != nil && section.Parent().Tag != "configuration" {
			section = section.Parent()
		}
		options += section.Tag
	}
	e.modify(where(from, column, shown), options, said, notes)
}

// nodeIDsFrom is where the ids of nodes come from, or should.
func (e *emitter) nodeIDsFrom() string {
	if slices.ContainsFunc(e.cfg.Nodes, func(n *model.Node) bool { return n.IDGiven }) {
		return "the column id of NODE"
	}
	return "--nodes-from"
}

// mayMerge reports whether the script should bring an element into its file.
func (e *emitter) mayMerge(el *etree.Element, from model.Origin, column schema.Key, shown string) bool {
	if !inPlace(el) {
		return false // an element of CIB_XML takes its place
	}
	if e.pcsOnly {
		e.errs = append(e.errs, &Inexpressible{From: from, Field: column, Value: shown, PCS: e.target.PCS, PcsOnly: true})
	}
	return !e.pcsOnly
}

// notPcs says why a command is not one of pcs.
func (e *emitter) notPcs(what string) []string {
	return []string{"cibadmin: pcs " + e.target.PCS + " has no command for " + what + "; Red Hat supports what pcs made"}
}

// modify adds the command that brings an element into the script's file.
func (e *emitter) modify(where, options string, said *etree.Element, notes []string) {
	text, err := cibadmin("--modify "+options, said)
	if err != nil {
		e.errs = append(e.errs, fmt.Errorf("%s: %w", where, err))
		return
	}
	e.step(where, text, notes)
}

// describe gives a resource that is in the file its description. Pacemaker finds the
// resource by its id: it may be in a group by now.
func (e *emitter) describe(r model.Resource) {
	if r.Described() == "" {
		return
	}
	el := e.elementOf(r)
	if el == nil || !e.mayMerge(el, r.Source(), schema.KeyDescription, "description") {
		return
	}
	said := etree.NewElement(el.Tag)
	said.CreateAttr("id", r.ResourceID())
	said.CreateAttr("description", r.Described())
	e.modify(where(r.Source(), schema.KeyDescription, r.ResourceID()), "--scope "+cib.Resources, said, e.notPcs("the description of a resource"))
}

// cibadmin is the command that brings an element into the script's file; options say
// how and where.
func cibadmin(options string, el *etree.Element) (string, error) {
	doc := etree.NewDocument()
	doc.WriteSettings.CanonicalAttrVal = true
	doc.SetRoot(el)
	doc.Indent(2)
	text, err := doc.WriteToString()
	if err != nil {
		return "", err
	}
	text = strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ")
	quoted, err := Quote(text)
	if err != nil {
		return "", err
	}
	command := `CIB_file="$cib" cibadmin ` + options
	if strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
		// Pacemaker 3 reads its arguments by GLib, which does not look at LC_ALL
		// there and refuses what is not ASCII.
		command = "CHARSET=UTF-8 " + command
	}
	return command + " \\\n    --xml-text " + quoted, nil
}

// ownSets adds attribute sets that have an id, a score or a rule of their own.
func (e *emitter) ownSets(owner string, lists ...[]*model.AttributeSet) {
	for _, sets := range lists {
		for _, s := range model.Own(sets) {
			if len(s.Attributes) == 0 {
				continue
			}
			from, column, shown := cellOf(s, owner)
			e.insert(s, from, column, shown, "a set of attributes with its own id, score or rule here")
		}
	}
}

// cellOf is the cell that makes a set another one than that of pcs, and its name.
func cellOf(s *model.AttributeSet, owner string) (from model.Origin, column schema.Key, name string) {
	from, column = s.From, schema.KeySet
	switch {
	case from == nil:
		from, column = s.Attributes[0].From, schema.KeyName
	case s.ID == "" && s.Rule != nil:
		column = schema.KeyRule
	case s.ID == "":
		column = schema.KeySetScore
	}
	return from, column, cmp.Or(s.ID, owner)
}
