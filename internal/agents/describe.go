package agents

import (
	_ "embed"
	"slices"
	"strings"
)

// What the embedded agents say of their parameters, apart from the metadata because
// a compile has no use for it:
//
//	NAME
//	PARAMETER	WORDS
//
// An agent has one text a parameter, that of the release read last; blocks are sorted
// by name.
//
//go:embed data/descriptions.txt
var embeddedDescriptions string

// Descriptions are the short descriptions of an agent's parameters, by name.
type Descriptions map[string]string

// ParseDescriptions reads the embedded form, by agent. The text is what
// test/gen/agents writes.
func ParseDescriptions(text string) map[string]Descriptions {
	out := map[string]Descriptions{}
	of := Descriptions{} // of the agent above
	for line := range strings.Lines(text) {
		name, words, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case ok:
			of[name] = words
		case name != "" && name[0] != '#':
			of = Descriptions{}
			out[name] = of
		}
	}
	return out
}

// Described is the agent with the short descriptions of its parameters, as far as
// they are known. What an agents file says goes first.
func (c *Catalog) Described(a *Agent) *Agent {
	return a.described(ParseDescriptions(embeddedDescriptions)[a.Name])
}

func (a *Agent) described(by Descriptions) *Agent {
	out := *a
	out.Params = slices.Clone(a.Params)
	for i := range out.Params {
		if p := &out.Params[i]; p.ShortDesc == "" {
			p.ShortDesc = by[p.Name]
		}
	}
	return &out
}

// Undescribed is the agent without the descriptions.
func (a *Agent) Undescribed() *Agent {
	out := *a
	out.Params = slices.Clone(a.Params)
	for i := range out.Params {
		out.Params[i].ShortDesc = ""
	}
	return &out
}

// Descriptions are those the agent has.
func (a *Agent) Descriptions() Descriptions {
	out := Descriptions{}
	for _, p := range a.Params {
		if p.ShortDesc != "" {
			out[p.Name] = p.ShortDesc
		}
	}
	return out
}

// shortDesc is the English one of the descriptions, or the first, on one line.
func (x *xmlParam) shortDesc() string {
	text := x.ShortAttr
	for i, s := range x.ShortDesc {
		if i == 0 || strings.HasPrefix(s.Lang, "en") {
			text = s.Text
		}
	}
	return strings.Join(strings.Fields(text), " ")
}
