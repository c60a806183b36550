package validate

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
	"hagen/internal/value"
)

// defaults checks RSC_DEFAULTS and OP_DEFAULTS. A default applies to every
// resource, so options of clones and fence devices are allowed.
func (c *checker) defaults() {
	sets := []agents.OptionSet{agents.PrimitiveMeta, agents.CloneMeta, agents.GroupMeta, agents.FencingMeta}
	for _, a := range model.Pairs(c.cfg.RscDefaults) {
		c.metaAttribute(a, sets)
	}
	for _, a := range model.Pairs(c.cfg.OpDefaults) {
		c.operationDefault(a)
	}
}

// notDefaults are options that identify an operation. Pacemaker reads them only
// from the operation itself.
var notDefaults = []string{"id", "name", "interval", "description", "role"}

func (c *checker) operationDefault(a *model.Attribute) {
	o, ok := c.env.Catalog.Option(agents.OperationOptions, a.Name)
	if !ok || slices.Contains(notDefaults, a.Name) {
		names := without(optionNames(c.env.Catalog.Options(agents.OperationOptions)), notDefaults...)
		guess := formerProperties[a.Name].name
		if !slices.Contains(names, guess) {
			guess = suggest.Nearest(a.Name, names)
		}
		table := c.tableOf(a.Name)
		if table != "" {
			guess = ""
		}
		c.report.Add(diag.OpDefaultUnknown, at(a.From, schema.KeyName), diag.Args{
			"name": a.Name, "suggestion": guess, "table": table, "names": strings.Join(names, ", "),
		})
		return
	}
	if o.Deprecated {
		c.obsolete(at(a.From, schema.KeyName), a.Name, o.ReplacedBy)
	}
	k := metaKind(o)
	if a.Name == "start-delay" {
		k = timeoutKind // Pacemaker does not read ISO 8601 here
	}
	if !c.wrongValue(a, k) && a.Name == "on-fail" {
		c.onFailDefault(a, k.words)
	}
}

// onFailDefault refuses reactions that not every operation can have. pcs accepts
// them; crm_verify fails for stop operations, including those of groups and clones,
// for which nothing else can be set; for demote it aborts.
func (c *checker) onFailDefault(a *model.Attribute, words []string) {
	choices := without(words, "standby", "demote", "stop")
	if _, ok := value.OneOf(a.Value, choices); !ok {
		c.report.Add(diag.OnFailDefault, at(a.From, schema.KeyValue), diag.Args{
			"value": a.Value, "choices": strings.Join(choices, ", "),
		})
	}
}

// utilization checks that capacities and their usage are whole numbers; pcs accepts
// nothing else.
func (c *checker) utilization() {
	var sets []*model.AttributeSet
	for _, n := range c.cfg.Nodes {
		sets = append(sets, n.Utilization...)
	}
	for _, p := range c.cfg.Defined() {
		sets = append(sets, p.Utilization...)
	}
	for _, a := range model.Pairs(sets) {
		c.wrongValue(a, integerKind)
	}
}

// nodeAttributes checks the node attributes Pacemaker reads itself. Any other name
// is the site's own, without a colon where crm_attribute refuses it. pcs looks at no
// value; Pacemaker takes a wrong one for false or for 0, and the node is in use
// after all.
func (c *checker) nodeAttributes() {
	for _, n := range c.cfg.Nodes {
		for _, a := range model.Pairs(n.Attributes) {
			switch {
			case a.Name == "standby", a.Name == "maintenance":
				c.wrongValue(a, booleanKind)
			case strings.HasPrefix(a.Name, "#health"):
				c.wrongValue(a, healthKind)
			}
			if c.env.Target.NodeAttributeNoColon && strings.Contains(a.Name, ":") {
				c.report.Add(diag.NodeColon, at(a.From, schema.KeyName), diag.Args{
					"name": a.Name, "suggestion": strings.ReplaceAll(a.Name, ":", "."), "version": c.env.Target.Pacemaker,
				})
			}
		}
	}
}

var healthKind = kind{mistake: diag.NotHealth, score: true, words: []string{"green", "yellow", "red"}, fits: func(s string) bool {
	return isScore(s) || slices.Contains([]string{"green", "yellow", "red"}, s)
}}

// alerts checks alert agents and the meta attributes of alerts and recipients.
func (c *checker) alerts() {
	sets := []agents.OptionSet{agents.AlertMeta}
	for _, alert := range c.cfg.Alerts {
		if alert.Path != "" && !strings.HasPrefix(alert.Path, "/") {
			c.report.Add(diag.RelativePath, at(alert.From, schema.KeyPath), diag.Args{"value": alert.Path})
		}
		for _, a := range model.Pairs(alert.Meta) {
			c.metaAttribute(a, sets)
		}
		c.alertSelect(alert.Select)
		first := map[string]*model.Recipient{}
		for _, r := range alert.Recipients {
			// pcs refuses it without --force; each message is shown once.
			if before := first[r.Value]; before != nil && r.Value != "" {
				c.report.Add(diag.RecipientTwice, at(r.From, schema.KeyRecipient), diag.Args{"path": alert.Path, "value": r.Value},
					diag.See(at(before.From, schema.KeyRecipient), diag.NoteFirst))
			} else {
				first[r.Value] = r
			}
			for _, a := range model.Pairs(r.Meta) {
				c.metaAttribute(a, sets)
			}
		}
	}
}

// alertSelect checks that attributes are named only for events about attributes.
func (c *checker) alertSelect(s *model.AlertSelect) {
	if s == nil {
		return
	}
	for _, v := range s.Events {
		c.foreignName(v.From, schema.KeyAttribute, v.Attribute, false, "")
		if v.Attribute != "" && v.Kind != schema.SelectAttributes {
			c.report.Add(diag.SelectOfKind, at(v.From, schema.KeyAttribute), diag.Args{"attribute": v.Attribute, "select": v.Kind})
		}
	}
}
