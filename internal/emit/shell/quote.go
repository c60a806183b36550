package shell

import (
	"errors"
	"strings"
)

// errNUL is the only thing a shell word cannot hold.
var errNUL = errors.New("a shell word cannot hold a NUL byte")

// Quote writes a value as one word that every POSIX sh reads back literally:
// plain words stay bare, everything else goes into single quotes, inside which
// sh treats nothing specially.
func Quote(s string) (string, error) {
	if strings.IndexByte(s, 0) >= 0 {
		return "", errNUL
	}
	if plain(s) {
		return s, nil
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'", nil
}

// quoteArg quotes an argument; of name=value with a plain name only the value,
// which reads better and is the same word.
func quoteArg(s string) (string, error) {
	name, value, ok := strings.Cut(s, "=")
	if !ok || !plain(name) {
		return Quote(s)
	}
	q, err := Quote(value)
	if value == "" {
		q = ""
	}
	return name + "=" + q, err
}

// plain reports whether sh reads a word back unchanged without quotes, in any
// position but the first of a command. ~, # and = are only special at the start
// and = only to zsh, but staying away from that costs nothing.
func plain(s string) bool {
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
