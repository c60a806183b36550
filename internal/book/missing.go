package book

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"hagen/internal/schema"
)

// missing colours the required cells of rows that have been begun and lack them.
func (w *writer) missing() error {
	format, err := w.f.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{missingFill}}})
	if err != nil {
		return err
	}
	for _, s := range w.sections {
		if s.first == 0 || s.header < w.from {
			continue
		}
		for _, h := range s.heads {
			formula := s.lacks(h)
			if formula == "" {
				continue
			}
			cells := cell(h.col, s.first) + ":" + cell(h.col, s.end)
			if err := w.f.SetConditionalFormat(w.Name, cells, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: formula, Format: &format}}); err != nil {
				return err
			}
		}
	}
	return nil
}

// lacks is the formula that is true where a row has been begun without a value in a
// required column, written for the first row of the section; "" for a column that
// may be empty.
func (s *section) lacks(h head) string {
	if h.column == nil || !h.column.Required {
		return ""
	}
	var others, same []string
	for _, o := range s.heads {
		at := fixed(o.col, s.first, false)
		switch {
		case o.column != nil && o.column.Key == h.column.Key:
			same = append(same, "LEN("+at+")")
		case s.label(o), s.alone(o) && !s.alone(h): // which make a row without this one
		default:
			others = append(others, "LEN("+at+")")
		}
	}
	if len(others) == 0 {
		return ""
	}
	formula := fmt.Sprintf("AND(%s=0,%s>0)", strings.Join(same, "+"), strings.Join(others, "+"))
	if h.column.Inherit { // nothing above it either
		above := fixed(h.col, s.first, true) + ":" + fixed(h.col, s.first, false)
		formula = fmt.Sprintf("AND(COUNTA(%s)=0,%s>0)", above, strings.Join(others, "+"))
	}
	return formula
}

// alone reports whether a column makes a row without the others.
func (s *section) alone(h head) bool {
	return h.column != nil && slices.Contains(s.block.Alone, h.column.Key)
}

// label reports whether a column alone does not begin a row: the kind of the
// attributes below it.
func (s *section) label(h head) bool {
	_, named := s.column(schema.KeyName)
	return named && h.column != nil && h.column.Inherit && h.column.Type == schema.Enum
}
