package apply

import (
	"slices"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// Danger is a reason not to apply a plan unless the user allows it.
type Danger string

// The dangers, in the order in which they are shown.
const (
	// NoQuorum: the partition the plan was made in has no quorum, so that nothing
	// would start, and the others may know a newer configuration.
	NoQuorum Danger = "no-quorum"
	// InMaintenance: the cluster does nothing as long as maintenance-mode is set.
	InMaintenance Danger = "maintenance"
	// Busy: the cluster is carrying out an earlier change, or has something to do
	// for another reason.
	Busy Danger = "busy"
	// Removes: resources that run would be removed.
	Removes Danger = "remove"
	// Unsaid: something that cannot be written in a sheet would be removed.
	Unsaid Danger = "unsaid"
	// Stops: running resources that the sheet wants to run would not run, or not be
	// promoted, on any node.
	Stops Danger = "stop"
	// Disables: resources that run would be stopped, or no longer be promoted,
	// because of their new target-role.
	Disables Danger = "disable"
	// Fences: nodes would be fenced.
	Fences Danger = "fence"
	// FencingOff: the cluster can fence now and could not afterwards.
	FencingOff Danger = "fencing-off"
	// Unmanages: the cluster would no longer manage something that it manages now.
	Unmanages Danger = "unmanage"
	// Manages: the cluster would manage again what an operator had unmanaged.
	Manages Danger = "manage"
	// Enables: resources that an operator disabled, or kept from being promoted, would
	// start or be promoted.
	Enables Danger = "enable"
	// Unbans: a ban or move of crm_resource or pcs would be lifted.
	Unbans Danger = "unban"
	// Unstandby: nodes that an operator put into standby would run resources again.
	Unstandby Danger = "unstandby"
)

// Dangers lists all dangers, in the order in which they are shown.
func Dangers() []Danger {
	return []Danger{NoQuorum, InMaintenance, Busy, Removes, Unsaid, Stops, Disables, Fences, FencingOff,
		Unmanages, Manages, Enables, Unbans, Unstandby}
}

// Risk is a danger of a plan: which resources or nodes it is about.
type Risk struct {
	Danger Danger
	Items  []string
	// Reasons has the reason for each item, zero if unknown; nil without any
	// reasons.
	Reasons []message.Message
	// Ends says for InMaintenance that the plan ends maintenance mode: what waited
	// for that also happens then.
	Ends bool
	// Demotes says for Stops that the resources keep running but are not promoted
	// on any node.
	Demotes bool
}

// none is the zero message.
var none message.Message

// verbatim is a reason that is a name, unless that is "".
func verbatim(name string) message.Message {
	if name == "" {
		return none
	}
	return message.Verbatim(name)
}

func (r *Risk) add(item string, reason message.Message) {
	if slices.Contains(r.Items, item) {
		return
	}
	r.Items = append(r.Items, item)
	if !reason.IsZero() || r.Reasons != nil {
		for len(r.Reasons) < len(r.Items)-1 {
			r.Reasons = append(r.Reasons, none)
		}
		r.Reasons = append(r.Reasons, reason)
	}
}

// Refused are the risks of a plan that are not allowed.
func (p *Plan) Refused(allowed []Danger) []Risk {
	var out []Risk
	for _, r := range p.Risks {
		if !slices.Contains(allowed, r.Danger) {
			out = append(out, r)
		}
	}
	return out
}

// prospect is the input for finding the dangers of a plan.
type prospect struct {
	plan *Plan
	// before and after are the configurations, now and then what the cluster would
	// do without and with the change; these are nil when unknown. status
	// is nil of a file.
	before, after *meaning.Config
	now, then     *pcmk.Simulation
	status        *pcmk.State
	// restores says that a former configuration of the cluster is restored.
	restores bool
}

// risks finds the dangers of a plan. Those that only depend on the configuration
// are found even without a scheduler.
func (p *prospect) risks() []Risk {
	finders := []func() []Risk{p.noQuorum, p.maintenance, p.fencingOff, p.unbans, p.unsaid}
	if p.then != nil {
		finders = append(finders, p.busy, p.removes, p.stops, p.disables, p.fences, p.unmanages, p.manages, p.enables, p.unstandby)
	}
	var out []Risk
	for _, find := range finders {
		out = append(out, find()...)
	}
	order := Dangers()
	slices.SortStableFunc(out, func(a, b Risk) int { return slices.Index(order, a.Danger) - slices.Index(order, b.Danger) })
	return out
}

// some returns a risk as a list, or an empty list when the risk has no items.
func (r Risk) some() []Risk {
	if len(r.Items) == 0 {
		return nil
	}
	return []Risk{r}
}

func (p *prospect) noQuorum() []Risk {
	if rootAttr(p.plan.Before, "have-quorum") != "0" {
		return nil
	}
	return []Risk{{Danger: NoQuorum}}
}

func (p *prospect) maintenance() []Risk {
	if !maintenance(p.before) {
		return nil
	}
	return []Risk{{Danger: InMaintenance, Ends: !maintenance(p.after)}}
}

// maintenance reports whether a configuration keeps the cluster in maintenance
// mode.
func maintenance(config *meaning.Config) bool {
	return cib.IsTrue(config.Get(meaning.Property, "maintenance-mode", meaning.Value))
}

// busy is what the cluster has to do already.
func (p *prospect) busy() []Risk {
	if p.status == nil {
		return nil
	}
	r := Risk{Danger: Busy}
	for _, e := range pendingOf(p.status, p.now) {
		switch {
		case e.Action == "fence":
			r.add(e.Node, none)
		case e.Resource != "":
			r.add(e.Resource, none)
		}
	}
	if p.status.DC == "" {
		return []Risk{r}
	}
	return r.some()
}

// fences are the nodes the change would have fenced; those the cluster is about
// to fence anyway are not the change's.
func (p *prospect) fences() []Risk {
	nodes := func(s *pcmk.Simulation) (out []string) {
		for _, e := range s.Effects {
			if e.Action == "fence" {
				out = append(out, e.Node)
			}
		}
		return out
	}
	anyway := nodes(p.now)
	r := Risk{Danger: Fences}
	for _, n := range nodes(p.then) {
		if !slices.Contains(anyway, n) {
			r.add(n, none)
		}
	}
	return r.some()
}

// ownedIn reports whether a change between two CIBs is of something that the
// cluster or an agent sets: one that keeps state in properties has a set of its own
// (SAPHanaSR, redis_replication).
func ownedIn(a, b []byte) (func(meaning.Change) bool, error) {
	agents, pcs := map[string]bool{}, map[string]bool{}
	for _, data := range [][]byte{a, b} {
		doc, err := meaning.Parse(data)
		if err != nil {
			return nil, err
		}
		for _, set := range doc.Root().FindElements("./configuration/crm_config/cluster_property_set") {
			names := agents
			if set.SelectAttrValue("id", "") == cib.BootstrapOptions {
				names = pcs
			}
			for _, pair := range set.FindElements("./nvpair") {
				names[pair.SelectAttrValue("name", "")] = true
			}
		}
	}
	return func(c meaning.Change) bool {
		return c.Kind == meaning.Property && (cib.Owned(c.Key) || agents[c.Key] && !pcs[c.Key])
	}, nil
}
