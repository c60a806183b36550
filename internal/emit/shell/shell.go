// Package shell writes the model as a script of commands that makes the same CIB as
// package cib writes: of pcs, and of cibadmin where pcs has none. The code decides on
// the commands and their order, templates/script.sh.tmpl on the layout.
package shell

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"hagen/internal/emit/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/target"
	"hagen/templates"
)

// Emit writes the script. The error joins every *Inexpressible, see
// Inexpressibles; any other error is a bug, or one of package cib.
func Emit(cfg *model.Config, t *target.Target) ([]byte, error) {
	return (&emitter{cfg: cfg, target: t, accepted: acceptedRows(cfg)}).script()
}

// EmitPcsOnly is Emit for sites whose scripts must have no other commands than those
// of pcs: what would need one is an *Inexpressible.
func EmitPcsOnly(cfg *model.Config, t *target.Target) ([]byte, error) {
	return (&emitter{cfg: cfg, target: t, accepted: acceptedRows(cfg), pcsOnly: true}).script()
}

func (e *emitter) script() ([]byte, error) {
	cfg, t := e.cfg, e.target
	e.cluster(cfg)
	e.resources(cfg)
	e.section("Remote nodes")
	e.nodes(cfg.Nodes, true)
	e.raw(true)
	e.levels(cfg.FencingLevels)
	first := model.TagsFirst(cfg) // what they name has to be there
	if first {
		e.tags(cfg.Tags)
	}
	e.constraints(cfg)
	e.alerts(cfg)
	if !first {
		e.tags(cfg.Tags)
	}
	e.acls(cfg)
	e.raw(false)
	e.renamed(cfg.Renames)
	e.additional(cfg.Commands)
	if err := errors.Join(e.errs...); err != nil {
		return nil, err
	}
	tmpl, err := templates.Script()
	if err != nil {
		return nil, fmt.Errorf("script template: %w", err)
	}
	var b bytes.Buffer
	if err := tmpl.Execute(&b, script{Title: t.Title, PCS: t.PCS, Creates: creates(cfg), Sections: e.sections}); err != nil {
		return nil, fmt.Errorf("script template: %w", err)
	}
	return b.Bytes(), nil
}

// script is the data of the template.
type script struct {
	Title    string   // of the target
	PCS      string   // version
	Creates  []string // lines of ids that must not be there yet, see creates
	Sections []section
}

// emitter collects the steps of the script.
type emitter struct {
	cfg      *model.Config
	target   *target.Target
	pcsOnly  bool
	elements *cib.Elements // made when first needed
	// templates are the ids of templates, see namesTemplate.
	templates map[string]bool
	tagIDs    map[string]bool // see isTag
	title     string          // of the current section
	sections  []section
	errs      []error
	accepted  map[string]bool // see acceptedRows
}

// section starts a run of steps; an empty one is not written.
func (e *emitter) section(title string) { e.title = title }

// put adds a command to the current section.
func (e *emitter) put(at string, c *command, notes ...string) {
	if row, _, _ := strings.Cut(at, ": "); e.accepted[row] && !slices.Contains(c.flags, "--force") {
		c.flag("--force")
		notes = append(notes, acceptedWhy)
	}
	text, err := c.text()
	if err != nil {
		e.errs = append(e.errs, fmt.Errorf("%s: %w", at, err))
		return
	}
	e.step(at, text, notes)
}

func (e *emitter) step(at, text string, notes []string) {
	fail, err := Quote(at)
	if err != nil {
		e.errs = append(e.errs, err)
		return
	}
	for i, n := range notes {
		notes[i] = oneLine(n)
	}
	if n := len(e.sections); n == 0 || e.sections[n-1].Title != e.title {
		e.sections = append(e.sections, section{Title: e.title})
	}
	s := &e.sections[len(e.sections)-1]
	s.Steps = append(s.Steps, step{Where: at, Notes: notes, Command: text, Fail: fail})
}

// pairs turns attributes into name=value arguments. pcs splits at the first equals
// sign, so a name with one cannot be expressed.
func (e *emitter) pairs(attrs []*model.Attribute) []string {
	var out []string
	for _, a := range attrs {
		if strings.Contains(a.Name, "=") {
			e.inexpressible(a.From, schema.KeyName, a.Name)
			continue
		}
		out = append(out, a.Name+"="+a.Value)
	}
	return out
}

// forCrmAttribute refuses node attributes that "node attribute" would garble or
// refuse: it runs crm_attribute in the C locale, which accepts only ASCII, reads a
// word like -lead as several options even in place of a value, and makes an id from
// the name that the schema refuses.
func (e *emitter) forCrmAttribute(attrs []*model.Attribute) {
	for _, a := range attrs {
		shown := a.Value
		if a.Secret {
			shown = a.Name
		}
		switch {
		case !crmAttributeWord(a.Name) || !crmAttributeName.MatchString(a.Name):
			e.inexpressible(a.From, schema.KeyName, a.Name)
		case !crmAttributeWord(a.Value):
			e.inexpressible(a.From, schema.KeyValue, shown)
		}
	}
}

// crmAttributeName matches names that crm_attribute can make an id from: it
// replaces a colon and a # with a dot and leaves the rest as it is.
var crmAttributeName = regexp.MustCompile(`^[A-Za-z0-9_.:#-]+$`)

// crmAttributeWord reports whether crm_attribute reads a word unchanged. Of the
// words that start with a dash it does so for -x, -12 and --anything.
func crmAttributeWord(s string) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return false
	}
	rest, dash := strings.CutPrefix(s, "-")
	return !dash || len(rest) < 2 || rest[0] == '-' || strings.Trim(rest, "0123456789") == ""
}

// forIDs refuses names that the commands for utilization and meta attributes put
// into an id unchanged. Other commands drop invalid characters; these make a CIB
// that is invalid in every schema.
func (e *emitter) forIDs(attrs []*model.Attribute) {
	for _, a := range attrs {
		if strings.ContainsFunc(a.Name, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_.-", r)
		}) {
			e.inexpressible(a.From, schema.KeyName, a.Name)
		}
	}
}

func (e *emitter) inexpressible(from model.Origin, column schema.Key, value string) {
	e.errs = append(e.errs, &Inexpressible{From: from, Field: column, Value: value, PCS: e.target.PCS})
}

// cluster writes properties, defaults and nodes: one command per row, except for
// nodes, where one command sets a node's attributes.
func (e *emitter) cluster(cfg *model.Config) {
	e.eachAttribute("Cluster properties", cfg.Properties, "property", "set")
	e.ownSets("Cluster properties", cfg.Properties)
	e.eachAttribute("Resource defaults", cfg.RscDefaults, "resource", "defaults", "update")
	e.defaultSets("Resource defaults", cfg.RscDefaults, "resource", "defaults", "set", "create")
	e.eachAttribute("Operation defaults", cfg.OpDefaults, "resource", "op", "defaults", "update")
	e.defaultSets("Operation defaults", cfg.OpDefaults, "resource", "op", "defaults", "set", "create")
	e.section("Nodes")
	e.nodes(cfg.Nodes, false)
}

// nodes sets the attributes of the nodes of corosync, or of those that resources
// have made, which pcs does not know before.
func (e *emitter) nodes(nodes []*model.Node, remote bool) {
	for _, n := range nodes {
		if n.Remote != remote {
			continue
		}
		if remote && len(plainPairs(n.Attributes)) == 0 && len(n.Attributes)+len(n.Utilization) > 0 {
			e.enter(n)
		}
		if attrs := plainPairs(n.Attributes); len(attrs) > 0 {
			e.forCrmAttribute(attrs)
			e.put(whereFirst(attrs, n.Uname), pcs("node", "attribute", n.Uname).add(e.pairs(attrs)...))
		}
		if attrs := plainPairs(n.Utilization); len(attrs) > 0 {
			e.forIDs(attrs)
			e.put(whereFirst(attrs, n.Uname), pcs("node", "utilization", n.Uname).add(e.pairs(attrs)...))
		}
		e.ownSets(n.Uname, n.Attributes, n.Utilization)
	}
}

// enter puts a remote node into the file, as "node attribute" would: "node
// utilization" looks for the node there.
func (e *emitter) enter(n *model.Node) {
	if el := e.elementOf(n); el != nil {
		said := el.Copy()
		said.Child = nil
		e.merge(el, said, n.From, schema.KeyUname, n.Uname, "a remote node that has not come up")
	}
}

func (e *emitter) eachAttribute(title string, sets []*model.AttributeSet, words ...string) {
	e.section(title)
	for _, a := range plainPairs(sets) {
		e.put(where(a.From, schema.KeyName, a.Name), pcs(words...).add(e.pairs([]*model.Attribute{a})...))
	}
}

// defaultSets makes sets of defaults with an id, a score or a rule of their own.
func (e *emitter) defaultSets(title string, sets []*model.AttributeSet, words ...string) {
	for _, s := range model.Own(sets) {
		switch {
		case len(s.Attributes) == 0:
		case s.Rule != nil && !s.Rule.OfAgents():
			e.ownSets(title, []*model.AttributeSet{s})
		default:
			from, column, name := cellOf(s, title)
			c := pcs(words...).add(option("id", s.ID)...).add(option("score", s.Score)...).line("meta").add(e.pairs(s.Attributes)...)
			if s.Rule != nil {
				c.line("rule").add(e.rule(s.Rule)...)
			}
			e.put(where(from, column, name), c)
		}
	}
}

// whereFirst returns the row of the first attribute a command sets.
func whereFirst(attrs []*model.Attribute, name string) string {
	return where(attrs[0].From, schema.KeyName, name)
}

// plainPairs are the attributes of the sets that commands of pcs make.
func plainPairs(sets []*model.AttributeSet) []*model.Attribute { return model.Pairs(model.Plain(sets)) }
