// Package value says what the text of a cell may look like for each kind of value,
// and how it is then spelled for Pacemaker and pcs. Package cib knows how Pacemaker
// reads that spelling.
package value

import (
	"regexp"
	"strconv"
	"strings"

	"hagen/internal/cib"
)

// Score recognises a score: an integer with an optional sign, or INFINITY in
// any case or as inf. The canonical form spells INFINITY and has no plus: pcs 0.12
// puts the score into the id of a colocation, where a plus is not allowed.
func Score(s string) (canonical string, ok bool) {
	sign, body := "", strings.TrimPrefix(s, "+")
	if strings.HasPrefix(s, "-") {
		sign, body = "-", s[1:]
	}
	switch strings.ToLower(body) {
	case "inf", "infinity":
		return sign + cib.Infinity, true
	}
	if !Count(body) {
		return s, false
	}
	return sign + body, true
}

// Beyond reports whether a number is larger than INFINITY or smaller than
// -INFINITY, and which of the two Pacemaker then uses.
func Beyond(s string) (limit string, beyond bool) {
	if !Integer(s) {
		return "", false
	}
	digits := strings.TrimLeft(s, "+-0")
	const most = "1000000" // MaxScore
	if len(digits) < len(most) || len(digits) == len(most) && digits <= most {
		return "", false
	}
	if strings.HasPrefix(s, "-") {
		return "-" + cib.Infinity, true
	}
	return cib.Infinity, true
}

// ScoreInt returns a score as a number. INFINITY is MaxScore, and larger values are
// limited to it, as in Pacemaker.
func ScoreInt(s string) (int, bool) {
	c, ok := Score(s)
	if !ok {
		return 0, false
	}
	return cib.Score(c)
}

// Negate turns a score into its opposite, as "avoids" does: 100 to -100, -100
// to 100, INFINITY to -INFINITY. A sign + is dropped.
func Negate(score string) string {
	if rest, ok := strings.CutPrefix(score, "-"); ok {
		return rest
	}
	return "-" + strings.TrimPrefix(score, "+")
}

// Boolean recognises Pacemaker's spellings of true and false, and t and f, which
// people write. The canonical form is "true" or "false".
func Boolean(s string) (canonical string, ok bool) {
	b, ok := cib.Bool(s)
	switch {
	case ok:
		return strconv.FormatBool(b), true
	case strings.EqualFold(s, "t"):
		return "true", true
	case strings.EqualFold(s, "f"):
		return "false", true
	}
	return s, false
}

var pcsDurationForm = regexp.MustCompile(`^[0-9]+(s|sec|m|min|h|hr)?$`)

// PcsDuration recognises a duration as pcs does, in seconds or larger units.
func PcsDuration(s string) bool { return pcsDurationForm.MatchString(s) }

// Seconds returns the length of a PcsDuration, or false when it is not one or too
// long.
func Seconds(s string) (int64, bool) {
	if !PcsDuration(s) {
		return 0, false
	}
	ms, ok := cib.Milliseconds(s)
	return ms / 1000, ok
}

// Count recognises a whole number without a sign.
func Count(s string) bool {
	if s == "" {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Integer recognises a whole number with an optional sign.
func Integer(s string) bool {
	return Count(strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")) && !strings.HasPrefix(s, "-+")
}

// Port recognises a TCP or UDP port, 1 to 65535.
func Port(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && Count(s) && n >= 1 && n <= 65535
}

// Percentage recognises a number followed by %.
func Percentage(s string) bool {
	n, ok := strings.CutSuffix(s, "%")
	return ok && Count(n)
}

// OneOf finds a word in a list, ignoring case; the canonical form is the list's
// spelling.
func OneOf(s string, list []string) (canonical string, ok bool) {
	for _, w := range list {
		if strings.EqualFold(w, s) {
			return w, true
		}
	}
	return s, false
}

// idForm matches what pcs accepts as an id: the ASCII part of an XML NCName. The
// schemas would accept more letters, but every id also goes through pcs.
var idForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.\-]*$`)

// ID recognises an id of a resource: a letter or underscore, then letters,
// digits, underscores, dots and dashes, all ASCII.
func ID(s string) bool { return idForm.MatchString(s) }
