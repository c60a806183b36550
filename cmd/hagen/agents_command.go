package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"hagen/internal/cli"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/target"
	"hagen/internal/terminal"
)

// agents shows what metadata a target knows: all agents, or one in full.
func (a *app) agents(ctx context.Context, call *cli.Call) error {
	known, err := a.platform(ctx, call)
	if err != nil {
		return err
	}
	t, catalog := known.Target, known.Catalog
	name := call.Arg(0)
	if name == "" {
		return a.listAgents(t, catalog)
	}
	agent, err := catalog.Find(name, t.Name)
	if err != nil {
		return err
	}
	return a.showAgent(t, catalog, agent)
}

// agentRecord is an agent for machines: what agents.Agent says, for one target.
type agentRecord struct {
	Target string `json:"target"`
	*agents.Agent
	// Common are the parameters every fence device takes from Pacemaker.
	Common []optionRecord `json:"common_parameters,omitempty"`
}

// optionRecord is an option of Pacemaker for machines.
type optionRecord struct {
	Name    string   `json:"name"`
	Type    string   `json:"type,omitempty"`
	Default string   `json:"default,omitempty"`
	Enum    []string `json:"enum,omitempty"`
}

// agentList is the list of agents for machines.
type agentList struct {
	Target string        `json:"target"`
	Agents []agentDigest `json:"agents"`
}

// agentDigest is an agent in the list.
type agentDigest struct {
	Name       string   `json:"name"`
	Required   []string `json:"required"`
	Parameters int      `json:"parameters"`
}

func (a *app) listAgents(t *target.Target, catalog *agents.Catalog) error {
	list := agentList{Target: t.Name, Agents: []agentDigest{}}
	rows := [][]string{{headAgent.In(a.lang), headCount.In(a.lang), headRequired.In(a.lang)}}
	for _, name := range catalog.Names() {
		agent, _ := catalog.Agent(name)
		digest := agentDigest{Name: name, Required: []string{}, Parameters: len(agent.Params)}
		for _, p := range agent.MissingRequired(func(string) bool { return false }) {
			digest.Required = append(digest.Required, p.Name)
		}
		list.Agents = append(list.Agents, digest)
		rows = append(rows, []string{name, fmt.Sprint(digest.Parameters), strings.Join(digest.Required, " ")})
	}
	if a.json {
		return a.print(list)
	}
	return writeTable(a.stdout, rows)
}

func (a *app) showAgent(t *target.Target, catalog *agents.Catalog, agent *agents.Agent) error {
	var common []agents.Option
	if strings.HasPrefix(agent.Name, cib.Stonith+":") {
		common = catalog.Options(agents.FencingParams)
	}
	if a.json {
		record := agentRecord{Target: t.Name, Agent: agent}
		for _, o := range common {
			record.Common = append(record.Common, optionRecord{o.Name, o.Type, o.Default, o.Enum})
		}
		return a.print(record)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n", agent.Name, t.Title)
	params := [][]string{{headParameter.In(a.lang), headType.In(a.lang), headDefault.In(a.lang), headRemarks.In(a.lang)}}
	for _, p := range agent.Params {
		params = append(params, []string{p.Name, kind(p.Type, p.Enum), p.Default, a.remarks(p)})
	}
	for _, o := range common {
		params = append(params, []string{o.Name, kind(o.Type, o.Enum), o.Default, remarkCommon.In(a.lang)})
	}
	actions := [][]string{{headAction.In(a.lang), "timeout", "interval", "role", "depth"}}
	for _, action := range agent.Actions {
		actions = append(actions, []string{action.Name, action.Timeout, action.Interval, action.Role, action.Depth})
	}
	if len(params) == 1 {
		fmt.Fprintf(&b, "%s\n", textNoParameters.In(a.lang))
	} else if err := writeTable(&b, params); err != nil {
		return err
	}
	b.WriteByte('\n')
	if err := writeTable(&b, actions); err != nil {
		return err
	}
	_, err := io.WriteString(a.stdout, harmless(b.String()))
	return err
}

// remarks are the flags of a parameter in words.
func (a *app) remarks(p agents.Param) string {
	var out message.List
	if p.Required {
		out = append(out, remarkRequired.With())
	}
	if p.Unique || p.UniqueGroup != "" {
		out = append(out, remarkUnique.With())
	}
	switch {
	case len(p.ReplacedBy) > 0:
		out = append(out, remarkReplaced.With(p.ReplacedBy))
	case p.Deprecated:
		out = append(out, remarkDeprecated.With())
	}
	return out.In(a.lang)
}

// kind is a type, or the values of a choice.
func kind(typ string, enum []string) string {
	if len(enum) > 0 {
		return strings.Join(enum, "|")
	}
	return typ
}

// print writes a separate document for machines.
func (a *app) print(v any) error {
	a.json = false // instead of the report's
	return writeJSON(a.stdout, v)
}

// writeTable writes rows in columns; no line ends in blanks.
func writeTable(w io.Writer, rows [][]string) error {
	var widths []int
	shown := make([][]string, len(rows))
	for i, row := range rows {
		shown[i] = visibleAll(row)
	}
	for _, row := range shown {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], terminal.Width(cell))
		}
	}
	var b strings.Builder
	for _, row := range shown {
		line := ""
		for i, cell := range row {
			line += cell + strings.Repeat(" ", widths[i]-terminal.Width(cell)+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
