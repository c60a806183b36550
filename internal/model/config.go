// Package model is Pacemaker's configuration as hagen understands it: the
// configuration section of a CIB, entity by entity, each with the place in the
// sheet it came from.
//
// It follows the CIB, not the tables: a table added to the schema fills existing
// parts or adds one entity type. Values are kept as text, in the spelling Pacemaker
// 3.7+ schemas use (roles Promoted and Unpromoted); emitters translate for older
// targets. The model may contain invalid input (a group in a group, a dangling
// reference): package validate finds it.
package model

import "strings"

// Config is one cluster. Slices keep the order of the sheet, which is the order
// of the CIB and of the script.
type Config struct {
	Nodes []*Node
	// NodesGiven says that Nodes has all nodes of the cluster: --nodes-from was
	// given, or a row of NODE names a node alone or gives it an id. Otherwise it has only those with attributes, and others may be named
	// elsewhere.
	NodesGiven bool

	Properties  []*AttributeSet // cluster_property_set; others than that of pcs belong to agents
	RscDefaults []*AttributeSet // meta_attributes
	OpDefaults  []*AttributeSet // meta_attributes
	Resources   []Resource      // top level, in order of RESOURCES

	Locations   []*Location
	Colocations []*Colocation
	Orders      []*Order
	Tickets     []*Ticket

	FencingLevels []*FencingLevel
	Alerts        []*Alert
	Tags          []*Tag

	ACLRoles  []*ACLRole
	ACLUsers  []*ACLUser
	ACLGroups []*ACLGroup

	// Commands are only in the script, not in the CIB.
	Commands []*Command

	Fragments []*Fragment
	Accepted  []*Acceptance
	Renames   []*Rename // only in the XML: no command gives these ids

	// Incomplete says that a part of the resource tree could not be read, which has
	// been reported. A reference to an undefined resource may mean that part and is
	// not reported again.
	Incomplete bool
	// PropertiesIncomplete says the same of the cluster properties: a property that
	// is not set may be one that could not be read.
	PropertiesIncomplete bool
}

// Node is a cluster node, perhaps with permanent attributes.
type Node struct {
	ID      string // corosync node id; "" when not given (see Config.NodeIDs)
	IDGiven bool   // the sheet gives the id
	Uname   string
	// Remote says that a resource creates the node: it has no corosync id, and the
	// CIB has it only if it has attributes. Such nodes are last.
	Remote      bool
	Attributes  []*AttributeSet // instance_attributes
	Utilization []*AttributeSet
	From        Origin // fields: uname, id
}

// Alert is an alert agent.
type Alert struct {
	ID          string // "" when not given (see Config.AlertIDs)
	Path        string
	Description string
	Options     []*AttributeSet
	Meta        []*AttributeSet
	Select      *AlertSelect // nil: all events
	Recipients  []*Recipient
	From        Origin // fields: path, id, description
}

// AlertSelect says which events an alert is about.
type AlertSelect struct{ Events []*AlertEvent }

// AlertEvent is a kind of events.
type AlertEvent struct {
	Kind      string // nodes, fencing, resources, attributes
	Attribute string // of nodes; "" for all
	From      Origin // fields: select, attribute
}

// Recipient is a recipient of an alert.
type Recipient struct {
	ID          string // "" lets the emitter name it the way pcs does
	Value       string
	Secret      bool // the value contains a password, for example in a URL with a login
	Description string
	Options     []*AttributeSet
	Meta        []*AttributeSet
	From        Origin // fields: recipient, id, description
}

// FencingLevel is one level of the fencing topology of its targets: of a node, of
// those whose names a pattern matches, or of those with a node attribute.
type FencingLevel struct {
	ID               string // "" lets the emitter name it the way pcs does
	Target           string // node name
	Pattern          string
	Attribute, Value string
	Index            string // from 1
	Devices          []*Device
	From             Origin // fields: node, level, level-id
}

// How pcs, and a sheet, write targets that are not one node.
const (
	TargetPattern   = "regexp%"
	TargetAttribute = "attrib%"
)

// Nodes is what the level is for, as pcs and a sheet write it.
func (l *FencingLevel) Nodes() string {
	switch {
	case l.Pattern != "":
		return TargetPattern + l.Pattern
	case l.Attribute != "":
		return TargetAttribute + l.Attribute + "=" + l.Value
	}
	return l.Target
}

// TargetOf reads what a level is for. A text that is not of the form is a name.
func TargetOf(text string) FencingLevel {
	if pattern, ok := strings.CutPrefix(text, TargetPattern); ok && pattern != "" {
		return FencingLevel{Pattern: pattern}
	}
	if pair, ok := strings.CutPrefix(text, TargetAttribute); ok {
		if name, value, _ := strings.Cut(pair, "="); name != "" && value != "" {
			return FencingLevel{Attribute: name, Value: value}
		}
	}
	return FencingLevel{Target: text}
}

// Device is a fence device named by a level.
type Device struct {
	ID   string
	From Origin // fields: id, node, level
}

// Command is one pcs command of ADDITIONAL_CONFIG, as written, line breaks kept.
type Command struct {
	Text   string
	Secret bool   // it contains a password or similar
	From   Origin // fields: config
}

// Property returns the value of a cluster property, "" when it is not set.
func (c *Config) Property(name string) string { return Value(c.Properties, name) }
