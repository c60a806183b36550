package cib

import "strings"

// CleanID drops characters that an XML id may not have, as pcs does when it forms
// one.
func CleanID(id string) string {
	return strings.Map(func(r rune) rune {
		if IDRune(r) {
			return r
		}
		return -1
	}, id)
}

// IDRune reports whether pcs allows a character inside an id. Every id that is
// cleaned starts with a letter already.
func IDRune(r rune) bool {
	return r == '_' || r == '.' || r == '-' ||
		'0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
