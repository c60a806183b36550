package apply

import (
	"context"
	"errors"

	"hagen/internal/message"
)

// What stops an order.
var (
	textInterrupted = message.New("engine.interrupted")
	textCannotSave  = message.New("engine.cannot-save", "cause")
	textUncertain   = message.New("engine.uncertain", "cause", "since")
	textNeither     = message.New("engine.neither", "cause")
	textHalfway     = message.New("engine.halfway", "cause")
	textNotBegun    = message.New("log.interrupted")
	textNotWaited   = message.New("log.not-waited", "cause")
	textNotResumed  = message.New("log.not-resumed", "cause")

	// Of an order that was resumed. The identifiers are in the logs of nodes.
	textUnwritten  = message.New("agentd.unwritten")
	textEnded      = message.New("agentd.ended")
	textOverwrote  = message.New("agentd.uncertain")
	textUnanswered = message.New("agentd.unanswered", "cause")
)

// ErrUnwritten says that what carried an order out ended, or was stopped, before
// anything was written.
var ErrUnwritten error = message.Fail(textUnwritten)

// ErrEnded is the cause of an UncertainError about an order whose carrier ended
// while it wrote.
var ErrEnded error = message.Fail(textEnded)

// interruption is ErrInterrupted.
type interruption struct{}

// Message is the error as a message.
func (interruption) Message() message.Message { return textInterrupted.With() }

// Error is the message in English.
func (i interruption) Error() string { return i.Message().String() }

// Unwrap gives the error of a context that was canceled.
func (interruption) Unwrap() error { return context.Canceled }

// UncertainError says that it is unknown whether the new configuration was written,
// or that the configuration is neither the old nor the new one.
type UncertainError struct {
	Cause error // why the write did not answer
	// Read is why the CIB could not be read afterwards; nil when it could and
	// another administrator's configuration was there.
	Read error
}

// Message says which.
func (e *UncertainError) Message() message.Message {
	ended := errors.Is(e.Cause, ErrEnded)
	switch {
	case ended && e.Read != nil:
		return textUnanswered.With(e.Read)
	case ended:
		return textOverwrote.With()
	case e.Read != nil:
		return textUncertain.With(e.Cause, e.Read)
	}
	return textNeither.With(e.Cause)
}

// Error says which in English.
func (e *UncertainError) Error() string { return e.Message().String() }

// Unwrap gives the cause.
func (e *UncertainError) Unwrap() error { return e.Cause }

// SaveError says that the configuration from before could not be kept, so that
// nothing was written.
type SaveError struct{ Err error }

// Message is the error as a message.
func (e *SaveError) Message() message.Message { return textCannotSave.With(e.Err) }

// Error is the message in English.
func (e *SaveError) Error() string { return e.Message().String() }

// Unwrap gives the cause.
func (e *SaveError) Unwrap() error { return e.Err }

// HalfwayError says that only the first of the two steps of a rollback (see putBack)
// was done. Rolling back again does the rest.
//
// It does not unwrap: its cause may be ErrStale, which says that nothing was
// written.
type HalfwayError struct{ Cause error }

// Message is the error as a message.
func (e *HalfwayError) Message() message.Message { return textHalfway.With(e.Cause) }

// Error is the message in English.
func (e *HalfwayError) Error() string { return e.Message().String() }
