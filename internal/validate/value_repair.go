package validate

import (
	"regexp"
	"strconv"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/suggest"
	"hagen/internal/value"
)

// The functions here guess what a value of the wrong kind was meant to be. The
// caller drops a guess that does not fit the kind.

// plainNumber removes what people write around digits: "1,000", "24 ", "5.0".
func plainNumber(s string) string {
	s = strings.NewReplacer(",", "", " ", "", "_", "").Replace(s)
	return strings.TrimSuffix(s, ".0")
}

// dashes are characters that spreadsheets and input methods insert for a minus.
// Without its sign a score would mean the opposite.
var dashes = strings.NewReplacer("−", "-", "–", "-", "—", "-", "―", "-", "‐", "-", "‑", "-", "ー", "-", "─", "-", "∞", cib.Infinity)

// plainScore also finds misspelt infinities.
func plainScore(s string) string {
	s = plainNumber(dashes.Replace(s))
	if score, ok := value.Score(s); ok {
		return score
	}
	sign := ""
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") {
		sign, s = s[:1], s[1:]
	}
	if suggest.Nearest(s, []string{cib.Infinity}) == "" {
		return ""
	}
	return sign + cib.Infinity
}

// booleanWords are words for true and false that Pacemaker does not read as
// booleans.
var booleanWords = map[string]string{
	"t": "true", "f": "false", "enable": "true", "enabled": "true", "disable": "false", "disabled": "false",
	"ok": "true", "none": "false", "はい": "true", "いいえ": "false", "有効": "true", "無効": "false", "○": "true", "×": "false",
}

func plainBoolean(s string) string {
	if word := booleanWords[strings.ToLower(s)]; word != "" {
		return word
	}
	return suggest.Nearest(s, []string{"true", "false", "yes", "no", "on", "off"})
}

func plainPercentage(s string) string {
	return strings.TrimSpace(strings.TrimSuffix(s, "%")) + "%"
}

// timeWords are words for units of time, as people write them. Pacemaker has no
// unit for days, so they become hours.
var timeWords = map[string]string{
	"ms": "ms", "msec": "ms", "msecs": "ms", "millisecond": "ms", "milliseconds": "ms", "ミリ秒": "ms",
	"s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "秒": "s",
	"m": "min", "min": "min", "mins": "min", "minute": "min", "minutes": "min", "分": "min",
	"h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "時間": "h",
	"d": "d", "day": "d", "days": "d", "日": "d",
}

var timeForm = regexp.MustCompile(`^([0-9]+)\s*(\pL+)$`)

// isoDate is an ISO 8601 duration with weeks or days, which Pacemaker reads wrong.
var isoDate = regexp.MustCompile(`^P(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?(T[0-9HMS]+)?$`)

// plainISO turns PT10S into 10s and P1D into 24h, "" where months and years leave
// open how long it is.
func plainISO(s string) string {
	hours := 0
	if m := isoDate.FindStringSubmatch(s); m != nil {
		weeks, _ := strconv.Atoi(m[1])
		days, _ := strconv.Atoi(m[2])
		if hours, s = (weeks*7+days)*24, "P"+m[3]; s == "P" {
			return strconv.Itoa(hours) + "h"
		}
	}
	if !cib.ISODuration(s) {
		return ""
	}
	ms, ok := cib.Recurrence(s)
	if !ok {
		return ""
	}
	return strconv.FormatInt(int64(hours)*3600+ms/1000, 10) + "s"
}

// plainDuration turns "10 seconds" into "10s".
func plainDuration(s string) string {
	if iso := plainISO(strings.ToUpper(s)); iso != "" {
		return iso
	}
	m := timeForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	unit := timeWords[strings.ToLower(m[2])]
	n, err := strconv.Atoi(m[1])
	if unit == "" || err != nil {
		return ""
	}
	switch {
	case unit == "d" && n < 1_000_000:
		return strconv.Itoa(n*24) + "h"
	case unit == "ms" && n%1000 == 0: // the only form pcs accepts everywhere
		return strconv.Itoa(n/1000) + "s"
	}
	return m[1] + unit
}

// operatorWords are operators as other languages write them.
var operatorWords = map[string]string{
	"<": "lt", ">": "gt", "<=": "lte", "=<": "lte", "≤": "lte", "≦": "lte", ">=": "gte", "=>": "gte", "≥": "gte", "≧": "gte",
	"=": "eq", "==": "eq", "equal": "eq", "equals": "eq", "!=": "ne", "<>": "ne", "≠": "ne", "not_equal": "ne",
	"exists": "defined", "undefined": "not_defined",
}
