package view

import (
	"fmt"
	"io"
	"strings"

	"hagen/docs/schema"
	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/target"
)

var (
	textNoParameters = message.New("agents.no-parameters")
	headAgent        = message.New("agents.head-agent")
	headCount        = message.New("agents.head-count")
	headRequired     = message.New("agents.head-required")
	headParameter    = message.New("agents.head-parameter")
	headType         = message.New("agents.head-type")
	headDefault      = message.New("agents.head-default")
	headRemarks      = message.New("agents.head-remarks")
	headAction       = message.New("agents.head-action")
	remarkRequired   = message.New("agents.required")
	remarkUnique     = message.New("agents.unique")
	remarkDeprecated = message.New("agents.deprecated")
	remarkReplaced   = message.New("agents.replaced", "parameters")
	remarkCommon     = message.New("agents.common")
)

// agentRecord is an agent for machines: agents.Agent for one target.
type agentRecord struct {
	Version int    `json:"version"`
	Target  string `json:"target"`
	*agents.Agent
	// Common are the parameters that Pacemaker reads on every fence device.
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
	Version int           `json:"version"`
	Target  string        `json:"target"`
	Agents  []agentDigest `json:"agents"`
}

// agentDigest is an agent in the list.
type agentDigest struct {
	Name       string   `json:"name"`
	Required   []string `json:"required"`
	Parameters int      `json:"parameters"`
}

// Agents lists the agents of a target.
func (s *Screen) Agents(t *target.Target, catalog *agents.Catalog) error {
	list := agentList{Version: schema.Version, Target: t.Name, Agents: []agentDigest{}}
	rows := [][]string{{headAgent.In(s.Lang), headCount.In(s.Lang), headRequired.In(s.Lang)}}
	for _, name := range catalog.Names() {
		agent, _ := catalog.Agent(name)
		digest := agentDigest{Name: name, Required: []string{}, Parameters: len(agent.Params)}
		for _, p := range agent.MissingRequired(func(string) bool { return false }) {
			digest.Required = append(digest.Required, p.Name)
		}
		list.Agents = append(list.Agents, digest)
		rows = append(rows, []string{name, fmt.Sprint(digest.Parameters), strings.Join(digest.Required, " ")})
	}
	if s.JSON {
		return s.Print(list)
	}
	return writeTable(s.Out, rows)
}

// Agent shows an agent in full.
func (s *Screen) Agent(t *target.Target, catalog *agents.Catalog, agent *agents.Agent) error {
	var common []agents.Option
	if strings.HasPrefix(agent.Name, cib.Stonith+":") {
		common = catalog.Options(agents.FencingParams)
	}
	if s.JSON {
		record := agentRecord{Version: schema.Version, Target: t.Name, Agent: agent}
		for _, o := range common {
			record.Common = append(record.Common, optionRecord{o.Name, o.Type, o.Default, o.Enum})
		}
		return s.Print(record)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n", agent.Name, t.Title)
	params := [][]string{{headParameter.In(s.Lang), headType.In(s.Lang), headDefault.In(s.Lang), headRemarks.In(s.Lang)}}
	for _, p := range agent.Params {
		params = append(params, []string{p.Name, kind(p.Type, p.Enum), p.Default, s.remarks(p)})
	}
	for _, o := range common {
		params = append(params, []string{o.Name, kind(o.Type, o.Enum), o.Default, remarkCommon.In(s.Lang)})
	}
	actions := [][]string{{headAction.In(s.Lang), "timeout", "interval", "role", "depth"}}
	for _, action := range agent.Actions {
		actions = append(actions, []string{action.Name, action.Timeout, action.Interval, action.Role, action.Depth})
	}
	if len(params) == 1 {
		fmt.Fprintf(&b, "%s\n", textNoParameters.In(s.Lang))
	} else if err := writeTable(&b, params); err != nil {
		return err
	}
	b.WriteByte('\n')
	if err := writeTable(&b, actions); err != nil {
		return err
	}
	_, err := io.WriteString(s.Out, harmless(b.String()))
	return err
}

// remarks are the flags of a parameter in words.
func (s *Screen) remarks(p agents.Param) string {
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
	return out.In(s.Lang)
}

// kind is a type, or the values of a choice.
func kind(typ string, enum []string) string {
	if len(enum) > 0 {
		return strings.Join(enum, "|")
	}
	return typ
}
