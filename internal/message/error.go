package message

import (
	"errors"
	"strings"
)

// Failure is an error for people: why hagen could not do something, and what to do
// instead.
type Failure struct {
	Why    Message
	Advice Message // may be zero
	cause  error
}

// Fail makes a failure of a text. An error among the arguments is its cause.
func Fail(t Text, values ...any) *Failure {
	f := &Failure{Why: t.With(values...)}
	for _, v := range values {
		if err, ok := v.(error); ok && f.cause == nil {
			f.cause = err
		}
	}
	return f
}

// Advise adds what to do instead.
func (f *Failure) Advise(t Text, values ...any) *Failure {
	f.Advice = t.With(values...)
	return f
}

var (
	textDidYouMean = New("usage.did-you-mean", "suggestion")
	textOneOf      = New("usage.one-of", "choices")
)

// DidYouMean advises what was probably meant, unless that is "".
func (f *Failure) DidYouMean(suggestion string) *Failure {
	if suggestion == "" {
		return f
	}
	return f.Advise(textDidYouMean, suggestion)
}

// OneOf advises to use one of the possible values.
func (f *Failure) OneOf(choices []string) *Failure {
	return f.Advise(textOneOf, strings.Join(choices, ", "))
}

// Message says why.
func (f *Failure) Message() Message { return f.Why }

// Error says why in English.
func (f *Failure) Error() string { return f.Why.String() }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.cause }

// Help says what to do instead.
func (f *Failure) Help() Message { return f.Advice }

// Each visits the parts of a joined error.
func Each(err error) []error {
	joined, several := err.(interface{ Unwrap() []error })
	if _, speaks := err.(Speaker); speaks || !several {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, Each(e)...)
	}
	return all
}

// Adviser is an error that says what to do instead.
type Adviser interface{ Help() Message }

// HelpFor returns the advice of the error that gives err its message (see Of), or
// zero.
func HelpFor(err error) Message {
	var speaker Speaker
	if errors.As(err, &speaker) {
		if adviser, ok := speaker.(Adviser); ok {
			return adviser.Help()
		}
	}
	return Message{}
}

// Because joins an error and its cause, as in "it is not a complete CIB: XML syntax
// error on line 1". It is both of them.
func Because(err, cause error) error { return &because{err, cause} }

type because struct{ err, cause error }

var textBecause = New("list.because", "what", "cause")

// Message says both.
func (b *because) Message() Message { return textBecause.With(b.err, b.cause) }

// Error says both in English.
func (b *because) Error() string { return b.Message().String() }

// Unwrap gives both.
func (b *because) Unwrap() []error { return []error{b.err, b.cause} }
