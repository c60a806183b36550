package validate

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
	"hagen/internal/target"
)

// agents checks what runs each resource: class, provider and type.
func (c *checker) agents() {
	for _, p := range c.cfg.Defined() {
		if p.Class == "" || p.Type == "" || p.Template != "" {
			continue // reported when the table was read, or of the template
		}
		if c.agentClass(p) {
			c.agentName(p)
		}
	}
}

// agent is the metadata of a primitive's agent.
func (c *checker) agent(p *model.Primitive) (*agents.Agent, bool) {
	if p.Class == "" || p.Type == "" {
		return nil, false
	}
	return c.env.Catalog.Agent(p.Agent())
}

// fenceTemplate reports a template of fence devices: pcs finds no fence device that is
// from a template, neither to show it nor for a fencing level.
func (c *checker) fenceTemplate(p *model.Primitive) bool {
	if p.From == nil || p.From.Table() != schema.TemplateTable || !p.Stonith() && !c.fenceAgentAsOCF(p) {
		return false
	}
	c.report.Add(diag.TemplateFencing, at(p.From, schema.KeyType), diag.Args{"agent": p.Type})
	return true
}

// agentClass checks the class and whether it goes with the provider. It returns
// false when the rest of the agent's name need not be checked.
func (c *checker) agentClass(p *model.Primitive) bool {
	classes := c.env.Target.Classes
	switch {
	case c.fenceTemplate(p):
	case p.Stonith() && p.From != nil && p.From.Table() == schema.PrimitiveTable, c.fenceAgentAsOCF(p):
		c.report.Add(diag.StonithInPrimitive, at(p.From, schema.KeyType), diag.Args{"id": p.ID, "agent": p.Type})
	case p.Stonith():
		return c.agentForm(p)
	case !slices.Contains(classes, p.Class) && droppedClass(p.Class):
		c.report.Add(diag.ClassDropped, at(p.From, schema.KeyClass), diag.Args{
			"class": p.Class, "target": c.env.Target.Title, "classes": strings.Join(classes, ", "),
		})
	case !slices.Contains(classes, p.Class):
		c.report.Add(diag.ClassUnknown, at(p.From, schema.KeyClass), diag.Args{
			"class": p.Class, "suggestion": suggest.Nearest(beforeColon(p.Class), classes), "classes": strings.Join(classes, ", "),
		})
	case p.Class == cib.OCF && p.Provider == "":
		c.providerMissing(p)
	case p.Class != cib.OCF && p.Provider != "":
		c.report.Add(diag.ProviderGiven, at(p.From, schema.KeyProvider), diag.Args{"class": p.Class})
	default:
		return c.agentForm(p)
	}
	return false
}

// agentForm refuses the colons that pcs refuses, --force or not: mostly a whole
// name in the cell of the type.
func (c *checker) agentForm(p *model.Primitive) bool {
	if agents.CheckName(p.Agent()) == nil {
		return true
	}
	column, key, v := "type", schema.KeyType, p.Type
	if strings.Contains(p.Provider, ":") {
		column, key, v = "provider", schema.KeyProvider, p.Provider
	}
	guess := v[strings.LastIndex(v, ":")+1:]
	if _, known := c.env.Catalog.Agent(strings.Replace(p.Agent(), v, guess, 1)); !known {
		guess = ""
	}
	c.report.Add(diag.AgentForm, at(p.From, key), diag.Args{"value": v, "column": column, "suggestion": guess})
	return false
}

// fenceAgentAsOCF recognises a fence agent that was given another class.
func (c *checker) fenceAgentAsOCF(p *model.Primitive) bool {
	if p.Stonith() {
		return false
	}
	_, known := c.env.Catalog.Agent(cib.Stonith + ":" + p.Type)
	return known
}

// droppedClass reports whether another target has the class. Pacemaker 3 has no
// upstart and nagios classes, so that its schema refuses them.
func droppedClass(class string) bool {
	return slices.ContainsFunc(target.All(), func(t *target.Target) bool {
		return slices.Contains(t.Classes, class)
	})
}

func (c *checker) providerMissing(p *model.Primitive) {
	args := diag.Args{"suggestion": "", "providers": strings.Join(c.env.Catalog.Providers(), ", ")}
	if same := c.env.Catalog.OfType(p.Type); len(same) == 1 {
		_, args["suggestion"], _ = cib.AgentParts(same[0])
	}
	c.report.Add(diag.ProviderMissing, at(p.From, schema.KeyProvider), args)
}

// agentName finds unknown agents. They are warnings, because distributors and sites
// have their own agents; a name that differs from a known one only in case is an
// error, because no such file exists. Classes without metadata are not checked:
// only the node knows which units and init scripts it has.
func (c *checker) agentName(p *model.Primitive) {
	name := p.Agent()
	if _, known := c.env.Catalog.Agent(name); known {
		return
	}
	for _, other := range c.env.Catalog.Names() {
		if strings.EqualFold(other, name) {
			c.report.Add(diag.AgentSpelling, c.agentCell(p, other), diag.Args{"agent": name, "suggestion": other})
			return
		}
	}
	releases := c.env.Catalog.ReleasesOfAgent(name)
	if providers := c.env.Catalog.Providers(); p.Class == cib.OCF && len(releases) == 0 && !slices.Contains(providers, p.Provider) {
		c.report.Add(diag.ProviderUnknown, at(p.From, schema.KeyProvider), diag.Args{
			"provider": p.Provider, "suggestion": c.otherProvider(p), "providers": strings.Join(providers, ", "),
		})
		return
	}
	args := diag.Args{"agent": name, "suggestion": "", "releases": "", "target": c.env.Target.Title}
	if len(releases) > 0 {
		args["releases"] = span(releases)
	} else {
		args["suggestion"] = c.otherAgent(p)
	}
	c.report.Add(diag.AgentUnknown, at(p.From, schema.KeyType), args)
}

// agentCell is the cell in which a primitive's agent differs from another.
func (c *checker) agentCell(p *model.Primitive, other string) diag.Place {
	if _, provider, _ := cib.AgentParts(other); p.Provider != provider {
		return at(p.From, schema.KeyProvider)
	}
	return at(p.From, schema.KeyType)
}

// otherProvider guesses the intended provider: one that has the type, else one with
// a similar name.
func (c *checker) otherProvider(p *model.Primitive) string {
	if same := c.env.Catalog.OfType(p.Type); len(same) == 1 {
		_, provider, _ := cib.AgentParts(same[0])
		return provider
	}
	return suggest.Nearest(p.Provider, c.env.Catalog.Providers())
}

// otherAgent guesses the intended agent: the same type from another provider, else
// a similar name.
func (c *checker) otherAgent(p *model.Primitive) string {
	if p.Class == cib.OCF {
		if same := c.env.Catalog.OfType(p.Type); len(same) == 1 {
			return same[0]
		}
	}
	prefix := strings.TrimSuffix(p.Agent(), p.Type)
	if strings.HasPrefix(p.Type, fencePrefix) {
		prefix += fencePrefix // nearly all agents share it, so it does not count
	}
	var types []string
	for _, name := range c.env.Catalog.Names() {
		if t, ok := strings.CutPrefix(name, prefix); ok {
			types = append(types, t)
		}
	}
	short := strings.TrimPrefix(p.Agent(), prefix)
	guess := extended(short, types)
	if guess == "" {
		guess = suggest.Nearest(short, types)
	}
	if guess == "" {
		return ""
	}
	return strings.TrimSuffix(p.Type, short) + guess
}

// fencePrefix begins the name of nearly every fence agent.
const fencePrefix = "fence_"

// extended returns the shortest word that starts with the given one, if that has at
// least three letters: ipmi is more likely ipmilan than ibmz.
func extended(word string, words []string) string {
	best := ""
	for _, w := range words {
		if len(word) >= 3 && strings.HasPrefix(w, word) && (best == "" || len(w) < len(best)) {
			best = w
		}
	}
	return best
}

// span summarizes releases: "resource-agents 4.13.0 - 4.18.0".
func span(releases []string) string {
	if len(releases) == 0 {
		return ""
	}
	first, last := releases[0], releases[len(releases)-1]
	if first == last {
		return first
	}
	return first + " - " + last[strings.LastIndex(last, " ")+1:]
}

// beforeColon returns the class from a cell that also contains the provider.
func beforeColon(class string) string {
	class, _, _ = strings.Cut(class, ":")
	return class
}
