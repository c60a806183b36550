package cib

import "slices"

// shape is what the tables of a sheet can say of an element.
type shape struct {
	attrs    []string
	children []string
	// same are attributes that say nothing beyond the others: no table has them,
	// and nothing is lost with them.
	same []string
}

// sayable are the elements tables can say, with what they can say of them. A
// test holds it to what the compile writes.
var sayable = map[string]shape{
	CrmConfig:              {children: []string{"cluster_property_set"}},
	RscDefaults:            {children: []string{"meta_attributes"}},
	OpDefaults:             {children: []string{"meta_attributes"}},
	Nodes:                  {children: []string{"node"}},
	Resources:              {children: []string{"primitive", "group", "clone", "master"}},
	Constraints:            {children: []string{"rsc_location", "rsc_colocation", "rsc_order"}},
	FencingTopology:        {children: []string{"fencing-level"}},
	Alerts:                 {children: []string{"alert"}},
	"cluster_property_set": set,
	"meta_attributes":      set,
	"instance_attributes":  set,
	"utilization":          set,
	"nvpair":               {attrs: []string{"id", "name", "value"}},
	"node":                 {attrs: []string{"id", "uname"}, children: []string{"instance_attributes", "utilization"}, same: []string{"type"}},
	"primitive": {attrs: []string{"id", "class", "provider", "type"}, same: []string{"description"},
		children: []string{"instance_attributes", "meta_attributes", "utilization", "operations"}},
	"operations": {children: []string{"op"}, same: []string{"id"}},
	"op": {attrs: []string{"id", "name", "interval", "timeout", "on-fail", "role", "enabled", "start-delay", "interval-origin", "record-pending"},
		children: []string{"instance_attributes"}, same: []string{"description"}},
	"group":  {attrs: []string{"id"}, children: []string{"primitive", "meta_attributes"}, same: []string{"description"}},
	"clone":  {attrs: []string{"id"}, children: []string{"primitive", "group", "meta_attributes"}, same: []string{"description"}},
	"master": {children: []string{"primitive", "group", "meta_attributes"}, same: []string{"id", "description"}}, // a promotable clone of old
	"rsc_location": {attrs: []string{"id", "rsc", "node", "score"}, children: []string{"rule"},
		same: []string{"description"}},
	"rule":           {attrs: []string{"id", "boolean-op", "role", "score"}, children: []string{"expression"}},
	"expression":     {attrs: []string{"id", "attribute", "operation", "value"}},
	"rsc_colocation": {attrs: []string{"id", "rsc", "with-rsc", "score", "rsc-role", "with-rsc-role"}},
	"rsc_order": {attrs: []string{"id", "first", "then", "kind", "first-action", "then-action", "symmetrical"},
		same: []string{"score"}}, // the kind of old
	"fencing-level": {attrs: []string{"id", "index", "devices", "target"}},
	"alert": {attrs: []string{"id", "path"}, children: []string{"instance_attributes", "meta_attributes", "recipient"},
		same: []string{"description"}},
	"recipient": {attrs: []string{"id", "value"}, children: []string{"instance_attributes", "meta_attributes"},
		same: []string{"description"}},
}

// set is a set of name/value pairs that always holds. Its score only orders the
// pairs of a name; a table has one pair of a name.
var set = shape{attrs: []string{"id"}, children: []string{"nvpair"}, same: []string{"score"}}

// CheckLevel is the one parameter of an operation that a table can say.
const CheckLevel = "OCF_CHECK_LEVEL"

// CanSayChild reports whether a table can say that an element of one name holds
// one of another: a meta_attributes can hold an nvpair, but no rule.
func CanSayChild(element, child string) bool {
	return slices.Contains(sayable[element].children, child)
}

// CanSayAttribute reports whether a table can say an attribute of an element, or
// whether nothing would be lost with it.
func CanSayAttribute(element, name, value string) bool {
	if element == "rsc_location" && name == "resource-discovery" {
		return value == "always" // the default
	}
	s := sayable[element]
	return slices.Contains(s.attrs, name) || slices.Contains(s.same, name)
}
