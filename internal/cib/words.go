package cib

import "strings"

// Infinity is the spelling of Pacemaker's largest score, MaxScore its number.
const (
	Infinity = "INFINITY"
	MaxScore = 1_000_000
)

// Bool reads a boolean as Pacemaker does: true, on, yes, y, 1 and false, off, no,
// n, 0, in any case. For any other value, even with a blank before or after the
// word, Pacemaker uses the option's default.
func Bool(s string) (value, ok bool) {
	switch strings.ToLower(s) {
	case "true", "on", "yes", "y", "1":
		return true, true
	case "false", "off", "no", "n", "0":
		return false, true
	}
	return false, false
}

// IsTrue reports whether a text is one of Pacemaker's spellings of true.
func IsTrue(s string) bool { b, _ := Bool(s); return b }

// Score reads a score as Pacemaker does: the number at its beginning, at most
// ±MaxScore, or INFINITY, +INFINITY, -INFINITY in upper case. For anything else
// Pacemaker warns and uses what it could read, or 0; ok is then false.
func Score(s string) (n int, ok bool) {
	switch s {
	case Infinity, "+" + Infinity:
		return MaxScore, true
	case "-" + Infinity:
		return -MaxScore, true
	}
	digits := strings.TrimLeft(s, " \t\n\v\f\r")
	negative := strings.HasPrefix(digits, "-")
	if negative || strings.HasPrefix(digits, "+") {
		digits = digits[1:]
	}
	end := 0
	for ; end < len(digits) && digits[end] >= '0' && digits[end] <= '9'; end++ {
		n = min(n*10+int(digits[end]-'0'), MaxScore)
	}
	if negative {
		n = -n
	}
	return n, end > 0 && end == len(digits)
}

// The roles, by their names since Pacemaker 2.1.
const (
	Started    = "Started"
	Stopped    = "Stopped"
	Promoted   = "Promoted"
	Unpromoted = "Unpromoted"

	// The former names of the last two.
	OldPromoted   = "Master"
	OldUnpromoted = "Slave"
)

// RoleNames are the roles as schemas and metadata spell them, old names included.
func RoleNames() []string {
	return []string{Started, Stopped, Promoted, Unpromoted, OldPromoted, OldUnpromoted}
}

// Role reads a role as Pacemaker does: in any case, promotable ones by their old
// names (Master, Slave) as well. The result is the new name; other texts are
// returned unchanged.
func Role(s string) (name string, ok bool) {
	switch strings.ToLower(s) {
	case "started":
		return Started, true
	case "stopped":
		return Stopped, true
	case "promoted", "master":
		return Promoted, true
	case "unpromoted", "slave":
		return Unpromoted, true
	}
	return s, false
}
