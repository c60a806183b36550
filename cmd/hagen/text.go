package main

import (
	"errors"
	"fmt"
	"io/fs"

	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/suggest"
	"hagen/internal/terminal"
)

// text is a message that is no diagnostic, in each language. Both take the same
// arguments in the same order (a test holds them to it).
type text struct{ en, ja string }

func (t text) in(lang message.Lang) string {
	if lang == message.Japanese {
		return t.ja
	}
	return t.en
}

// format fills in the arguments; a text or an error among them is put into the
// language first. What others wrote cannot steer the terminal from here on.
func (t text) format(lang message.Lang, args ...any) string {
	filled := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case text:
			filled[i] = a.in(lang)
		case sayings:
			filled[i] = a.in(lang)
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

// failure is an error for people: why hagen did not do what it was asked to.
type failure struct {
	text  text
	args  []any
	help  text // what to do instead; may be empty
	hargs []any
}

func fail(t text, args ...any) *failure { return &failure{text: t, args: args} }

// advise adds what to do instead.
func (f *failure) advise(t text, args ...any) *failure {
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

// orMeant advises the word that was probably meant instead, if there is one.
func (f *failure) orMeant(word string, words []string) *failure {
	if near := suggest.Nearest(word, words); near != "" {
		return f.advise(textDidYouMean, near)
	}
	return f
}

// Error is the English message; explain gives it in the user's language.
func (f *failure) Error() string { return f.text.format(message.English, f.args...) }

// Unwrap gives the cause.
func (f *failure) Unwrap() error {
	for _, a := range f.args {
		if err, ok := a.(error); ok {
			return err
		}
	}
	return nil
}

// failures are several at once.
type failures []error

// Error joins the messages.
func (f failures) Error() string { return errors.Join(f...).Error() }

// writeFailure says which file could not be written, or not be put back.
func writeFailure(err error) error {
	var path *fs.PathError
	var restore *output.RestoreError
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var list failures
		for _, e := range joined.Unwrap() {
			list = append(list, writeFailure(e))
		}
		return list
	}
	switch {
	case errors.As(err, &restore) && restore.Backup == "":
		return fail(textCannotRemove, restore.Path, restore.Err)
	case errors.As(err, &restore):
		return fail(textCannotRestore, restore.Path, restore.Err, restore.Backup)
	case errors.As(err, &path):
		return fail(textCannotWrite, path.Path, path.Err)
	}
	return err
}

// advice is what to do instead, "" when there is none.
func advice(err error, lang message.Lang) string {
	if f, ok := err.(*failure); ok && f.help.en != "" {
		return f.help.format(lang, f.hargs...)
	}
	return ""
}

// explain puts an error into words of a language. Of the system's errors the
// frequent ones are translated, the others stay as the system gave them.
func explain(err error, lang message.Lang) string {
	var f *failure
	var p *fs.PathError
	switch {
	case errors.As(err, &f):
		return f.text.format(lang, f.args...)
	case errors.As(err, &p) && p.Err != err:
		return explain(p.Err, lang)
	case errors.Is(err, fs.ErrNotExist):
		return textNotExist.in(lang)
	case errors.Is(err, fs.ErrPermission):
		return textPermission.in(lang)
	case errors.Is(err, output.ErrDirectory):
		return textDirectory.in(lang)
	case errors.Is(err, output.ErrLocked):
		return textLocked.in(lang)
	}
	if f := toolFailure(err); f != nil {
		return f.text.format(lang, f.args...)
	}
	if words := japanese(err); lang == message.Japanese && words != "" {
		return words
	}
	return terminal.Visible(err.Error())
}
