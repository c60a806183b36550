package migrate

import (
	"cmp"
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/complete"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// agent is one agent of the sheet with the resources it runs.
type agent struct {
	before, after *agents.Agent
	resources     []*model.Primitive
}

// resources compares what each agent does where the sheet says nothing: the
// defaults of its parameters and the operations pcs takes from its metadata. An
// agent one of the targets does not know is a finding of the compile.
func (m *move) resources() {
	var list []*agent
	byName := map[string]*agent{}
	for _, p := range m.config.Primitives() {
		name := p.Agent()
		if byName[name] == nil {
			before, knownBefore := m.from.Catalog.Agent(name)
			after, knownAfter := m.to.Catalog.Agent(name)
			if !knownBefore || !knownAfter {
				continue
			}
			byName[name] = &agent{before: before, after: after}
			list = append(list, byName[name])
		}
		byName[name].resources = append(byName[name].resources, p)
	}
	for _, a := range list {
		m.parameters(a)
		m.operations(a)
	}
}

// parameters reports the defaults that change.
func (m *move) parameters(a *agent) {
	for _, now := range a.after.Params {
		was, known := a.before.Param(now.Name)
		if !known || now.Deprecated || same(was.Default, now.Default) {
			continue
		}
		m.tell(diag.ParameterDefaultChanges, a, diag.Args{"name": now.Name, "old": was.Default, "new": now.Default},
			func(p *model.Primitive) bool { return model.Find(p.AllParams(), now.Name) == nil })
	}
}

// operations compares the operations that are not in the sheet. Any resource does
// for what the agent offers; a fence device has the class of all of its agent.
func (m *move) operations(a *agent) {
	was, now := complete.Offered(a.resources[0], a.before), complete.Offered(a.resources[0], a.after)
	for _, op := range was {
		if counterpart(now, op) == nil {
			m.tell(diag.OperationLeaves, a, diag.Args{"operation": named(op)}, leavesOut(op.Name))
		}
	}
	for _, op := range now {
		old := counterpart(was, op)
		if old == nil {
			m.tell(diag.OperationJoins, a, diag.Args{"operation": named(op)}, leavesOut(op.Name))
			continue
		}
		for _, option := range []string{"timeout", "interval", "start-delay"} {
			if !same(old.Option(option), op.Option(option)) {
				m.tell(diag.OperationDefaultChanges, a, diag.Args{"operation": named(op), "option": option,
					"old": old.Option(option), "new": op.Option(option)}, leavesOut(op.Name))
			}
		}
	}
}

// leavesOut picks the resources whose operation of a name pcs completes.
func leavesOut(name string) func(*model.Primitive) bool {
	return func(p *model.Primitive) bool {
		return p.Template == "" && !slices.ContainsFunc(p.Operations, func(op *model.Operation) bool { return op.Name == name && !op.Default })
	}
}

// tell reports a difference of an agent once, at the first resource it concerns;
// the others are named beside it.
func (m *move) tell(kind *diag.Kind, a *agent, args diag.Args, concerns func(*model.Primitive) bool) {
	var ids []string
	var places []diag.Place
	for _, p := range a.resources {
		if concerns(p) {
			ids, places = append(ids, p.ID), append(places, p.From.At(schema.KeyID))
		}
	}
	if len(ids) == 0 {
		return
	}
	args["id"], args["target"] = strings.Join(ids, ", "), m.to.Target.Title
	var also []diag.Related
	for _, at := range places[1:] {
		also = append(also, diag.See(at, diag.NoteAlso))
	}
	m.Report.Add(kind, places[0], args, also...)
}

// named is an operation as people tell it from others of its name.
func named(op *model.Operation) string {
	return strings.TrimSpace(op.Name + " " + op.Option("role"))
}

// counterpart is the operation of the same name, role and depth.
func counterpart(list []*model.Operation, op *model.Operation) *model.Operation {
	for _, other := range list {
		if other.Name == op.Name && other.Option("role") == op.Option("role") && depth(other) == depth(op) {
			return other
		}
	}
	return nil
}

func depth(op *model.Operation) string { return model.Value(op.Params, model.CheckLevel) }

// options reports Pacemaker's own defaults that change, once for the sheet.
func (m *move) options() {
	sets := []struct {
		set   agents.OptionSet
		given []*model.AttributeSet
	}{
		{agents.ClusterProperties, m.config.Properties},
		{agents.PrimitiveMeta, m.config.RscDefaults},
		{agents.OperationOptions, m.config.OpDefaults},
	}
	for _, s := range sets {
		for _, now := range m.to.Catalog.Options(s.set) {
			was, known := m.from.Catalog.Option(s.set, now.Name)
			if !known || now.Generated || now.Deprecated || same(was.Default, now.Default) || model.Find(s.given, now.Name) != nil {
				continue
			}
			m.Report.Add(diag.OptionDefaultChanges, m.Grid.Place(0, 0), diag.Args{
				"name": now.Name, "old": was.Default, "new": now.Default, "target": m.to.Target.Title})
		}
	}
}

// same reports whether two defaults mean the same, however they are written.
func same(a, b string) bool {
	if a == b {
		return true
	}
	x, okA := cib.Milliseconds(cmp.Or(a, "-"))
	y, okB := cib.Milliseconds(cmp.Or(b, "-"))
	if okA && okB {
		return x == y
	}
	p, okA := value.Boolean(a)
	q, okB := value.Boolean(b)
	return okA && okB && p == q
}
