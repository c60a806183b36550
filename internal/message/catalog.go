package message

import (
	"fmt"
	"strings"
)

// catalog holds the texts of a language by identifier.
type catalog map[string]string

// parse reads a language file:
//
//	# a comment
//	cannot-read = cannot read {path}: {cause}
//	usage =
//	    a text of several lines,
//	    each indented by four blanks
//
// A blank line inside a text of several lines belongs to it. \s is a blank where
// one would not be seen: at the end of a line, or at its beginning.
func parse(data string) (catalog, error) {
	c := make(catalog, 1024)
	var wrong []string
	id, block := "", []string(nil)
	end := func() {
		if block != nil {
			c[id] = unescape(strings.TrimRight(strings.Join(block, "\n"), "\n"))
		}
		block = nil
	}
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if indented, ok := strings.CutPrefix(line, "    "); ok && block != nil {
			block = append(block, indented)
			continue
		}
		if line == "" && block != nil {
			block = append(block, "")
			continue
		}
		end()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, text, ok := strings.Cut(line, "=")
		id = strings.TrimRight(key, " ")
		text = strings.TrimPrefix(text, " ")
		switch _, again := c[id]; {
		case !ok || id == "" || strings.ContainsAny(id, " \t"):
			wrong = append(wrong, fmt.Sprintf("line %d has no identifier", n))
		case again:
			wrong = append(wrong, fmt.Sprintf("line %d: %s is there twice", n, id))
		case text == "":
			block = []string{}
		default:
			c[id] = unescape(text)
		}
	}
	end()
	if wrong != nil {
		return c, fmt.Errorf("%s", strings.Join(wrong, "; "))
	}
	return c, nil
}

// unescape puts in the blanks that would not be seen.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.NewReplacer(`\\`, `\`, `\s`, " ").Replace(s)
}
