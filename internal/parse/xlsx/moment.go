package xlsx

import (
	"math"
	"strconv"
	"strings"
	"time"

	"hagen/internal/parse/grid"
)

// momentOf tells whether a format shows dates or times: its first section has a
// date or time field and no digits before it. The date itself does not matter,
// because no value of a sheet is a date.
func momentOf(parts []string) moment {
	if len(parts) == 0 {
		return noMoment
	}
	hours, days := false, false
	for t := range tokens(parts[0]) {
		text := strings.ToLower(t.text)
		switch {
		case t.kind == tokenCharacter && strings.Contains("0#?%", text):
			if !hours && !days {
				return noMoment
			}
		case t.kind == tokenBracket && text != "" && strings.Trim(text, "h") == "",
			t.kind == tokenBracket && text != "" && strings.Trim(text, "s") == "",
			t.kind == tokenBracket && text != "" && strings.Trim(text, "m") == "",
			t.kind == tokenCharacter && (text == "h" || text == "s"):
			hours = true
		case t.kind == tokenCharacter && strings.Contains("ydge", text):
			days = true
		}
	}
	switch {
	case days:
		return dateMoment
	case hours:
		return timeMoment
	}
	for t := range tokens(parts[0]) {
		if t.kind == tokenCharacter && strings.EqualFold(t.text, "m") {
			return dateMoment // months alone
		}
	}
	return noMoment
}

// dayZero returns the day 0 of each of the two date systems.
func dayZero(since1904 bool) time.Time {
	if since1904 {
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
}

// show formats the date or time of a cell for a report: by its format if that has
// only plain fields, else by ISO 8601.
func (f *format) show(stored string, since1904 bool) string {
	n, err := strconv.ParseFloat(stored, 64)
	if err != nil || n < 0 || n > 2958465 { // 9999-12-31
		return stored
	}
	days, part := math.Modf(n)
	at := dayZero(since1904).AddDate(0, 0, int(days)).Add(time.Duration(part * float64(24*time.Hour))).Round(time.Second)
	if shown, ok := layDown(splitSections(f.code)[0], at, n); ok {
		return grid.Clean(shown)
	}
	layout := time.DateOnly
	if f.moment == timeMoment {
		layout = time.TimeOnly
	}
	return at.Format(layout)
}

// layDown formats a moment by the fields of a format: y, m, d, h, s in one or two
// digits (years in two or four), [h] for a duration.
func layDown(code string, at time.Time, days float64) (string, bool) {
	var out strings.Builder
	fields := fieldsOf(code)
	for i, f := range fields {
		n, width := 0, len(f.text)
		switch {
		case f.kind == tokenBracket && strings.Trim(f.text, "hH") == "":
			n = int(days * 24)
		case f.kind != tokenCharacter:
			if f.kind == tokenBracket && !strings.HasPrefix(f.text, "$-") || f.kind == tokenBroken || f.kind == tokenGeneral {
				return "", false
			}
			if f.kind != tokenBracket {
				out.WriteString(f.text)
			}
			continue
		default:
			var ok, field bool
			n, field, ok = fieldValue(fields, i, at)
			if !ok {
				return "", false
			}
			if !field {
				out.WriteString(f.text)
				continue
			}
		}
		text := strconv.Itoa(n)
		out.WriteString(strings.Repeat("0", max(0, width-len(text))) + text)
	}
	return out.String(), true
}

// fieldsOf returns the tokens of a format, with the letters of one field joined.
func fieldsOf(code string) []token {
	var out []token
	for t := range tokens(code) {
		if n := len(out) - 1; n >= 0 && t.kind == tokenCharacter && out[n].kind == tokenCharacter &&
			strings.EqualFold(out[n].text[:1], t.text) && strings.ContainsAny(t.text, "ymdhsYMDHS") {
			out[n].text += t.text
			continue
		}
		out = append(out, t)
	}
	return out
}

// fieldValue returns the value of a field. An m after hours or before seconds is
// minutes, else the month.
func fieldValue(fields []token, i int, at time.Time) (n int, field, ok bool) {
	text := strings.ToLower(fields[i].text)
	switch text {
	case "yyyy":
		return at.Year(), true, true
	case "yy":
		return at.Year() % 100, true, true
	case "d", "dd":
		return at.Day(), true, true
	case "h", "hh":
		return at.Hour(), true, true
	case "s", "ss":
		return at.Second(), true, true
	case "m", "mm":
		if besides(fields, i, -1, "h") || besides(fields, i, 1, "s") {
			return at.Minute(), true, true
		}
		return int(at.Month()), true, true
	}
	return 0, false, !strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz0#?%@")
}

// besides reports whether the nearest field in a direction has a letter.
func besides(fields []token, i, step int, letter string) bool {
	for i += step; i >= 0 && i < len(fields); i += step {
		if t := strings.ToLower(fields[i].text); fields[i].kind <= tokenBracket && t != "" && strings.ContainsAny(t[:1], "ymdhs") && fields[i].kind != tokenLiteral {
			return t[:1] == letter
		}
	}
	return false
}
