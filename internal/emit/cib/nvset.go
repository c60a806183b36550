package cib

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// style is how a pcs command writes the nvpairs of a set. The commands differ,
// because they come from different generations of pcs's code.
type style struct {
	sorted bool // by name, not in the given order
	cut    int  // how many characters of the name are in the id; 0 means all
	// fixed says that the ids are formed without checking that they are free.
	fixed bool
	// dots says that crm_attribute makes the ids, not pcs.
	dots bool
}

var (
	// createStyle is that of "resource create", "stonith create" and alerts.
	createStyle = style{sorted: true}
	// updateStyle is that of "property set" and the defaults.
	updateStyle = style{cut: 20}
	// utilizationStyle is that of "resource utilization", "node utilization".
	utilizationStyle = style{sorted: true, fixed: true}
	// nodeStyle is that of "node attribute".
	nodeStyle = style{fixed: true, dots: true}
	// ownStyle is that of sets with an id, a score or a rule of their own, which no
	// pcs command makes but for defaults.
	ownStyle = style{}
)

// metaStyle is that of "resource meta" and "stonith meta".
func (e *emitter) metaStyle() style {
	if e.target.MetaCut {
		return updateStyle
	}
	return style{fixed: true}
}

// order is the order in which a command writes attributes.
func (how style) order(attrs []*model.Attribute) []*model.Attribute {
	if !how.sorted {
		return attrs
	}
	return slices.SortedStableFunc(slices.Values(attrs), func(a, b *model.Attribute) int {
		return strings.Compare(a.Name, b.Name)
	})
}

// nvsets adds the attribute sets of one kind that pcs makes; empty ones are left out,
// because no command makes them.
func (e *emitter) nvsets(parent *etree.Element, tag, id string, sets []*model.AttributeSet, how style) {
	for _, s := range model.Plain(sets) {
		e.nvset(parent, tag, id, s, s.Attributes, how)
	}
}

// ownSets adds the sets of one kind that pcs does not make, after all that it does.
func (e *emitter) ownSets(parent *etree.Element, tag, id string, sets []*model.AttributeSet) {
	for _, s := range model.Own(sets) {
		e.nvset(parent, tag, id, s, s.Attributes, ownStyle)
	}
}

// nvset adds one set with the given attributes, which may be only some of its own.
func (e *emitter) nvset(parent *etree.Element, tag, id string, s *model.AttributeSet, attrs []*model.Attribute, how style) {
	if len(attrs) == 0 {
		return
	}
	setID := e.setID(s, id)
	set := e.element(parent, tag, "id", setID, "score", s.Score)
	e.became[s] = set
	if s.Rule != nil {
		e.rule(set, s.Rule, setID+"-rule", e.setRules())
	}
	pairs := pairsOf(set)
	for _, a := range how.order(attrs) {
		e.nvpair(set, pairs, setID, a, how)
	}
}

// setID claims the id of a set, at its own cell when the sheet gives it.
func (e *emitter) setID(s *model.AttributeSet, proposal string) string {
	if s.ID == "" || s.From == nil {
		return e.idOr(s.ID, proposal)
	}
	owner := e.ids.now
	e.ids.turnTo(s.From, schema.KeySet)
	defer func() { e.ids.now = owner }()
	return e.take(s.ID)
}

// pairsOf are the pairs of a set by name.
func pairsOf(set *etree.Element) map[string]*etree.Element {
	out := map[string]*etree.Element{}
	for _, pair := range set.SelectElements(cib.Pair) {
		out[pair.SelectAttrValue("name", "")] = pair
	}
	return out
}

// nvpair adds one pair to a set, or gives the pair of that name a new value, as
// every pcs command does; pairs are the existing ones, by name.
func (e *emitter) nvpair(set *etree.Element, pairs map[string]*etree.Element, setID string, a *model.Attribute, how style) {
	if pair := pairs[a.Name]; pair != nil {
		pair.RemoveAttr("value")
		e.attr(pair, "value", a.Value)
		e.ids.belongs(pair.SelectAttrValue("id", ""), a.From, schema.KeyValue)
		return
	}
	name := []rune(a.Name)
	if how.cut > 0 && len(name) > how.cut {
		name = name[:how.cut]
	}
	id := cib.CleanID(setID + "-" + string(name))
	switch {
	case how.dots:
		id = e.take(sanitizeDots(setID + "-" + string(name)))
	case how.fixed: // unchanged: names that cannot be part of an id are refused for the script
		id = e.take(setID + "-" + string(name))
	default:
		id = e.ids.unique(id)
	}
	e.ids.belongs(id, a.From, schema.KeyValue)
	pair := e.element(set, cib.Pair, "id", id, "name", a.Name)
	e.attr(pair, "value", a.Value)
	pairs[a.Name] = pair
}

// properties writes the cluster properties. pcs fixes the id of their set.
func (e *emitter) properties(crmConfig *etree.Element, sets []*model.AttributeSet) {
	e.topSets(crmConfig, cib.PropertySet, cib.BootstrapOptions, sets, ownStyle)
}

// defaults writes rsc_defaults or op_defaults, which exist only when filled.
func (e *emitter) defaults(config *etree.Element, tag string, sets []*model.AttributeSet) {
	if len(model.Pairs(sets)) == 0 {
		return
	}
	e.topSets(config.CreateElement(tag), cib.MetaAttributes, tag+"-meta_attributes", sets, updateStyle)
}

// topSets writes the sets of a section, those that pcs makes first. The style is that
// of the others: pcs makes sets of defaults as well, "defaults set create", but none
// with a rule.
func (e *emitter) topSets(section *etree.Element, tag, id string, sets []*model.AttributeSet, own style) {
	for _, s := range model.Plain(sets) {
		e.turnToFirst(s)
		e.nvset(section, tag, id, s, s.Attributes, updateStyle)
	}
	for _, s := range model.Own(sets) {
		e.turnToFirst(s)
		how := own
		if s.Rule != nil && !s.Rule.OfAgents() {
			how = ownStyle
		}
		e.nvset(section, tag, id, s, s.Attributes, how)
	}
}

// turnToFirst tells the allocator the first row of a set.
func (e *emitter) turnToFirst(s *model.AttributeSet) {
	if len(s.Attributes) > 0 {
		e.ids.turnTo(s.Attributes[0].From, schema.KeyName)
	}
}

// nodes writes the nodes that exist before any command runs.
func (e *emitter) nodes(section *etree.Element, cfg *model.Config) []*etree.Element {
	out := make([]*etree.Element, len(cfg.Nodes))
	ids := cfg.NodeIDs()
	for i, n := range cfg.Nodes {
		if n.Remote {
			continue
		}
		e.ids.turnTo(n.From, schema.KeyUname)
		if n.IDGiven {
			e.ids.turnTo(n.From, schema.KeyNodeID)
		}
		out[i] = e.entity(section, n, "id", e.take(ids[i]))
	}
	return out
}

// remoteNodes writes the nodes that resources have made by now, as crm_attribute
// enters them: those that get attributes. Their id is their name, which need not be
// free.
func (e *emitter) remoteNodes(section *etree.Element, nodes []*model.Node) {
	for _, n := range nodes {
		if n.Remote && len(n.Attributes)+len(n.Utilization) > 0 {
			e.nodeAttributes(e.entity(section, n, "type", "remote", "id", n.Uname), n)
		}
	}
}

// nodeAttributes writes what "node attribute" and "node utilization" add.
func (e *emitter) nodeAttributes(node *etree.Element, n *model.Node) {
	e.ids.turnTo(n.From, schema.KeyUname)
	base := "nodes-" + node.SelectAttrValue("id", "")
	e.nvsets(node, cib.InstanceAttributes, base, n.Attributes, nodeStyle)
	e.nvsets(node, cib.Utilization, base+"-utilization", n.Utilization, utilizationStyle)
	e.ownSets(node, cib.InstanceAttributes, base, n.Attributes)
	e.ownSets(node, cib.Utilization, base+"-utilization", n.Utilization)
}
