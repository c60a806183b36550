package designbook

import (
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/message"
)

var (
	textTogether = message.New("designbook.set-together", "resources")
	textApart    = message.New("designbook.set-apart", "resources")
	textSetNear  = message.New("designbook.set-near", "resources", "score")
	textSetFar   = message.New("designbook.set-far", "resources", "score")
	textSetOrder = message.New("designbook.set-order", "steps")
	textSetThen  = message.New("designbook.set-then")
	textAnyOrder = message.New("designbook.set-any", "resources")
	textEach     = message.New("designbook.each", "resources")
	textDoes     = message.New("designbook.does", "resource", "action")
)

// set is a set of resources of a constraint.
type set struct {
	members      []string
	role, action string
	parallel     bool
}

// setsOf reads the sets as package meaning writes them: {a b sequential=false} {c}.
func setsOf(text string) []set {
	var out []set
	for _, part := range strings.Split(text, "}") {
		var s set
		for _, word := range strings.Fields(strings.TrimLeft(part, " {")) {
			name, value, option := strings.Cut(word, "=")
			switch {
			case !option:
				s.members = append(s.members, word)
			case name == "role":
				s.role = value
			case name == "action":
				s.action = value
			case name == "sequential":
				s.parallel = value == "false"
			}
		}
		if s.members != nil {
			out = append(out, s)
		}
	}
	return out
}

// words are the members with their role or action.
func (s set) words(w *writer) []string {
	var out []string
	for _, m := range s.members {
		m = inRole(m, s.role)
		if s.action != "" {
			m = textDoes.With(m, s.action).In(w.lang)
		}
		out = append(out, m)
	}
	return out
}

// among says what a constraint on sets means.
func (w *writer) among(o meaning.Object, sets []set) string {
	get := func(name string) string { return fieldOf(o, name) }
	var all []string
	for _, s := range sets {
		all = append(all, s.words(w)...)
	}
	names, each := message.Words(all), message.Words(all)
	if len(all) > 1 {
		each = message.List{textEach.With(names)}
	}
	score := get("score")
	switch {
	case o.Kind == meaning.Order:
		return w.inOrder(sets, get)
	case o.Kind == meaning.Ticket:
		return textTicket.With(each, get("ticket"), get("loss-policy")).In(w.lang)
	case o.Kind == meaning.Location:
		return w.location(each, get("node"), get("rule"), score, get("score-attribute"))
	case score == always:
		return textTogether.With(names).In(w.lang)
	case score == never:
		return textApart.With(names).In(w.lang)
	case strings.HasPrefix(score, "-"):
		return textSetFar.With(names, score).In(w.lang)
	}
	return textSetNear.With(names, score).In(w.lang)
}

// inOrder says in which order the members of sets start.
func (w *writer) inOrder(sets []set, get func(string) string) string {
	var steps []string
	for _, s := range sets {
		if words := s.words(w); s.parallel && len(words) > 1 {
			steps = append(steps, textAnyOrder.With(message.Words(words)).In(w.lang))
		} else {
			steps = append(steps, words...)
		}
	}
	return w.ordered(textSetOrder.With(strings.Join(steps, textSetThen.In(w.lang))), get)
}

// inRole is a resource in a role; Started is the default.
func inRole(resource, role string) string {
	if slices.Contains([]string{"", cib.Started}, role) {
		return resource
	}
	return resource + " (" + role + ")"
}
