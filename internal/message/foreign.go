package message

import (
	"strings"

	"hagen/internal/terminal"
)

// foreignPrefix begins the identifiers of sentences that others say: Pacemaker's
// tools, or a hagen of before that logged words. English has them as they are
// said.
const foreignPrefix = "foreign."

// foreign puts what others said in English into a language as far as hagen knows
// the sentence. It comes safe for a terminal.
func foreign(said string, lang Lang) string {
	said = terminal.Visible(said)
	if lang == English || said == "" {
		return said
	}
	if m, ok := Recognise(said); ok {
		return m.In(lang)
	}
	return said
}

// Recognise finds the message of a sentence that others say.
func Recognise(said string) (Message, bool) {
	for _, id := range English.IDs() {
		if !strings.HasPrefix(id, foreignPrefix) {
			continue
		}
		if args, ok := match(split(English.text(id)), said); ok {
			return Message{ID: id, Args: args}, true
		}
	}
	return Message{}, false
}

// match finds the arguments of a sentence; each is as short as can be.
func match(pieces []piece, said string) (map[string]any, bool) {
	if len(pieces) == 0 {
		return nil, said == ""
	}
	p := pieces[0]
	if p.name == "" {
		rest, ok := strings.CutPrefix(said, p.text)
		if !ok {
			return nil, false
		}
		return match(pieces[1:], rest)
	}
	for end := 1; end <= len(said); end++ {
		args, ok := match(pieces[1:], said[end:])
		if !ok {
			continue
		}
		if args == nil {
			args = map[string]any{}
		}
		args[p.name] = Verbatim(said[:end])
		return args, true
	}
	return nil, false
}
