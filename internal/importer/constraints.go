package importer

import (
	"regexp"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// constraints writes the tables of constraints. One that has a part no table can say
// is left out whole: without that part it would mean something else.
func (r *reader) constraints() {
	rows := map[string][]row{}
	// Of several locations of a resource on a node the sheet has the last, as pcs does.
	last := map[string]*etree.Element{}
	for _, el := range r.section(cib.Constraints).ChildElements() {
		if !strings.HasPrefix(el.SelectAttrValue("id", ""), "cli-") {
			last[byNode(el)] = el
		}
	}
	for _, el := range r.section(cib.Constraints).ChildElements() {
		id := el.SelectAttrValue("id", "")
		if strings.HasPrefix(id, "cli-") {
			// made by an operator's ban or move
			r.omit(el, State, el.Tag+" "+id)
			continue
		}
		if !r.sayable(el) || byNode(el) != "" && last[byNode(el)] != el {
			continue
		}
		for table, more := range r.constraint(el) {
			rows[table] = append(rows[table], more...)
		}
	}
	for _, table := range []string{schema.LocationNodeTable, schema.LocationRuleTable, schema.ColocationTable, schema.OrderTable, schema.TicketTable, schema.LocationSetTable, schema.ColocationSetTable, schema.OrderSetTable, schema.TicketSetTable} {
		r.out.table(table, rows[table])
	}
}

// byNode is what a location by node is about; "" for other constraints.
func byNode(el *etree.Element) string {
	if el.Tag != cib.Location || el.SelectAttr("node") == nil {
		return ""
	}
	return el.SelectAttrValue("rsc", "") + "\x00" + el.SelectAttrValue("rsc-pattern", "") + "\x00" + el.SelectAttrValue("node", "")
}

// sayable reports whether the tables can say all of a constraint, and define what it
// refers to.
func (r *reader) sayable(el *etree.Element) bool {
	if len(meaning.UnsayableOf(el)) > 0 {
		return false
	}
	if el.SelectElement(cib.ResourceSet) != nil {
		return r.sayableSets(el)
	}
	for _, a := range cib.ElementNamed(el.Tag).Refers {
		if el.SelectAttr("rsc-pattern") != nil {
			continue // no table has to define what it matches
		}
		if !r.named[el.SelectAttrValue(a, "")] {
			return false
		}
	}
	return true
}

func (r *reader) constraint(el *etree.Element) map[string][]row {
	if el.SelectElement(cib.ResourceSet) != nil {
		return r.sets(el)
	}
	switch rules := el.SelectElements(cib.Rule); {
	case el.Tag == cib.Location && len(rules) > 0 && el.SelectAttr("node") == nil:
		return map[string][]row{schema.LocationRuleTable: r.rules(el, rules)}
	case el.Tag == cib.Location && len(rules) == 0 && el.SelectAttr("score") != nil:
		return map[string][]row{schema.LocationNodeTable: {r.location(el)}}
	case el.Tag == cib.Colocation && el.SelectAttr("score") != nil:
		x := r.plain(schema.ColocationTable, el)
		x[schema.KeyID] = ownID(el, pairOf("colocation", x, schema.KeyRsc, schema.KeyWithRsc)+cib.Infinity, pairOf("colocation", x, schema.KeyRsc, schema.KeyWithRsc)+x[schema.KeyScore])
		return map[string][]row{schema.ColocationTable: {x}}
	case el.Tag == cib.Order:
		return map[string][]row{schema.OrderTable: {r.order(el)}}
	case el.Tag == cib.Ticket:
		return map[string][]row{schema.TicketTable: {r.ticket(el)}}
	}
	return nil
}

// plain reads an element whose attributes are the columns of a plain table.
func (r *reader) plain(table string, el *etree.Element) row {
	t, _ := schema.Lookup(table)
	return r.rowOf(&t.Blocks[0], el)
}

func (r *reader) location(el *etree.Element) row {
	x := r.plain(schema.LocationNodeTable, el)
	x[schema.KeyID] = ownID(el, strings.Replace(pairOf("location", x, schema.KeyRsc, schema.KeyNode)+x[schema.KeyScore], "regexp%", "", 1))
	x[schema.KeyPrefers] = "prefers"
	if strings.HasPrefix(x[schema.KeyScore], "-") {
		x[schema.KeyPrefers], x[schema.KeyScore] = "avoids", value.Negate(x[schema.KeyScore])
	}
	return x
}

// rules reads a location by rule. Several rules of one are told by their ids. One that
// a cell cannot say leaves out the location whole.
func (r *reader) rules(el *etree.Element, rules []*etree.Element) []row {
	var rows []row
	for _, rule := range rules {
		of := r.rule(el, rule)
		if of == nil {
			delete(r.taken, el)
			return nil
		}
		delete(of[0], schema.KeyRuleID)
		if len(rules) > 1 {
			of[0][schema.KeyID], of[0][schema.KeyRuleID] = r.get(el, "id"), r.get(rule, "id")
		}
		rows = append(rows, of...)
	}
	return rows
}

// rule reads a location by rule: a row for each expression, the first with all that
// the rule says.
func (r *reader) rule(el, rule *etree.Element) []row {
	t, _ := schema.Lookup(schema.LocationRuleTable)
	head := r.rowOf(&t.Blocks[0], el)
	head[schema.KeyID] = ownID(el, "location-"+strings.TrimPrefix(head[schema.KeyRsc], "regexp%"))
	for key, text := range r.rowOf(&t.Blocks[0], rule) {
		if text != "" {
			head[key] = text
		}
	}
	if len(rule.ChildElements()) > len(rule.SelectElements(cib.Expression)) {
		agents := rule.FindElement(".//"+cib.RscExpression) != nil || rule.FindElement(".//"+cib.OpExpression) != nil
		text, ok := r.ruleText(rule)
		if !ok || agents { // Pacemaker does not ask for agents there
			return nil
		}
		delete(head, schema.KeyBoolOp)
		head[schema.KeyRule] = text
		return []row{head}
	}
	var rows []row
	for i, e := range rule.SelectElements(cib.Expression) {
		x := r.rowOf(&t.Blocks[0], e)
		if i == 0 {
			for key, text := range head {
				if text != "" {
					x[key] = text
				}
			}
		}
		rows = append(rows, x)
	}
	if len(rows) == 1 {
		delete(rows[0], schema.KeyBoolOp) // there is nothing to combine
	} else if len(rows) > 1 && rows[0][schema.KeyBoolOp] == "" {
		rows[0][schema.KeyBoolOp] = "and" // Pacemaker's default
	}
	return rows
}

// order reads an order. What pcs writes for a blank cell is left blank; a missing
// second action is the first one.
func (r *reader) order(el *etree.Element) row {
	x := r.plain(schema.OrderTable, el)
	if score := r.get(el, "score"); x[schema.KeyKind] == "" && score != "" {
		x[schema.KeyKind] = "Mandatory"
		if score == "0" {
			x[schema.KeyKind] = "Optional"
		}
	}
	if x[schema.KeyFirstAction] != "" && x[schema.KeyThenAction] == "" {
		x[schema.KeyThenAction] = x[schema.KeyFirstAction]
	}
	if x[schema.KeyFirstAction] == "start" && x[schema.KeyThenAction] == "start" {
		x[schema.KeyFirstAction], x[schema.KeyThenAction] = "", ""
	}
	x[schema.KeyID] = ownID(el, pairOf("order", x, schema.KeyFirstRsc, schema.KeyThenRsc)+"mandatory", pairOf("order", x, schema.KeyFirstRsc, schema.KeyThenRsc)+x[schema.KeyKind])
	return x
}

func (r *reader) ticket(el *etree.Element) row {
	x := r.plain(schema.TicketTable, el)
	formed := strings.TrimSuffix(pairOf("ticket", x, schema.KeyTicket, schema.KeyRsc), "-")
	x[schema.KeyID] = ownID(el, formed, formed+"-"+x[schema.KeyRscRole])
	return x
}

// pairOf is the beginning of an id that pcs forms of two ids.
func pairOf(kind string, x row, a, b schema.Key) string { return kind + "-" + x[a] + "-" + x[b] + "-" }

// numbered is what pcs adds to an id that is taken.
var numbered = regexp.MustCompile(`-[0-9]+$`)

// ownID is the id of a constraint if people gave it: none of those that pcs forms.
func ownID(el *etree.Element, formed ...string) string {
	id := el.SelectAttrValue("id", "")
	for _, f := range formed {
		if f = cib.CleanID(f); id == f || numbered.ReplaceAllString(id, "") == f {
			return ""
		}
	}
	return id
}
