package shell

import (
	"fmt"
	"slices"
	"strings"

	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/target"
)

// resources writes the tree in the order of the sheet, fence devices where they
// are: pcs appends what it creates, so this order is that of the CIB.
func (e *emitter) resources(cfg *model.Config) {
	e.section("Resources")
	for _, r := range cfg.Resources {
		e.resource(r)
	}
}

// resource creates the members first, then their parent, then sets the meta
// attributes that have a command of their own.
func (e *emitter) resource(r model.Resource) {
	switch r := r.(type) {
	case *model.Bundle:
		e.bundle(r)
		return
	case *model.Primitive:
		e.primitive(r)
		return
	case *model.Clone:
		e.clone(r)
		e.cloneMeta(r)
	case *model.Template:
		e.template(r)
		return
	case *model.Group:
		c := pcs("resource", "group", "add", r.ID)
		for _, m := range r.Children {
			e.resource(m)
			c.add(m.ResourceID())
		}
		e.put(where(r.Placed(), schema.KeyID, r.ID), c)
		e.meta(r, plainPairs(r.Meta))
	}
	e.ownSets(r.ResourceID(), r.MetaSets())
	e.describe(r)
}

// meta writes "resource meta".
func (e *emitter) meta(r model.Resource, attrs []*model.Attribute) {
	if len(attrs) == 0 {
		return
	}
	kind := "resource"
	if p, ok := r.(*model.Primitive); ok && p.Stonith() && e.target.StonithMeta {
		kind = "stonith"
	}
	id := r.ResourceID()
	e.forIDs(attrs)
	c := pcs(kind, "meta", id).add(e.pairs(attrs)...)
	var notes []string
	if _, ok := r.(*model.Clone); ok && unknownIn(r) {
		notes = append(notes, cloneWhy)
		c.flag("--force")
	}
	for _, a := range attrs {
		if a.Name == model.RemoteNode {
			notes = append(notes, "--force: "+remoteWhy)
			c.flag("--force")
			break
		}
	}
	e.put(whereFirst(attrs, id), c, notes...)
}

// primitive creates one primitive, in what the words in say if there are any, then
// sets its utilization and the meta attributes RSC_ATTRIBUTES gives it.
func (e *emitter) primitive(p *model.Primitive, in ...string) {
	if p.Template != "" {
		e.derived(p)
		return
	}
	var created, after []*model.Attribute
	for _, a := range plainPairs(p.Meta) {
		switch {
		case a.AfterCreate:
			after = append(after, a)
		case !a.Default:
			created = append(created, a)
		}
	}
	c := pcs("resource", "create", p.ID, p.Agent())
	if p.Stonith() {
		c = pcs("stonith", "create", p.ID, p.Type)
	}
	params := plainPairs(p.Params)
	c.line(e.pairs(params)...)
	if len(created) > 0 {
		c.line("meta").add(e.pairs(created)...)
	}
	for _, op := range p.Operations {
		if !op.Default || p.UnknownAgent || p.NodeDecides || p.AsListed() {
			c.line("op", op.Name).add(e.operation(op)...)
		}
	}
	flags, notes := e.forced(p, params, created)
	if len(in) > 0 {
		c.line(in...)
		if in[0] != "bundle" {
			notes = append(notes, fmt.Sprintf(insideWhy, e.target.PCS))
		}
	}
	e.put(where(p.From, schema.KeyID, p.ID), c.flag(flags...), notes...)
	e.withoutMonitor(p)
	e.utilization(p)
	e.meta(p, after)
	e.ownSets(p.ID, p.Params, p.Meta, p.Utilization)
	e.describe(p)
	for _, op := range p.Operations {
		e.operationSets(p, op)
	}
}

// operationSets adds what pcs does not take for an operation: it has no parameters but
// OCF_CHECK_LEVEL, and no meta attributes.
func (e *emitter) operationSets(p *model.Primitive, op *model.Operation) {
	for _, s := range model.Plain(op.Params) {
		at := slices.IndexFunc(s.Attributes, func(a *model.Attribute) bool { return a.Name != model.CheckLevel })
		if at >= 0 {
			a := s.Attributes[at]
			e.insert(s, a.From, schema.KeyValue, a.Name, "parameters of an operation")
		}
	}
	for _, s := range model.Plain(op.Meta) {
		if len(s.Attributes) > 0 {
			e.insert(s, s.Attributes[0].From, schema.KeyValue, s.Attributes[0].Name, "meta attributes of an operation")
		}
	}
	e.ownSets(p.ID, op.Params, op.Meta)
}

// withoutMonitor removes the monitor operations of a primitive whose sheet lists
// none: pcs creates them even with --no-default-ops.
func (e *emitter) withoutMonitor(p *model.Primitive) {
	monitor := func(o *model.Operation) bool { return o.Name == model.OpMonitor }
	if !p.AsListed() || slices.ContainsFunc(p.Operations, monitor) {
		return
	}
	kind := "resource"
	if p.Stonith() && e.target.StonithMeta {
		kind = "stonith"
	}
	e.put(where(p.From, schema.KeyDefaultOps, p.ID), pcs(kind, "op", "delete", p.ID, model.OpMonitor),
		"pcs adds a monitor even with --no-default-ops, and the sheet lists none")
}

// operation returns an operation's options without those that pcs fills in.
func (e *emitter) operation(op *model.Operation) []string {
	var given []*model.Attribute
	for _, o := range op.Options {
		if o.Default && !op.Default {
			continue
		}
		if o.Name == "role" {
			role := *o
			role.Value = e.target.Role(o.Value)
			o = &role
		}
		given = append(given, o)
	}
	for _, a := range model.Pairs(model.Plain(op.Params)) {
		if a.Name == model.CheckLevel {
			given = append(given, a)
		}
	}
	if len(given) == 0 {
		given = op.Options // pcs takes no operation without an option
	}
	return e.pairs(given)
}

func (e *emitter) utilization(p *model.Primitive) {
	attrs := plainPairs(p.Utilization)
	if len(attrs) == 0 {
		return
	}
	at := whereFirst(attrs, p.ID)
	if p.Stonith() && e.target.StonithUtilization == target.Refused {
		for _, s := range model.Plain(p.Utilization) {
			e.insert(s, attrs[0].From, schema.KeyName, attrs[0].Name, "the utilization of a fence device")
		}
		return
	}
	e.forIDs(attrs)
	e.put(at, pcs("resource", "utilization", p.ID).add(e.pairs(attrs)...))
}

const remoteWhy = "pcs wants 'pcs cluster node add-remote' or 'add-guest' for this, which needs the live nodes"

// forced returns the options of pcs that the creation of a primitive needs, and
// why. pcs refuses what it does not find in the metadata on the node where the
// script runs; hagen has warned about each of these and the CIB has them, so the
// script uses --force, only for these resources.
func (e *emitter) forced(p *model.Primitive, params, meta []*model.Attribute) (flags, notes []string) {
	if p.UnknownAgent {
		flags = append(flags, "--no-default-ops")
		notes = append(notes, "--no-default-ops: hagen does not know "+p.Agent()+", so the operations are those of the sheet",
			"--force: pcs refuses an agent it does not know either")
	}
	if names := unknown(p, params); len(names) > 0 {
		notes = append(notes, "--force: "+p.Agent()+" of "+e.target.Title+" is not known to have "+strings.Join(names, ", "))
	}
	if names := later(p); len(names) > 0 {
		notes = append(notes, "--force: pcs does not see yet that a set of its own gives "+strings.Join(names, ", "))
	}
	if p.Stonith() && model.Find(model.Plain(p.Params), "action") != nil {
		notes = append(notes, "--force: pcs wants pcmk_off_action or pcmk_reboot_action in place of action")
	}
	remote := p.Agent() == model.RemoteAgent
	for _, a := range meta {
		remote = remote || a.Name == model.RemoteNode
	}
	if remote {
		notes = append(notes, "--force: "+remoteWhy)
	}
	if e.acceptedOf(p) {
		notes = append(notes, acceptedWhy)
	}
	if len(notes) > 0 {
		flags = append(flags, "--force")
	}
	switch {
	case p.UnknownAgent:
	case p.AsListed(): // nothing to force
		flags = append(flags, "--no-default-ops")
		notes = append(notes, "--no-default-ops: the sheet lists all operations (default-ops is false)")
	case p.NodeDecides:
		flags = append(flags, "--no-default-ops")
		notes = append(notes, "--no-default-ops: pcs would add the operations of an init script or of a systemd unit, whichever the node has")
	}
	return flags, notes
}

// later lists the parameters that only sets give that cibadmin adds. pcs refuses to
// create a resource without those its agent requires.
func later(p *model.Primitive) []string {
	var names []string
	for _, a := range model.Pairs(model.Own(p.Params)) {
		if model.Find(model.Plain(p.Params), a.Name) == nil && !slices.Contains(names, a.Name) {
			names = append(names, a.Name)
		}
	}
	return names
}

// unknown lists the parameters and operations that are not in the agent's metadata.
func unknown(p *model.Primitive, params []*model.Attribute) []string {
	var names []string
	for _, a := range params {
		if a.Unknown {
			names = append(names, a.Name)
		}
	}
	for _, op := range p.Operations {
		if op.Unknown {
			names = append(names, "the operation "+op.Name)
		}
	}
	return names
}
