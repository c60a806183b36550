// Package shquote writes words for a POSIX shell.
package shquote

import (
	"errors"
	"strings"
)

// errNUL: a NUL byte is the only thing a shell word cannot contain.
var errNUL = errors.New("a shell word cannot hold a NUL byte")

// Quote writes a value as one word that every POSIX sh reads back literally:
// plain words stay bare, everything else goes into single quotes, inside which
// sh treats nothing specially.
func Quote(s string) (string, error) {
	if strings.IndexByte(s, 0) >= 0 {
		return "", errNUL
	}
	if Plain(s) {
		return s, nil
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'", nil
}

// Plain reports whether sh reads a word back unchanged without quotes, in any
// position but the first of a command. ~, # and = are special only at the start,
// and = only to zsh, but quoting them does no harm.
func Plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case strings.IndexByte("_-+=:,./@%", c) >= 0:
		default:
			return false
		}
	}
	return s != "" && s[0] != '='
}
