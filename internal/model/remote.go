package model

import "hagen/internal/schema"

// How resources create nodes: the agent that connects to a remote node, and the
// meta attribute that makes a resource a guest node.
const (
	RemoteAgent = "ocf:pacemaker:remote"
	RemoteNode  = "remote-node"
)

// Remote is a resource that is to create a node: a connection to a remote node, or a
// virtual machine that is a guest node.
type Remote struct {
	Name  string // of the node
	Guest bool
	// Alone says that Pacemaker finds the resource where it is: it looks for
	// connections at the top only, and for guests in groups as well.
	Alone bool
	Of    *Primitive
	// From and Field are where the name is.
	From  Origin
	Field schema.Key
}

// Remotes lists the resources that are to create nodes, in order.
func (c *Config) Remotes() []Remote {
	var out []Remote
	depth := map[Resource]int{}
	c.Walk(func(r, parent Resource) {
		if parent != nil {
			depth[r] = depth[parent] + 1
		}
		p, ok := r.(*Primitive)
		if !ok {
			return
		}
		if p.Agent() == RemoteAgent {
			out = append(out, Remote{Name: p.ID, Alone: parent == nil, Of: p, From: p.From, Field: schema.KeyID})
		}
		if a := Find(p.Meta, RemoteNode); a != nil && a.Value != "" {
			_, group := parent.(*Group)
			out = append(out, Remote{Name: a.Value, Guest: true, Alone: parent == nil || group && depth[r] == 1, Of: p, From: a.From, Field: schema.KeyValue})
		}
	})
	return out
}

// RemoteNames lists the nodes that resources create.
func (c *Config) RemoteNames() []string {
	var out []string
	for _, r := range c.Remotes() {
		if r.Alone {
			out = append(out, r.Name)
		}
	}
	return out
}
