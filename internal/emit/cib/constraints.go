package cib

import (
	"cmp"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// constraints writes locations, colocations, orders and tickets, in that order.
func (e *emitter) constraints(section *etree.Element, cfg *model.Config) {
	for _, l := range cfg.Locations {
		// A blank resource inherits the one above; the node is the row's own.
		e.ids.turnTo(l.From, namedBy(l.ID, schema.KeyNode))
		e.location(section, l)
	}
	for _, c := range cfg.Colocations {
		e.ids.turnTo(c.From, namedBy(c.ID, schema.KeyRsc))
		e.colocation(section, c)
	}
	for _, o := range cfg.Orders {
		e.ids.turnTo(o.From, namedBy(o.ID, schema.KeyFirstRsc))
		e.order(section, o)
	}
	for _, t := range cfg.Tickets {
		e.ids.turnTo(t.From, namedBy(t.ID, schema.KeyRsc))
		e.ticket(section, t)
	}
}

// namedBy is the column that an id comes from: its own, or the one it is formed of.
func namedBy(id string, formed schema.Key) schema.Key {
	if id != "" {
		return schema.KeyID
	}
	return formed
}

func (e *emitter) location(section *etree.Element, l *model.Location) {
	if len(l.Sets) > 0 {
		e.sets(e.entity(section, l), l.ID, l.Sets)
		return
	}
	if l.Rule == nil && e.tagged[l.Rsc] { // which pcs does not write
		e.entity(section, l, "id", e.idOr(l.ID, l.MadeID()))
		return
	}
	if l.Rule == nil {
		e.replaceLocation(section, l)
		// pcs names it after resource, node and score without checking that the id
		// is free.
		id := cmp.Or(l.ID, l.MadeID())
		e.locations[[2]string{l.Subject(), l.Node}] = e.entity(section, l, "id", e.take(id))
		return
	}
	id := e.idOr(l.ID, cib.CleanID("location-"+l.Named()))
	e.became[l] = e.entity(section, &model.Location{Rsc: l.Rsc, Pattern: l.Pattern, Discovery: l.Discovery}, "id", id)
	for _, r := range l.Rules() {
		if r.ID != "" {
			e.ids.turnTo(r.From, schema.KeyRuleID)
		}
		e.rule(e.became[l], r, id+"-rule", e.locationRules())
	}
}

// replaceLocation removes an earlier location of the same resource and node:
// pcs keeps only the last one.
func (e *emitter) replaceLocation(section *etree.Element, l *model.Location) {
	if old := e.locations[[2]string{l.Subject(), l.Node}]; old != nil {
		e.ids.release(old.SelectAttrValue("id", ""))
		section.RemoveChild(old)
	}
}

// colocation writes a colocation. When only one side has a role, pcs writes
// Started on the other.
func (e *emitter) colocation(section *etree.Element, c *model.Colocation) {
	if len(c.Sets) > 0 {
		e.sets(e.entity(section, c), c.ID, c.Sets)
		return
	}
	written := *c
	if c.RscRole != "" || c.WithRole != "" {
		written.RscRole, written.WithRole = cmp.Or(c.RscRole, cib.Started), cmp.Or(c.WithRole, cib.Started)
	}
	score := cib.Infinity
	if e.target.ColocationIDScore {
		score = c.Score
	}
	e.became[c] = e.entity(section, &written)
	e.attr(e.became[c], "id", e.idOr(c.ID, cib.CleanID("colocation-"+c.Rsc+"-"+c.WithRsc+"-"+score)))
}

// order writes an order. pcs always writes both actions; a blank kind is Mandatory,
// which is in the id in lower case.
func (e *emitter) order(section *etree.Element, o *model.Order) {
	if len(o.Sets) > 0 {
		e.sets(e.entity(section, o), o.ID, o.Sets)
		return
	}
	written := *o
	written.FirstAction, written.ThenAction = cmp.Or(o.FirstAction, "start"), cmp.Or(o.ThenAction, "start")
	kind := cmp.Or(o.Kind, "mandatory")
	e.became[o] = e.entity(section, &written)
	e.attr(e.became[o], "id", e.idOr(o.ID, cib.CleanID("order-"+o.First+"-"+o.Then+"-"+kind)))
}

// ticket writes a ticket constraint; pcs has the role, as the target spells it, in
// the id.
func (e *emitter) ticket(section *etree.Element, t *model.Ticket) {
	if len(t.Sets) > 0 {
		e.sets(e.entity(section, t), t.ID, t.Sets)
		return
	}
	id := "ticket-" + t.Ticket + "-" + t.Rsc
	if t.RscRole != "" {
		id += "-" + e.target.Role(t.RscRole)
	}
	e.attr(e.entity(section, t), "id", e.idOr(t.ID, cib.CleanID(id)))
}

// topology writes the fencing levels.
func (e *emitter) topology(config *etree.Element, levels []*model.FencingLevel) {
	if len(levels) == 0 {
		return
	}
	section := config.CreateElement(cib.FencingTopology)
	for _, l := range levels {
		e.ids.turnTo(l.From, schema.KeyLevel)
		if l.ID != "" {
			e.ids.turnTo(l.From, schema.KeyLevelID)
		}
		devices := make([]string, len(l.Devices))
		for i, d := range l.Devices {
			devices[i] = d.ID
		}
		e.became[l] = e.element(section, cib.FencingLevel,
			"index", l.Index, "devices", strings.Join(devices, ","), "target", l.Target, "target-pattern", l.Pattern,
			"target-attribute", l.Attribute, "target-value", l.Value,
			"id", e.idOr(l.ID, cib.CleanID("fl-"+cmp.Or(l.Target, l.Pattern, l.Attribute)+"-"+l.Index)))
	}
}

// alerts writes the alerts. pcs puts the meta attributes of alerts and
// recipients before their instance attributes.
func (e *emitter) alerts(config *etree.Element, cfg *model.Config) {
	if len(cfg.Alerts) == 0 {
		return
	}
	section := config.CreateElement(cib.Alerts)
	ids := cfg.AlertIDs()
	for i, a := range cfg.Alerts {
		e.ids.turnTo(a.From, namedBy(a.ID, schema.KeyPath))
		id := e.take(ids[i])
		el := e.entity(section, a, "id", id)
		e.alertSets(el, id, a.Options, a.Meta)
		e.alertSelect(el, id, a.Select)
		for _, r := range a.Recipients {
			e.ids.turnTo(r.From, namedBy(r.ID, schema.KeyRecipient))
			rid := e.idOr(r.ID, cib.CleanID(id+"-recipient"))
			e.alertSets(e.entity(el, r, "id", rid), rid, r.Options, r.Meta)
		}
	}
}

// alertSelect writes which events an alert is about.
func (e *emitter) alertSelect(alert *etree.Element, id string, s *model.AlertSelect) {
	if s == nil {
		return
	}
	el := alert.CreateElement(cib.Select)
	e.became[s] = el
	seen := map[string]bool{}
	for _, v := range s.Events {
		kind := el.SelectElement("select_" + v.Kind)
		if kind == nil {
			kind = el.CreateElement("select_" + v.Kind)
		}
		if v.Attribute != "" && !seen[v.Attribute] {
			seen[v.Attribute] = true
			e.ids.turnTo(v.From, schema.KeyAttribute)
			e.entity(kind, v, "id", e.ids.unique(cib.CleanID(id+"-select-"+v.Attribute)))
		}
	}
}

func (e *emitter) alertSets(el *etree.Element, id string, options, meta []*model.AttributeSet) {
	e.nvsets(el, cib.MetaAttributes, id+"-meta_attributes", meta, createStyle)
	e.nvsets(el, cib.InstanceAttributes, id+"-instance_attributes", options, createStyle)
	e.ownSets(el, cib.MetaAttributes, id+"-meta_attributes", meta)
	e.ownSets(el, cib.InstanceAttributes, id+"-instance_attributes", options)
}
