package agents

// OptionSet names a list of Pacemaker options.
type OptionSet string

// The option lists of a target.
const (
	ClusterProperties OptionSet = "cluster_properties"
	PrimitiveMeta     OptionSet = "primitive_meta" // also valid in rsc_defaults
	GroupMeta         OptionSet = "group_meta"     // a group's own; primitive_meta is inherited by members
	CloneMeta         OptionSet = "clone_meta"     // a clone's own
	FencingMeta       OptionSet = "fencing_meta"
	FencingParams     OptionSet = "fencing_parameters" // pcmk_* and the like, on every fence device
	OperationOptions  OptionSet = "operation_options"
	AlertMeta         OptionSet = "alert_meta"
)

// Catalog is what is known for one target. It is read-only after Load and
// Extend and safe for concurrent reads.
type Catalog struct {
	// unexported: see load.go
	catalogData
}

// The contract of the rest of this package (load.go, extend.go, lookup.go):
//
//	Load(targetName string) (*Catalog, error)        embedded metadata of a target
//	(*Catalog) Extend(r io.Reader, name string) error      --agents FILE: adds or replaces agents
//	(*Catalog) Agent(name string) (*Agent, bool)     by full name; systemd:x, lsb:x, service:x give
//	                                                 the class's stock metadata (no parameters)
//	(*Catalog) Names() []string                      sorted, without the stock ones
//	(*Catalog) Providers() []string                  sorted ocf providers
//	(*Catalog) Options(set OptionSet) []Option
//	(*Catalog) Option(set OptionSet, name string) (*Option, bool)
//	(*Catalog) ReleasesOfAgent(name string) []string           upstream releases that have the agent,
//	(*Catalog) ReleasesOfParam(agent, param string) []string   … the parameter: "resource-agents 4.13.0"
//	(*Catalog) ReleasesOfProperty(name string) []string        … the cluster property: "Pacemaker 2.1.7"
//	(*Param) / (*Agent) helpers as needed: (*Agent).Param(name) (*Param, bool), (*Agent).Action(name) []Action
