package validate

import (
	"strings"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// parameters checks the parameters of each resource against its agent's metadata.
// For an unknown agent only the parameters that Pacemaker itself reads on every
// fence device are checked.
func (c *checker) parameters() {
	for _, p := range c.cfg.Defined() {
		agent, known := c.agent(p)
		given := model.Pairs(p.Params)
		for _, a := range given {
			if o, ok := c.fencingOption(p, a.Name); ok {
				c.pacemakerParameter(a, o)
				continue
			}
			if !known {
				c.gluedPaths(a)
				continue
			}
			c.parameter(p, agent, a)
		}
	}
	for _, p := range c.cfg.Primitives() { // what a template lacks, those from it can have
		if agent, known := c.agent(p); known && !p.Incomplete {
			c.missingParameters(p, agent, model.Pairs(p.AllParams()))
		}
	}
}

// fencingOption finds a parameter of fence devices that Pacemaker reads itself,
// such as pcmk_host_list.
func (c *checker) fencingOption(p *model.Primitive, name string) (*agents.Option, bool) {
	if !p.Stonith() {
		return nil, false
	}
	return c.env.Catalog.Option(agents.FencingParams, name)
}

// pacemakerParameter checks a parameter Pacemaker reads. pcs does not look at
// its value; Pacemaker would quietly use the default instead of a wrong one.
func (c *checker) pacemakerParameter(a *model.Attribute, o *agents.Option) {
	if o.Deprecated {
		c.obsolete(at(a.From, schema.KeyName), a.Name, o.ReplacedBy)
	}
	c.wrongValue(a, optionKind(o))
}

// parameter checks one parameter of a known agent.
func (c *checker) parameter(p *model.Primitive, agent *agents.Agent, a *model.Attribute) {
	param, known := agent.Param(a.Name)
	switch {
	case !known:
		c.unknownParameter(p, agent, a)
		c.gluedPaths(a)
		return
	case p.Stonith() && a.Name == "action":
		// pcs refuses it without --force, deprecation or not.
		c.report.Add(diag.FenceAction, at(a.From, schema.KeyName), nil)
		return
	case param.Deprecated:
		c.obsolete(at(a.From, schema.KeyName), a.Name, param.ReplacedBy)
	}
	c.parameterValue(p, agent, param, a)
}

// unknownParameter warns about a parameter that is not in the metadata. pcs refuses
// it without --force, by the metadata of the node; hagen knows those of the
// upstream release only, and distributors backport parameters.
func (c *checker) unknownParameter(p *model.Primitive, agent *agents.Agent, a *model.Attribute) {
	args := diag.Args{"agent": agent.Name, "name": a.Name, "suggestion": "", "releases": "", "meta": c.metaInstead(p, a.Name), "swapped": "", "target": c.env.Target.Title}
	_, swapped := agent.Param(a.Value)
	switch releases := c.env.Catalog.ReleasesOfParam(agent.Name, a.Name); {
	case swapped:
		args["swapped"] = a.Value
	case len(releases) > 0:
		args["releases"] = span(releases)
	case args["meta"] == "":
		args["suggestion"] = suggest.Nearest(a.Name, c.parameterNames(p, agent))
	}
	if a.Swapped {
		args["name"] = diag.Mask
	}
	c.report.Add(diag.ParameterUnknown, at(a.From, schema.KeyName), args)
}

// parameterNames lists the parameters a resource may have, current names first.
func (c *checker) parameterNames(p *model.Primitive, agent *agents.Agent) []string {
	var today, old []string
	for _, param := range agent.Params {
		if param.Deprecated {
			old = append(old, param.Name)
		} else {
			today = append(today, param.Name)
		}
	}
	if p.Stonith() {
		today = append(today, optionNames(c.env.Catalog.Options(agents.FencingParams))...)
	}
	return append(today, old...)
}

// missingParameters reports the required parameters that are missing, in one
// finding: each is a row of its own, but forgetting them is one mistake.
func (c *checker) missingParameters(p *model.Primitive, agent *agents.Agent, given []*model.Attribute) {
	names := map[string]bool{}
	for _, a := range given {
		// A name with odd characters has been reported; the parameter is not
		// missing as well.
		names[suggest.Plain(a.Name)] = true
	}
	var missing []string
	for _, param := range agent.MissingRequired(func(name string) bool { return names[name] }) {
		missing = append(missing, param.Name)
	}
	if len(missing) > 0 {
		column := schema.KeyType
		if p.Template != "" {
			column = schema.KeyTemplate
		}
		c.report.Add(diag.ParametersMissing, at(p.From, column), diag.Args{
			"agent": agent.Name, "names": strings.Join(missing, ", "),
		})
	}
}

// optionNames lists the names of options that are still in use.
func optionNames(options []agents.Option) []string {
	var names []string
	for _, o := range options {
		if !o.Deprecated {
			names = append(names, o.Name)
		}
	}
	return names
}
