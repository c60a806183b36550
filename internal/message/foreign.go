package message

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"hagen/internal/terminal"
)

// foreignPrefixes start the identifiers of sentences that hagen recognises in
// English: those of Pacemaker's tools and other programs (foreign.), and those that
// an older hagen wrote to the log on a node.
var foreignPrefixes = []string{"foreign.", "engine.", "problem.", "log."}

func isForeign(id string) bool {
	return slices.ContainsFunc(foreignPrefixes, func(prefix string) bool { return strings.HasPrefix(id, prefix) })
}

// foreignTexts are those sentences, those with the longest beginning first.
var foreignTexts = sync.OnceValue(func() []foreignText {
	var out []foreignText
	for _, id := range English.IDs() {
		if f := (foreignText{id, split(English.text(id))}); isForeign(id) && f.hasWords() {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b foreignText) int { return cmp.Compare(b.beginning(), a.beginning()) })
	return out
})

type foreignText struct {
	id     string
	pieces []piece
}

// beginning is how many letters come before the first argument.
func (f foreignText) beginning() int {
	if len(f.pieces) == 0 || f.pieces[0].name != "" {
		return 0
	}
	return len(f.pieces[0].text)
}

// hasWords reports whether a text is more than arguments: what "{kind} {name}" says
// could be anything.
func (f foreignText) hasWords() bool {
	return slices.ContainsFunc(f.pieces, func(p piece) bool {
		return p.name == "" && strings.ContainsFunc(p.text, unicode.IsLetter)
	})
}

// foreign translates an English sentence of another program if hagen knows it. The
// result is terminal-safe.
func foreign(said string, lang Lang) string {
	said = terminal.Visible(said)
	if lang == English || said == "" || len(said) > maxSentence {
		return said
	}
	if m, ok := Recognise(said); ok {
		return m.In(lang)
	}
	return said
}

// maxSentence is the maximum length of a sentence.
const maxSentence = 2000

// Recognise finds the message for a sentence of another program.
func Recognise(said string) (Message, bool) {
	for _, f := range foreignTexts() {
		if args, ok := match(f.pieces, said); ok {
			return Message{ID: f.id, Args: args}, true
		}
	}
	if head, tail, ok := strings.Cut(said, ": "); ok && tail != "" { // a sentence and its cause
		if m, ok := Recognise(head); ok {
			return textBecause.With(m, Verbatim(tail)), true
		}
	}
	return Message{}, false
}

var textSemicolon = New("list.semicolon", "first", "rest")

// Sentences is what others said in sentences that are joined by semicolons.
func Sentences(said string) Message {
	return Chain(textSemicolon, Words(strings.Split(said, "; ")))
}

// Joined is one sentence and another; either may be zero.
func Joined(first, second Message) Message {
	switch {
	case first.IsZero():
		return second
	case second.IsZero():
		return first
	}
	return textSemicolon.With(first, second)
}

// match finds the arguments of a sentence, each as short as possible.
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
