// Package designbook makes the design of a cluster a document: cover and revisions,
// every parameter with its default and where it comes from, constraints as sentences,
// fencing levels, the findings of the checks, and where everything runs when a node is
// lost. Package document writes it.
package designbook

import (
	"github.com/beevik/etree"

	"hagen/internal/agents"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
	"hagen/internal/document"
	"hagen/internal/message"
)

// Design is what the document is made of.
type Design struct {
	Sheet   string // the name of the sheet's file
	Target  string
	Version string // of hagen
	CIB     []byte // what the sheet compiles to
	// Cell is where a field of an object comes from; zero when it is from no cell.
	Cell func(kind meaning.Kind, key, field string) diag.Place
	// At is where an attribute of an element of the XML comes from.
	At func(id, attribute string) diag.Place
	// Remark is what people wrote in the row of a cell.
	Remark   func(diag.Place) string
	Catalog  *agents.Catalog
	Findings []diag.Diagnostic
	Losses   *Losses // nil where no scheduler could be asked
}

// Losses is where each resource runs when a node is lost: a table whose first row is
// its header.
type Losses struct {
	Scheduler string // the version of Pacemaker
	Rows      [][]string
}

var (
	textTitle     = message.New("designbook.title", "sheet")
	textCover     = message.New("designbook.cover")
	textMadeOf    = message.New("designbook.made-of", "sheet", "target", "version")
	textRevision  = message.New("designbook.column.revision")
	textDate      = message.New("designbook.column.date")
	textContent   = message.New("designbook.column.content")
	textAuthor    = message.New("designbook.column.author")
	textPicture   = message.New("designbook.picture")
	textResources = message.New("designbook.resources")
	textCluster   = message.New("designbook.cluster")
	textRules     = message.New("designbook.constraints")
	textLevels    = message.New("designbook.levels")
	textOther     = message.New("designbook.other")
	textFindings  = message.New("designbook.findings")
	textLosses    = message.New("designbook.losses")
	textAsked     = message.New("designbook.asked", "version")
	textNoLosses  = message.New("designbook.not-asked")
	textNone      = message.New("designbook.none")
)

// revisions is how many blank rows the table of revisions has.
const revisions = 4

// Document writes the design in a language.
func (d Design) Document(lang message.Lang) (document.Document, error) {
	config, err := meaning.Of(d.CIB)
	if err != nil {
		return document.Document{}, err
	}
	doc, err := meaning.Parse(d.CIB)
	if err != nil {
		return document.Document{}, err
	}
	w := &writer{Design: d, lang: lang, config: config, doc: doc}
	return document.Document{Title: textTitle.With(d.Sheet).In(lang), Lang: lang, Chapters: []document.Chapter{
		w.cover(), w.picture(), w.resources(), w.cluster(), w.constraints(), w.levels(), w.other(), w.findings(), w.losses(),
	}}, nil
}

type writer struct {
	Design
	lang   message.Lang
	config *meaning.Config
	doc    *etree.Document
}

func (w *writer) cover() document.Chapter {
	c := document.Chapter{Title: textCover.In(w.lang), Cover: true, Texts: []string{textMadeOf.With(w.Sheet, w.Target, w.Version).In(w.lang)}}
	c.Table.Columns = document.Columns(w.lang,
		document.Blank(textRevision, 8), document.Blank(textDate, 14),
		document.Blank(textContent, 80), document.Blank(textAuthor, 20))
	for range revisions {
		c.Table.Rows = append(c.Table.Rows, document.Row{{}, {}, {}, {}})
	}
	return c
}

// losses is where everything runs without each node.
func (w *writer) losses() document.Chapter {
	c := document.Chapter{Title: textLosses.In(w.lang)}
	if w.Losses == nil || len(w.Losses.Rows) == 0 {
		c.Texts = []string{textNoLosses.In(w.lang)}
		return c
	}
	c.Texts = []string{textAsked.With(w.Losses.Scheduler).In(w.lang)}
	for _, title := range w.Losses.Rows[0] {
		c.Table.Columns = append(c.Table.Columns, document.Column{Title: title, Width: 28})
	}
	for _, cells := range w.Losses.Rows[1:] {
		row := document.Row{}
		for i, text := range cells {
			row = append(row, document.Cell{Text: text, Code: i == 0})
		}
		c.Table.Rows = append(c.Table.Rows, row)
	}
	return c
}
