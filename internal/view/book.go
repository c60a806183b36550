package view

import "hagen/internal/message"

var textTestBook = message.New("book.test-written", "file", "count", "folded")

var textDesignBook = message.New("book.design-written", "file")

// DesignWritten says which design was written.
func (s *Screen) DesignWritten(file string) error {
	s.Doc.Written = append(s.Doc.Written, FileRecord{Path: file, Kind: "book"})
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	v.line(textDesignBook.With(file).In(v.lang))
	return s.show(v)
}

var textChangeBook = message.New("book.changes-written", "file", "count")

// ChangesWritten says which list of changes was written.
func (s *Screen) ChangesWritten(file string, changes int) error {
	s.Doc.Written = append(s.Doc.Written, FileRecord{Path: file, Kind: "book"})
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	v.line(textChangeBook.With(file, changes).In(v.lang))
	return s.show(v)
}

// BookWritten is a test book that was written.
type BookWritten struct {
	File   string
	Cases  int
	Folded int
}

// BookWritten says which book was written, and how many cases it has.
func (s *Screen) BookWritten(b BookWritten) error {
	s.Doc.Written = append(s.Doc.Written, FileRecord{Path: b.File, Kind: "book"})
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	v.line(textTestBook.With(b.File, b.Cases, b.Folded).In(v.lang))
	return s.show(v)
}
