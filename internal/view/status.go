package view

import (
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var (
	textSameConfiguration  = message.New("status.same-configuration", "destination")
	textOtherConfiguration = message.New("status.other-configuration", "destination", "changes")
	textSeePlan            = message.New("status.see-plan", "sheet", "destination")
	textStillToDo          = message.New("status.still-to-do")
	textRememberedFailures = message.New("status.remembered-failures")
	textIsSo               = message.New("status.matches", "destination")
	textIsNotSo            = message.New("status.does-not-match", "destination")
	textOnline             = message.New("status.online")
	textOffline            = message.New("status.offline")
	textUnclean            = message.New("status.unclean")
)

// Standing is how a cluster compares with a sheet.
type Standing struct {
	Health  *apply.Health
	Changes []apply.Change // from the cluster to the sheet
}

// Good reports whether the cluster matches the sheet.
func (s Standing) Good() bool {
	h := s.Health
	return len(s.Changes)+len(h.Problems)+len(h.Pending)+len(h.Held) == 0 && h.State.DC != "" && h.State.Quorum
}

// Status shows how a cluster compares with a sheet.
func (s *Screen) Status(standing Standing, to, sheet string) error {
	s.Doc.Status = standing.record(to)
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	v.standing(standing, to, sheet)
	return s.show(v)
}

// standing writes the state of the cluster for people.
func (v *page) standing(s Standing, to, sheet string) {
	if len(s.Changes) == 0 {
		v.line(textSameConfiguration.With(dest.Short(to)).In(v.lang))
	} else {
		v.line(v.paint(sgrYellow, textOtherConfiguration.With(dest.Short(to), tally(s.Changes, v.lang)).In(v.lang)))
		v.line("  ", textSeePlan.With(sheet, to).In(v.lang))
	}
	h := s.Health
	switch {
	case h.State.DC == "":
		v.line(v.paint(sgrYellow, apply.Risk{Danger: apply.Busy}.Message().In(v.lang)))
	case !h.State.Quorum:
		v.line(v.paint(sgrYellow, apply.Risk{Danger: apply.NoQuorum}.Message().In(v.lang)))
	}
	v.runs(h.State)
	if len(h.Pending) > 0 {
		v.line()
		v.line(v.paint(sgrBold, textStillToDo.In(v.lang)))
		v.effects(h.Pending)
	}
	v.held(h.Held)
	if len(h.State.Failures) > 0 {
		v.line()
		v.line(v.paint(sgrBold, textRememberedFailures.In(v.lang)))
		for _, f := range h.State.Failures {
			v.line("  ", visible(f.Resource()), "  ", visible(f.Node), "  ", strings.TrimSpace(f.Message().In(v.lang)+"  "+terminal.Visible(f.When)))
		}
	}
	v.line()
	for _, problem := range h.Problems {
		v.line(v.paint(sgrRed, problem.Message().In(v.lang)))
	}
	if s.Good() {
		v.line(textIsSo.With(dest.Short(to)).In(v.lang))
	} else {
		v.line(textIsNotSo.With(dest.Short(to)).In(v.lang))
	}
}

// runs writes the nodes, and where each resource runs.
func (v *page) runs(s *pcmk.State) {
	v.line()
	width := 0
	places := placesOf(s)
	for _, p := range places {
		width = max(width, terminal.Width(p.Resource))
	}
	for _, n := range s.Nodes {
		width = max(width, terminal.Width(n.Name))
	}
	for _, n := range s.Nodes {
		v.line("  ", visible(n.Name), strings.Repeat(" ", width-terminal.Width(n.Name)), "  ", nodeWords(n, v.lang))
	}
	v.line()
	for _, p := range places {
		state := p.State
		if t, known := stateTexts[state]; known {
			state = t.In(v.lang)
		}
		if p.State == "stopped" || p.State == "failed" || p.State == "blocked" {
			state = v.paint(sgrYellow, state)
		}
		v.line("  ", visible(p.Resource), strings.Repeat(" ", width-terminal.Width(p.Resource)), "  ", state, "  ", nowhere(p.Node))
	}
}

// nowhere is a node's name, or nothing.
func nowhere(node string) string {
	if node == "" {
		return ""
	}
	return visible(node)
}

// nodeWords are the states of a node.
func nodeWords(n pcmk.Node, lang message.Lang) string {
	words := []string{textOnline.In(lang)}
	if !n.Online {
		words = []string{textOffline.In(lang)}
	}
	if n.Unclean {
		words = append(words, textUnclean.In(lang))
	}
	if n.Standby {
		words = append(words, "standby")
	}
	if n.Maintenance {
		words = append(words, "maintenance")
	}
	return strings.Join(words, ", ")
}
