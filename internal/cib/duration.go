package cib

import (
	"regexp"
	"strconv"
	"strings"
)

var durationForm = regexp.MustCompile(`^[0-9]+(us|usec|ms|msec|s|sec|m|min|h|hr)?$`)

// iso8601 is an ISO 8601 duration such as PT1H30M, which Pacemaker accepts wherever
// it accepts an interval.
var iso8601 = regexp.MustCompile(`^P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$`)

// Duration recognises a duration: a number with a unit of us, ms, s, min or h (or
// usec, msec, sec, m, hr), seconds without one.
func Duration(s string) bool { return durationForm.MatchString(s) }

// ISODuration recognises an ISO 8601 duration with at least one part.
func ISODuration(s string) bool {
	return iso8601.MatchString(s) && s != "P" && !strings.HasSuffix(s, "T")
}

// Milliseconds returns the length of a Duration, or false when it is not a duration
// or too long. Fractions of a millisecond are dropped.
func Milliseconds(s string) (int64, bool) {
	if !Duration(s) {
		return 0, false
	}
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n > 1<<40 {
		return 0, false
	}
	switch s[len(number):] {
	case "us", "usec":
		return n / 1000, true
	case "ms", "msec":
		return n, true
	case "m", "min":
		return n * 60_000, true
	case "h", "hr":
		return n * 3_600_000, true
	}
	return n * 1000, true
}

// Interval returns how often an operation recurs, in one spelling: 60s for 1min, 0s
// when it is blank. What is not a Duration stays as written.
func Interval(s string) string {
	ms, ok := Milliseconds(s)
	switch {
	case s == "":
		return "0s"
	case !ok:
		return s
	case ms%1000 == 0:
		return strconv.FormatInt(ms/1000, 10) + "s"
	}
	return strconv.FormatInt(ms, 10) + "ms"
}
