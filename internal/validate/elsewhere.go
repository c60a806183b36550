package validate

import (
	"slices"

	"hagen/internal/agents"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// tableOf returns the table that an option belongs to, or "" when no table has it.
// Only exact names count: a misspelt name is looked up in the table it is in.
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

// metaInstead returns the meta attribute with the name of a parameter that the
// agent does not have, or "" when there is none.
func (c *checker) metaInstead(p *model.Primitive, name string) string {
	if _, ok := c.env.Catalog.FirstOption(name, metaSetsOf(p)...); ok {
		return name
	}
	return ""
}
