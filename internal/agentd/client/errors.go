package client

import (
	"errors"
	"io"
	"net"
	"time"

	"hagen/internal/agentd/keys"
	"hagen/internal/message"
)

// What goes wrong with an agent, and what to do.
var (
	textNoAgent     = message.New("agent.no-agent-there", "cause")
	textTooLarge    = message.New("answer.too-large", "max", "cause")
	textLineTooLong = message.New("answer.line-too-long", "max", "cause")

	textRefused   = message.New("agent.key-refused", "address")
	textAuthorize = message.New("agent.authorize-key", "key")

	textExpired  = message.New("agent.expired", "time")
	textRenew    = message.New("agent.renew")
	textTooEarly = message.New("agent.too-early", "time")
	textClocks   = message.New("agent.set-clocks")

	textGoesOn     = message.New("agent.order-goes-on", "address")
	textUnknown    = message.New("agent.order-unknown", "address")
	textOverdue    = message.New("agent.order-overdue", "address", "time")
	textWatchAgain = message.New("agent.watch-again", "address")
	textHistory    = message.New("agent.history-tells", "address")

	textCannotReach = message.New("agent.cannot-reach", "address", "cause")
	textIsItRunning = message.New("agent.is-it-running")
	textCut         = message.New("answer.cut")
)

// noAgent says that an answer is not from an agent.
func noAgent(cause error) error { return message.Fail(textNoAgent, cause) }

// Message says that the key was turned away.
func (e *RefusedError) Message() message.Message { return textRefused.With(e.Address) }

// Help is the command that lets it in.
func (e *RefusedError) Help() message.Message { return textAuthorize.With(e.Own) }

// Error is the message in English.
func (e *RefusedError) Error() string { return e.Message().String() }

// CertificateError says that the certificate of the agent is not valid now.
type CertificateError struct{ *keys.ExpiredError }

// Message says since when, or until when.
func (e *CertificateError) Message() message.Message {
	if e.Early() {
		return textTooEarly.With(e.NotBefore.Local().Format(time.DateTime))
	}
	return textExpired.With(e.NotAfter.Local().Format(time.DateTime))
}

// Help says how it becomes valid.
func (e *CertificateError) Help() message.Message {
	if e.Early() {
		return textClocks.With()
	}
	return textRenew.With()
}

// Error is the message in English.
func (e *CertificateError) Error() string { return e.Message().String() }

// Unwrap gives the dates.
func (e *CertificateError) Unwrap() error { return e.ExpiredError }

// Message says what became of the order, as far as that is known.
func (e *LostError) Message() message.Message {
	var overdue *OverdueError
	switch {
	case errors.As(e.Err, &overdue):
		return textOverdue.With(e.Address, overdue.Limit)
	case e.Accepted:
		return textGoesOn.With(e.Address)
	}
	return textUnknown.With(e.Address)
}

// Help says where to look.
func (e *LostError) Help() message.Message {
	var overdue *OverdueError
	if errors.As(e.Err, &overdue) {
		return textWatchAgain.With(e.Address)
	}
	return textHistory.With(e.Address)
}

// Error is the message in English.
func (e *LostError) Error() string { return e.Message().String() }

// Error is for the LostError that it is the cause of.
func (e *OverdueError) Error() string { return "the order has not ended within " + e.Limit.String() }

// Message says why. Go's errors for failed connections contain the address; hagen
// recognises them.
func (e *ReachError) Message() message.Message {
	cause := message.Of(e.Err)
	var op *net.OpError
	switch {
	case errors.Is(e.Err, io.EOF), errors.Is(e.Err, io.ErrUnexpectedEOF): // elsewhere it means the end of a file
		cause = textCut.With()
	case errors.As(e.Err, &op):
		cause = message.Verbatim(op.Error())
	}
	return textCannotReach.With(e.Address, cause)
}

// Help asks for the agent.
func (e *ReachError) Help() message.Message { return textIsItRunning.With() }

// Error says why in English.
func (e *ReachError) Error() string { return e.Message().String() }
