package view

import (
	"strings"

	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/terminal"
)

var (
	textAtRest    = message.New("whatif.at-rest", "version")
	textAssuming  = message.New("whatif.assuming", "attribute", "resource")
	textStep      = message.New("whatif.step", "number", "events")
	textStays     = message.New("whatif.stays")
	textIsFenced  = message.New("whatif.fenced", "nodes")
	textNotFenced = message.New("whatif.not-fenced", "nodes")
	textAgain     = message.New("whatif.again")
	textTakes     = message.New("whatif.takes", "time")
	textNoticed   = message.New("whatif.noticed", "notice", "time")
	textNowhere   = message.New("whatif.nowhere")
	textNow       = message.New("whatif.now")
	textIfNode    = message.New("whatif.if-node", "node")
)

// WhatIf is an answer of the scheduler: a cluster at rest and what follows, or what
// follows when each node is lost.
type WhatIf struct {
	World  *scheduler.World // at rest, before anything happens
	Steps  []Step
	Matrix bool // each step is the loss of one node, from the state at rest
}

// Step is what happens at once, and what the cluster does.
type Step struct {
	Events []scheduler.Event
	Course *scheduler.Course
}

// WhatIf shows what the scheduler answered.
func (s *Screen) WhatIf(w WhatIf) error {
	s.Doc.WhatIf = w.record(s.Lang)
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	v.line(v.paint(sgrBold, textAtRest.With(w.World.Version).In(v.lang)))
	if !w.Matrix {
		v.runs(w.World.State)
	}
	for _, a := range w.World.Assumed {
		v.line("  ", v.paint(sgrDim, textAssuming.With(a.Name+"="+a.Value, a.Resource).In(v.lang)))
	}
	if w.Matrix {
		v.line()
		if err := writeTable(&v.b, w.Table(v.lang)); err != nil {
			return err
		}
		return s.show(v)
	}
	for i, step := range w.Steps {
		v.line()
		v.step(i+1, step)
	}
	return s.show(v)
}

// step writes what happens and what follows from it.
func (v *page) step(number int, step Step) {
	var events message.List
	for _, e := range step.Events {
		events = append(events, e.Message())
	}
	v.line(v.paint(sgrBold, textStep.With(number, events).In(v.lang)))
	if fenced := step.Course.Fenced(); len(fenced) > 0 {
		v.line("  ", v.paint(sgrRed, textIsFenced.With(strings.Join(fenced, ", ")).In(v.lang)))
	}
	for _, caveat := range step.Course.Caveats() {
		v.line("  ", v.paint(sgrRed, caveat.In(v.lang)))
	}
	moves := step.Course.Moves()
	width := 0
	for _, m := range moves {
		width = max(width, terminal.Width(m.Resource))
	}
	for _, m := range moves {
		where := placesText(m.Before, v.lang) + " -> " + placesText(m.After, v.lang)
		switch {
		case m.Again:
			where = placesText(m.After, v.lang) + "  " + textAgain.In(v.lang)
		case len(m.After) == 0:
			where = v.paint(sgrYellow, where)
		}
		v.line("  ", padded(visible(m.Resource), width), "  ", where)
	}
	if len(moves) == 0 {
		v.line("  ", textStays.In(v.lang))
		return
	}
	if step.Course.Notice > 0 {
		v.line("  ", v.paint(sgrDim, textNoticed.With(step.Course.Notice.String(), step.Course.Takes.String()).In(v.lang)))
	} else {
		v.line("  ", v.paint(sgrDim, textTakes.With(step.Course.Takes.String()).In(v.lang)))
	}
}

// placesText lists where a resource runs; its role where it is not simply started.
func placesText(places []scheduler.Place, lang message.Lang) string {
	var out []string
	for _, p := range places {
		word := visible(p.Node)
		if p.Role != "Started" {
			word += " (" + p.Role + ")"
		}
		out = append(out, word)
	}
	if len(out) == 0 {
		return textNowhere.In(lang)
	}
	return strings.Join(out, ", ")
}

// Table is the table of node failures and resources: a header, who is fenced, and a
// row for each resource.
func (w WhatIf) Table(lang message.Lang) [][]string {
	head := []string{"", textNow.In(lang)}
	fenced := []string{"", ""}
	any := false
	for _, step := range w.Steps {
		head = append(head, textIfNode.With(step.Events[0].Node).In(lang))
		list := strings.Join(step.Course.Fenced(), ", ")
		if list != "" {
			list, any = textIsFenced.With(list).In(lang), true
		}
		if nodes := step.Course.Unfenceable; len(nodes) > 0 {
			list, any = strings.TrimPrefix(list+"; ", "; ")+textNotFenced.With(strings.Join(nodes, ", ")).In(lang), true
		}
		fenced = append(fenced, list)
	}
	rows := [][]string{head}
	if any {
		rows = append(rows, fenced)
	}
	for _, id := range scheduler.Primitives(w.World.State) {
		row := []string{id, placesText(scheduler.Places(w.World.State, id), lang)}
		for _, step := range w.Steps {
			row = append(row, placesText(scheduler.Places(step.Course.After, id), lang))
		}
		rows = append(rows, row)
	}
	return rows
}
