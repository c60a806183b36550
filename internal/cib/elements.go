package cib

import "slices"

// The elements of a configuration below its sections.
const (
	PropertySet        = "cluster_property_set"
	MetaAttributes     = "meta_attributes"
	InstanceAttributes = "instance_attributes"
	Utilization        = "utilization"
	Pair               = "nvpair"
	Node               = "node"
	Primitive          = "primitive"
	Group              = "group"
	Clone              = "clone"
	Master             = "master" // a promotable clone of old
	Bundle             = "bundle"
	Template           = "template"
	Operations         = "operations"
	Op                 = "op"
	Location           = "rsc_location"
	Colocation         = "rsc_colocation"
	Order              = "rsc_order"
	Ticket             = "rsc_ticket"
	ResourceSet        = "resource_set"
	ResourceRef        = "resource_ref"
	Rule               = "rule"
	Expression         = "expression"
	DateExpression     = "date_expression"
	FencingLevel       = "fencing-level"
	Alert              = "alert"
	Recipient          = "recipient"
	Tag                = "tag"
	TagMember          = "obj_ref"
	ACLRole            = "acl_role"
	ACLPermission      = "acl_permission"
	ACLTarget          = "acl_target"
	ACLRoleRef         = "role"
	ACLOldRoleRef      = "role_ref"
)

// Identity is what the id of an element is.
type Identity uint8

// The identities.
const (
	// Named elements are known by their ids: resources, tags. So is what is in
	// no list here.
	Named Identity = iota
	// Numbered elements have an id that pcs makes up unless one is given,
	// and can be found by it: constraints.
	Numbered
	// Made ids say nothing: of attribute sets, pairs, operations, rules. Those of
	// alerts, recipients and fencing levels are not names for them either.
	Made
	// Elsewhere: the id attribute repeats the id of something else, or is a number
	// of corosync. It is not an XML id.
	Elsewhere
)

// Element is a kind of element, with what the tables of a sheet can say of it.
type Element struct {
	Name     string
	Identity Identity
	// About are the attributes that say which of its kind an element is, when
	// that is not its id.
	About []string
	// Resource: it is a resource, or a template of one.
	Resource bool
	// Refers are the attributes that name resources, one or several.
	Refers []string

	// Attrs and Children are what tables can say.
	Attrs, Children []string
	// Same are attributes that say nothing beyond the others: no table has them,
	// and nothing is lost with them.
	Same []string
}

// elements are all that the code knows by name. A table can say those that have
// Attrs or Children; a test compares that with what the compile writes.
var elements = []Element{
	pairsIn(PropertySet), pairsIn(MetaAttributes), pairsIn(InstanceAttributes), pairsIn(Utilization),
	{Name: Pair, Identity: Made, Attrs: []string{"id", "name", "value"}},

	{Name: Node, Identity: Elsewhere, About: []string{"uname"}, Attrs: []string{"id", "uname"}, Same: []string{"type"},
		Children: []string{InstanceAttributes, Utilization}},

	{Name: Primitive, Resource: true, Attrs: []string{"id", "class", "provider", "type"}, Same: []string{"description"},
		Children: []string{InstanceAttributes, MetaAttributes, Utilization, Operations}},
	{Name: Group, Resource: true, Attrs: []string{"id"}, Same: []string{"description"},
		Children: []string{Primitive, MetaAttributes}},
	{Name: Clone, Resource: true, Attrs: []string{"id"}, Same: []string{"description"},
		Children: []string{Primitive, Group, MetaAttributes}},
	{Name: Master, Resource: true, Same: []string{"id", "description"}, Children: []string{Primitive, Group, MetaAttributes}},
	{Name: Bundle, Resource: true},
	{Name: Template, Resource: true},
	{Name: Operations, Children: []string{Op}, Same: []string{"id"}},
	{Name: Op, Identity: Made, Same: []string{"description"},
		Attrs:    []string{"id", "name", "interval", "timeout", "on-fail", "role", "enabled", "start-delay", "interval-origin", "record-pending"},
		Children: []string{InstanceAttributes}},

	{Name: Location, Identity: Numbered, Refers: []string{"rsc"}, Attrs: []string{"id", "rsc", "node", "score"}, Same: []string{"description"},
		Children: []string{Rule}},
	{Name: Colocation, Identity: Numbered, Refers: []string{"rsc", "with-rsc"},
		Attrs: []string{"id", "rsc", "with-rsc", "score", "rsc-role", "with-rsc-role"}},
	{Name: Order, Identity: Numbered, Refers: []string{"first", "then"}, Same: []string{"score"}, // the kind of old
		Attrs: []string{"id", "first", "then", "kind", "first-action", "then-action", "symmetrical"}},
	{Name: Ticket, Refers: []string{"rsc"}},
	{Name: ResourceRef, Identity: Elsewhere, Refers: []string{"id"}},
	{Name: Rule, Identity: Made, Attrs: []string{"id", "boolean-op", "role", "score"}, Children: []string{Expression}},
	{Name: Expression, Identity: Made, Attrs: []string{"id", "attribute", "operation", "value"}},
	{Name: DateExpression, Identity: Made},

	{Name: FencingLevel, Identity: Made, About: []string{"target", "index"},
		Attrs: []string{"id", "index", "devices", "target"}},

	{Name: Alert, Identity: Made, About: []string{"path"}, Attrs: []string{"id", "path"}, Same: []string{"description"},
		Children: []string{InstanceAttributes, MetaAttributes, Recipient}},
	{Name: Recipient, Identity: Made, About: []string{"value"}, Attrs: []string{"id", "value"}, Same: []string{"description"},
		Children: []string{InstanceAttributes, MetaAttributes}},

	{Name: Tag, Attrs: []string{"id"}, Children: []string{TagMember}},
	{Name: TagMember, Identity: Elsewhere, Refers: []string{"id"}, Attrs: []string{"id"}},

	{Name: ACLTarget, Identity: Elsewhere}, // the name of a user
	{Name: ACLRoleRef, Identity: Elsewhere},
	{Name: ACLOldRoleRef, Identity: Elsewhere},
}

// pairsIn is a set of name/value pairs that always holds. Its score only orders
// the pairs of a name; a table has one pair of a name.
func pairsIn(name string) Element {
	return Element{Name: name, Identity: Made, Attrs: []string{"id"}, Children: []string{Pair}, Same: []string{"score"}}
}

// Elements lists the elements that the code knows by name.
func Elements() []Element { return slices.Clone(elements) }

// ElementNamed is what is known of an element; nothing but its name for one that
// is in no list.
func ElementNamed(name string) Element {
	for i := range elements {
		if elements[i].Name == name {
			return elements[i]
		}
	}
	return Element{Name: name}
}

// IsResource reports whether an element is a resource or a resource template.
func IsResource(name string) bool { return ElementNamed(name).Resource }

// HoldsID reports whether the id attribute of an element is an XML id. The
// others name something that is declared elsewhere.
func HoldsID(element string) bool { return ElementNamed(element).Identity != Elsewhere }

// Sets are the elements that hold the attributes of a resource, a node or an
// alert, in the order of the schemas' documentation.
func Sets() []string { return []string{MetaAttributes, InstanceAttributes, Utilization} }
