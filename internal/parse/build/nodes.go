package build

import (
	"slices"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// nodes reads the NODE table. The model has the cluster's nodes in their order if
// they are given, else the table's nodes in their order of appearance, which
// model.Config.NodeIDs numbers. Nodes that resources create come last.
func (b *builder) nodes() {
	byName := map[string]*model.Node{}
	for _, n := range b.env.Nodes {
		node := &model.Node{ID: n.ID, Uname: n.Name, From: model.Nowhere}
		byName[n.Name] = node
		b.cfg.Nodes = append(b.cfg.Nodes, node)
	}
	remote := b.cfg.RemoteNames()
	var made []*model.Node
	given := map[string]*table.Row{}
	var list *table.Row // the first that makes the table a list of all nodes
	for _, row := range b.rows(schema.NodeTable) {
		name := get(row, schema.KeyUname)
		if name == "" {
			continue
		}
		node := byName[name]
		if node == nil && len(b.env.Nodes) > 0 && !slices.Contains(remote, name) {
			b.unknownNode(row, name)
			continue
		}
		if node == nil {
			node = &model.Node{Uname: name, Remote: slices.Contains(remote, name), From: row}
			byName[name] = node
			if node.Remote {
				made = append(made, node)
			} else {
				b.cfg.Nodes = append(b.cfg.Nodes, node)
			}
		}
		if node.From == model.Nowhere {
			node.From = row
		}
		b.nodeID(node, row, given)
		if list == nil && !node.Remote && (row.Alone || get(row, schema.KeyNodeID) != "") {
			list = row
		}
		b.ofNode(node, row)
	}
	b.cfg.NodesGiven = len(b.env.Nodes) > 0 || list != nil
	if list != nil {
		b.unlisted(list)
	}
	b.cfg.Nodes = append(b.cfg.Nodes, made...)
}

// ofNode gives a node the attribute of a row.
func (b *builder) ofNode(node *model.Node, row *table.Row) {
	if row.Alone {
		return
	}
	switch row.SetOf(b.word(row, schema.KeyType)) {
	case cib.InstanceAttributes:
		b.add(&node.Attributes, row, b.attribute(row))
	case cib.Utilization:
		b.add(&node.Utilization, row, b.attribute(row))
	}
}

// nodeID gives a node the id of a row. Another row, and
// the cluster, must not say otherwise: pcs gives no node an id.
// given are the ids of rows before; two nodes cannot have one.
func (b *builder) nodeID(node *model.Node, row *table.Row, given map[string]*table.Row) {
	id := get(row, schema.KeyNodeID)
	args := diag.Args{"node": node.Uname, "id": id, "other": node.ID}
	first, again := given[id]
	switch at := row.At(schema.KeyNodeID); {
	case id == "":
	case node.Remote:
		b.report.Add(diag.NodeIDRemote, at, args)
	case again && get(first, schema.KeyUname) != node.Uname:
		args["other"] = get(first, schema.KeyUname)
		b.report.Add(diag.NodeIDTwice, at, args, diag.See(first.At(schema.KeyNodeID), diag.NoteOther))
	case node.ID != "" && node.ID != id && node.IDGiven:
		b.report.Add(diag.NodeIDDiffers, at, args, diag.See(node.From.At(schema.KeyNodeID), diag.NoteFirst))
	case node.ID != "" && node.ID != id:
		b.report.Add(diag.NodeIDDiffers, at, args)
	case !node.IDGiven:
		node.ID, node.IDGiven, node.From = id, true, identified{node.From, row}
	}
	if !again && node.IDGiven && node.ID == id { // else it has been reported
		given[id] = row
	}
}

// identified is the first row of a node with the id of another.
type identified struct {
	model.Origin
	row *table.Row
}

// At is the place of the id, or that of the first row.
func (i identified) At(key schema.Key) diag.Place {
	if key == schema.KeyNodeID {
		return i.row.At(key)
	}
	return i.Origin.At(key)
}

// unlisted reports the nodes of the cluster that a list of its nodes lacks.
func (b *builder) unlisted(list *table.Row) {
	var names []string
	for _, n := range b.cfg.Nodes {
		if n.From == model.Nowhere {
			names = append(names, n.Uname)
		}
	}
	if len(names) > 0 {
		b.report.Add(diag.NodeUnlisted, list.At(schema.KeyUname), diag.Args{"nodes": strings.Join(names, ", ")})
	}
}

// unknownNode reports a node the cluster does not have: "pcs node attribute"
// would fail on it.
func (b *builder) unknownNode(row *table.Row, name string) {
	var names []string
	for _, n := range b.env.Nodes {
		names = append(names, n.Name)
	}
	names = append(names, b.cfg.RemoteNames()...)
	b.report.Add(diag.NodeUnknown, row.At(schema.KeyUname), diag.Args{
		"node": name, "suggestion": suggest.Nearest(name, names), "nodes": strings.Join(names, ", "),
	})
}
