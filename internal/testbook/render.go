package testbook

import (
	"fmt"
	"strings"

	"hagen/internal/apply/pcmk"
	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/scheduler"
)

var (
	textTitle     = message.New("testbook.title", "sheet")
	textCases     = message.New("testbook.cases")
	textBefore    = message.New("testbook.before")
	textNotInBook = message.New("testbook.folded")
	textByVersion = message.New("testbook.version", "version")
	textAgents    = message.New("testbook.assumed", "attribute", "resource")
	textEach      = message.New("testbook.each")
	textSameAs    = message.New("testbook.same-as", "number")

	textNumber   = message.New("testbook.column.number")
	textPurpose  = message.New("testbook.column.purpose")
	textDo       = message.New("testbook.column.do")
	textExpected = message.New("testbook.column.expected")
	textOrder    = message.New("testbook.column.order")
	textTime     = message.New("testbook.column.time")
	textCheck    = message.New("testbook.column.check")
	textUndo     = message.New("testbook.column.undo")
	textResult   = message.New("testbook.column.result")
	textWhen     = message.New("testbook.column.when")
	textEvidence = message.New("testbook.column.evidence")
	textTester   = message.New("testbook.column.tester")
	textObject   = message.New("testbook.column.object")
	textState    = message.New("testbook.column.state")
	textWhy      = message.New("testbook.column.why")

	textFenced  = message.New("testbook.fenced", "nodes")
	textNone    = message.New("testbook.no-fencing")
	textUp      = message.New("testbook.online")
	textDown    = message.New("testbook.offline")
	textStandby = message.New("testbook.standby")
	textNowhere = message.New("testbook.nowhere")
	textWithin  = message.New("testbook.within", "time")
	textElse    = message.New("testbook.else", "node", "resource")
	textNotice  = message.New("testbook.notice", "notice", "time")
)

var chapterTitles = map[Chapter]message.Text{
	Resources:  message.New("testbook.chapter.resources"),
	Nodes:      message.New("testbook.chapter.nodes"),
	Attributes: message.New("testbook.chapter.attributes"),
	Fencing:    message.New("testbook.chapter.fencing"),
	Pairs:      message.New("testbook.chapter.pairs"),
	Whole:      message.New("testbook.chapter.whole"),
}

// check is how to look at what became of the cluster.
const check = "pcs status --full"

// Document writes the book in a language. sheet is the name of what it was made of.
func (b *Book) Document(sheet string, lang message.Lang) document.Document {
	return document.Document{Title: textTitle.With(sheet).In(lang), Lang: lang,
		Chapters: []document.Chapter{b.before(lang), b.cases(lang), b.folded(lang)}}
}

// before is the state each case begins with.
func (b *Book) before(lang message.Lang) document.Chapter {
	texts := []string{textByVersion.With(b.World.Version).In(lang), textEach.In(lang)}
	for _, a := range b.World.Assumed {
		texts = append(texts, textAgents.With(a.Name+"="+a.Value, a.Resource).In(lang))
	}
	t := document.Table{Columns: []document.Column{{Title: textObject.In(lang), Width: 30}, {Title: textState.In(lang), Width: 60}}}
	for _, line := range state(b.World.State, lang) {
		t.Rows = append(t.Rows, document.Row{document.Code(line[0]), document.Text(line[1])})
	}
	return document.Chapter{Title: textBefore.In(lang), Texts: texts, Table: t}
}

// state says what each node and each resource is.
func state(s *pcmk.State, lang message.Lang) [][2]string {
	var out [][2]string
	for _, n := range s.Nodes {
		word := textDown.In(lang)
		switch {
		case n.Online && n.Standby:
			word = textStandby.In(lang)
		case n.Online:
			word = textUp.In(lang)
		}
		out = append(out, [2]string{n.Name, word})
	}
	for _, id := range scheduler.Primitives(s) {
		out = append(out, [2]string{id, places(scheduler.Places(s, id), lang)})
	}
	return out
}

func places(list []scheduler.Place, lang message.Lang) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Node+" ("+p.Role+")")
	}
	if out == nil {
		return textNowhere.In(lang)
	}
	return strings.Join(out, ", ")
}

// cases are the cases, with columns for what a tester writes.
func (b *Book) cases(lang message.Lang) document.Chapter {
	t := document.Table{}
	t.Columns = document.Columns(lang,
		document.Filled(textNumber, 6), document.Filled(textPurpose, 16),
		document.Filled(textDo, 46), document.Filled(textExpected, 28),
		document.Filled(textOrder, 20), document.Filled(textTime, 11),
		document.Filled(textCheck, 10), document.Filled(textUndo, 26),
		document.Blank(textResult, 9), document.Blank(textWhen, 7),
		document.Blank(textEvidence, 11), document.Blank(textTester, 8))
	var chapter Chapter
	for _, c := range b.Cases {
		if c.Chapter != chapter {
			chapter = c.Chapter
			t.Rows = append(t.Rows, document.Row{document.Text(fmt.Sprintf("%d. %s", chapter, chapterTitles[chapter].In(lang)))})
		}
		for i := range c.Steps {
			t.Rows = append(t.Rows, b.row(c, i, lang))
		}
	}
	return document.Chapter{Title: textCases.In(lang), Table: t}
}

// row is a step of a case.
func (b *Book) row(c *Case, i int, lang message.Lang) document.Row {
	step := c.Steps[i]
	number, undo := c.Number, ""
	if len(c.Steps) > 1 {
		number += fmt.Sprintf(" (%d)", i+1)
	}
	if i == len(c.Steps)-1 {
		undo = strings.Join(lines(b.Undo(c), lang), "\n")
	}
	return document.Row{document.Text(number), document.Text(purpose(step.Events, lang)), document.Code(strings.Join(b.Do(step, c.Steps[:i], lang), "\n")),
		document.Text(strings.Join(step.expected(lang), "\n")), document.Code(strings.Join(order(step.Course), "\n")), document.Text(step.within(lang)),
		document.Code(check), document.Code(undo), {}, {}, {}, {}}
}

func purpose(events []scheduler.Event, lang message.Lang) string {
	var out []string
	for _, e := range events {
		out = append(out, e.Message().In(lang))
	}
	return strings.Join(out, "\n")
}

// expected is what a step leads to; where it depends on the moment, both ends.
func (s Step) expected(lang message.Lang) []string {
	out := expected(s.Course, lang)
	if s.Else != nil {
		node, resource := crashAndFailure(s.Events)
		out = append(append(out, textElse.With(node, resource).In(lang)), expected(s.Else, lang)...)
	}
	return out
}

// expected is the state a step ends in: who is fenced, each node, each resource.
func expected(c *scheduler.Course, lang message.Lang) []string {
	out := []string{textNone.In(lang)}
	if fenced := c.Fenced(); len(fenced) > 0 {
		out = []string{textFenced.With(strings.Join(fenced, ", ")).In(lang)}
	}
	for _, caveat := range c.Caveats() {
		out = append(out, caveat.In(lang))
	}
	for _, line := range state(c.After, lang) {
		out = append(out, line[0]+": "+line[1])
	}
	return out
}

// order are the actions in the order of the scheduler.
func order(c *scheduler.Course) []string {
	var out []string
	for _, s := range c.Order {
		line := s.Action + " " + s.Node
		if s.Resource != "" {
			line = s.Action + " " + s.Resource + " @" + s.Node
		}
		out = append(out, line)
	}
	return out
}

// within is how long a step takes at most, whichever way it ends.
func (s Step) within(lang message.Lang) string {
	takes := s.Course.Takes
	if s.Else != nil {
		takes = max(takes, s.Else.Takes)
	}
	if s.Course.Notice > 0 {
		return textNotice.With(s.Course.Notice.String(), takes.String()).In(lang)
	}
	return textWithin.With(takes.String()).In(lang)
}

// folded are the cases that are not in the book, with the reason.
func (b *Book) folded(lang message.Lang) document.Chapter {
	t := document.Table{Columns: []document.Column{{Title: textPurpose.In(lang), Width: 60}, {Title: textWhy.In(lang), Width: 70}}}
	for _, f := range b.Folded {
		why := f.Why
		if f.Like != nil {
			why = textSameAs.With(f.Like.Number)
		}
		t.Rows = append(t.Rows, document.Row{document.Text(purpose(f.Events, lang)), document.Text(why.In(lang))})
	}
	return document.Chapter{Title: textNotInBook.In(lang), Table: t}
}
