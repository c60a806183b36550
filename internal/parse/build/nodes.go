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
	b.cfg.NodesGiven = len(b.env.Nodes) > 0
	for _, n := range b.env.Nodes {
		node := &model.Node{ID: n.ID, Uname: n.Name, From: model.Nowhere}
		byName[n.Name] = node
		b.cfg.Nodes = append(b.cfg.Nodes, node)
	}
	remote := b.cfg.RemoteNames()
	var made []*model.Node
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
		switch row.SetOf(b.word(row, schema.KeyType)) {
		case cib.InstanceAttributes:
			b.add(&node.Attributes, row, b.attribute(row))
		case cib.Utilization:
			b.add(&node.Utilization, row, b.attribute(row))
		}
	}
	b.cfg.Nodes = append(b.cfg.Nodes, made...)
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
