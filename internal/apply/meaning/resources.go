package meaning

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// resources reads the resources below an element, all depths.
func (c *Config) resources(parent *etree.Element) {
	for _, el := range parent.ChildElements() {
		c.resource(el)
	}
}

func (c *Config) resource(el *etree.Element) {
	switch el.Tag {
	case cib.Primitive:
		c.primitive(el)
	case cib.Template:
		c.defined(el, Template)
	case cib.Group:
		c.container(el, Group)
	case cib.Clone, cib.Master:
		c.container(el, Clone)
	case cib.Bundle:
		c.bundle(el)
	default:
		c.special(el)
	}
}

// IsResource reports whether an element is a resource or a resource template.
func IsResource(el *etree.Element) bool { return cib.IsResource(el.Tag) }

func (c *Config) primitive(el *etree.Element) { c.defined(el, Primitive) }

// defined reads a primitive or a template.
func (c *Config) defined(el *etree.Element, kind Kind) {
	id := attr(el, "id")
	o := Object{Kind: kind, Key: id, Name: id, ID: id}
	if agent := Agent(el); agent != "" {
		o.Fields = append(o.Fields, Field{"agent", agent, id, "type"})
	}
	o.Fields = append(o.Fields, rest(el, "id", "class", "provider", "type")...)
	o.Fields = append(o.Fields, resourceSets(el)...)
	o.Fields = append(o.Fields, operations(el)...)
	c.add(o)
}

// Agent is the full name of a primitive's agent.
func Agent(el *etree.Element) string {
	return cib.AgentName(attr(el, "class"), attr(el, "provider"), attr(el, "type"))
}

func resourceSets(el *etree.Element) []Field {
	return slices.Concat(sets(el, cib.InstanceAttributes, ""), sets(el, cib.MetaAttributes, "meta "),
		sets(el, cib.Utilization, "utilization "))
}

// container reads a group or a clone and what is inside. The order of members
// matters, so they are one field.
func (c *Config) container(el *etree.Element, kind Kind) {
	id := attr(el, "id")
	o := Object{Kind: kind, Key: id, Name: id, ID: id}
	var members []string
	for _, m := range el.ChildElements() {
		if IsResource(m) {
			members = append(members, attr(m, "id"))
		}
	}
	o.Fields = append(o.Fields, Field{"members", strings.Join(members, " "), id, "id"})
	o.Fields = append(o.Fields, rest(el, "id")...)
	meta := resourceSets(el)
	if el.Tag == cib.Master && !slices.ContainsFunc(meta, func(f Field) bool { return f.Name == "meta promotable" }) {
		meta = append(meta, Field{"meta promotable", "true", id, "id"})
	}
	o.Fields = append(o.Fields, meta...)
	c.add(o)
	c.resources(el)
}

// special reads unknown elements: everything inside except resources, which are
// separate objects.
func (c *Config) special(el *etree.Element) {
	if el.Tag == cib.Operations || slices.Contains(cib.Sets(), el.Tag) {
		return // of the resource around, read there
	}
	shell := el.Copy()
	for _, child := range shell.ChildElements() {
		if IsResource(child) {
			shell.RemoveChild(child)
		}
	}
	c.other(shell)
	for _, child := range el.ChildElements() {
		if IsResource(child) {
			c.primitive(child)
		}
	}
}

// operations reads a primitive's operations. One is known by its name and role,
// and by its interval where that is not enough.
func operations(primitive *etree.Element) []Field {
	section := primitive.SelectElement(cib.Operations)
	if section == nil {
		return nil
	}
	label := func(op *etree.Element) string {
		name := "op " + attr(op, "name")
		if role := attr(op, "role"); role != "" {
			name += "[" + spell("role", role) + "]"
		}
		return name
	}
	count := map[string]int{}
	for _, op := range section.SelectElements(cib.Op) {
		count[label(op)]++
	}
	var out []Field
	before := map[string]int{}
	for _, op := range section.SelectElements(cib.Op) {
		name := label(op)
		if count[name] > 1 {
			name += "[" + cib.Interval(attr(op, "interval")) + "]"
		}
		if before[name]++; before[name] > 1 { // they are alike, and their order counts
			name += " (" + strconv.Itoa(before[name]) + ")"
		}
		for _, f := range rest(op, "id", "name", "role") {
			f.Name = name + " " + f.Name
			out = append(out, f)
		}
		out = append(out, sets(op, cib.InstanceAttributes, name+" ")...)
		out = append(out, sets(op, cib.MetaAttributes, name+" meta ")...)
	}
	return out
}
