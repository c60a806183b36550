package validate

import (
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// metaAttributes checks the meta attributes of each resource. pcs checks
// neither names nor values; Pacemaker ignores a name it does not know, which is
// a warning, and uses the default instead of a wrong value, which is an error.
func (c *checker) metaAttributes() {
	c.cfg.Walk(func(r, _ model.Resource) {
		sets := metaSetsOf(r)
		for _, a := range model.Pairs(r.MetaSets()) {
			if _, ok := c.env.Catalog.FirstOption(a.Name, sets...); !ok && c.cloneOption(r, a) {
				continue
			}
			c.metaAttribute(a, sets)
		}
	})
}

// metaSetsOf lists the options a kind of resource has.
func metaSetsOf(r model.Resource) []agents.OptionSet {
	switch r := r.(type) {
	case *model.Group:
		return []agents.OptionSet{agents.PrimitiveMeta, agents.GroupMeta}
	case *model.Clone:
		return []agents.OptionSet{agents.PrimitiveMeta, agents.CloneMeta}
	case *model.Primitive:
		if r.Stonith() {
			return []agents.OptionSet{agents.PrimitiveMeta, agents.FencingMeta}
		}
	}
	return []agents.OptionSet{agents.PrimitiveMeta}
}

// cloneOption finds an option of clones on something that is not a clone.
func (c *checker) cloneOption(r model.Resource, a *model.Attribute) bool {
	if _, ok := c.env.Catalog.Option(agents.CloneMeta, a.Name); !ok {
		return false
	}
	if guessed(c.index.Top(r.ResourceID())) {
		return true
	}
	args := diag.Args{"name": a.Name, "id": r.ResourceID(), "clone": ""}
	if clone, ok := c.index.Top(r.ResourceID()).(*model.Clone); ok {
		args["clone"] = clone.ID
	}
	c.report.Add(diag.MetaOfClone, at(a.From, schema.KeyName), args)
	return true
}

// metaAttribute checks one meta attribute against the known options.
func (c *checker) metaAttribute(a *model.Attribute, sets []agents.OptionSet) {
	o, ok := c.env.Catalog.FirstOption(a.Name, sets...)
	if !ok {
		args := diag.Args{"name": a.Name, "suggestion": c.similarOption(a.Name, sets), "table": ""}
		// In the table of a resource, an option of operations is meant for its
		// operations.
		if table := c.tableOf(a.Name); table == schema.PropertyTable || a.From != nil && a.From.Table() == schema.RscDefaultsTable {
			args["table"] = table
		}
		if args["table"] != "" {
			args["suggestion"] = ""
		}
		c.report.Add(diag.MetaUnknown, at(a.From, schema.KeyName), args)
		return
	}
	if o.Deprecated {
		c.obsolete(at(a.From, schema.KeyName), a.Name, o.ReplacedBy)
	}
	c.wrongValue(a, metaKind(o))
}

// metaKind is the kind of a meta attribute's values: Pacemaker reads their
// words in any case, and roles also by their old names.
func metaKind(o *agents.Option) kind {
	k := optionKind(o)
	switch o.Name {
	case "migration-threshold":
		return thresholdKind
	case "target-role":
		k.fits = func(s string) bool { _, ok := cib.Role(s); return ok }
		return k
	}
	if len(k.words) > 0 {
		return anyCase(k)
	}
	return k
}

// obsolete warns about a name that was replaced or removed.
func (c *checker) obsolete(cell diag.Place, name string, replacedBy []string) {
	c.report.Add(diag.NameObsolete, cell, diag.Args{"name": name, "replacement": strings.Join(replacedBy, ", ")})
}

// similarOption guesses the intended option.
func (c *checker) similarOption(name string, sets []agents.OptionSet) string {
	// A former property may be in the right table under its old name.
	if _, ok := c.env.Catalog.FirstOption(formerProperties[name].name, sets...); ok {
		return formerProperties[name].name
	}
	var names []string
	for _, set := range sets {
		for _, o := range c.env.Catalog.Options(set) {
			for _, alias := range o.Aliases {
				if alias == name {
					return o.Name
				}
			}
		}
		names = append(names, optionNames(c.env.Catalog.Options(set))...)
	}
	return suggest.Nearest(name, names)
}
