package drill

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/testbook"
)

var (
	textHappened  = message.New("drill.book.happened")
	textEvidence  = message.New("drill.book.evidence")
	textSeen      = message.New("drill.book.case")
	textSeconds   = message.New("drill.book.seconds")
	textWhatWas   = message.New("drill.book.what")
	textWhere     = message.New("drill.book.where")
	textShown     = message.New("drill.book.shown")
	textMonBefore = message.New("drill.book.before")
	textMonAfter  = message.New("drill.book.after")
	textJournal   = message.New("drill.book.journal", "node")
	textOf        = message.New("drill.book.of", "cluster", "destination", "began", "ended")
	textSeeTab    = message.New("drill.book.see")
	textCommand   = message.New("drill.book.command", "node", "command", "code")
	textCounts    = message.New("drill.book.count", "resource", "node", "count")
	textTook      = message.New("drill.book.took", "seconds")
	textTookBack  = message.New("drill.book.back", "seconds")
	textAsElse    = message.New("drill.as-else")
	textByHagen   = message.New("drill.book.tester", "who")

	verdicts = map[Verdict]message.Text{
		AsExpected: message.New("drill.verdict.as-expected"), Differs: message.New("drill.verdict.differs"), Failed: message.New("drill.verdict.failed"),
		NotCarriedOut: message.New("drill.verdict.not-carried-out"), Interrupted: message.New("drill.verdict.interrupted"),
	}
)

// In is a verdict in a language.
func (v Verdict) In(lang message.Lang) string { return verdicts[v].In(lang) }

// Document is the test book with its columns filled, and what was seen in chapters of
// its own.
func (r *Result) Document(book *testbook.Book, about About, who string, lang message.Lang) document.Document {
	filled := map[string]testbook.Filled{}
	for _, c := range r.Cases {
		for i := range c.Case.Steps {
			filled[testbook.Key(c.Case, i)] = c.filled(i, who, lang)
		}
	}
	d := book.Filled(about.Sheet, filled, lang)
	d.Chapters[0].Texts = append([]string{textOf.With(about.Cluster, about.Destination, stamp(r.Began), stamp(r.Ended)).In(lang)}, d.Chapters[0].Texts...)
	for _, left := range r.Left {
		d.Chapters[0].Texts = append(d.Chapters[0].Texts, left.In(lang))
	}
	d.Chapters = append(d.Chapters, r.happened(lang), r.evidence(lang))
	return d
}

func stamp(t time.Time) string { return t.Format("2006-01-02 15:04:05") }

// filled is what is written into the columns of a step of a case.
func (c *Case) filled(i int, who string, lang message.Lang) testbook.Filled {
	if i >= len(c.Steps) {
		f := testbook.Filled{Result: NotCarriedOut.In(lang), Evidence: c.Why.In(lang)}
		if c.Verdict != NotCarriedOut {
			f.Evidence = ""
		}
		return f
	}
	s := c.Steps[i]
	f := testbook.Filled{Result: AsExpected.In(lang), Look: document.Good, Time: stamp(s.Began), Evidence: textSeeTab.In(lang), Tester: textByHagen.With(who).In(lang)}
	f.Time += "\n" + textTook.With(strconv.FormatFloat(rounded(s.Took), 'f', 1, 64)).In(lang)
	lines := words(s.Differences, lang)
	last := i == len(c.Steps)-1
	switch {
	case len(lines) > 0:
		f.Result, f.Look = Differs.In(lang), document.Bad
	case last && c.Verdict == Failed:
		f.Result, f.Look = Failed.In(lang), document.Bad
	case last && c.Verdict == Interrupted:
		f.Result, f.Look = Interrupted.In(lang), document.Plain
	}
	if s.Else {
		lines = append(lines, textAsElse.In(lang))
	}
	if last && !c.Why.IsZero() {
		lines = append(lines, c.Why.In(lang))
	}
	f.Evidence = strings.Join(append(lines, f.Evidence), "\n")
	return f
}

// name is the number of a step of a case.
func (c *Case) name(i int) string { return testbook.Key(c.Case, i) }

// happened is what was done and seen, with the seconds since each step began.
func (r *Result) happened(lang message.Lang) document.Chapter {
	t := document.Table{Columns: []document.Column{{Title: textSeen.In(lang), Width: 10}, {Title: textSeconds.In(lang), Width: 10}, {Title: textWhatWas.In(lang), Width: 90}}}
	for _, c := range r.Cases {
		for i, s := range c.Steps {
			t.Rows = append(t.Rows, document.Row{document.Text(c.name(i) + " " + called(c.Case.Steps[i].Events, lang))})
			add := func(at, what string) {
				t.Rows = append(t.Rows, document.Row{document.Text(c.name(i)), document.Text(at), document.Text(what)})
			}
			done := func(deeds []Deed) {
				for _, d := range deeds {
					add("", strings.TrimSpace(textCommand.With(d.Node, d.Command, d.Code).In(lang)+"\n"+d.Said))
				}
			}
			done(s.Did)
			for _, m := range s.Timeline {
				add(strconv.FormatFloat(rounded(m.After), 'f', 1, 64), m.What.In(lang))
			}
			for _, n := range s.Counts {
				add("", textCounts.With(n.Resource, n.Node, n.Failures).In(lang))
			}
			for _, d := range s.Differences {
				t.Rows = append(t.Rows, document.Row{document.Text(c.name(i)), document.Text(""), {Text: d.In(lang), Look: document.Bad}})
			}
			if i == len(c.Steps)-1 {
				done(c.Return)
				add("", textTookBack.With(strconv.FormatFloat(rounded(c.Back), 'f', 1, 64)).In(lang))
			}
		}
	}
	return document.Chapter{Title: textHappened.In(lang), Table: t}
}

// maxCell is how many lines are in a cell: a workbook cuts rows that are higher than
// 409 points, and a line of a journal may wrap.
const maxCell = 15

// evidence is what crm_mon showed and the journals have.
func (r *Result) evidence(lang message.Lang) document.Chapter {
	t := document.Table{Columns: []document.Column{{Title: textSeen.In(lang), Width: 10}, {Title: textWhere.In(lang), Width: 22}, {Title: textShown.In(lang), Width: 100}}}
	for _, c := range r.Cases {
		for i, s := range c.Steps {
			add := func(what, text string) {
				if text == "" {
					return
				}
				for part := range slices.Chunk(strings.Split(text, "\n"), maxCell) {
					t.Rows = append(t.Rows, document.Row{document.Text(c.name(i)), document.Text(what), document.Code(strings.Join(part, "\n"))})
				}
			}
			add(textMonBefore.In(lang), s.Before)
			add(textMonAfter.In(lang), s.After)
			for _, l := range s.Logs {
				add(textJournal.With(l.Node).In(lang), strings.Join(l.Lines, "\n"))
			}
		}
	}
	return document.Chapter{Title: textEvidence.In(lang), Table: t}
}
