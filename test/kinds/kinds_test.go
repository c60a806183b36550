// Package kinds tests that all code that knows the kinds of elements of a
// configuration knows the same ones: the vocabulary (package cib), the model, the
// emitters, the reader of meanings and the merge. Each test names the code that
// lacks a kind.
package kinds

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/cib"
	emit "hagen/internal/emit/cib"
	"hagen/internal/emit/shell"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/target"
	"hagen/test/modeltest"
)

// elsewhere are the fields of the model that the XML does not hold as they are.
var elsewhere = map[string]string{
	"AlertEvent.Kind":      "the full event is about attributes",
	"Command.Text":         "goes to the script alone",
	"Primitive.DefaultOps": "says which operations there are",
}

// notInScript are the fields of the model that the script does not hold.
var notInScript = map[string]string{
	"AlertEvent.Kind":        "the full event is about attributes",
	"FencingLevel.Pattern":   "a level is for a node or one of these",
	"FencingLevel.Attribute": "a level is for a node or one of these",
	"FencingLevel.Value":     "a level is for a node or one of these",
	"Node.ID":                "no command gives a node its id",
	"Primitive.DefaultOps":   "says which operations there are",
}

// full is the full model, its rules with two parts, since one has nothing to be
// combined by, and its node one of corosync, since others have no id of their own.
func full() *modeltest.Filled {
	f := modeltest.Full()
	two := func(r *model.Rule) {
		if r != nil {
			r.Parts = append(r.Parts, r.Parts[0])
		}
	}
	for _, s := range f.Sets {
		two(s.Rule)
	}
	for _, l := range f.Config.Locations {
		two(l.Rule)
	}
	for _, n := range f.Config.Nodes {
		n.Remote = false
	}
	for _, a := range f.Config.Alerts {
		for _, v := range a.Select.Events {
			v.Kind = schema.SelectAttributes
		}
	}
	return f
}

// xmlOf is a model as XML.
func xmlOf(t *testing.T, cfg *model.Config, tg *target.Target) string {
	t.Helper()
	data, err := emit.Emit(cfg, tg)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestXMLHoldsTheModel fails for a field of the model that emit/cib does not write.
func TestXMLHoldsTheModel(t *testing.T) {
	for _, tg := range target.All() {
		f := full()
		for _, field := range missing(f, xmlOf(t, f.Config, tg), elsewhere) {
			t.Errorf("%s: emit/cib does not write %s", tg.Name, field)
		}
	}
}

// TestScriptHoldsTheModel fails for a field of the model that emit/shell does not
// write.
func TestScriptHoldsTheModel(t *testing.T) {
	without := maps.Clone(notInScript)
	without["AttributeSet.ID"], without["AttributeSet.Score"] = "plain sets have none", "plain sets have none"
	without["DateExpression.End"] = "pcs is told the duration instead"
	with := maps.Clone(notInScript)
	delete(with, "Node.ID") // cibadmin finds the node by it
	for _, tg := range target.All() {
		for _, c := range []struct {
			f   *modeltest.Filled
			but map[string]string
		}{{plain(), without}, {full(), with}} {
			if tg.RuleOneString || tg.Promoted == "Master" { // not all of further rules can be told
				c.f.Config.Locations[0].More = nil
			}
			for _, l := range c.f.Config.FencingLevels {
				l.Pattern, l.Attribute, l.Value = "", "", ""
			}
			script, err := shell.Emit(c.f.Config, tg)
			if err != nil {
				t.Fatal(err)
			}
			for _, field := range missing(c.f, string(script), c.but) {
				t.Errorf("%s: emit/shell does not write %s", tg.Name, field)
			}
		}
	}
}

// missing are the fields of which a file holds not a single text, and those of
// which it does though they are said to be missing.
func missing(f *modeltest.Filled, file string, but map[string]string) []string {
	found := map[string]bool{}
	for text, field := range f.Fields {
		found[field] = found[field] || holds(file, text)
	}
	var out []string
	for field, ok := range found {
		if _, known := but[field]; ok == known {
			out = append(out, field)
		}
	}
	slices.Sort(out)
	return out
}

// holds reports whether a text of the model is in a file; texts are words with a
// number at their end.
func holds(file, text string) bool {
	for rest := file; ; {
		i := strings.Index(rest, text)
		if i < 0 {
			return false
		}
		rest = rest[i+len(text):]
		if rest == "" || rest[0] < '0' || rest[0] > '9' {
			return true
		}
	}
}

// TestColumns fails for a column whose attribute no entity of the model visits, and
// for an attribute of the model that no column gives.
func TestColumns(t *testing.T) {
	visited := map[*schema.Column]bool{}
	full().Config.Entities(func(x model.Entity) {
		if fromOneCell(x) {
			return
		}
		x.Each(func(attribute, value string) {
			column, ok := schema.For(x.Element(), attribute)
			if !ok {
				t.Errorf("package schema has no column for %s of a <%s>, which model.%T visits", attribute, x.Element(), x)
			}
			if value == "" {
				t.Errorf("%T does not give %s of a <%s>", x, attribute, x.Element())
			}
			visited[column] = true
		})
	})
	for _, table := range schema.Tables() {
		for i := range table.Blocks {
			b := &table.Blocks[i]
			for j := range b.Columns {
				element, attribute := b.Target(&b.Columns[j])
				if c, ok := schema.For(element, attribute); ok && element != cib.Pair && !visited[c] {
					t.Errorf("%s of %s: no entity of package model visits %s of a <%s>", b.Columns[j].Header, table.Name, attribute, element)
				}
			}
		}
	}
}

// fromOneCell reports whether an entity is a part of a rule that is written in one
// cell, for which no attribute has a column.
func fromOneCell(x model.Entity) bool {
	switch x := x.(type) {
	case *model.DateExpression, *model.RscExpression, *model.OpExpression:
		return true
	case *model.Rule:
		return x.Score == "" // in another rule
	}
	return false
}

// TestElements fails when the emitters write what package cib does not know to be
// sayable, or never write what it does.
func TestElements(t *testing.T) {
	written := map[string]bool{}
	for _, tg := range target.All() {
		config := configuration(t, xmlOf(t, full().Config, tg))
		for _, section := range config.ChildElements() {
			if s, known := cib.SectionNamed(section.Tag); !known || !s.Sayable {
				t.Errorf("emit/cib writes the section %s, which package cib says no table can fill", section.Tag)
			}
			written[section.Tag] = true
			walk(section, func(el *etree.Element) {
				written[el.Tag] = true
				for _, child := range el.ChildElements() {
					if !cib.CanSayChild(el.Tag, child.Tag) && !beyondSheets(el.Tag, child.Tag) {
						t.Errorf("emit/cib writes a <%s> in a <%s>, which package cib says no table can say", child.Tag, el.Tag)
					}
				}
			})
		}
	}
	for _, s := range cib.Sections() {
		if s.Sayable && !written[s.Name] {
			t.Errorf("emit/cib never writes the section %s, which package cib says tables fill", s.Name)
		}
	}
	for _, e := range cib.Elements() {
		if len(e.Attrs)+len(e.Children) > 0 && e.Name != cib.Master && !written[e.Name] {
			t.Errorf("emit/cib never writes a <%s>, which package cib says tables can say", e.Name)
		}
	}
}

// beyondSheets reports whether the model can hold what no table gives it: rules of
// attribute sets, resources in groups and clones that a check refuses.
func beyondSheets(element, child string) bool {
	return child == cib.Rule || child == cib.RscExpression || child == cib.OpExpression || cib.IsResource(element) && cib.IsResource(child)
}

// TestMeaning fails for an element that the reader of meanings skips or does not
// recognise.
func TestMeaning(t *testing.T) {
	xml := xmlOf(t, plain().Config, target.All()[0])
	read, err := meaning.Of([]byte(xml))
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, o := range read.Objects {
		if !slices.Contains(meaning.Kinds(), o.Kind) {
			t.Errorf("the reader of meanings does not know a <%s>", o.Kind)
		}
		fmt.Fprintln(&said, o.Key)
		for _, f := range o.Fields {
			if f.Value == "" && f.Name != "members" { // as of an element that is read without knowing it
				t.Errorf("the reader of meanings says nothing of %s of a %s", f.Name, o.Kind)
			}
			fmt.Fprintln(&said, f.Name, f.Value)
		}
	}
	walk(configuration(t, xml), func(el *etree.Element) {
		if want := members(el); len(want) > 0 && !strings.Contains(said.String(), "members "+strings.Join(want, " ")+"\n") {
			t.Errorf("the reader of meanings does not read the members of a <%s>", el.Tag)
		}
		for _, a := range el.Attr {
			identity := cib.ElementNamed(el.Tag).Identity
			made := a.Key == "id" && (identity == cib.Made || identity == cib.Numbered || el.Tag == cib.Node)
			if strings.HasPrefix(a.Value, "text") && !made && !holds(said.String(), a.Value) {
				t.Errorf("the reader of meanings does not read %s of a <%s>", a.Key, el.Tag)
			}
		}
	})
}

// members returns the ids of the resources in a resource.
func members(el *etree.Element) []string {
	var ids []string
	for _, child := range el.ChildElements() {
		if cib.IsResource(el.Tag) && cib.IsResource(child.Tag) {
			ids = append(ids, child.SelectAttrValue("id", ""))
		}
	}
	return ids
}

// plain is the full model without what no sheet gives attribute sets.
func plain() *modeltest.Filled {
	f := full()
	for _, s := range f.Sets {
		s.ID, s.Score, s.Rule = "", "", nil
	}
	for _, l := range f.Config.FencingLevels {
		l.Pattern, l.Attribute, l.Value = "", "", ""
	}
	return f
}

// TestMerge puts a configuration over a cluster's that has an element less, or an
// attribute changed. An element whose kind the merge does not know stays where it
// should go, or is there twice.
func TestMerge(t *testing.T) {
	whole := xmlOf(t, plain().Config, target.All()[0])
	for _, section := range configuration(t, whole).ChildElements() {
		if section.Tag == cib.Nodes {
			continue // nodes are the cluster's
		}
		for i, el := range section.ChildElements() {
			for _, mode := range []merge.Mode{merge.Replace, merge.Merge} {
				t.Run(fmt.Sprintf("%s/without_%s", mode, el.Tag), func(t *testing.T) {
					less := edited(t, whole, section.Tag, i, func(el *etree.Element) { el.Parent().RemoveChild(el) })
					want := whole
					if mode == merge.Replace {
						want = less
					}
					same(t, want, into(t, whole, less, mode))
				})
				if identity := cib.ElementNamed(el.Tag).Identity; identity == cib.Made || identity == cib.Numbered {
					t.Run(fmt.Sprintf("%s/id_of_%s", mode, el.Tag), func(t *testing.T) {
						same(t, whole, into(t, whole, edited(t, whole, section.Tag, i, func(el *etree.Element) { el.CreateAttr("id", "another") }), mode))
					})
				}
				for _, a := range el.Attr {
					if a.Key == "id" || mode == merge.Merge && slices.Contains(cib.ElementNamed(el.Tag).About, a.Key) {
						continue // another one
					}
					t.Run(fmt.Sprintf("%s/%s_of_%s", mode, a.Key, el.Tag), func(t *testing.T) {
						other := edited(t, whole, section.Tag, i, func(el *etree.Element) { el.CreateAttr(a.Key, "another") })
						same(t, other, into(t, whole, other, mode))
					})
				}
			}
		}
	}
}

// edited is a CIB with an element of a section changed.
func edited(t *testing.T, xml, section string, at int, edit func(*etree.Element)) string {
	t.Helper()
	doc, err := meaning.Parse([]byte(xml))
	if err != nil {
		t.Fatal(err)
	}
	edit(doc.Root().SelectElement("configuration").SelectElement(section).ChildElements()[at])
	out, err := doc.WriteToString()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// into merges a configuration into a CIB.
func into(t *testing.T, live, sent string, mode merge.Mode) string {
	t.Helper()
	out, err := merge.Into([]byte(live), []byte(sent), mode)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// same compares what two configurations mean.
func same(t *testing.T, want, got string) {
	t.Helper()
	a, err := meaning.Of([]byte(want))
	if err != nil {
		t.Fatal(err)
	}
	b, err := meaning.Of([]byte(got))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range meaning.Diff(a, b) {
		t.Errorf("%s %s %s: %v", c.Action, c.Kind, c.Name, c.Details)
	}
}

// configuration is that of a CIB.
func configuration(t *testing.T, xml string) *etree.Element {
	t.Helper()
	doc, err := meaning.Parse([]byte(xml))
	if err != nil {
		t.Fatal(err)
	}
	return doc.Root().SelectElement("configuration")
}

// walk visits an element and all below it.
func walk(el *etree.Element, visit func(*etree.Element)) {
	visit(el)
	for _, c := range el.ChildElements() {
		walk(c, visit)
	}
}
