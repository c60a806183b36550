package rule

import "regexp"

// ruleTypes are the forms of the values of each type that a rule compares by; pcs of
// all releases refuses others (0.10.8, 0.11.5, 0.12.0.2, 0.12.3.1).
var ruleTypes = map[string]*regexp.Regexp{
	"integer": regexp.MustCompile(`^[-+]?[0-9]+$`),
	"number":  regexp.MustCompile(`^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$`),
	"version": regexp.MustCompile(`^[0-9]+(\.[0-9]+)*$`),
}

// OfType reports whether a rule can compare a value by a type. Any value is a string.
func OfType(kind, value string) bool {
	form := ruleTypes[kind]
	return form == nil || form.MatchString(value)
}
