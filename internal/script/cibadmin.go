package script

import (
	"html"
	"regexp"
	"strings"

	"hagen/internal/secret"
)

// cibadmin is the program that says what pcs has no command for.
const cibadmin = "cibadmin"

// isAssignment reports whether a word before a command sets a variable for it.
func isAssignment(word string) bool {
	name, _, assigned := strings.Cut(word, "=")
	return assigned && name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
}

var (
	// layout is what is between two elements of an XML text.
	layout = regexp.MustCompile(`>\s+<`)
	// pair is a name and a value in an XML text.
	pair = regexp.MustCompile(`\bname="([^"]*)" value="([^"]*)"`)
)

// unwrapped is a command whose XML is on one line.
func unwrapped(words Command) Command {
	for i, word := range words {
		words[i] = layout.ReplaceAllString(word, "><")
	}
	return words
}

// maskedXML is an XML text without its secrets.
func maskedXML(text string) string {
	return pair.ReplaceAllStringFunc(text, func(match string) string {
		if m := pair.FindStringSubmatch(match); secret.In(html.UnescapeString(m[1]), html.UnescapeString(m[2])) {
			return `name="` + m[1] + `" value="` + secret.Mask + `"`
		}
		return match
	})
}
