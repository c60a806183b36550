package validate

import (
	"slices"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// remoteResources says what is to be set up for resources that create nodes, and
// finds those that would not. pcs refuses to create them in a file, because it
// cannot set the nodes up there; the script forces it.
func (c *checker) remoteResources() {
	for _, r := range c.cfg.Remotes() {
		kind, cell := diag.RemoteConnection, at(r.Of.From, schema.KeyType)
		if r.Guest {
			kind, cell = diag.GuestNode, at(r.From, schema.KeyName)
		}
		if parent := c.index.Parent(r.Of.ID); !r.Alone && parent != nil {
			c.report.Add(diag.RemoteInside, cell, diag.Args{"id": r.Of.ID, "node": r.Name, "other": parent.ResourceID()}, inside(parent))
			continue
		}
		c.report.Add(kind, cell, diag.Args{"id": r.Of.ID, "node": r.Name})
	}
	c.remoteNames()
}

// remoteNames finds names and addresses of remote nodes that something else has.
// pcs refuses an address or a guest that another node or resource has, whatever the
// options; of the cluster's own nodes it knows nothing in a file, but Pacemaker would
// take the two for one.
func (c *checker) remoteNames() {
	nodes, addresses := map[string]diag.Place{}, map[string]diag.Place{}
	known := c.knownNodes()
	for _, r := range c.cfg.Remotes() {
		cell := at(r.From, r.Field)
		_, resource := c.index.Lookup(r.Name)
		switch first, again := nodes[r.Name]; {
		case again:
			c.report.Add(diag.RemoteTaken, cell, diag.Args{"value": r.Name}, diag.See(first, diag.NoteFirst))
		case slices.Contains(known, r.Name):
			c.report.Add(diag.RemoteTaken, cell, diag.Args{"value": r.Name})
		case r.Guest && resource:
			other, _ := c.index.Lookup(r.Name)
			c.report.Add(diag.RemoteTaken, cell, diag.Args{"value": r.Name}, diag.See(itemAt(other), diag.NoteFirst))
		}
		if nodes[r.Name].IsZero() {
			nodes[r.Name] = cell
		}
		address, where := remoteAddress(r)
		if first, again := addresses[address]; again && !c.report.reported[cell] {
			c.report.Add(diag.RemoteTaken, where, diag.Args{"value": address}, diag.See(first, diag.NoteFirst))
		} else if !again {
			addresses[address] = where
		}
	}
}

// remoteAddress is where a node is reached: its name unless an address is given.
func remoteAddress(r model.Remote) (string, diag.Place) {
	sets, name := r.Of.Params, "server"
	if r.Guest {
		sets, name = r.Of.Meta, "remote-addr"
	}
	if a := model.Find(sets, name); a != nil && a.Value != "" {
		return a.Value, at(a.From, schema.KeyValue)
	}
	return r.Name, at(r.From, r.Field)
}
