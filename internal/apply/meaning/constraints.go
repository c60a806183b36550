package meaning

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// constraints reads the constraints. What one is about is its key; the rest are
// fields.
func (c *Config) constraints(section *etree.Element) {
	for _, el := range section.ChildElements() {
		switch el.Tag {
		case cib.Location:
			c.location(el)
		case cib.Colocation:
			c.relation(el, Colocation, colocationName, "score", "rsc-role", "with-rsc-role", "node-attribute")
		case cib.Order:
			c.relation(el, Order, orderName, "kind", "symmetrical", "first-action", "then-action")
		case cib.Ticket:
			c.relation(el, Ticket, ticketName, "loss-policy")
		default:
			c.other(el)
		}
	}
}

// ConstraintKey identifies what a constraint is about: two with the same key
// contradict or repeat each other. It is "" for other elements.
func ConstraintKey(el *etree.Element) string {
	switch el.Tag {
	case cib.Location:
		return locationName(el)
	case cib.Colocation:
		return colocationName(el)
	case cib.Order:
		return orderName(el)
	case cib.Ticket:
		return ticketName(el)
	}
	return ""
}

func (c *Config) location(el *etree.Element) {
	name := locationName(el)
	id := attr(el, "id")
	o := Object{Kind: Location, Key: name, Name: name, ID: id}
	o.Fields = append(o.Fields, rest(el, "id", "resource-discovery")...)
	if d := attr(el, "resource-discovery"); d != "" && d != "always" {
		o.Fields = append(o.Fields, Field{"resource-discovery", d, id, "resource-discovery"})
	}
	for i, rule := range el.SelectElements(cib.Rule) {
		number := ""
		if i > 0 {
			number = " " + strconv.Itoa(i+1)
		}
		for _, f := range rest(rule, "id", "boolean-op") {
			f.Name += number
			o.Fields = append(o.Fields, f)
		}
		o.Fields = append(o.Fields, Field{"rule" + number, condition(rule), attr(rule, "id"), "boolean-op"})
	}
	o.Fields = append(o.Fields, resourceSetFields(el)...)
	c.add(o)
}

func locationName(el *etree.Element) string {
	rsc := cmp.Or(attr(el, "rsc"), resourceSetText(el))
	if p := attr(el, "rsc-pattern"); p != "" {
		rsc = "/" + p + "/"
	}
	if rules := el.SelectElements(cib.Rule); len(rules) > 0 {
		var texts []string
		for _, r := range rules {
			texts = append(texts, side("", attr(r, "role"))+condition(r))
		}
		return side(rsc, attr(el, "role")) + " (" + strings.Join(texts, "; ") + ")"
	}
	return side(rsc, attr(el, "role")) + " (" + attr(el, "node") + ")"
}

// relation reads a colocation or an order: the attributes that are not its key.
func (c *Config) relation(el *etree.Element, kind Kind, name func(*etree.Element) string, fields ...string) {
	id := attr(el, "id")
	o := Object{Kind: kind, Key: name(el), Name: name(el), ID: id}
	known := append([]string{"id"}, fields...)
	if kind == Order && len(el.SelectElements(cib.ResourceSet)) == 0 {
		known = append(known, "score") // an older spelling of the kind
	}
	for _, f := range fields {
		if v := relationValue(el, f); v != "" {
			o.Fields = append(o.Fields, Field{f, spell(f, v), id, f})
		}
	}
	o.Fields = append(o.Fields, rest(el, known...)...)
	o.Fields = append(o.Fields, resourceSetFields(el)...)
	c.add(o)
}

// relationValue fills in defaults.
func relationValue(el *etree.Element, name string) string {
	v := attr(el, name)
	sets := len(el.SelectElements(cib.ResourceSet)) > 0
	if v != "" || el.Tag != cib.Order || sets && strings.HasSuffix(name, "-action") {
		return v
	}
	switch name {
	case "first-action":
		return "start"
	case "then-action":
		return relationValue(el, "first-action")
	case "kind":
		if n, ok := cib.Score(attr(el, "score")); ok && n == 0 && attr(el, "score") != "" {
			return "Optional"
		}
		return "Mandatory"
	case "symmetrical":
		if attr(el, "kind") == "Serialize" {
			return "false"
		}
		return "true"
	}
	return ""
}

func colocationName(el *etree.Element) string {
	if t := resourceSetText(el); t != "" {
		return t
	}
	name := side(attr(el, "rsc"), attr(el, "rsc-role")) + " + " + side(attr(el, "with-rsc"), attr(el, "with-rsc-role"))
	if by := attr(el, "node-attribute"); by != "" {
		name += " by " + by // on nodes of one rack, not on one node
	}
	return name
}

// side is a resource in a role. Started is left out: it is the default.
func side(rsc, role string) string {
	if role = spell("role", role); role != "" && role != cib.Started {
		return rsc + "[" + role + "]"
	}
	return rsc
}

func orderName(el *etree.Element) string {
	if t := resourceSetText(el); t != "" {
		return t
	}
	first, then := relationValue(el, "first-action"), relationValue(el, "then-action")
	name := func(rsc, action string) string {
		if action == "start" {
			return rsc
		}
		return action + " " + rsc
	}
	return name(attr(el, "first"), first) + " -> " + name(attr(el, "then"), then)
}

func resourceSetFields(el *etree.Element) []Field {
	if t := resourceSetText(el); t != "" {
		return []Field{{"sets", t, attr(el, "id"), ""}}
	}
	return nil
}

// setDefaults are what Pacemaker takes for a missing attribute of a resource set.
var setDefaults = map[string]string{"sequential": "true", "require-all": "true", "action": "start", "role": cib.Started}

// resourceSetText writes the resource sets of a constraint in their order.
func resourceSetText(el *etree.Element) string {
	var out []string
	for _, set := range el.SelectElements(cib.ResourceSet) {
		var parts []string
		for _, ref := range set.SelectElements(cib.ResourceRef) {
			parts = append(parts, attr(ref, "id"))
		}
		var attributes []string // their order means nothing
		for _, f := range rest(set, "id") {
			if value := spell(f.Name, f.Value); value != setDefaults[f.Name] {
				attributes = append(attributes, f.Name+"="+value)
			}
		}
		slices.Sort(attributes)
		parts = append(parts, attributes...)
		out = append(out, "{"+strings.Join(parts, " ")+"}")
	}
	return strings.Join(out, " ")
}

// ticketName is the ticket and what needs it.
func ticketName(el *etree.Element) string {
	what := resourceSetText(el)
	if what == "" {
		what = side(attr(el, "rsc"), attr(el, "rsc-role"))
	}
	return attr(el, "ticket") + " -> " + what
}
