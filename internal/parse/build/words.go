package build

import (
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
	"hagen/internal/suggest"
	"hagen/internal/value"
)

// get returns a value in the canonical spelling of its column's type.
func get(row *table.Row, key schema.Key) string {
	text := row.Get(key)
	if c, ok := row.Column(key); ok {
		return canonical(c, text)
	}
	return text
}

// prefixed returns the value of a column whose prefix sends it to another attribute:
// the one or the other is "".
func prefixed(row *table.Row, key schema.Key) (plain, other string) {
	if c, ok := row.Column(key); ok && c.Prefix != "" {
		if other, found := strings.CutPrefix(row.Get(key), c.Prefix); found && other != "" {
			return "", other
		}
	}
	return get(row, key), ""
}

// canonical spells a value of a column the way Pacemaker does. Values it does not
// recognise stay as written.
func canonical(c *schema.Column, text string) string {
	switch c.Type {
	case schema.Score:
		text, _ = value.Score(text)
	case schema.Boolean:
		text, _ = value.Boolean(text)
	case schema.Role:
		text, _ = cib.Role(text)
	case schema.Enum, schema.OrderKind, schema.ResourceItem:
		text, _ = value.OneOf(text, c.Enum)
	case schema.Action, schema.Operator, schema.BoolOp, schema.Operation, schema.AgentClass:
		text = strings.ToLower(text)
	}
	return text
}

// word returns one of the words a column is limited to. It reports any other word
// and returns the one that was probably meant, or "".
func (b *builder) word(row *table.Row, key schema.Key) string {
	c, ok := row.Column(key)
	text := row.Get(key)
	if !ok || text == "" {
		return "" // reported by the table parser
	}
	if found, ok := value.OneOf(text, c.Enum); ok {
		return found
	}
	guess := suggest.Nearest(text, c.Enum)
	if today := formerItems[strings.ToLower(text)]; c.Type == schema.ResourceItem && today != "" {
		guess = today
	}
	b.report.Add(diag.UnknownWord, row.At(key), diag.Args{
		"column": c.Header, "value": text, "suggestion": suggest.Instead(text, guess), "choices": strings.Join(c.Enum, ", "),
	})
	return guess
}

// formerItems are words of older tools for the current resourceItems.
var formerItems = map[string]string{
	"master":       schema.ItemPromotable,
	"masterslave":  schema.ItemPromotable,
	"master/slave": schema.ItemPromotable,
	"ms":           schema.ItemPromotable,
	"multistate":   schema.ItemPromotable,
}

// option spells the value of one of Pacemaker's own options: booleans and scores by
// the catalog, roles by name. It is not for agent parameters: an agent may
// distinguish "1" and "true".
func (b *builder) option(name, text string, sets []agents.OptionSet) string {
	if len(sets) == 0 {
		return text
	}
	if name == "role" || name == "target-role" {
		text, _ = cib.Role(text)
		return text
	}
	if b.env.Catalog == nil {
		return text
	}
	o, known := b.env.Catalog.FirstOption(name, sets...)
	switch {
	case !known:
	case len(o.Enum) > 0:
		text, _ = value.OneOf(text, o.Enum)
	case o.Type == "boolean":
		text, _ = value.Boolean(text)
	// The metadata calls node-health-red an integer although it is a score.
	case o.Type == "score", o.Type == "integer" && strings.HasSuffix(o.Default, cib.Infinity):
		text, _ = value.Score(text)
	}
	return text
}

// agentsNamed lists the agents that may be meant when the class is blank: the ocf
// agents of a type, or the one with a full name.
func (b *builder) agentsNamed(kind string) []string {
	if b.env.Catalog == nil {
		return nil
	}
	if _, ok := b.env.Catalog.Agent(kind); ok {
		return []string{kind}
	}
	return b.env.Catalog.OfType(kind)
}
