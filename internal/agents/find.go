package agents

import (
	"slices"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/suggest"
)

var (
	textUnknown = message.New("agents.unknown", "agent", "target")
	textListAll = message.New("agents.list-them")
	textSeveral = message.New("agents.several", "name")
)

// Find finds an agent by its full name, or by the end of it: IPaddr2,
// heartbeat:IPaddr2.
func (c *Catalog) Find(name, target string) (*Agent, error) {
	if agent, ok := c.Agent(name); ok {
		return agent, nil
	}
	all := c.Names()
	full, ok, err := Complete(all, name)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, message.Fail(textUnknown, name, target).Advise(textListAll).DidYouMean(Likely(all, name))
	}
	agent, _ := c.Agent(full)
	return agent, nil
}

// Complete finds the full name of an agent by its end, ignoring case. An ambiguous
// end is an error.
func Complete(all []string, name string) (full string, ok bool, err error) {
	var found []string
	for _, full := range all {
		if strings.HasSuffix(strings.ToLower(full), ":"+strings.ToLower(name)) {
			found = append(found, full)
		}
	}
	switch len(found) {
	case 0:
		return "", false, nil
	case 1:
		return found[0], true, nil
	}
	return "", false, message.Fail(textSeveral, name).OneOf(found)
}

// Likely returns the agent that a name probably means: a full name, or only a type;
// "" when none is similar.
func Likely(all []string, name string) string {
	words := slices.Clone(all)
	for _, full := range all {
		_, _, typ := cib.AgentParts(full)
		words = append(words, typ)
	}
	return suggest.Nearest(name, words)
}
