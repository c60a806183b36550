package book

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/schema"
)

// maxInline is how long a list in a drop-down may be; longer ones are in cells.
const maxInline = 250

// inXML escapes a formula, which excelize writes as it is.
var inXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

var (
	// actions are the operations that agents offer, beside those of their own.
	actions  = []string{"start", "stop", "monitor", "promote", "demote", "notify", "migrate_to", "migrate_from", "reload"}
	booleans = []string{"true", "false"}
)

// choices gives the cells of closed sets their drop-down lists. A list offers; what is
// typed otherwise is for the compile to judge, which knows more spellings.
func (w *writer) choices() error {
	for _, s := range w.sections {
		if s.first == 0 || s.header < w.from {
			continue
		}
		for _, h := range s.heads {
			source := w.source(s, h)
			if source == "" {
				continue
			}
			dv := excelize.NewDataValidation(true)
			dv.SetSqref(cell(h.col, s.first) + ":" + cell(h.col, s.end))
			dv.SetSqrefDropList(inXML.Replace(source))
			if err := w.f.AddDataValidation(w.Name, dv); err != nil {
				return err
			}
		}
	}
	return nil
}

// source is the formula of a column's list, "" when anything may be typed.
func (w *writer) source(s *section, h head) string {
	if h.column == nil {
		return w.list("option_"+h.text, w.optionWords(h.text))
	}
	switch c := h.column; c.Type {
	case schema.ResourceRef, schema.AnyRef, schema.DeviceRef:
		return w.cellsOf(schema.ResourcesTable, schema.KeyID)
	case schema.ID:
		if s.table.Item != "" { // a resource that RESOURCES has
			return w.cellsOf(schema.ResourcesTable, schema.KeyID)
		}
	case schema.Node:
		if w.NodeRow > 0 {
			return area(schema.FirstColumn, w.NodeRow, w.width, w.NodeRow)
		}
		if s.table.Name != schema.NodeTable {
			return w.cellsOf(schema.NodeTable, schema.KeyUname)
		}
	case schema.Boolean:
		return w.list("", booleans)
	case schema.AgentClass:
		return w.list("", w.classes())
	case schema.Provider:
		return w.list("providers", w.Catalog.Providers())
	case schema.AgentType:
		return w.agentTypes(s)
	case schema.FenceType:
		return w.list(classList(cib.Stonith, ""), w.types(cib.Stonith, ""))
	case schema.Operation:
		return w.list("", actions)
	case schema.Name:
		return w.names(s)
	default:
		return w.list("", c.Enum)
	}
	return ""
}

// cellsOf are the cells of a column of the first table of a name.
func (w *writer) cellsOf(table string, key schema.Key) string {
	for _, s := range w.sections {
		if s.table.Name != table || s.first == 0 {
			continue
		}
		if h, ok := s.column(key); ok {
			return area(h.col, s.first, h.col, s.end)
		}
	}
	return ""
}

// list is a drop-down of words: written out, or in cells of the hidden sheet under
// a name.
func (w *writer) list(name string, words []string) string {
	inline := strings.Join(words, ",")
	switch {
	case len(words) == 0:
		return ""
	case len(inline) <= maxInline && (name == "" || len(words) < 10):
		return `"` + inline + `"`
	}
	return w.lists.add(name, words)
}

// names are the options that a table of names and values may set.
func (w *writer) names(s *section) string {
	var sets []agents.OptionSet
	switch s.table.Name {
	case schema.PropertyTable:
		sets = []agents.OptionSet{agents.ClusterProperties}
	case schema.RscDefaultsTable:
		sets = []agents.OptionSet{agents.PrimitiveMeta}
	case schema.OpDefaultsTable:
		sets = []agents.OptionSet{agents.OperationOptions}
	case schema.RscAttributesTable:
		sets = []agents.OptionSet{agents.PrimitiveMeta, agents.GroupMeta, agents.CloneMeta}
	}
	if agent, ok := w.agentOf(s); ok {
		return w.list("parameters_"+agent.Name, parameters(agent))
	}
	var words []string
	for _, set := range sets {
		for _, o := range w.Catalog.Options(set) {
			if !o.Deprecated && !o.Generated && !slices.Contains(words, o.Name) {
				words = append(words, o.Name)
			}
		}
	}
	return w.list("names_"+strings.ToLower(s.table.Name), words)
}

// agentOf is the agent of the table that a block of attributes is in.
func (w *writer) agentOf(s *section) (*agents.Agent, bool) {
	for _, p := range w.sections {
		if p.name != s.name || p.first == 0 || p.block.Letter != "P" || s.block.Letter != "A" {
			continue
		}
		var words []string
		for _, key := range []schema.Key{schema.KeyClass, schema.KeyProvider, schema.KeyType} {
			if h, ok := p.column(key); ok && w.at(p.first, h.col) != "" {
				words = append(words, w.at(p.first, h.col))
			}
		}
		if p.table.Name == schema.StonithTable {
			words = append([]string{cib.Stonith}, words...)
		}
		return w.Catalog.Agent(strings.Join(words, ":"))
	}
	return nil, false
}

func (w *writer) at(row, col int) string {
	if cells := w.Rows[row-1]; col <= len(cells) {
		return cells[col-1]
	}
	return ""
}

// parameters are the names of an agent's parameters, the required ones first.
func parameters(agent *agents.Agent) []string {
	var first, rest []string
	for _, p := range agent.Params {
		switch {
		case p.Deprecated:
		case p.Required:
			first = append(first, p.Name)
		default:
			rest = append(rest, p.Name)
		}
	}
	return append(first, rest...)
}

// optionWords are the values of an option of operations.
func (w *writer) optionWords(name string) []string {
	if name == "role" {
		return schema.Roles()
	}
	o, ok := w.Catalog.FirstOption(name, agents.OperationOptions, agents.OperationParams)
	switch {
	case !ok:
	case len(o.Enum) > 0:
		return o.Enum
	case o.Type == "boolean":
		return booleans
	}
	return nil
}

// classes are those of PRIMITIVE that people use.
func (w *writer) classes() []string {
	return slices.DeleteFunc([]string{cib.OCF, "systemd", "lsb", cib.Service}, func(class string) bool {
		return w.Target != nil && !slices.Contains(w.Target.Classes, class)
	})
}

// types are the agents of a class and provider, "" for all providers.
func (w *writer) types(class, provider string) []string {
	var out []string
	for _, name := range w.Catalog.Names() {
		c, p, t := cib.AgentParts(name)
		if c == class && (provider == "" || p == provider) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// classList is the name of the list of agents of a class and provider.
func classList(class, provider string) string {
	name := "agents_" + class
	if provider != "" {
		name += "_" + provider
	}
	return strings.ReplaceAll(name, "-", "_")
}

// agentTypes is the list that the class and provider beside the cell name. Units and
// init scripts have no list.
func (w *writer) agentTypes(s *section) string {
	class, ok := s.column(schema.KeyClass)
	provider, also := s.column(schema.KeyProvider)
	if !ok || !also {
		return ""
	}
	w.lists.add(classList(cib.OCF, ""), w.types(cib.OCF, ""))
	for _, p := range w.Catalog.Providers() {
		w.lists.add(classList(cib.OCF, p), w.types(cib.OCF, p))
	}
	c, p := fixed(class.col, s.first, false), fixed(provider.col, s.first, false)
	return `INDIRECT("agents_"&LOWER(` + c + `)&IF(` + p + `="","","_"&SUBSTITUTE(` + p + `,"-","_")))`
}
