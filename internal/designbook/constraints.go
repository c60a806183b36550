package designbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
	"hagen/internal/document"
	"hagen/internal/message"
)

var (
	textSentence = message.New("designbook.column.sentence")
	textFields   = message.New("designbook.column.fields")

	textRunsOn    = message.New("designbook.runs-on", "resource", "nodes")
	textElse      = message.New("designbook.else")
	textPrefers   = message.New("designbook.prefers", "resource", "node", "score")
	textAvoids    = message.New("designbook.avoids", "resource", "node", "score")
	textNever     = message.New("designbook.never", "resource", "node")
	textRule      = message.New("designbook.rule", "resource", "rule", "score")
	textNeverRule = message.New("designbook.never-rule", "resource", "rule")
	textMatching  = message.New("designbook.matching", "pattern")
	textOthers    = message.New("designbook.not-matching", "pattern")

	textRuleAttribute = message.New("designbook.rule-attribute", "resource", "rule", "attribute")

	textWith     = message.New("designbook.with", "resource", "other")
	textNotWith  = message.New("designbook.not-with", "resource", "other")
	textNear     = message.New("designbook.near", "resource", "other", "score")
	textFar      = message.New("designbook.far", "resource", "other", "score")
	textBy       = message.New("designbook.by", "attribute")
	textFirst    = message.New("designbook.first", "first", "action", "then", "follows")
	textIfBoth   = message.New("designbook.if-both")
	textOneByOne = message.New("designbook.serialize")
	textBack     = message.New("designbook.symmetrical")
	textTicket   = message.New("designbook.ticket", "resource", "ticket", "policy")
)

const (
	always = "INFINITY"
	never  = "-INFINITY"
)

// constraints are a row each: a sentence, and the fields it is made of.
func (w *writer) constraints() document.Chapter {
	c := document.Chapter{Title: textRules.In(w.lang), Texts: w.preferences()}
	for _, o := range w.of(constraintKinds...) {
		if c.Table.Columns == nil {
			c.Table.Columns = document.Columns(w.lang,
				document.Filled(textSentence, 54), document.Filled(textFields, 48),
				document.Filled(textCell, 9), document.Filled(textReason, 28))
		}
		c.Table.Rows = append(c.Table.Rows, w.constraint(o))
	}
	if c.Table.Rows == nil {
		c.Texts = []string{textNone.In(w.lang)}
	}
	return c
}

// constraint is the row of one, with the cell furthest down that its fields come from:
// those above are inherited.
func (w *writer) constraint(o meaning.Object) document.Row {
	var fields []string
	var place diag.Place
	for _, f := range o.Fields {
		fields = append(fields, f.Name+": "+f.Value)
		if at := w.Cell(o.Kind, o.Key, f.Name); at.Row > place.Row {
			place = at
		}
	}
	cell, reason := "", ""
	if !place.IsZero() {
		cell, reason = place.Cell(), w.Remark(place)
	}
	return document.Row{document.Text(w.sentence(o)), document.Code(strings.Join(fields, "\n")), document.Text(cell), document.Text(reason)}
}

// sentence says what a constraint means.
func (w *writer) sentence(o meaning.Object) string {
	get := func(name string) string { return fieldOf(o, name) }
	if sets := setsOf(get("sets")); len(sets) > 0 {
		return w.among(o, sets)
	}
	switch o.Kind {
	case meaning.Location:
		return w.location(w.subject(get), get("node"), get("rule"), get("score"), get("score-attribute"))
	case meaning.Colocation:
		says := w.colocation(inRole(get("rsc"), get("rsc-role")), inRole(get("with-rsc"), get("with-rsc-role")), get("score"))
		if by := get("node-attribute"); by != "" {
			says += " " + textBy.With(by).In(w.lang)
		}
		return says
	case meaning.Order:
		return w.ordered(textFirst.With(get("first"), get("first-action"), get("then"), get("then-action")), get)
	}
	return textTicket.With(inRole(get("rsc"), get("rsc-role")), get("ticket"), get("loss-policy")).In(w.lang)
}

// subject is the resource of a location, or the resources whose names match.
func (w *writer) subject(get func(string) string) message.List {
	pattern := get("rsc-pattern")
	if pattern == "" {
		return message.Words([]string{inRole(get("rsc"), get("role"))})
	}
	if others, not := strings.CutPrefix(pattern, "!"); not {
		return message.List{textOthers.With(others)}
	}
	return message.List{textMatching.With(pattern)}
}

func (w *writer) location(resources message.List, node, rule, score, attribute string) string {
	says := textPrefers.With(resources, node, score)
	switch {
	case node == "" && attribute != "":
		says = textRuleAttribute.With(resources, rule, attribute)
	case node == "" && score == never:
		says = textNeverRule.With(resources, rule)
	case node == "":
		says = textRule.With(resources, rule, score)
	case score == never:
		says = textNever.With(resources, node)
	case strings.HasPrefix(score, "-"):
		says = textAvoids.With(resources, node, score)
	}
	return says.In(w.lang)
}

func (w *writer) colocation(resource, other, score string) string {
	switch {
	case score == always:
		return textWith.With(resource, other).In(w.lang)
	case score == never:
		return textNotWith.With(resource, other).In(w.lang)
	case strings.HasPrefix(score, "-"):
		return textFar.With(resource, other, score).In(w.lang)
	}
	return textNear.With(resource, other, score).In(w.lang)
}

// ordered adds to an order whether it always counts and what becomes of it at the stop.
func (w *writer) ordered(says message.Message, get func(string) string) string {
	parts := []string{says.In(w.lang)}
	switch get("kind") {
	case "Optional":
		parts = append(parts, textIfBoth.In(w.lang))
	case "Serialize":
		parts = append(parts, textOneByOne.In(w.lang))
	}
	if get("symmetrical") == "true" {
		parts = append(parts, textBack.In(w.lang))
	}
	return strings.Join(parts, " ")
}

// preferences says for each resource that prefers several nodes in which order it
// does: web-group runs on node01 (200), else on node02 (100).
func (w *writer) preferences() []string {
	type place struct {
		node  string
		score int
		text  string
	}
	var resources []string
	wishes := map[string][]place{}
	for _, o := range w.of(meaning.Location) {
		rsc, node, score := fieldOf(o, "rsc"), fieldOf(o, "node"), fieldOf(o, "score")
		n, err := strconv.Atoi(score)
		if score == always {
			n, err = 1<<30, nil
		}
		if node == "" || err != nil || n <= 0 {
			continue
		}
		if wishes[rsc] == nil {
			resources = append(resources, rsc)
		}
		wishes[rsc] = append(wishes[rsc], place{node, n, score})
	}
	var out []string
	for _, rsc := range resources {
		list := wishes[rsc]
		if len(list) < 2 {
			continue
		}
		slices.SortStableFunc(list, func(a, b place) int { return cmp.Compare(b.score, a.score) })
		var words []string
		for _, p := range list {
			words = append(words, p.node+" ("+p.text+")")
		}
		out = append(out, textRunsOn.With(rsc, strings.Join(words, textElse.In(w.lang))).In(w.lang))
	}
	return out
}
