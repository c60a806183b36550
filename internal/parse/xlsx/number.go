package xlsx

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"github.com/xuri/nfp"
)

// A number cell shows its number in some format, and only the two together tell
// what its writer meant: "60" shown as "60s", 7 as "007", and a typed "1-2" is
// the day 46024, shown as "1月2日". What is seen is what is meant, as long as the
// number can be read back from it: then the shown text is the value, as in a CSV
// saved from the sheet. Otherwise nobody can tell, and that is an error.

// digits a spreadsheet program keeps of a number.
const digits = 15

// plain writes a stored number as a person would: 0.1 rather than
// 0.10000000000000001, 100000 rather than 1E5. What is no number stays as it is.
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

// tooLong reports whether a number has more digits than are kept of it.
func tooLong(stored string) bool {
	n, err := strconv.ParseFloat(stored, 64)
	return err == nil && math.Abs(n) >= 1e15
}

// display says how what a cell shows relates to the number it holds.
type display uint8

const (
	same    display = iota // the number, perhaps with its digits in groups
	other                  // something else the number can be read back from
	unclear                // something else
)

var numberForm = regexp.MustCompile(`-?[0-9][0-9,]*(\.[0-9]+)?([eE][+-]?[0-9]+)?%?`)

// compare relates the text a cell shows to its number as plain writes it.
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

// numberFormat is what matters of a cell's number format.
type numberFormat struct {
	general bool // shows the number as it is
	date    bool
	truth   bool // shows TRUE or FALSE
}

// truthCode is the format LibreOffice gives to truth values. Those of a workbook
// it has read it saves as formulas with a number as their result.
const truthCode = `"TRUE";"TRUE";"FALSE"`

// formatOf reads the number format of a style.
func formatOf(f *excelize.File, style int) (numberFormat, error) {
	s, err := f.GetStyle(style)
	if err != nil {
		return numberFormat{}, err
	}
	if s.CustomNumFmt != nil {
		code := *s.CustomNumFmt
		return numberFormat{general: strings.EqualFold(code, "General"), date: isDateCode(code), truth: code == truthCode}, nil
	}
	return numberFormat{general: s.NumFmt == 0 || s.NumFmt == 49, date: isDateID(s.NumFmt)}, nil
}

// isDateID knows the built-in formats of dates and times, those of East Asian
// and Thai workbooks included.
func isDateID(id int) bool {
	return 14 <= id && id <= 22 || 27 <= id && id <= 36 || 45 <= id && id <= 47 ||
		50 <= id && id <= 58 || 71 <= id && id <= 81
}

// isDateCode looks for date and time fields in a format; quoted letters are none.
func isDateCode(code string) bool {
	parser := nfp.NumberFormatParser()
	for _, section := range parser.Parse(code) {
		if slices.ContainsFunc(section.Items, func(t nfp.Token) bool {
			return t.TType == nfp.TokenTypeDateTimes || t.TType == nfp.TokenTypeElapsedDateTimes
		}) {
			return true
		}
	}
	return false
}
