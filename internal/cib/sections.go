// Package cib says what a CIB is made of and how Pacemaker reads it: the sections
// of a configuration, the elements in them and what their ids are, who owns which
// property, how an agent is called, what counts as a true boolean, a score, a role,
// a duration. The compile writes by it and the apply reads by it, so that they
// agree. It does not depend on sheets or pcs.
package cib

// The sections of a configuration.
const (
	CrmConfig       = "crm_config"
	Nodes           = "nodes"
	Resources       = "resources"
	Constraints     = "constraints"
	RscDefaults     = "rsc_defaults"
	OpDefaults      = "op_defaults"
	FencingTopology = "fencing-topology"
	ACLs            = "acls"
	Tags            = "tags"
	Alerts          = "alerts"
)

// Section is one section of a configuration.
type Section struct {
	Name string
	// Set is the element of its attribute sets, if the section has nothing else:
	// cluster_property_set, meta_attributes.
	Set string
	// Holds are the elements the code knows in it, if they are not sets.
	Holds []string
	// Required says that the schemas require it even when it is empty.
	Required bool
	// Sayable says that a table of the sheet fills it. For other sections a sheet
	// cannot decide what is kept or removed.
	Sayable bool
	// Left says that a sheet without such a table says nothing about the section.
	Left bool
}

var sections = []Section{
	{Name: CrmConfig, Set: PropertySet, Required: true, Sayable: true},
	{Name: Nodes, Holds: []string{Node}, Required: true, Sayable: true},
	{Name: Resources, Holds: []string{Primitive, Group, Clone, Master, Bundle, Template}, Required: true, Sayable: true},
	{Name: Constraints, Holds: []string{Location, Colocation, Order, Ticket}, Required: true, Sayable: true},
	{Name: RscDefaults, Set: MetaAttributes, Sayable: true},
	{Name: OpDefaults, Set: MetaAttributes, Sayable: true},
	{Name: FencingTopology, Holds: []string{FencingLevel}, Sayable: true},
	{Name: ACLs, Holds: []string{ACLRole, ACLTarget, ACLGroup}, Sayable: true, Left: true},
	{Name: Tags, Holds: []string{Tag}, Sayable: true},
	{Name: Alerts, Holds: []string{Alert}, Sayable: true},
}

// children returns the elements in a section that tables can express.
func (s Section) children() []string {
	if s.Set != "" {
		return []string{s.Set}
	}
	return s.Holds
}

// Sections lists the sections a configuration can have: those every CIB has, then
// the others. The schemas allow any order; this is the order of pcs.
func Sections() []Section { return append([]Section(nil), sections...) }

// SectionNamed finds a section by its name.
func SectionNamed(name string) (Section, bool) {
	for _, s := range sections {
		if s.Name == name {
			return s, true
		}
	}
	return Section{}, false
}
