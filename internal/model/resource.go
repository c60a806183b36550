package model

import "hagen/internal/cib"

// Resource is anything directly under <resources>: *Primitive, *Group, *Clone,
// *Bundle, *Template.
type Resource interface {
	ResourceID() string
	// MetaSets are the meta attributes.
	MetaSets() []*AttributeSet
	// Placed is where the resource is in the tree: the row of RESOURCES,
	// fields resourceItem and id.
	Placed() Origin
	// Members are the resources directly inside, in order.
	Members() []Resource
	// Described is the description.
	Described() string
	// Each resource is an element of the CIB.
	Entity
}

// Common has the fields that every resource has.
type Common struct {
	ID          string
	Description string // for people: Pacemaker does not read it
	Meta        []*AttributeSet
	Row         Origin // in RESOURCES; fields resourceItem, id; of groups and clones also description
}

// ResourceID is the XML id.
func (c *Common) ResourceID() string { return c.ID }

// Described is the description.
func (c *Common) Described() string { return c.Description }

// MetaSets are the meta attributes.
func (c *Common) MetaSets() []*AttributeSet { return c.Meta }

// Placed is the row of RESOURCES.
func (c *Common) Placed() Origin { return c.Row }

// Primitive is one resource run by an agent; class "stonith" is a fence device. A
// primitive whose Class or Type is "" has no readable definition, which has been
// reported; it is in the tree so that references to it are valid.
type Primitive struct {
	Common
	Class       string
	Provider    string // "" when the class has none
	Type        string
	Params      []*AttributeSet // instance_attributes
	Utilization []*AttributeSet
	Operations  []*Operation
	// DefaultOps is whether operations of the agent's metadata are added to those of
	// the sheet: "" or true, or false.
	DefaultOps string
	// Template is the template that the agent is from; Class, Provider and Type are
	// then those of it.
	Template string
	// Incomplete says that some of its attribute rows could not be read, which has
	// been reported: missing attributes may be in those rows.
	Incomplete bool
	// UnknownAgent marks a primitive whose agent is not in the target's metadata:
	// it has only the operations of the sheet. Set by package complete.
	UnknownAgent bool
	// NodeDecides marks a primitive whose added operations would depend on the
	// agent installed on the node: the script names all operations. Set by package
	// complete.
	NodeDecides bool
	From        Origin // block P; fields id, class, provider, type, default-ops, template, description

	base *Template // see Config.Derive
}

// Stonith reports whether the primitive is a fence device.
func (p *Primitive) Stonith() bool { return p.Class == cib.Stonith }

// AsListed reports whether the operations of the sheet are all there are. Those of a
// primitive from a template always are: pcs does not make it, and Pacemaker adds the
// template's.
func (p *Primitive) AsListed() bool { return p.DefaultOps == "false" || p.Template != "" }

// Agent is the full agent name as pcs and crm write it: ocf:heartbeat:IPaddr2,
// systemd:haproxy, stonith:fence_ipmilan.
func (p *Primitive) Agent() string { return cib.AgentName(p.Class, p.Provider, p.Type) }

// Members returns nil: a primitive has no members.
func (p *Primitive) Members() []Resource { return nil }

// Group is an ordered, colocated list.
type Group struct {
	Common
	Children []Resource
	// Guessed says that the kind of the resource could not be read, which has been
	// reported: it may also be a clone.
	Guessed bool
}

// Members are the group's resources in start order.
func (g *Group) Members() []Resource { return g.Children }

// Clone runs its only child on several nodes, perhaps in two roles.
type Clone struct {
	Common
	Promotable bool
	Children   []Resource // a valid sheet has one
}

// Element is a group.
func (g *Group) Element() string { return cib.Group }

// Source is the row of RESOURCES.
func (g *Group) Source() Origin { return g.Row }

// Each visits the description.
func (g *Group) Each(visit func(attribute, value string)) { visit("description", g.Description) }

// Element is a clone.
func (c *Clone) Element() string { return cib.Clone }

// Source is the row of RESOURCES.
func (c *Clone) Source() Origin { return c.Row }

// Each visits the description.
func (c *Clone) Each(visit func(attribute, value string)) { visit("description", c.Description) }

// Members are the clone's children.
func (c *Clone) Members() []Resource { return c.Children }

// Child is the cloned resource, nil when there is none.
func (c *Clone) Child() Resource {
	if len(c.Children) == 0 {
		return nil
	}
	return c.Children[0]
}

// Walk visits every resource depth first, each parent (nil at the top) before
// its members, in the order of the sheet.
func (c *Config) Walk(visit func(r, parent Resource)) {
	var down func(list []Resource, parent Resource)
	down = func(list []Resource, parent Resource) {
		for _, r := range list {
			visit(r, parent)
			down(r.Members(), r)
		}
	}
	down(c.Resources, nil)
}

// Primitives lists all primitives, fence devices included, in document order.
func (c *Config) Primitives() []*Primitive {
	var out []*Primitive
	c.Walk(func(r, _ Resource) {
		if p, ok := r.(*Primitive); ok {
			out = append(out, p)
		}
	})
	return out
}

// Index finds resources and their parents by id. The first of two equal ids wins;
// the second is reported elsewhere.
type Index struct {
	byID   map[string]Resource
	parent map[string]Resource
	ids    []string
}

// Index reads the tree once.
func (c *Config) Index() *Index {
	x := &Index{byID: map[string]Resource{}, parent: map[string]Resource{}}
	c.Walk(func(r, parent Resource) {
		id := r.ResourceID()
		if _, dup := x.byID[id]; dup {
			return
		}
		x.byID[id], x.parent[id] = r, parent
		x.ids = append(x.ids, id)
	})
	return x
}

// Lookup finds a resource.
func (x *Index) Lookup(id string) (Resource, bool) {
	r, ok := x.byID[id]
	return r, ok
}

// Parent is what contains the resource, nil at the top.
func (x *Index) Parent(id string) Resource { return x.parent[id] }

// Top returns the outermost resource that contains the id.
func (x *Index) Top(id string) Resource {
	r := x.byID[id]
	for p := x.parent[id]; p != nil; p = x.parent[p.ResourceID()] {
		r = p
	}
	return r
}

// IDs lists the resource ids in document order.
func (x *Index) IDs() []string { return x.ids }
