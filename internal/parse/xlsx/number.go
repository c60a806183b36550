package xlsx

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// A number cell shows its number in some format, and only the two together tell
// what its author meant: "60" shown as "60s", 7 as "007", and a typed "1-2" is the
// day 46024, shown as "1月2日". The shown text is the value, as in a CSV saved from
// the sheet, if the number can be read back from it. Otherwise the value is
// unknown, which is an error.

// digits is how many digits of a number a spreadsheet program keeps.
const digits = 15

// plain writes a stored number as a person would: 0.1 rather than
// 0.10000000000000001, 100000 rather than 1E5. Other texts are returned unchanged.
func plain(stored string) string {
	n, err := strconv.ParseFloat(stored, 64)
	if err != nil || n == 0 {
		return strings.TrimPrefix(stored, "-")
	}
	if math.Abs(n) >= 1e21 {
		return strconv.FormatFloat(n, 'G', digits, 64)
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(n, 'G', digits, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// tooLong reports whether a number has more digits than are kept.
func tooLong(stored string) bool {
	n, err := strconv.ParseFloat(stored, 64)
	return err == nil && math.Abs(n) >= 1e15
}

// display says how the shown text of a cell relates to its number.
type display uint8

const (
	same    display = iota // the number, perhaps with grouped digits
	other                  // something else from which the number can be read back
	unclear                // something else
)

var numberForm = regexp.MustCompile(`-?[0-9][0-9,]*(\.[0-9]+)?([eE][+-]?[0-9]+)?%?`)

// compare compares the shown text of a cell with its number as plain writes it.
func compare(shown, number string) display {
	if strings.ReplaceAll(shown, ",", "") == number {
		return same
	}
	found := numberForm.FindAllString(shown, 2)
	if len(found) != 1 {
		return unclear
	}
	text, percent := strings.CutSuffix(strings.ReplaceAll(found[0], ",", ""), "%")
	back, err := strconv.ParseFloat(text, 64)
	if percent {
		back /= 100
	}
	if err != nil || plain(strconv.FormatFloat(back, 'g', -1, 64)) != number {
		return unclear
	}
	return other
}
