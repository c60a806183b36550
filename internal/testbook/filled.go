package testbook

import (
	"fmt"
	"slices"

	"hagen/internal/document"
	"hagen/internal/message"
)

// Filled is what is written into the columns of a step that was carried out.
type Filled struct {
	Result   string
	Look     document.Look // of the result
	Time     string        // when, and how long it took
	Evidence string
	Tester   string
}

// Key names a step of a case, as the book numbers it.
func Key(c *Case, i int) string {
	if len(c.Steps) == 1 {
		return c.Number
	}
	return fmt.Sprintf("%s (%d)", c.Number, i+1)
}

// Filled is the book with the columns of the steps that were carried out filled. The
// keys of filled are those of Key.
func (b *Book) Filled(sheet string, filled map[string]Filled, lang message.Lang) document.Document {
	d := b.Document(sheet, lang)
	t := &d.Chapters[1].Table
	first := slices.IndexFunc(t.Columns, func(c document.Column) bool { return c.Blank })
	for i := first; i < len(t.Columns); i++ {
		t.Columns[i].Blank = false
	}
	for i, width := range []int{10, 12, 30, 12} { // the evidence says what was otherwise
		t.Columns[first+i].Width = width
	}
	for _, row := range t.Rows {
		f, known := filled[row[0].Text]
		if len(row) <= first || !known {
			continue
		}
		row[first] = document.Cell{Text: f.Result, Look: f.Look}
		for i, text := range []string{f.Time, f.Evidence, f.Tester} {
			row[first+1+i] = document.Text(text)
		}
	}
	return d
}
