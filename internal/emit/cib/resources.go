package cib

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// resource writes one resource and everything inside it. Members are created before
// their parent, so their ids are claimed first.
func (e *emitter) resource(parent *etree.Element, r model.Resource) {
	switch r := r.(type) {
	case *model.Primitive:
		e.primitive(parent, r, r)
	case *model.Template:
		e.primitive(parent, r, &r.Primitive)
	case *model.Group:
		e.container(parent, r, nil)
	case *model.Bundle:
		e.bundle(parent, r)
	case *model.Clone:
		var made []*model.Attribute
		if r.Promotable {
			made = []*model.Attribute{{Name: "promotable", Value: "true", From: r.Row}}
		}
		e.container(parent, r, made)
	}
}

// container writes a group or a clone; made are the meta attributes that the
// creating command sets.
func (e *emitter) container(parent *etree.Element, r model.Resource, made []*model.Attribute) {
	el := e.entity(parent, r, "id", r.ResourceID())
	for _, m := range r.Members() {
		e.resource(el, m)
	}
	e.ids.turnTo(r.Placed(), schema.KeyID)
	e.take(r.ResourceID())
	e.meta(el, r.ResourceID(), &model.AttributeSet{}, made)
	e.metaSets(el, r, false)
	e.ownSets(el, cib.MetaAttributes, r.ResourceID()+"-meta_attributes", r.MetaSets())
}

// primitive writes one primitive in the order of its commands: create, then
// utilization, then the meta attributes set afterwards, then the sets pcs cannot make.
// A template, which has no commands, is written in the same order; x is the entity.
func (e *emitter) primitive(parent *etree.Element, x model.Entity, p *model.Primitive) {
	e.ids.turnTo(p.Row, schema.KeyID)
	e.take(p.ID)
	el := e.entity(parent, x)
	e.nvsets(el, cib.InstanceAttributes, p.ID+"-instance_attributes", p.Params, createStyle)
	for _, s := range model.Plain(p.Meta) {
		e.nvset(el, cib.MetaAttributes, p.ID+"-meta_attributes", s, afterCreate(s, false), createStyle)
	}
	e.operations(el, p)
	e.nvsets(el, cib.Utilization, p.ID+"-utilization", p.Utilization, utilizationStyle)
	e.metaSets(el, p, true)
	e.ownSets(el, cib.InstanceAttributes, p.ID+"-instance_attributes", p.Params)
	e.ownSets(el, cib.MetaAttributes, p.ID+"-meta_attributes", p.Meta)
	e.ownSets(el, cib.Utilization, p.ID+"-utilization", p.Utilization)
}

// metaSets writes the meta attributes that a separate command sets; for groups and
// clones these are all.
func (e *emitter) metaSets(el *etree.Element, r model.Resource, onlyAfter bool) {
	for _, s := range model.Plain(r.MetaSets()) {
		attrs := s.Attributes
		if onlyAfter {
			attrs = afterCreate(s, true)
		}
		e.meta(el, r.ResourceID(), s, attrs)
	}
}

// meta does what "resource meta" does: it adds to the first set, or to a new one at
// the end of the resource.
func (e *emitter) meta(el *etree.Element, resource string, s *model.AttributeSet, attrs []*model.Attribute) {
	e.addMeta(el, resource+"-meta_attributes", s, attrs, e.metaStyle())
}

// addMeta adds meta attributes the way a command does it.
func (e *emitter) addMeta(el *etree.Element, id string, s *model.AttributeSet, attrs []*model.Attribute, how style) {
	set := el.SelectElement(cib.MetaAttributes)
	if set == nil {
		e.nvset(el, cib.MetaAttributes, id, s, attrs, how)
		return
	}
	pairs := pairsOf(set)
	for _, a := range how.order(attrs) {
		e.nvpair(set, pairs, set.SelectAttrValue("id", ""), a, how)
	}
}

// afterCreate returns the attributes of a set that are set after or at creation.
func afterCreate(s *model.AttributeSet, after bool) []*model.Attribute {
	var out []*model.Attribute
	for _, a := range s.Attributes {
		if a.AfterCreate == after {
			out = append(out, a)
		}
	}
	return out
}

// operations writes a primitive's operations by name, those with one name in the
// given order. pcs writes the element even when it is empty, but it makes neither
// templates nor what is from them.
func (e *emitter) operations(primitive *etree.Element, p *model.Primitive) {
	if len(p.Operations) == 0 && (p.Template != "" || primitive.Tag == cib.Template) {
		return
	}
	section := primitive.CreateElement(cib.Operations)
	sorted := slices.SortedStableFunc(slices.Values(p.Operations), func(a, b *model.Operation) int {
		return strings.Compare(a.Name, b.Name)
	})
	for _, op := range sorted {
		e.operation(section, p, op)
	}
}

func (e *emitter) operation(section *etree.Element, p *model.Primitive, op *model.Operation) {
	el := e.element(section, cib.Op, "name", op.Name)
	var given *model.Attribute
	for _, o := range op.Options {
		switch o.Name {
		case "id":
			given = o
		case "role":
			e.attr(el, o.Name, e.target.Role(o.Value))
		default:
			e.attr(el, o.Name, o.Value)
		}
	}
	name := ""
	if given != nil {
		name = given.Value
		e.ids.turnTo(given.From, schema.KeyValue)
		defer e.ids.turnTo(p.Row, schema.KeyID)
	}
	id := e.idOr(name, cib.CleanID(p.ID+"-"+op.Name+"-interval-"+op.Option("interval")))
	e.attr(el, "id", id)
	for _, s := range model.Plain(op.Params) {
		e.nvset(el, cib.InstanceAttributes, id+"-instance_attributes", s, levelFirst(s.Attributes), ownStyle)
	}
	e.nvsets(el, cib.MetaAttributes, id+"-meta_attributes", op.Meta, ownStyle)
	e.ownSets(el, cib.InstanceAttributes, id+"-instance_attributes", op.Params)
	e.ownSets(el, cib.MetaAttributes, id+"-meta_attributes", op.Meta)
}

// levelFirst has the parameter first that pcs sets: the others come with cibadmin.
func levelFirst(attrs []*model.Attribute) []*model.Attribute {
	level := func(a *model.Attribute) int {
		if a.Name == model.CheckLevel {
			return 0
		}
		return 1
	}
	return slices.SortedStableFunc(slices.Values(attrs), func(a, b *model.Attribute) int { return level(a) - level(b) })
}
