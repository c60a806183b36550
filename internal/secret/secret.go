// Package secret tells what must not be shown: values whose name is that of a
// secret, and texts that contain one whatever their name. Reports, files, plans,
// diffs and logs all use it.
//
// It errs on the side of hiding: for a value hidden without need one can look into
// the sheet, but a password in a CI log must be changed.
package secret

import (
	"regexp"
	"slices"
	"strings"

	"hagen/internal/suggest"
)

// Mask replaces a secret of any length.
const Mask = "********"

// Name reports whether an attribute of this name holds a secret: passwords, pass
// phrases, keys and tokens given as values, and SNMP communities, which switch
// power off like a password. Scripts that print a password (passwd_script), files
// that contain one and switches are not secrets. Misspelt names count as well: the
// value of "pasword" is a password.
func Name(name string) bool {
	if strings.Contains(name, "パスワード") {
		return true
	}
	name = Typed(name)
	if named(name) {
		return true
	}
	parts := words(name)
	for i, word := range parts {
		for _, slip := range slips {
			if suggest.Slips(slip.n, word, slip.word) {
				parts[i] = slip.word
			}
		}
	}
	return named(strings.Join(parts, "_"))
}

// slips are the words of secrets' names, and how many typing mistakes still leave
// no doubt about what was meant.
var slips = []struct {
	word string
	n    int
}{{"password", 2}, {"passwd", 1}, {"passphrase", 2}}

// tails end the names of what is not a secret, but leads to one or describes one.
var tails = []string{"_script", "_file", "_path", "_keyfile", "_md5sum", "_prompt"}

// inside are the words that make a name that of a secret wherever they are in it.
var inside = []string{"password", "passwd", "passwort", "passphrase", "passcode", "secret", "token", "credential",
	"api_key", "apikey", "auth_key", "authkey", "access_key", "accesskey", "ssh_key", "sshkey", "private_key",
	"privatekey", "hexadecimal_kg"}

// ends are the words that make a name that of a secret when they are the name or
// its end.
var ends = []string{"pass", "pwd", "pw", "community", "psk", "pin", "cookie", "bearer"}

// named reports whether a name in plain letters is that of a secret.
func named(name string) bool {
	n := strings.Join(words(name), "_")
	for _, tail := range tails {
		if strings.HasSuffix(n, tail) {
			return false
		}
	}
	if slices.ContainsFunc(inside, func(part string) bool { return strings.Contains(n, part) }) {
		return true
	}
	return slices.ContainsFunc(ends, func(word string) bool { return n == word || strings.HasSuffix(n, "_"+word) })
}

// words splits a name into lower-case words.
func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' || r == '.' })
}

// Typed returns a name as it was meant: in half-width letters and without invisible
// characters.
func Typed(name string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f {
			return -1
		}
		return r
	}, suggest.HalfWidth(name))
}

var (
	// login is the part of a URL before its host: scheme://user:secret@host.
	login = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://[^\s/?#@:]*:[^\s/?#@]+@`)
	// given is a name with a value: name=value, "name": "value", --name value.
	// One blank name: value is enough in a header such as "X-Api-Key: 123".
	given = regexp.MustCompile(`(?:^|[^A-Za-z0-9_.-])(--)?([A-Za-z0-9_.-]+)["']?(\s*=\s*|\s*:\s*|\s+)["']?([^\s"'&,;]+)`)
	// shown is a credential of HTTP.
	shown = regexp.MustCompile(`(?i)\b(?:bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}`)
	// pem starts a private key.
	pem = regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY-----`)
)

// Text reports whether a text contains a secret: a password in a URL, in a
// connection string, on a command line, in a header.
func Text(s string) bool {
	s = suggest.HalfWidth(s)
	if login.MatchString(s) || shown.MatchString(s) || pem.MatchString(s) {
		return true
	}
	for at := 0; ; {
		m := given.FindStringSubmatchIndex(s[at:])
		if m == nil {
			return false
		}
		name, sign := s[at+m[4]:at+m[5]], strings.TrimSpace(s[at+m[6]:at+m[7]])
		option := m[2] >= 0 || strings.HasPrefix(name, "-")
		// A blank alone separates a name and its value only after dashes: other
		// sequences of words are prose or a command.
		if (sign != "" || option) && holds(strings.TrimLeft(name, "-"), s[at+m[8]:at+m[9]]) {
			return true
		}
		at += m[5] // what follows a name may be a name
	}
}

// In reports whether a value is a secret by its name or its content.
func In(name, value string) bool { return value != "" && (holds(name, value) || Text(value)) }

// paths are the parts of names whose value is a secret or the path of a file with
// one: credentials=/etc/cifs.cred.
var paths = []string{"credential", "key", "cookie"}

// holds reports whether a value is a secret by its name.
func holds(name, value string) bool {
	if !Name(name) {
		return false
	}
	n := strings.ToLower(Typed(name))
	leads := func(part string) bool { return strings.Contains(n, part) }
	return !strings.HasPrefix(value, "/") || !slices.ContainsFunc(paths, leads)
}
