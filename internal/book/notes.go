package book

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"hagen/internal/message"
	"hagen/internal/paper"
	"hagen/internal/schema"
	"hagen/internal/terminal"
)

var (
	textRequired = message.New("book.required")
	textInherits = message.New("book.inherits")
)

// author signs notes.
const author = "hagen"

// notes writes a note at the name of each table and at each header, saying what
// goes there.
func (w *writer) notes() error {
	noted := 0
	for _, s := range w.sections {
		if s.header < w.from {
			continue
		}
		if s.name > 0 && s.name != noted {
			noted = s.name
			if err := w.note(cell(schema.NameColumn, s.name), s.table.Help.In(w.Lang)); err != nil {
				return err
			}
		}
		for _, h := range s.heads {
			if text := w.noteOf(s, h); text != "" {
				if err := w.note(cell(h.col, s.header), text); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// noteOf says what goes into a column.
func (w *writer) noteOf(s *section, h head) string {
	if h.column == nil {
		return w.optionNote(h.text)
	}
	lines := []string{h.column.Help.In(w.Lang)}
	switch about := h.column.Type.Text(); {
	case len(h.column.Enum) > 0:
		lines = append(lines, strings.Join(h.column.Enum, ", "))
	case !about.IsZero() && about.In(w.Lang) != lines[0]:
		lines = append(lines, about.In(w.Lang))
	}
	if h.column.Required {
		lines = append(lines, textRequired.In(w.Lang))
	}
	if h.column.Inherit {
		lines = append(lines, textInherits.In(w.Lang))
	}
	return strings.Join(lines, "\n")
}

// optionNote says which values an option of an operation takes.
func (w *writer) optionNote(name string) string {
	return strings.Join(w.optionWords(name), ", ")
}

func (w *writer) note(at, text string) error {
	const across = 30 // half-width characters in a line
	lines := 1
	for _, l := range strings.Split(text, "\n") {
		lines += 1 + terminal.Width(l)/across
	}
	return w.f.AddComment(w.Name, excelize.Comment{
		Cell: at, Author: author, Width: 240, Height: uint(18 * lines),
		Paragraph: []excelize.RichTextRun{{Text: text, Font: &excelize.Font{Family: paper.Font(w.Lang), Size: 9}}},
	})
}
