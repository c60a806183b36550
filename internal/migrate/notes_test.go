package migrate

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hagen/internal/message"
)

// checkNotes reads a workbook with another reader and looks for the notes of a
// result: one a cell, with what hagen says there.
func checkNotes(t *testing.T, r *Result, book []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	notes := map[string]string{}
	comments, err := f.GetComments(r.Grid.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range comments {
		if notes[c.Cell] != "" {
			t.Errorf("two notes at %s", c.Cell)
		}
		var text strings.Builder
		text.WriteString(c.Text)
		for _, p := range c.Paragraph {
			text.WriteString(p.Text)
		}
		notes[c.Cell] = text.String()
	}
	for _, d := range r.Report.Sorted() {
		place := cellOf(d.Place)
		at := cellName(place.Row, place.Col)
		if !strings.Contains(notes[at], d.Summary(message.Japanese)) {
			t.Errorf("the note at %s is %q, without %q", at, notes[at], d.Summary(message.Japanese))
		}
	}
}
