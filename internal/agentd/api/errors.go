package api

import (
	"context"
	"errors"
	"io/fs"

	"hagen/internal/apply"
)

// Code is why an agent did not do what it was asked to.
type Code string

// The codes.
const (
	CodeBadRequest  Code = "bad_request"  // not understood, or not allowed in an order
	CodeScript      Code = "no_scripts"   // an agent takes no shell text from anybody
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
	CodeInterrupted Code = "interrupted"  // the agent ended before it wrote; nothing was changed
	CodeUncertain   Code = "uncertain"    // apply.UncertainError; also when the agent ended while it wrote
	CodeUnanswered  Code = "unanswered"   // written, but the cluster did not answer the agent afterwards
	CodeHalfway     Code = "halfway"      // apply.HalfwayError
	CodeNoJournal   Code = "no_journal"   // the agent cannot keep what it does; nothing was changed
	CodeFailed      Code = "failed"       // anything else: the message says what
)

// sentinels are the errors that callers tell apart, also from afar.
var sentinels = []struct {
	code Code
	err  error
}{
	{CodeStale, apply.ErrStale},
	{CodeNoStatus, apply.ErrNoStatus},
	{CodeNoTools, apply.ErrNoTools},
	{CodeClusterBusy, apply.ErrBusy},
	{CodeTimeout, context.DeadlineExceeded},
	{CodeNotFound, fs.ErrNotExist},
}

// Error is a failure at the agent.
type Error struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	Cause   string `json:"cause,omitempty"` // with CodeNotSaved, CodeUncertain, CodeUnanswered and CodeHalfway
	Order   *State `json:"order,omitempty"` // who is at work, with CodeAtWork
}

func (e *Error) Error() string { return e.Message }

// Unwrap makes an error from afar the error it was there, for errors.Is and
// errors.As.
func (e *Error) Unwrap() error {
	switch e.Code {
	case CodeNotSaved:
		return &apply.SaveError{Err: errors.New(e.Cause)}
	case CodeUncertain:
		return &apply.UncertainError{Cause: errors.New(e.Cause)}
	case CodeHalfway:
		return &apply.HalfwayError{Cause: errors.New(e.Cause)}
	case CodeUnanswered:
		return &apply.UncertainError{Cause: errors.New(e.Cause), Read: errors.New(e.Message)}
	}
	for _, s := range sentinels {
		if s.code == e.Code {
			return s.err
		}
	}
	return nil
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
		return &Error{Code: CodeNotSaved, Message: err.Error(), Cause: unsaved.Err.Error()}
	case errors.As(err, &halfway):
		return &Error{Code: CodeHalfway, Message: err.Error(), Cause: halfway.Cause.Error()}
	case errors.As(err, &uncertain) && uncertain.Read == nil:
		return &Error{Code: CodeUncertain, Message: err.Error(), Cause: uncertain.Cause.Error()}
	case errors.As(err, &uncertain):
		return &Error{Code: CodeUnanswered, Message: err.Error(), Cause: uncertain.Cause.Error()}
	}
	for _, s := range sentinels {
		if errors.Is(err, s.err) {
			return &Error{Code: s.code, Message: err.Error()}
		}
	}
	return &Error{Code: CodeFailed, Message: err.Error()}
}
