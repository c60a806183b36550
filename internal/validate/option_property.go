package validate

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// properties checks the cluster properties. Unlike meta attributes pcs checks
// them, names and values, against the metadata of Pacemaker's daemons.
func (c *checker) properties() {
	for _, a := range c.pacemakers() {
		o, known := c.env.Catalog.Option(agents.ClusterProperties, a.Name)
		switch {
		case cib.SetByCluster(a.Name):
			c.report.Add(diag.PropertyOwned, at(a.From, schema.KeyName), diag.Args{"name": a.Name})
		case !known:
			c.unknownProperty(a)
		default:
			c.property(a, o)
		}
	}
}

// pacemakers are the properties that Pacemaker is to read: sets other than that of
// pcs belong to agents, and what Pacemaker does not know in them is theirs.
func (c *checker) pacemakers() []*model.Attribute {
	var out []*model.Attribute
	for _, s := range c.cfg.Properties {
		for _, a := range s.Attributes {
			o, known := c.env.Catalog.Option(agents.ClusterProperties, a.Name)
			if known && !o.Deprecated || s.ID == "" || cib.SetByCluster(a.Name) {
				out = append(out, a)
			}
		}
	}
	return out
}

func (c *checker) property(a *model.Attribute, o *agents.Option) {
	if o.Deprecated {
		c.obsolete(at(a.From, schema.KeyName), a.Name, o.ReplacedBy)
	}
	if c.wrongValue(a, propertyKind(o)) {
		return
	}
	// crm_verify warns about it in every release.
	if strings.HasSuffix(a.Name, "-action") && a.Value == "poweroff" {
		c.report.Add(diag.PowerOff, at(a.From, schema.KeyValue), nil)
	}
	// pcs takes it only where SBD runs, which a sheet cannot say.
	if strings.HasSuffix(a.Name, "-watchdog-timeout") && strings.Trim(a.Value, "0smh") != "" {
		c.report.Add(diag.WatchdogTimeout, at(a.From, schema.KeyName), diag.Args{"name": a.Name})
	}
}

// propertyKind is the kind of a property's values as pcs checks them: times in
// whole seconds, integers up to INFINITY, case-sensitive words.
func propertyKind(o *agents.Option) kind {
	switch o.Type {
	case "integer":
		return pcsIntegerKind
	case "duration", "timeout", "time":
		return pcsDurationKind
	}
	return optionKind(o)
}

// unknownProperty distinguishes former names, names of other releases and misspelt
// names. pcs refuses them all.
func (c *checker) unknownProperty(a *model.Attribute) {
	cell := at(a.From, schema.KeyName)
	args := diag.Args{"name": a.Name, "replacement": "", "table": "", "target": c.env.Target.Title}
	if former, ok := formerProperties[a.Name]; ok {
		args["replacement"], args["table"] = former.name, former.table
		c.report.Add(diag.PropertyObsolete, cell, args)
		return
	}
	args = diag.Args{
		"name": a.Name, "suggestion": "", "releases": "", "table": c.tableOf(a.Name),
		"target": c.env.Target.Title, "version": c.env.Target.Pacemaker,
	}
	if args["table"] == "" {
		if args["releases"] = span(c.env.Catalog.ReleasesOfProperty(a.Name)); args["releases"] == "" {
			args["suggestion"] = c.similarOption(a.Name, []agents.OptionSet{agents.ClusterProperties})
		}
	}
	c.report.Add(diag.PropertyUnknown, cell, args)
}

// eitherProperty finds the row of a property, which is called by its old name here,
// by either of its names.
func (c *checker) eitherProperty(old string) *model.Attribute {
	if a := model.Find(c.cfg.Properties, cib.NewProperty(old)); a != nil {
		return a
	}
	return model.Find(c.cfg.Properties, old)
}

// misspeltProperty reports whether the sheet sets an unknown property that
// is probably meant to be another.
func (c *checker) misspeltProperty(meant string) bool {
	return slices.ContainsFunc(model.Pairs(c.cfg.Properties), func(a *model.Attribute) bool {
		if _, known := c.env.Catalog.Option(agents.ClusterProperties, a.Name); known {
			return false
		}
		return cib.OldProperty(c.similarOption(a.Name, []agents.OptionSet{agents.ClusterProperties})) == meant
	})
}

// former is the current name of an option, and its table if that changed.
type former struct{ name, table string }

// formerProperties are properties that Pacemaker had before the release of any
// target, with what replaces them, if anything.
var formerProperties = map[string]former{
	"default-resource-stickiness":         {"resource-stickiness", "RSC_DEFAULTS"},
	"default-resource-failure-stickiness": {"migration-threshold", "RSC_DEFAULTS"},
	"default-migration-threshold":         {"migration-threshold", "RSC_DEFAULTS"},
	"is-managed-default":                  {"is-managed", "RSC_DEFAULTS"},
	"default-action-timeout":              {"timeout", "OP_DEFAULTS"},
	"crmd-integration-timeout":            {"join-integration-timeout", ""},
	"crmd-finalization-timeout":           {"join-finalization-timeout", ""},
	"crmd-transition-delay":               {"transition-delay", ""},
	"expected-quorum-votes":               {},
}
