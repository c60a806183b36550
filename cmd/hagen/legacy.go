package main

import (
	"errors"
	"fmt"
	"io/fs"

	"hagen/internal/message"
	"hagen/internal/terminal"
)

// What the files of the engine's words use until they have moved to package
// message. Nothing new uses it.

// text is a message in each language.
type text struct{ en, ja string }

func (t text) in(lang message.Lang) string {
	if lang == message.Japanese {
		return t.ja
	}
	return t.en
}

// With is the text as a message.
func (t text) With(args ...any) message.Message {
	return later(func(lang message.Lang) string { return t.format(lang, args...) })
}

// format fills in the arguments; a text or an error among them is put into the
// language first.
func (t text) format(lang message.Lang, args ...any) string {
	filled := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case text:
			filled[i] = a.in(lang)
		case message.Text:
			filled[i] = a.In(lang)
		case error:
			filled[i] = explain(a, lang)
		case string:
			filled[i] = terminal.Visible(a)
		default:
			filled[i] = a
		}
	}
	return fmt.Sprintf(t.in(lang), filled...)
}

// sentence is a text of either kind.
type sentence interface {
	With(args ...any) message.Message
}

// lazy is put into words when it is said.
type lazy func(lang message.Lang) string

// In says it.
func (l lazy) In(lang message.Lang) string { return l(lang) }

func later(in func(lang message.Lang) string) message.Message {
	return message.Message{Args: map[string]any{"said": lazy(in)}}
}

// spoken is an error that speaks in the user's language.
type spoken struct{ error }

func because(err error) error { return spoken{err} }

// Unwrap gives the error.
func (s spoken) Unwrap() error { return s.error }

// Message says it.
func (s spoken) Message() message.Message {
	return later(func(lang message.Lang) string { return explain(s.error, lang) })
}

// failure is an error for people.
type failure struct {
	text  sentence
	args  []any
	help  sentence
	hargs []any
}

func fail(t sentence, args ...any) *failure { return &failure{text: t, args: args} }

// advise adds what to do instead.
func (f *failure) advise(t sentence, args ...any) *failure {
	f.help, f.hargs = t, args
	return f
}

// adviseAs adds the advice of another failure, if it has one.
func (f *failure) adviseAs(other *failure) *failure {
	if other != nil {
		f.help, f.hargs = other.help, other.hargs
	}
	return f
}

// Message says why.
func (f *failure) Message() message.Message {
	args := make([]any, len(f.args))
	for i, a := range f.args {
		if err, ok := a.(error); ok {
			a = because(err)
		}
		args[i] = a
	}
	if s, ok := f.text.(text); ok {
		return s.With(f.args...)
	}
	return f.text.With(args...)
}

// Error is the English message.
func (f *failure) Error() string { return f.Message().In(message.English) }

// Unwrap gives the cause.
func (f *failure) Unwrap() error {
	for _, a := range f.args {
		if err, ok := a.(error); ok {
			return err
		}
	}
	return nil
}

// advice is what to do instead, zero when there is none.
func advice(err error) message.Message {
	switch f := err.(type) {
	case *failure:
		if f.help != nil {
			return f.help.With(f.hargs...)
		}
	case *message.Failure:
		return f.Advice
	}
	return message.Message{}
}

// explain puts an error into words of a language.
func explain(err error, lang message.Lang) string {
	var f message.Speaker
	var p *fs.PathError
	switch {
	case errors.As(err, &f):
		return f.Message().In(lang)
	case errors.As(err, &p) && p.Err != err:
		return explain(p.Err, lang)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return message.Of(err).In(lang)
	}
	if f := toolFailure(err); f != nil {
		return f.Message().In(lang)
	}
	if words := japanese(err); lang == message.Japanese && words != "" {
		return words
	}
	return terminal.Visible(err.Error())
}
