package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/agents"
)

// The form is described in internal/agents/compact.go.

const banner = "# Made by test/gen/agents. Do not edit.\n"

func header(d *data) string {
	var b strings.Builder
	b.WriteString(banner + "targets")
	for _, name := range d.targets {
		b.WriteString("\t" + name)
	}
	b.WriteString("\n\n")
	for _, pkg := range slices.Sorted(maps.Keys(d.releases)) {
		b.WriteString("releases\t" + pkg + "\t" + strings.Join(d.releases[pkg], "\t") + "\n\n")
	}
	return b.String()
}

func encodeAgents(d *data) (string, error) {
	var b strings.Builder
	b.WriteString(header(d))
	for _, name := range d.agentNames() {
		if err := d.encodeAgent(&b, name, d.agents[name]); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	return b.String(), nil
}

func (d *data) encodeAgent(b *strings.Builder, name string, f *agentFacts) error {
	var params, actions []fact
	var all uint64
	known := map[string]bool{}
	for i, a := range f.byTarget {
		if a == nil {
			continue
		}
		bit := uint64(1) << i
		all |= bit
		var p, x []string
		for _, param := range a.Params {
			known[param.Name] = true
			p = append(p, d.paramLine(param, f))
		}
		for _, action := range a.Actions {
			x = append(x, actionLine(action))
		}
		params, actions = merge(params, p, bit), merge(actions, x, bit)
	}
	facts := append(params, actions...)
	if all != 0 {
		for _, param := range slices.Sorted(maps.Keys(f.params)) {
			if !known[param] {
				facts = append(facts, fact{"x\t" + param + "\t@=" + d.mask(f.pkg, f.params[param]), all})
			}
		}
	}
	return writeBlock(b, []string{"agent", name, hex(all), f.pkg, d.mask(f.pkg, f.releases)}, all, facts)
}

func (d *data) paramLine(p agents.Param, f *agentFacts) string {
	var extra []string
	if !maps.Equal(f.params[p.Name], f.releases) {
		extra = append(extra, "@="+d.mask(f.pkg, f.params[p.Name]))
	}
	extra = appendList(extra, "e", p.Enum)
	extra = appendList(extra, "o", p.Obsoletes)
	extra = appendList(extra, "n", p.ReplacedBy)
	if p.UniqueGroup != "" {
		extra = append(extra, "g="+p.UniqueGroup)
	}
	flags := letter("r", p.Required) + letter("u", p.Unique) + letter("d", p.Deprecated)
	return factLine(append([]string{"p", p.Name, p.Type, flags, p.Default}, extra...))
}

func actionLine(a agents.Action) string {
	fields := []string{"a", a.Name, a.Timeout}
	for _, o := range []struct{ key, value string }{
		{"i", a.Interval}, {"r", a.Role}, {"d", a.Depth}, {"s", a.StartDelay},
	} {
		if o.value != "" {
			fields = append(fields, o.key+"="+o.value)
		}
	}
	if a.OnTarget {
		fields = append(fields, "target")
	}
	if a.Automatic {
		fields = append(fields, "auto")
	}
	return factLine(fields)
}

func encodeOptions(d *data) (string, error) {
	var b strings.Builder
	b.WriteString(header(d))
	every := uint64(1)<<len(d.releases[pacemaker]) - 1
	all := uint64(1)<<len(d.targets) - 1
	for _, set := range slices.Sorted(slices.Values(agents.OptionSets())) {
		f := d.options[set]
		var facts []fact
		known := map[string]bool{}
		for i, list := range f.byTarget {
			var lines []string
			for _, o := range list {
				known[o.Name] = true
				lines = append(lines, optionLine(o, d.mask(pacemaker, f.releases[o.Name]), hex(every)))
			}
			facts = merge(facts, lines, 1<<i)
		}
		for _, name := range slices.Sorted(maps.Keys(f.releases)) {
			if !known[name] {
				facts = append(facts, fact{"x\t" + name + "\t@=" + d.mask(pacemaker, f.releases[name]), all})
			}
		}
		head := []string{"set", string(set), hex(all), pacemaker, hex(every)}
		if err := writeBlock(&b, head, all, facts); err != nil {
			return "", fmt.Errorf("%s: %w", set, err)
		}
	}
	return b.String(), nil
}

func optionLine(o agents.Option, releases, every string) string {
	var extra []string
	if releases != every {
		extra = append(extra, "@="+releases)
	}
	extra = appendList(extra, "e", o.Enum)
	extra = appendList(extra, "n", o.ReplacedBy)
	extra = appendList(extra, "l", o.Aliases)
	flags := letter("d", o.Deprecated) + letter("g", o.Generated)
	return factLine(append([]string{"o", o.Name, o.Type, flags, o.Default}, extra...))
}

// factLine joins fields and cuts trailing empty ones.
func factLine(fields []string) string {
	for fields[len(fields)-1] == "" {
		fields = fields[:len(fields)-1]
	}
	return strings.Join(fields, "\t")
}

func appendList(fields []string, key string, values []string) []string {
	if len(values) == 0 {
		return fields
	}
	return append(fields, key+"="+strings.Join(values, "|"))
}

func letter(name string, set bool) string {
	if set {
		return name
	}
	return ""
}

// mask is a set of releases as the form has it.
func (d *data) mask(pkg string, v versions) string {
	var bits uint64
	for i, version := range d.releases[pkg] {
		if v[version] {
			bits |= 1 << i
		}
	}
	return hex(bits)
}

func hex(mask uint64) string { return strconv.FormatUint(mask, 16) }

// writeBlock writes a head and its facts, limiting a fact to its targets where
// they are not the block's.
func writeBlock(b *strings.Builder, head []string, all uint64, facts []fact) error {
	b.WriteString(strings.Join(head, "\t") + "\n")
	for _, f := range facts {
		if strings.ContainsAny(f.text, "\n\r") {
			return fmt.Errorf("a line break in %q", f.text)
		}
		kind, rest := f.text[:1], f.text[1:]
		if f.targets != all {
			kind += hex(f.targets)
		}
		b.WriteString(kind + rest + "\n")
	}
	b.WriteString("\n")
	return nil
}
