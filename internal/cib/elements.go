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
	Master             = "master" // the old form of a promotable clone
	Bundle             = "bundle"
	Template           = "template"
	Docker             = "docker"
	Podman             = "podman"
	Rkt                = "rkt"
	Network            = "network"
	PortMapping        = "port-mapping"
	Storage            = "storage"
	StorageMapping     = "storage-mapping"
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
	DateSpec           = "date_spec"
	RuleDuration       = "duration"
	RscExpression      = "rsc_expression"
	OpExpression       = "op_expression"
	FencingLevel       = "fencing-level"
	Alert              = "alert"
	Recipient          = "recipient"
	Select             = "select"
	SelectedAttribute  = "attribute"
	Tag                = "tag"
	TagMember          = "obj_ref"
	ACLRole            = "acl_role"
	ACLPermission      = "acl_permission"
	ACLTarget          = "acl_target"
	ACLGroup           = "acl_group"
	ACLRoleRef         = "role"
	ACLOldRoleRef      = "role_ref"
)

// Identity is what the id of an element is.
type Identity uint8

// The identities.
const (
	// Named elements are identified by their ids: resources, tags, and elements
	// that are not listed here.
	Named Identity = iota
	// Numbered elements are identified by an id that pcs generates unless one is
	// given: constraints.
	Numbered
	// Made ids do not identify anything: those of attribute sets, pairs,
	// operations, rules, alerts, recipients and fencing levels.
	Made
	// Elsewhere means that the id attribute is not an XML id: it repeats the id of
	// another element or is a corosync node id.
	Elsewhere
)

// Element is a kind of element, with the parts of it that tables of a sheet can
// express.
type Element struct {
	Name     string
	Identity Identity
	// About are the attributes that identify an element when its id does not.
	About []string
	// Resource marks resources and resource templates.
	Resource bool
	// Refers are the attributes that name resources, one or several.
	Refers []string

	// Attrs and Children are what tables can express.
	Attrs, Children []string
	// Same are attributes that are redundant: no table has them, and nothing is
	// lost without them.
	Same []string
}

// elements are all elements that the code knows by name. Tables can express those
// that have Attrs or Children; a test compares that with what the compile writes.
var elements = []Element{
	pairsIn(PropertySet), pairsIn(MetaAttributes), pairsIn(InstanceAttributes), pairsIn(Utilization),
	{Name: Pair, Identity: Made, Attrs: []string{"id", "name", "value"}},

	{Name: Node, Identity: Elsewhere, About: []string{"uname"}, Attrs: []string{"id", "uname"}, Same: []string{"type"},
		Children: []string{InstanceAttributes, Utilization}},

	{Name: Primitive, Resource: true, Attrs: []string{"id", "class", "provider", "type", "template", "description"},
		Children: []string{InstanceAttributes, MetaAttributes, Utilization, Operations}},
	{Name: Group, Resource: true, Attrs: []string{"id", "description"},
		Children: []string{Primitive, MetaAttributes}},
	{Name: Clone, Resource: true, Attrs: []string{"id", "description"},
		Children: []string{Primitive, Group, MetaAttributes}},
	{Name: Master, Resource: true, Same: []string{"id", "description"}, Children: []string{Primitive, Group, MetaAttributes}},
	{Name: Bundle, Resource: true, Attrs: []string{"id", "description"},
		Children: []string{Docker, Podman, Rkt, Network, Storage, MetaAttributes, Primitive}},
	container(Docker), container(Podman), container(Rkt),
	{Name: Network, Attrs: []string{"ip-range-start", "control-port", "host-interface", "host-netmask", "add-host"}, Children: []string{PortMapping}},
	{Name: PortMapping, Identity: Made, Attrs: []string{"id", "port", "internal-port", "range"}},
	{Name: Storage, Children: []string{StorageMapping}},
	{Name: StorageMapping, Identity: Made, Attrs: []string{"id", "source-dir", "source-dir-root", "target-dir", "options"}},
	{Name: Template, Resource: true, Attrs: []string{"id", "class", "provider", "type", "description"},
		Children: []string{InstanceAttributes, MetaAttributes, Utilization, Operations}},
	{Name: Operations, Children: []string{Op}, Same: []string{"id"}},
	{Name: Op, Identity: Made, Same: []string{"description"},
		Attrs:    []string{"id", "name", "interval", "timeout", "on-fail", "role", "enabled", "start-delay", "interval-origin", "record-pending"},
		Children: []string{InstanceAttributes, MetaAttributes}},

	{Name: Location, Identity: Numbered, Refers: []string{"rsc"}, Attrs: []string{"id", "rsc", "rsc-pattern", "node", "score", "role", "resource-discovery"}, Same: []string{"description"},
		Children: []string{Rule, ResourceSet}},
	{Name: Colocation, Identity: Numbered, Refers: []string{"rsc", "with-rsc"},
		Attrs: []string{"id", "rsc", "with-rsc", "score", "rsc-role", "with-rsc-role", "influence", "node-attribute"}, Children: []string{ResourceSet}},
	{Name: Order, Identity: Numbered, Refers: []string{"first", "then"}, Same: []string{"score"}, // the kind of old
		Attrs: []string{"id", "first", "then", "kind", "first-action", "then-action", "symmetrical", "require-all"}, Children: []string{ResourceSet}},
	{Name: Ticket, Identity: Numbered, Refers: []string{"rsc"}, Attrs: []string{"id", "ticket", "rsc", "rsc-role", "loss-policy"}, Children: []string{ResourceSet}},
	{Name: ResourceSet, Identity: Made, Attrs: []string{"id", "sequential", "require-all", "action", "role"}, Children: []string{ResourceRef}},
	{Name: ResourceRef, Identity: Elsewhere, Refers: []string{"id"}, Attrs: []string{"id"}},
	{Name: Rule, Identity: Made, Attrs: []string{"id", "boolean-op", "role", "score", "score-attribute"}, Children: []string{Expression, DateExpression, RscExpression, OpExpression, Rule}},
	{Name: Expression, Identity: Made, Attrs: []string{"id", "attribute", "operation", "value", "type"}},
	{Name: DateExpression, Identity: Made, Attrs: []string{"id", "operation", "start", "end"}, Children: []string{DateSpec, RuleDuration}},
	{Name: DateSpec, Identity: Made, Attrs: []string{"id", "years", "weekyears", "months", "weeks", "yeardays", "monthdays", "weekdays", "hours", "minutes", "seconds", "moon"}},
	{Name: RuleDuration, Identity: Made, Attrs: []string{"id", "years", "months", "weeks", "days", "hours", "minutes", "seconds"}},
	{Name: RscExpression, Identity: Made, Attrs: []string{"id", "class", "provider", "type"}}, // in sets of defaults
	{Name: OpExpression, Identity: Made, Attrs: []string{"id", "name", "interval"}},

	{Name: FencingLevel, Identity: Made, About: []string{"target", "target-pattern", "target-attribute", "target-value", "index"},
		Attrs: []string{"id", "index", "devices", "target", "target-pattern", "target-attribute", "target-value"}},

	{Name: Alert, Identity: Made, About: []string{"path"}, Attrs: []string{"id", "path", "description"},
		Children: []string{InstanceAttributes, MetaAttributes, Recipient, Select}},
	{Name: Recipient, Identity: Made, About: []string{"value"}, Attrs: []string{"id", "value", "description"},
		Children: []string{InstanceAttributes, MetaAttributes}},
	{Name: Select, Children: []string{"select_nodes", "select_fencing", "select_resources", "select_attributes"}},
	{Name: "select_attributes", Children: []string{SelectedAttribute}},
	{Name: SelectedAttribute, Identity: Made, Attrs: []string{"id", "name"}},

	{Name: Tag, Attrs: []string{"id"}, Children: []string{TagMember}},
	{Name: TagMember, Identity: Elsewhere, Refers: []string{"id"}, Attrs: []string{"id"}},

	{Name: ACLRole, Attrs: []string{"id", "description"}, Children: []string{ACLPermission}},
	{Name: ACLPermission, Identity: Made, Attrs: []string{"id", "kind", "xpath", "reference", "object-type", "attribute"}, Same: []string{"description"}},
	{Name: ACLTarget, Identity: Elsewhere, Attrs: []string{"id"}, Children: []string{ACLRoleRef}}, // the name of a user
	{Name: ACLGroup, Attrs: []string{"id"}, Children: []string{ACLRoleRef}},
	{Name: ACLRoleRef, Identity: Elsewhere, Attrs: []string{"id"}},
	{Name: ACLOldRoleRef, Identity: Elsewhere},
}

// pairsIn is a set of name/value pairs. Its score only matters for pairs with the same
// name, so nothing is lost where it is not said.
func pairsIn(name string) Element {
	return Element{Name: name, Identity: Made, Attrs: []string{"id"}, Children: []string{Pair, Rule}, Same: []string{"score"}}
}

// container is the element of a bundle that says what its containers are.
func container(name string) Element {
	return Element{Name: name, Attrs: []string{"image", "replicas", "replicas-per-host", "promoted-max", "run-command", "network", "options"}}
}

// Containers are the elements of the kinds of containers of a bundle.
func Containers() []string { return []string{Docker, Podman, Rkt} }

// Elements lists the elements that the code knows by name.
func Elements() []Element { return slices.Clone(elements) }

// ElementNamed returns an element by its name; an unknown one has only the name.
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

// HoldsID reports whether the id attribute of an element is an XML id. The others
// refer to something declared elsewhere.
func HoldsID(element string) bool { return ElementNamed(element).Identity != Elsewhere }

// Sets returns the elements with the attributes of a resource, a node or an alert,
// in the order of the schemas' documentation.
func Sets() []string { return []string{MetaAttributes, InstanceAttributes, Utilization} }
