package api

import (
	"context"
	"errors"
	"io/fs"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// Code is why an agent did not do what it was asked to.
type Code string

// The codes.
const (
	CodeBadRequest  Code = "bad_request"  // not understood, or not allowed in an order
	CodeScript      Code = "no_scripts"   // an agent takes no shell text from any client
	CodeTooLarge    Code = "too_large"    // over a bound
	CodeForbidden   Code = "forbidden"    // the key was authorized when the connection began
	CodeNotFound    Code = "not_found"    // no such path, order or saved CIB
	CodeAtWork      Code = "at_work"      // another order is under way
	CodeStopping    Code = "stopping"     // the agent is being stopped
	CodeOverloaded  Code = "overloaded"   // too many requests at once
	CodeTimeout     Code = "timeout"      // the cluster did not answer in time
	CodeNotSaved    Code = "not_saved"    // apply.SaveError
	CodeStale       Code = "stale"        // apply.ErrStale
	CodeNoStatus    Code = "no_status"    // apply.ErrNoStatus
	CodeNoTools     Code = "no_tools"     // apply.ErrNoTools
	CodeClusterBusy Code = "cluster_busy" // apply.ErrBusy
	CodeInterrupted Code = "interrupted"  // apply.ErrUnwritten: the agent ended before it wrote; nothing was changed
	CodeUncertain   Code = "uncertain"    // apply.UncertainError; also when the agent ended while it wrote
	CodeUnanswered  Code = "unanswered"   // written, but the cluster did not answer the agent afterwards
	CodeHalfway     Code = "halfway"      // apply.HalfwayError
	CodeSealed      Code = "sealed"       // apply.ErrSealed
	CodeNoJournal   Code = "no_journal"   // the agent cannot keep what it does; nothing was changed
	CodeFailed      Code = "failed"       // anything else: the message says what
)

// sentinels are the errors that callers distinguish, even across the network.
var sentinels = []struct {
	code Code
	err  error
}{
	{CodeStale, apply.ErrStale},
	{CodeNoStatus, apply.ErrNoStatus},
	{CodeNoTools, apply.ErrNoTools},
	{CodeClusterBusy, apply.ErrBusy},
	{CodeInterrupted, apply.ErrUnwritten},
	{CodeTimeout, context.DeadlineExceeded},
	{CodeNotFound, fs.ErrNotExist},
	{CodeSealed, apply.ErrSealed},
}

// Error is a failure at the agent.
type Error struct {
	Code  Code   `json:"code"`
	Text  string `json:"message"`         // in English
	Cause string `json:"cause,omitempty"` // with CodeNotSaved, CodeUncertain, CodeUnanswered and CodeHalfway; in English
	Order *State `json:"order,omitempty"` // the current order, with CodeAtWork
	// Translatable and TranslatableCause are Text and Cause for any language; zero
	// from an older agent.
	Translatable      message.Message `json:"translatable,omitzero"`
	TranslatableCause message.Message `json:"translatable_cause,omitzero"`
}

// codeTexts say what some codes mean, whatever the agent says to them.
var codeTexts = map[Code]message.Text{
	CodeForbidden:   message.New("answer.forbidden"),
	CodeStopping:    message.New("answer.stopping"),
	CodeOverloaded:  message.New("answer.overloaded"),
	CodeTooLarge:    message.New("answer.cib-too-large"),
	CodeTimeout:     message.New("answer.timeout"),
	CodeScript:      message.New("answer.no-scripts"),
	CodeInterrupted: message.New("answer.interrupted"),
	CodeNoJournal:   message.New("answer.no-journal"),
}

var (
	textAtWork = message.New("agent.at-work", "who", "time")
	textWait   = message.New("agent.wait")
	textSays   = message.New("agent.says", "said")
)

// Message says what the agent answered.
func (e *Error) Message() message.Message {
	said := message.Heard(e.Text, e.Translatable)
	switch t, known := codeTexts[e.Code]; {
	case e.Code == CodeAtWork && e.Order != nil:
		return textAtWork.With(e.Order.Who, e.Order.Started.Local().Format("15:04:05"))
	case known:
		return t.With()
	case e.Unwrap() != nil: // an error that means something everywhere
		return said
	}
	return textSays.With(said)
}

// Help says what to do while another order is under way.
func (e *Error) Help() message.Message {
	if e.Code == CodeAtWork && e.Order != nil {
		return textWait.With()
	}
	return message.Message{}
}

// OfAgent reports whether the error is about the agent, and not about the cluster
// behind it.
func (e *Error) OfAgent() bool {
	_, known := codeTexts[e.Code]
	return known || e.Unwrap() == nil
}

// Error is what the agent said in English.
func (e *Error) Error() string { return e.Text }

// Unwrap returns the error that the agent's error was there, for errors.Is and
// errors.As.
func (e *Error) Unwrap() error {
	switch e.Code {
	case CodeNotSaved:
		return &apply.SaveError{Err: e.cause()}
	case CodeUncertain:
		return &apply.UncertainError{Cause: e.cause()}
	case CodeHalfway:
		return &apply.HalfwayError{Cause: e.cause()}
	case CodeUnanswered:
		return &apply.UncertainError{Cause: e.cause(), Read: &message.Failure{Why: message.Heard(e.Text, e.Translatable)}}
	}
	for _, s := range sentinels {
		if s.code == e.Code {
			return s.err
		}
	}
	return nil
}

// cause is the cause of a remote error.
func (e *Error) cause() error {
	return &message.Failure{Why: message.Heard(e.Cause, e.TranslatableCause)}
}

// FromError is an error as it is sent.
func FromError(err error) *Error {
	var e *Error
	var unsaved *apply.SaveError
	var uncertain *apply.UncertainError
	var halfway *apply.HalfwayError
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &unsaved):
		return Refused(CodeNotSaved, err).because(unsaved.Err)
	case errors.As(err, &halfway):
		return Refused(CodeHalfway, err).because(halfway.Cause)
	case errors.As(err, &uncertain) && uncertain.Read == nil:
		return Refused(CodeUncertain, err).because(uncertain.Cause)
	case errors.As(err, &uncertain):
		return Refused(CodeUnanswered, err).because(uncertain.Cause)
	}
	for _, s := range sentinels {
		if errors.Is(err, s.err) {
			return Refused(s.code, err)
		}
	}
	return Refused(CodeFailed, err)
}

// Refused is an error as it is sent, with a code of its own.
func Refused(code Code, err error) *Error {
	return &Error{Code: code, Text: err.Error(), Translatable: message.Of(err)}
}

func (e *Error) because(cause error) *Error {
	e.Cause, e.TranslatableCause = cause.Error(), message.Of(cause)
	return e
}

// Fail is a failure that the agent finds itself.
func Fail(code Code, t message.Text, values ...any) *Error {
	said := t.With(values...)
	return &Error{Code: code, Text: said.String(), Translatable: said}
}
