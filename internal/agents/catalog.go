package agents

import (
	_ "embed"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"hagen/internal/cib"
)

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
	OperationParams   OptionSet = "operation_instance_attributes" // OCF_CHECK_LEVEL
	AlertMeta         OptionSet = "alert_meta"
)

// OptionSets lists the option lists.
func OptionSets() []OptionSet {
	return []OptionSet{
		ClusterProperties, PrimitiveMeta, GroupMeta, CloneMeta, FencingMeta,
		FencingParams, OperationOptions, OperationParams, AlertMeta,
	}
}

// Catalog has the metadata for one target. It is read-only after Load and Extend
// and safe for concurrent reads. Returned values are shared and must not be
// modified.
type Catalog struct {
	agents  *index
	options *index
	added   map[string]*Agent // by Extend

	mu      sync.Mutex
	decoded map[string]*Agent
	lists   map[OptionSet][]Option
}

//go:embed data/agents.txt
var embeddedAgents string

//go:embed data/options.txt
var embeddedOptions string

// Load opens the embedded metadata of a target (rhel9). It only locates each agent;
// an agent is decoded on demand.
func Load(targetName string) (*Catalog, error) {
	return Parse(embeddedAgents, embeddedOptions, targetName)
}

// Parse is Load for other data in the embedded form: the generator uses it to check
// what it is about to write.
func Parse(agentData, optionData, targetName string) (*Catalog, error) {
	agentIndex, err := newIndex(agentData, targetName)
	if err != nil {
		return nil, fmt.Errorf("agent metadata: %w", err)
	}
	optionIndex, err := newIndex(optionData, targetName)
	if err != nil {
		return nil, fmt.Errorf("pacemaker options: %w", err)
	}
	return &Catalog{
		agents: agentIndex, options: optionIndex,
		added: map[string]*Agent{}, decoded: map[string]*Agent{}, lists: map[OptionSet][]Option{},
	}, nil
}

// Agent finds an agent by its full name: one that Extend added, else an embedded
// one, else the stock answer of the class (systemd:haproxy, systemd:getty@tty1,
// lsb:x, service:x).
func (c *Catalog) Agent(name string) (*Agent, bool) {
	if a, ok := c.added[name]; ok {
		return a, true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if a, ok := c.decoded[name]; ok {
		return a, true
	}
	a, err := c.decode(name)
	if err != nil { // an unknown name; TestEveryAgentDecodes keeps other errors out
		return nil, false
	}
	c.decoded[name] = a
	return a, true
}

// Knows reports whether the catalog has exactly this agent, whatever is said of its
// parameters.
func (c *Catalog) Knows(a *Agent) bool {
	known, ok := c.Agent(a.Name)
	return ok && reflect.DeepEqual(known.Undescribed(), a.Undescribed())
}

// decode reads an embedded or stock agent.
func (c *Catalog) decode(name string) (*Agent, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	class, _, _ := cib.AgentParts(name)
	b, ok := c.agents.find(name)
	if !ok && class != cib.OCF && class != cib.Stonith {
		b, ok = c.agents.find(class + stockSuffix)
	}
	if !ok {
		return nil, fmt.Errorf("agent %s is not known", name)
	}
	a, err := decodeAgent(b, c.agents.bit)
	if err != nil {
		return nil, err
	}
	a.Name = name
	return a, nil
}

// stockSuffix marks the stock answer of a class for all of its agents.
const stockSuffix = ":*"

// Names lists the agents, sorted, without the stock ones.
func (c *Catalog) Names() []string {
	var out []string
	for _, b := range c.agents.blocks {
		if b.mask&c.agents.bit != 0 && !strings.HasSuffix(b.name, stockSuffix) {
			out = append(out, b.name)
		}
	}
	for name := range c.added {
		if b, ok := c.agents.find(name); !ok || b.mask&c.agents.bit == 0 {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Providers lists the providers of ocf agents, sorted.
func (c *Catalog) Providers() []string {
	var out []string
	for _, name := range c.Names() {
		if _, provider, _ := cib.AgentParts(name); provider != "" && !slices.Contains(out, provider) {
			out = append(out, provider)
		}
	}
	slices.Sort(out)
	return out
}

// OfType lists the ocf agents of a type, whatever their provider, sorted.
func (c *Catalog) OfType(typ string) []string {
	return slices.DeleteFunc(c.Names(), func(name string) bool {
		_, provider, t := cib.AgentParts(name)
		return provider == "" || t != typ
	})
}

// Options lists the options of a set in Pacemaker's own order.
func (c *Catalog) Options(set OptionSet) []Option {
	c.mu.Lock()
	defer c.mu.Unlock()
	if list, ok := c.lists[set]; ok {
		return list
	}
	b, ok := c.options.find(string(set))
	if !ok {
		return nil
	}
	list, err := decodeOptions(b, c.options.bit)
	if err != nil { // TestEveryOptionDecodes
		return nil
	}
	c.lists[set] = list
	return list
}

// Option finds an option of a set by its name, not by an alias.
func (c *Catalog) Option(set OptionSet, name string) (*Option, bool) {
	list := c.Options(set)
	for i := range list {
		if list[i].Name == name {
			return &list[i], true
		}
	}
	return nil, false
}

// FirstOption finds an option in the first of some sets that has it.
func (c *Catalog) FirstOption(name string, sets ...OptionSet) (*Option, bool) {
	for _, set := range sets {
		if o, ok := c.Option(set, name); ok {
			return o, true
		}
	}
	return nil, false
}

// ReleasesOfAgent lists the upstream releases that have the agent, oldest
// first, as far as known: "resource-agents 4.13.0". Releases no target uses
// count as well.
func (c *Catalog) ReleasesOfAgent(name string) []string {
	b, ok := c.agents.any(name)
	if !ok {
		return nil
	}
	return c.agents.releaseNames(b.pkg, b.releases)
}

// ReleasesOfParam lists the upstream releases in which the agent has the
// parameter.
func (c *Catalog) ReleasesOfParam(agent, param string) []string {
	return c.agents.releasesOf(agent, param)
}

// ReleasesOfProperty lists the releases that have the cluster property:
// "Pacemaker 2.1.7".
func (c *Catalog) ReleasesOfProperty(name string) []string {
	return c.options.releasesOf(string(ClusterProperties), name)
}
