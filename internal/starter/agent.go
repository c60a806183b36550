package starter

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/schema"
)

var (
	textIsRequired = message.New("new.is-required")
	textDefault    = message.New("new.default", "value")
	textUnique     = message.New("new.unique")
)

// recommended are the actions that a sheet configures.
var recommended = []string{"start", "stop", "monitor", "promote", "demote", "notify", "migrate_to", "migrate_from"}

// AgentTable makes the table of a resource of an agent: its parameters, the required
// ones first, with what is known of each beside it, and the operations it advises. An
// optional parameter is a comment row until its # is deleted.
func AgentTable(agent *agents.Agent, lang message.Lang) [][]string {
	w := &writer{Options: Options{Lang: lang}, sheet: &Sheet{Examples: map[[2]int]string{}}}
	class, provider, typ := cib.AgentParts(agent.Name)
	name, id := schema.PrimitiveTable, []string{"", class, provider, typ}
	if class == cib.Stonith {
		name, id = schema.StonithTable, []string{"", typ}
	}
	t, _ := schema.Lookup(name)
	w.comment(agent.Name)
	w.row("", t.Name)
	for i := range t.Blocks {
		b := &t.Blocks[i]
		rows := [][]string{id}
		if b.Open {
			rows = operations(agent, len(operationOptions(t.Name)))
		}
		if b.Letter == "A" {
			rows = nil
		}
		width := w.headers(t, b)
		for _, row := range rows {
			w.data(row, width)
		}
		if b.Letter == "A" {
			w.parameters(agent, width)
		}
	}
	return w.sheet.Rows
}

// parameters adds a row for each parameter that is not obsolete.
func (w *writer) parameters(agent *agents.Agent, width int) {
	required := agent.MissingRequired(func(string) bool { return false })
	isRequired := func(p agents.Param) bool {
		return slices.ContainsFunc(required, func(r agents.Param) bool { return r.Name == p.Name })
	}
	kind := "options"
	for _, p := range required {
		w.row(append([]string{"", "", kind, p.Name}, w.about(p, true, width-2)...)...)
		kind = ""
	}
	for _, p := range agent.Params {
		if !p.Deprecated && !isRequired(p) {
			w.row(append([]string{"#", "", "options", p.Name}, w.about(p, false, width-2)...)...)
		}
	}
	if len(required) == 0 { // a row to type the first one into
		w.row("", "", kind)
	}
}

// about are the cells right of a parameter's name: blank ones, then a remark.
func (w *writer) about(p agents.Param, required bool, blank int) []string {
	var words []string
	if p.ShortDesc != "" && p.ShortDesc != p.Name { // some agents only repeat the name
		words = append(words, strings.TrimRight(p.ShortDesc, "."))
	}
	if required {
		words = append(words, textIsRequired.In(w.Lang))
	}
	if len(p.Enum) > 0 {
		words = append(words, strings.Join(p.Enum, "|"))
	} else if p.Type != "" {
		words = append(words, p.Type)
	}
	if p.Default != "" {
		words = append(words, textDefault.With(p.Default).In(w.Lang))
	}
	if p.Unique || p.UniqueGroup != "" {
		words = append(words, textUnique.In(w.Lang))
	}
	return append(make([]string, blank), strings.Join(words, "; "))
}

// operations are those the agent advises, as rows of a block with so many options.
func operations(agent *agents.Agent, options int) [][]string {
	var out [][]string
	for _, name := range recommended {
		for _, a := range agent.Action(name) {
			row := []string{a.Name, a.Timeout, a.Interval, "", a.Role, a.StartDelay, ""}
			if a.Depth != "0" {
				row[6] = a.Depth
			}
			out = append(out, row[:1+options])
		}
	}
	return out
}
