package importer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// nodes writes NODE: all nodes with their ids, and the attributes that are part of the
// design.
func (r *reader) nodes() {
	var rows []row
	if r.Lossless && slices.ContainsFunc(r.section(cib.Nodes).SelectElements(cib.Node), unwritten) {
		return // all of them in one row of CIB_XML: the cluster's nodes may be given in another order
	}
	for _, n := range r.section(cib.Nodes).SelectElements(cib.Node) {
		if r.leftBehind(n) {
			continue
		}
		uname, before := n.SelectAttrValue("uname", ""), len(rows)
		if unwritten(n) {
			continue
		}
		r.take(n, "uname", "type")
		for _, set := range []struct{ word, tag string }{{"attribute", cib.InstanceAttributes}, {"utilization", cib.Utilization}} {
			r.omitState(n, set.tag)
			for _, p := range r.pairs(n, set.tag) {
				rows = append(rows, p.row(row{schema.KeyUname: uname, schema.KeyType: set.word}))
			}
		}
		if r.OfAttributes || n.SelectAttrValue("type", "") == "remote" {
			continue
		}
		if len(rows) == before {
			rows = append(rows, row{schema.KeyUname: uname})
		}
		rows[before][schema.KeyNodeID] = n.SelectAttrValue("id", "")
	}
	r.out.table(schema.NodeTable, rows)
}

// unwritten reports whether a cell would name another node: it has no blanks at its ends.
func unwritten(n *etree.Element) bool {
	uname := n.SelectAttrValue("uname", "")
	return strings.TrimSpace(uname) != uname
}

// leftBehind takes remote nodes out that no sheet has: the cluster enters a node by
// itself when it first comes up, and keeps it when nothing creates it any more.
func (r *reader) leftBehind(n *etree.Element) bool {
	name := n.SelectAttrValue("uname", "")
	if n.SelectAttrValue("type", "") != "remote" {
		return false
	}
	r.omitState(n, cib.InstanceAttributes)
	made := has(r.config, "./resources/primitive[@type='remote']", "id", name) ||
		has(r.config, "./resources//nvpair[@name='remote-node']", "value", name)
	bundle, number, _ := cutLast(name, "-")
	inBundle := number != "" && has(r.config, "./resources/bundle", "id", bundle)
	switch bare := n.FindElement(".//"+cib.Pair) == nil && n.FindElement(".//*[@id-ref]") == nil; {
	case (made || inBundle) && bare:
		n.Parent().RemoveChild(n) // the resource says it
		return true
	case made:
		return false
	case inBundle:
		r.omit(n, NoTable, path(n))
	default:
		r.omit(n, State, path(n))
	}
	return true
}

// has reports whether one of the elements at a path has an attribute of a value, which
// may be any text, unlike one in a path.
func has(config *etree.Element, path, attribute, value string) bool {
	return slices.ContainsFunc(config.FindElements(path), func(el *etree.Element) bool {
		return el.SelectAttrValue(attribute, "") == value
	})
}

// cutLast cuts a text at the last separator.
func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// stateOfNodes are the beginnings of node attributes that agents and operators keep.
var stateOfNodes = []string{"standby", "maintenance", "terminate", "master-", "hana_", "pgsql-", "lpa_", "rmq-node-attr-"}

// omitState leaves out what agents and operators keep in the attributes of a node.
func (r *reader) omitState(node *etree.Element, tag string) {
	if tag != cib.InstanceAttributes {
		return
	}
	for _, set := range node.SelectElements(tag) {
		for _, p := range set.SelectElements(cib.Pair) {
			name := p.SelectAttrValue("name", "")
			for _, s := range stateOfNodes {
				if name == s || strings.HasSuffix(s, "-") && strings.HasPrefix(name, s) || strings.HasSuffix(s, "_") && strings.HasPrefix(name, s) {
					r.omit(p, State, "node "+node.SelectAttrValue("uname", "")+": "+name)
					break
				}
			}
		}
	}
}

// properties writes PROPERTY. Property sets other than that of pcs belong to agents,
// unless there is something in them that Pacemaker reads.
func (r *reader) properties() {
	section := r.section(cib.CrmConfig)
	sets := section.SelectElements(cib.PropertySet)
	for i, set := range sets {
		id := set.SelectAttrValue("id", "")
		if id != cib.BootstrapOptions && (i > 0 || hasBootstrap(sets)) && !r.pacemakers(set) {
			r.omit(set, State, set.Tag+" "+id)
			continue
		}
		for _, p := range set.SelectElements(cib.Pair) {
			if name := p.SelectAttrValue("name", ""); cib.SetByCluster(name) {
				r.omit(p, State, "property "+name)
			}
		}
	}
	r.out.table(schema.PropertyTable, named(r.pairs(section, cib.PropertySet)))
}

// pacemakers reports whether a property set holds one of Pacemaker's own properties.
func (r *reader) pacemakers(set *etree.Element) bool {
	for _, p := range set.SelectElements(cib.Pair) {
		name := p.SelectAttrValue("name", "")
		for _, known := range []string{name, cib.NewProperty(name), cib.OldProperty(name)} {
			if _, ok := r.Catalog.Option(agents.ClusterProperties, known); ok {
				return true
			}
		}
	}
	return false
}

func hasBootstrap(sets []*etree.Element) bool {
	for _, s := range sets {
		if s.SelectAttrValue("id", "") == cib.BootstrapOptions {
			return true
		}
	}
	return false
}

// named are rows of names and values.
func named(pairs []pair) []row {
	var rows []row
	for _, p := range pairs {
		rows = append(rows, p.row(nil))
	}
	return rows
}

// defaults writes RSC_DEFAULTS and OP_DEFAULTS.
func (r *reader) defaults() {
	r.out.table(schema.RscDefaultsTable, named(r.pairs(r.section(cib.RscDefaults), cib.MetaAttributes)))
	r.out.table(schema.OpDefaultsTable, named(r.pairs(r.section(cib.OpDefaults), cib.MetaAttributes)))
}

// levels writes STONITH_LEVEL.
func (r *reader) levels() {
	var rows []row
	for _, l := range r.section(cib.FencingTopology).SelectElements(cib.FencingLevel) {
		level := model.FencingLevel{Target: r.get(l, "target"), Pattern: r.get(l, "target-pattern"),
			Attribute: r.get(l, "target-attribute"), Value: r.get(l, "target-value"), Index: r.get(l, "index")}
		own := ownID(l, "fl-"+cmp.Or(level.Target, level.Pattern, level.Attribute)+"-"+level.Index)
		for _, device := range strings.Split(r.get(l, "devices"), ",") {
			rows = append(rows, row{schema.KeyNode: level.Nodes(), schema.KeyID: strings.TrimSpace(device), schema.KeyLevel: level.Index, schema.KeyLevelID: own})
			own = "" // in the first row of the level
		}
	}
	r.out.table(schema.StonithLevelTable, rows)
}

// alerts writes an ALERT table for each alert.
func (r *reader) alerts() {
	t, _ := schema.Lookup(schema.AlertTable)
	for _, a := range r.section(cib.Alerts).SelectElements(cib.Alert) {
		r.out.title(t)
		head := r.rowOf(&t.Blocks[0], a)
		if formed.MatchString(head[schema.KeyID]) {
			delete(head, schema.KeyID)
		}
		r.out.block(&t.Blocks[0], []row{head})
		r.alertSets(&t.Blocks[1], a)
		r.alertSelect(&t.Blocks[3], a)
		for _, to := range a.SelectElements(cib.Recipient) {
			row := []row{r.rowOf(&t.Blocks[2], to)}
			row[0][schema.KeyID] = ownID(to, a.SelectAttrValue("id", "")+"-recipient")
			r.out.block(&t.Blocks[2], row)
			r.alertSets(&t.Blocks[1], to)
		}
	}
}

// formed matches the ids of alerts that hagen or pcs forms.
var formed = regexp.MustCompile(`^alert(_[0-9]+|-[0-9]+)?$`)

// alertSelect writes which events an alert is about.
func (r *reader) alertSelect(b *schema.Block, alert *etree.Element) {
	var rows []row
	sel := alert.SelectElement(cib.Select)
	if sel == nil {
		return
	}
	r.take(sel)
	for _, kind := range sel.ChildElements() {
		r.take(kind)
		word := strings.TrimPrefix(kind.Tag, "select_")
		attributes := kind.SelectElements(cib.SelectedAttribute)
		if len(attributes) == 0 {
			rows = append(rows, row{schema.KeySelect: word})
		}
		for _, a := range attributes {
			rows = append(rows, row{schema.KeySelect: word, schema.KeyAttribute: r.get(a, "name")})
		}
	}
	if len(rows) > 0 {
		r.out.block(b, rows)
	}
}

func (r *reader) alertSets(b *schema.Block, of *etree.Element) {
	if rows := r.setRows(b, of); len(rows) > 0 {
		r.out.block(b, rows)
	}
}

// setRows are the rows of a block A: the sets it has words for.
func (r *reader) setRows(b *schema.Block, of *etree.Element) []row {
	var rows []row
	for _, s := range b.Sets {
		for _, p := range r.pairs(of, s.Element) {
			rows = append(rows, p.row(row{schema.KeyType: s.Word}))
		}
	}
	return rows
}

// tags writes TAG.
func (r *reader) tags() {
	var rows []row
	for _, t := range r.section(cib.Tags).SelectElements(cib.Tag) {
		id := r.get(t, "id")
		for _, ref := range t.SelectElements(cib.TagMember) {
			rows = append(rows, row{schema.KeyID: id, schema.KeyRef: r.get(ref, "id")})
		}
	}
	r.out.table(schema.TagTable, rows)
}
