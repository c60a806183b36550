package migrate

import (
	"slices"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// roles finds the old words for roles where the new target writes the new ones.
// hagen reads both, so that nothing changes in the cluster; the sheet should say
// what its readers will see there.
func (m *move) roles() {
	for _, at := range m.rolePlaces() {
		text := m.text(at)
		role, known := cib.Role(text)
		if now := m.to.Target.Role(role); known && now != text && m.from.Target.Role(role) != now {
			m.Fixes[at] = now
			m.Report.Add(diag.RoleRenamed, at, diag.Args{"role": text, "now": now, "target": m.to.Target.Title})
		}
	}
}

// properties finds those whose name changes (cib.NewProperty). hagen reads both and
// writes the one the target has, as with roles.
func (m *move) properties() {
	for _, a := range model.Pairs(m.config.Properties) {
		if a.From == nil {
			continue
		}
		at := a.From.At(schema.KeyName)
		text, now := m.text(at), ""
		for _, name := range []string{cib.OldProperty(a.Name), cib.NewProperty(a.Name)} {
			if _, known := m.to.Catalog.Option(agents.ClusterProperties, name); known {
				now = name // the new one where both are known
			}
		}
		if now != "" && now != text && now != a.Name {
			m.Fixes[at] = now
			m.Report.Add(diag.PropertyRenamed, at, diag.Args{"name": text, "now": now, "target": m.to.Target.Title})
		}
	}
}

// rolePlaces are the cells that hold a role.
func (m *move) rolePlaces() []diag.Place {
	var out []diag.Place
	add := func(from model.Origin, keys ...schema.Key) {
		for _, key := range keys {
			out = append(out, from.At(key))
		}
	}
	for _, l := range m.config.Locations {
		for _, r := range l.Rules() {
			add(r.From, schema.KeyRole)
		}
		for _, s := range l.Sets {
			add(s.From, schema.KeyRole)
		}
	}
	for _, c := range m.config.Colocations {
		add(c.From, schema.KeyRscRole, schema.KeyWithRole)
		for _, s := range c.Sets {
			add(s.From, schema.KeyRole)
		}
	}
	for _, p := range m.config.Defined() {
		for _, op := range p.Operations {
			for _, a := range op.Options {
				if a.Name == "role" {
					add(a.From, schema.KeyValue)
				}
			}
		}
	}
	meta := m.config.RscDefaults
	m.config.Walk(func(r, _ model.Resource) { meta = slices.Concat(meta, r.MetaSets()) })
	for _, a := range model.Pairs(meta) {
		if a.Name == "target-role" && a.From != nil {
			add(a.From, schema.KeyValue)
		}
	}
	return out
}
