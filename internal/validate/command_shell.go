package validate

import (
	"strings"
	"unicode/utf8"

	"hagen/internal/diag"
)

// shellWords splits a command into words as a POSIX shell does, as long as the
// shell would do nothing else with it: no operators, expansions, patterns, comments
// or second line. At the first of these it stops and returns the words so far, the
// token and the mistake.
//
// It is stricter than a shell where shells differ (braces) or where the result
// depends on the machine (patterns, ~).
func shellWords(text string) (words []string, token string, mistake *diag.Kind) {
	s := scanner{rest: strings.Trim(text, " \t\n")}
	for s.blanks(); s.rest != ""; s.blanks() {
		if line, ok := strings.CutPrefix(s.rest, "\n"); ok {
			next := firstWord(strings.TrimLeft(line, " \t\n"))
			return words, next, diag.CommandNextLine
		}
		if s.rest[0] == '#' {
			return words, firstWord(s.rest), diag.CommandSpecial
		}
		word, token, mistake := s.word()
		if mistake != nil {
			return words, token, mistake
		}
		words = append(words, word)
	}
	return words, "", nil
}

// scanner is the unread rest of a command.
type scanner struct{ rest string }

// blanks skips the space between words, including a line end after a backslash.
func (s *scanner) blanks() {
	for {
		trimmed := strings.TrimLeft(s.rest, " \t")
		trimmed = strings.TrimPrefix(trimmed, "\\\n")
		if trimmed == s.rest {
			return
		}
		s.rest = trimmed
	}
}

// word reads a word.
func (s *scanner) word() (word, token string, mistake *diag.Kind) {
	var b strings.Builder
	start := s.rest
	for s.rest != "" && !strings.ContainsRune(" \t\n", rune(s.rest[0])) {
		switch s.rest[0] {
		case '\'':
			text, rest, ok := strings.Cut(s.rest[1:], "'")
			if !ok {
				return "", "'", diag.CommandUnfinished
			}
			b.WriteString(text)
			s.rest = rest
		case '"':
			text, token, mistake := s.doubleQuoted()
			if mistake != nil {
				return "", token, mistake
			}
			b.WriteString(text)
		case '\\':
			text, ok := s.escaped()
			if !ok {
				return "", `\`, diag.CommandSpecial
			}
			b.WriteString(text)
		default:
			if token := special(s.rest, s.rest == start); token != "" {
				return "", token, diag.CommandSpecial
			}
			b.WriteByte(s.rest[0])
			s.rest = s.rest[1:]
		}
	}
	return b.String(), "", nil
}

// doubleQuoted reads "…", in which $ and ` are still special and \ mostly is not.
func (s *scanner) doubleQuoted() (text, token string, mistake *diag.Kind) {
	var b strings.Builder
	s.rest = s.rest[1:]
	for s.rest != "" {
		switch ch := s.rest[0]; {
		case ch == '"':
			s.rest = s.rest[1:]
			return b.String(), "", nil
		case ch == '`', ch == '$' && expands(joined(s.rest), `_({@*#?-$!`):
			return "", dollar(joined(s.rest)), diag.CommandSpecial
		case ch == '\\' && len(s.rest) > 1 && strings.ContainsRune("$`\"\\\n", rune(s.rest[1])):
			if s.rest[1] != '\n' {
				b.WriteByte(s.rest[1])
			}
			s.rest = s.rest[2:]
		default:
			b.WriteByte(ch)
			s.rest = s.rest[1:]
		}
	}
	return "", `"`, diag.CommandUnfinished
}

// escaped reads \x. A backslash at the end is a mistake.
func (s *scanner) escaped() (string, bool) {
	if len(s.rest) < 2 {
		return "", false
	}
	_, size := utf8.DecodeRuneInString(s.rest[1:])
	text := s.rest[1 : 1+size]
	s.rest = s.rest[1+size:]
	if text == "\n" {
		text = ""
	}
	return text, true
}

// special returns the shell syntax at the start of an unquoted text, or "" for an
// ordinary character.
func special(s string, wordStart bool) string {
	switch s[0] {
	case ';', '|', '&', '<', '>':
		return s[:len(s)-len(strings.TrimLeft(s, s[:1]))]
	case '(', ')', '*', '?', '[':
		return s[:1]
	case '`', '$':
		// Some shells also have the quotes $'…' and $"…".
		if s = joined(s); s[0] == '`' || expands(s, "_({@*#?-$!'\"") {
			return dollar(s)
		}
	case '~':
		if wordStart {
			return "~"
		}
	case '{':
		s = joined(s)
		if end := strings.IndexByte(s, '}'); end > 0 && (strings.Contains(s[:end], ",") || strings.Contains(s[:end], "..")) {
			return s[:end+1]
		}
	}
	return ""
}

// joined is a text as the shell joins its lines: it takes a backslash at a line's
// end away before it looks for an expansion, so that $, \ and (id) on the next line
// run id.
func joined(s string) string { return strings.ReplaceAll(s, "\\\n", "") }

// expands reports whether a $ at the start of s begins an expansion: it is
// followed by a letter, a digit or one of some other characters.
func expands(s, others string) bool {
	if len(s) < 2 {
		return false
	}
	ch := s[1]
	return ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z' || ch >= '0' && ch <= '9' ||
		strings.IndexByte(others, ch) >= 0
}

// dollar returns the start of an expansion, as a finding shows it.
func dollar(s string) string {
	if end := strings.IndexByte(s[1:], '`'); s[0] == '`' && end >= 0 {
		return s[:end+2]
	}
	if end := strings.IndexAny(s[1:], " \t\n\"'`;|&<>"); end > 0 {
		return s[:end+1]
	}
	return s
}

func firstWord(s string) string {
	if end := strings.IndexAny(s, " \t\n"); end > 0 {
		return s[:end]
	}
	return s
}
