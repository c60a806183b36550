package target

import (
	"regexp"
	"slices"
)

// oneStringDate is a date as pcs 0.12 reads it in a rule: ISO 8601 without spaces and
// in full digits. Up to 0.11 pcs asks Pacemaker.
var oneStringDate = regexp.MustCompile(`^[0-9]{4}(-?[0-9]{2}-?[0-9]{2}|-[0-9]{2}|-?[0-9]{3}|-?W[0-9]{2}(-?[0-9])?)?` +
	`(T[0-9]{2}(:?[0-9]{2}(:?[0-9]{2})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$`)

// RuleDate reports whether pcs takes a date, which is one for Pacemaker, in a rule.
func (t *Target) RuleDate(date string) bool {
	return !t.RuleOneString || oneStringDate.MatchString(date)
}

// RuleDatePart reports whether pcs takes a part of a date specification or a duration
// in the rule of a location.
func (t *Target) RuleDatePart(name string) bool {
	if t.RuleOneString {
		return name != "moon"
	}
	return !slices.Contains([]string{"days", "minutes", "seconds"}, name)
}
