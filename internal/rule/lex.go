package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a rule, or a bracket.
type token struct {
	text   string
	quoted bool
	at     int // where it begins, in characters from 1
}

// is reports whether a token is a word of the language. A quoted one never is.
func (t token) is(words ...string) bool {
	if t.quoted {
		return false
	}
	for _, w := range words {
		if strings.EqualFold(t.text, w) {
			return true
		}
	}
	return false
}

// word reports whether a token can be a name or a value.
func (t token) word() bool { return t.quoted || t.text != "" && !t.is("(", ")", "and", "or") }

// lex splits a rule at spaces and brackets. Double quotes around a word keep both in
// it; in them a backslash stands before a quote or another backslash.
func lex(text string) ([]token, *SyntaxError) {
	var out []token
	rest, at := text, 1
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		if unicode.IsSpace(r) {
			rest, at = rest[size:], at+1
			continue
		}
		t := token{at: at}
		var n int
		switch {
		case r == '(' || r == ')':
			t.text, n = rest[:size], size
		case r == '"':
			word, length, ok := quoted(rest)
			if !ok {
				return nil, &SyntaxError{Problem: Unclosed, At: at, Word: rest}
			}
			t.text, t.quoted, n = word, true, length
		default:
			n = strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' })
			if n < 0 {
				n = len(rest)
			}
			t.text = rest[:n]
		}
		out = append(out, t)
		at += utf8.RuneCountInString(rest[:n])
		rest = rest[n:]
	}
	return append(out, token{at: at}), nil
}

// quoted reads a word in quotes at the start of a text: the word, and how long it is
// with its quotes. It must end at a space, a bracket or the end.
func quoted(text string) (word string, length int, ok bool) {
	var b strings.Builder
	escaped := false
	for i, r := range text[1:] {
		switch {
		case escaped:
			b.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '"':
			next, _ := utf8.DecodeRuneInString(text[i+2:])
			return b.String(), i + 2, i+2 == len(text) || unicode.IsSpace(next) || next == '(' || next == ')'
		default:
			b.WriteRune(r)
		}
	}
	return "", 0, false
}
