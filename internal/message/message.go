// Package message has every text that hagen shows, separate from the code: an
// identifier with named arguments in the code, the words in one file per language
// (texts/en.txt, texts/ja.txt, …).
//
// A Message can be stored (the journal of the agent does, as JSON) and rendered
// later, in the reader's language.
package message

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"syscall"
)

// Text is a sentence or a word that hagen can show.
type Text struct {
	id   string
	args []string
}

// New declares a text: its identifier in the language files, and the names of its
// arguments there, in the order in which With takes them. A test finds every
// declaration and compares it with every language.
func New(id string, args ...string) Text { return Text{id, args} }

// ID is the text's identifier.
func (t Text) ID() string { return t.id }

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t.id == "" }

// In is the text in a language, for one that takes no arguments.
func (t Text) In(lang Lang) string { return t.With().In(lang) }

// With gives a text its arguments. A Text, a Message or an error among them is
// shown in the reader's language; other values keep their usual form. Strings are
// made terminal-safe when they are rendered.
func (t Text) With(values ...any) Message {
	m := Message{ID: t.id}
	if len(values) != len(t.args) {
		values = append(slices.Clip(values), make([]any, max(0, len(t.args)-len(values)))...)
	}
	for i, name := range t.args {
		if m.Args == nil {
			m.Args = make(map[string]any, len(t.args))
		}
		m.Args[name] = kept(values[i])
	}
	return m
}

// Message is a text with its arguments: strings, whole numbers, messages and lists
// of messages. The zero value is an empty message.
type Message struct {
	ID   string
	Args map[string]any
}

// Verbatim is a text of another program, in its own words.
func Verbatim(said string) Message {
	return Message{Args: map[string]any{verbatim: said}}
}

// verbatim is the one argument of a message without an identifier.
const verbatim = "said"

// IsZero reports whether the message is empty.
func (m Message) IsZero() bool { return m.ID == "" && m.Args == nil }

// Is reports whether the message is of a text.
func (m Message) Is(t Text) bool { return m.ID == t.id && m.ID != "" }

// List are several messages, for one argument: they are joined as the language
// joins a list.
type List []Message

// Words are several words of others.
func Words(words []string) List {
	l := make(List, len(words))
	for i, word := range words {
		l[i] = Verbatim(word)
	}
	return l
}

// kept is an argument in a form that lasts.
func kept(v any) any {
	switch v := v.(type) {
	case nil:
		return ""
	case string, int, Message, List:
		return v
	case Text:
		return v.With()
	case []Message:
		return List(v)
	case []string:
		return Words(v)
	case error:
		return Of(v)
	case Speaker:
		return v.Message()
	case int64:
		return int(v)
	}
	return fmt.Sprint(v)
}

// Speaker is an error, or any other value, that has a message.
type Speaker interface{ Message() Message }

// systemTexts are common errors of the system and of Go's library.
var systemTexts = []struct {
	err  error
	text Text
}{
	{fs.ErrNotExist, New("system.not-exist")},
	{fs.ErrPermission, New("system.permission")},
	{context.DeadlineExceeded, New("system.deadline")},
	{syscall.ECONNREFUSED, New("system.refused")},
	{syscall.EHOSTUNREACH, New("system.unreachable")},
	{syscall.ENOSPC, New("system.no-space")},
}

// Of returns the message of an error: its own if it has one, a known error of the
// system in words, else the error's text unchanged.
func Of(err error) Message {
	var speaker Speaker
	var path *fs.PathError
	switch {
	case err == nil:
		return Message{}
	case errors.As(err, &speaker):
		return speaker.Message()
	case errors.As(err, &path) && path.Err != err:
		return Of(path.Err)
	}
	for _, known := range systemTexts {
		if errors.Is(err, known.err) {
			return known.text.With()
		}
	}
	return Verbatim(err.Error())
}
