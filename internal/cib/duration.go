package cib

import (
	"regexp"
	"strconv"
	"strings"
)

var durationForm = regexp.MustCompile(`^[0-9]+(us|usec|ms|msec|s|sec|m|min|h|hr)?$`)

// isoTime is an ISO 8601 duration of hours, minutes and seconds.
var isoTime = regexp.MustCompile(`^PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?$`)

// Duration recognises a duration: a number with a unit of us, ms, s, min or h (or
// usec, msec, sec, m, hr), seconds without one.
func Duration(s string) bool { return durationForm.MatchString(s) }

// ISODuration recognises an ISO 8601 duration such as PT1H30M, which Pacemaker reads
// wherever it reads an interval. Those with days, weeks, months or years are none here:
// every Pacemaker from 2.0.5 to 3.0.3 reads them wrong, P1D as 0 and P1W as six days
// (crm_simulate), and a monitor with the interval 0 never runs.
func ISODuration(s string) bool { return isoTime.MatchString(s) && s != "PT" }

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

// Recurrence returns the length of an interval in milliseconds, a Duration or an
// ISODuration, or false as Milliseconds does.
func Recurrence(s string) (int64, bool) {
	if !ISODuration(s) {
		return Milliseconds(s)
	}
	var sum int64
	for i, part := range isoTime.FindStringSubmatch(s)[1:] {
		if part == "" {
			continue
		}
		ms, ok := Milliseconds(part + []string{"h", "min", "s"}[i])
		if !ok {
			return 0, false
		}
		sum += ms
	}
	return sum, true
}

// Interval returns how often an operation recurs, in one spelling: 60s for 1min, 0s
// when it is blank. What is no duration stays as written.
func Interval(s string) string {
	ms, ok := Recurrence(s)
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
