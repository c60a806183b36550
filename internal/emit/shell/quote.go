package shell

import (
	"strings"

	"hagen/internal/shquote"
)

// Quote writes a value as one word that every POSIX sh reads back literally.
func Quote(s string) (string, error) { return shquote.Quote(s) }

// quoteArg quotes an argument; of name=value with a plain name only the value,
// which reads better and is the same word.
func quoteArg(s string) (string, error) {
	name, value, ok := strings.Cut(s, "=")
	if !ok || !shquote.Plain(name) {
		return Quote(s)
	}
	q, err := Quote(value)
	if value == "" {
		q = ""
	}
	return name + "=" + q, err
}
