package value

import (
	"regexp"
	"strings"
	"time"
)

// dateTime is a date, a date and a time of day, or a time of day, in the forms
// of ISO 8601 that Pacemaker reads.
var dateTime = regexp.MustCompile(`^(?:` +
	`([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8})(?:[T ]` + clock + `)?` + // by month
	`|[0-9]{4}-(?:[0-3][0-9]{2}|W[0-5]?[0-9]-[1-7])(?:[T ]` + clock + `)?` + // by day of the year, or week
	`|T?(?:[01][0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?` + zone +
	`)$`)

const (
	clock = `(?:[01]?[0-9]|2[0-4])(?::?[0-5][0-9](?::?[0-5][0-9])?)?` + zone
	zone  = `(?: ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?))?`
)

// DateTime recognises a point in time: ISO 8601, or "epoch".
func DateTime(s string) bool {
	if strings.EqualFold(s, "epoch") {
		return true
	}
	m := dateTime.FindStringSubmatch(s)
	if m == nil || m[1] == "" {
		return m != nil
	}
	// There is no 30 February.
	layout := "20060102"
	if strings.Contains(m[1], "-") {
		layout = "2006-1-2"
	}
	_, err := time.Parse(layout, m[1])
	return err == nil
}
