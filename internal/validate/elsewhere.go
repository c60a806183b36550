package validate

import (
	"slices"

	"hagen/internal/agents"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// tableOf is the table an option of the cluster belongs to that is in
// another, "" when no table has it. Only right names count: what a slip was
// meant to be is looked for where it is.
func (c *checker) tableOf(name string) string {
	has := func(sets ...agents.OptionSet) bool {
		_, ok := c.env.Catalog.FirstOption(name, sets...)
		return ok
	}
	switch {
	case has(agents.ClusterProperties):
		return schema.PropertyTable
	case has(agents.PrimitiveMeta, agents.CloneMeta, agents.GroupMeta):
		return schema.RscDefaultsTable
	case has(agents.OperationOptions) && !slices.Contains(notDefaults, name):
		return schema.OpDefaultsTable
	}
	return ""
}

// metaInstead is the meta attribute of a name that an agent got as its
// parameter, "" when there is none.
func (c *checker) metaInstead(p *model.Primitive, name string) string {
	if _, ok := c.env.Catalog.FirstOption(name, metaSetsOf(p)...); ok {
		return name
	}
	return ""
}
