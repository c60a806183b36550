package xlsx

import (
	"strconv"
	"strings"
)

// column records hidden columns, as far as they may have text.
func (s *sheetPass) column(e *element) {
	if !isTrue(string(e.get("hidden"))) {
		return
	}
	from, _ := strconv.Atoi(string(e.get("min")))
	to, _ := strconv.Atoi(string(e.get("max")))
	for col := max(from, 1); col <= min(to, s.limits.Cols); col++ {
		s.hiddenCols[col] = true
	}
}

// merge records merged cells.
func (s *sheetPass) merge(e *element) error {
	ref := string(e.get("ref"))
	first, last, several := strings.Cut(ref, ":")
	if !several {
		return nil // one cell: nothing is covered
	}
	top, left, ok := cellName(first)
	bottom, right, ok2 := cellName(last)
	if !ok || !ok2 || bottom < top || right < left {
		return s.disorder()
	}
	s.merges = append(s.merges, area{top, left, bottom, right, ref})
	return nil
}

// array records the other cells that an array formula fills: they have results but
// no formula.
func (s *sheetPass) array(e *element) {
	ref := string(e.get("ref"))
	first, last, several := strings.Cut(ref, ":")
	if !several {
		return
	}
	top, left, ok := cellName(first)
	bottom, right, ok2 := cellName(last)
	if ok && ok2 {
		s.arrays = append(s.arrays, area{top, left, bottom, right, ref})
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
