// Package changebook makes the list of changes between two configurations a
// document: what is before and after, in which cell, for what reason, and what the
// cluster does about it when a plan is at hand.
package changebook

import (
	"cmp"
	"strconv"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
	"hagen/internal/document"
	"hagen/internal/message"
)

var (
	textTitle    = message.New("changebook.title", "from", "to")
	textChanges  = message.New("changebook.changes")
	textSame     = message.New("changebook.same")
	textEffects  = message.New("changebook.effects")
	textNothing  = message.New("changebook.nothing")
	textUnknown  = message.New("changebook.unknown")
	textBlocked  = message.New("changebook.blocked")
	textSecret   = message.New("changebook.secret")
	textDefaults = message.New("changebook.defaults")

	textNumber = message.New("changebook.column.number")
	textAction = message.New("changebook.column.action")
	textKind   = message.New("changebook.column.kind")
	textObject = message.New("changebook.column.object")
	textField  = message.New("changebook.column.field")
	textBefore = message.New("changebook.column.before")
	textAfter  = message.New("changebook.column.after")
	textCell   = message.New("changebook.column.cell")
	textReason = message.New("changebook.column.reason")
	textDoes   = message.New("changebook.column.does")
	textWhere  = message.New("changebook.column.where")
	textWhy    = message.New("changebook.column.why")
)

var actions = map[meaning.Action]message.Text{
	meaning.Add:    message.New("changebook.add"),
	meaning.Remove: message.New("changebook.remove"),
	meaning.Modify: message.New("changebook.change"),
}

// Book is what a document of changes is made of.
type Book struct {
	From, To string
	Changes  []apply.Change
	// Defaults are the defaults of agents that only one side spells out.
	Defaults []apply.Change
	// Remark is the remark in the row of a cell, "" without one.
	Remark func(diag.Place) string
	// Planned says that the effects are known: one side is a running cluster.
	Planned bool
	Effects []pcmk.Effect
}

// Document writes the book in a language.
func (b Book) Document(lang message.Lang) document.Document {
	d := document.Document{Title: textTitle.With(b.From, b.To).In(lang), Lang: lang}
	d.Chapters = append(d.Chapters, b.chapter(textChanges, b.Changes, lang))
	if len(b.Defaults) > 0 {
		d.Chapters = append(d.Chapters, b.chapter(textDefaults, b.Defaults, lang))
	}
	d.Chapters = append(d.Chapters, b.effects(lang))
	return d
}

// chapter is a table of changes, a row for each field.
func (b Book) chapter(title message.Text, changes []apply.Change, lang message.Lang) document.Chapter {
	c := document.Chapter{Title: title.In(lang)}
	if len(changes) == 0 {
		c.Texts = []string{textSame.In(lang)}
		return c
	}
	c.Table.Columns = document.Columns(lang,
		document.Filled(textNumber, 6), document.Filled(textAction, 8),
		document.Filled(textKind, 14), document.Filled(textObject, 22),
		document.Filled(textField, 22), document.Filled(textBefore, 22),
		document.Filled(textAfter, 22), document.Filled(textCell, 8),
		document.Filled(textReason, 24))
	number := 0
	for _, change := range changes {
		for _, detail := range details(change) {
			number++
			c.Table.Rows = append(c.Table.Rows, b.row(number, change, detail, lang))
		}
	}
	return c
}

// details are the fields of a change. One without fields is a row of its own.
func details(c apply.Change) []apply.Detail {
	if len(c.Details) == 0 {
		return []apply.Detail{{Detail: meaning.Detail{Action: c.Action}, Place: c.Place}}
	}
	return c.Details
}

func (b Book) row(number int, c apply.Change, d apply.Detail, lang message.Lang) document.Row {
	before, after := d.Old, d.New
	if d.Sensitive {
		before, after = b.hidden(before, lang), b.hidden(after, lang)
	}
	at := d.Place
	if at.IsZero() {
		at = c.Place
	}
	cell, reason := "", ""
	if !at.IsZero() {
		cell, reason = at.Cell(), b.Remark(at)
	}
	return document.Row{document.Text(strconv.Itoa(number)), {Text: actions[c.Action].In(lang), Look: look(c.Action)}, document.Text(c.Kind.Message().In(lang)),
		document.Code(c.Name), document.Code(d.Field), document.Code(before), document.Code(after), document.Text(cell), document.Text(reason)}
}

// hidden says that a secret is there, and nothing of it.
func (b Book) hidden(value string, lang message.Lang) string {
	if value == "" {
		return ""
	}
	return textSecret.In(lang)
}

func look(a meaning.Action) document.Look {
	switch a {
	case meaning.Add:
		return document.Good
	case meaning.Remove:
		return document.Bad
	}
	return document.Plain
}

// effects is what the running cluster would do.
func (b Book) effects(lang message.Lang) document.Chapter {
	c := document.Chapter{Title: textEffects.In(lang)}
	switch {
	case !b.Planned:
		c.Texts = []string{textUnknown.In(lang)}
		return c
	case len(b.Effects) == 0:
		c.Texts = []string{textNothing.In(lang)}
		return c
	}
	c.Table.Columns = document.Columns(lang,
		document.Filled(textDoes, 16), document.Filled(textObject, 30),
		document.Filled(textWhere, 40), document.Filled(textWhy, 50))
	for _, e := range b.Effects {
		c.Table.Rows = append(c.Table.Rows, effectRow(e, lang))
	}
	return c
}

// effectRow is what happens to a resource or a node.
func effectRow(e pcmk.Effect, lang message.Lang) document.Row {
	where := cmp.Or(e.Node, e.Dest)
	if e.Node != "" && e.Dest != "" && e.Node != e.Dest {
		where = e.Node + " -> " + e.Dest
	}
	does := document.Text(pcmk.ActionName(e.Action).In(lang))
	var why []string
	if e.Blocked {
		does.Look = document.Bad
		why = append(why, textBlocked.In(lang))
	}
	if because := e.Because(); !because.IsZero() {
		why = append(why, because.In(lang))
	}
	return document.Row{does, document.Code(e.Resource), document.Code(where), document.Text(strings.Join(why, "\n"))}
}
