package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// column notes hidden columns, as far as they may hold text.
func (s *sheetPass) column(e *xml.StartElement) error {
	var from, to int
	hidden := false
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "min":
			from, _ = strconv.Atoi(a.Value)
		case "max":
			to, _ = strconv.Atoi(a.Value)
		case "hidden":
			hidden = isTrue(a.Value)
		}
	}
	for col := max(from, 1); hidden && col <= min(to, s.limits.Cols); col++ {
		s.hiddenCols[col] = true
	}
	return nil
}

// merge notes merged cells.
func (s *sheetPass) merge(e *xml.StartElement) error {
	for _, a := range e.Attr {
		if a.Name.Local != "ref" {
			continue
		}
		first, last, several := strings.Cut(a.Value, ":")
		if !several {
			return nil // one cell: nothing is covered
		}
		top, left, ok := cellName(first)
		bottom, right, ok2 := cellName(last)
		if !ok || !ok2 || bottom < top || right < left {
			return s.disorder()
		}
		s.merges = append(s.merges, area{top, left, bottom, right, a.Value})
	}
	return nil
}

// array notes the cells a formula fills beside its own: they hold its results
// and no formula of their own.
func (s *sheetPass) array(e *xml.StartElement) {
	for _, a := range e.Attr {
		first, last, several := strings.Cut(a.Value, ":")
		if a.Name.Local != "ref" || !several {
			continue
		}
		top, left, ok := cellName(first)
		bottom, right, ok2 := cellName(last)
		if ok && ok2 {
			s.arrays = append(s.arrays, area{top, left, bottom, right, a.Value})
		}
	}
}

// cellName reads "BC12".
func cellName(name string) (row, col int, ok bool) {
	i := 0
	for ; i < len(name) && name[i] >= 'A' && name[i] <= 'Z'; i++ {
		if col = col*26 + int(name[i]-'A') + 1; col > maxCol {
			return 0, 0, false
		}
	}
	row, err := strconv.Atoi(name[i:])
	if i == 0 || err != nil || name[i] < '1' || name[i] > '9' || row > maxRow {
		return 0, 0, false
	}
	return row, col, true
}

func isTrue(value string) bool { return value == "1" || value == "true" }

func isFalse(value string) bool { return value == "0" || value == "false" }
