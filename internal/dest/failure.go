package dest

import (
	"context"
	"errors"
	"io/fs"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/tools"
	"hagen/internal/message"
)

var (
	textAt              = message.New("apply.at", "destination", "cause")
	textInterrupted     = message.New("apply.interrupted")
	textInterruptedWait = message.New("apply.interrupted-wait", "destination")
	textNotWritten      = message.New("apply.not-written", "cause")
	textLostSight       = message.New("apply.lost-sight", "destination", "cause")
	textLookAtIt        = message.New("apply.look-at-it", "destination")
	textGoBackAgain     = message.New("apply.go-back-again")
	textHowToGoBack     = message.New("apply.how-to-go-back", "destination", "saved")
)

// Failure says what went wrong at a destination, and at which; nil where nothing
// went wrong.
func Failure(address string, err error) error {
	var path *fs.PathError
	switch {
	case err == nil:
		return nil
	case saysItself(err):
		return err
	case errors.Is(err, context.Canceled):
		return Interrupted()
	case errors.As(err, &path):
		return message.CannotRead(path.Path, path.Err)
	}
	f := message.Fail(textAt, Short(address), err)
	f.Advice = message.HelpFor(err)
	return f
}

// Interrupted says that an order was stopped before it changed anything.
func Interrupted() error { return message.Fail(textInterrupted) }

// saysItself reports whether an error needs no destination added: it names one
// itself, or is about the sheet.
func saysItself(err error) bool {
	var unknown *merge.UnknownNodesError
	var taken *merge.IDTakenError
	var invalid *apply.InvalidError
	return namesPlace(err) || errors.As(err, &unknown) || errors.As(err, &taken) || errors.As(err, &invalid)
}

// namesPlace reports whether an error itself contains where it happened.
func namesPlace(err error) bool {
	var answer *api.Error
	if errors.As(err, &answer) {
		return answer.OfAgent()
	}
	var (
		connect *tools.ConnectError
		unknown *keys.UnknownAgentError
		changed *keys.ChangedKeyError
		expired *client.CertificateError
		refused *client.RefusedError
		lost    *client.LostError
		reach   *client.ReachError
	)
	return errors.As(err, &connect) || errors.As(err, &unknown) || errors.As(err, &changed) || errors.As(err, &expired) ||
		errors.As(err, &refused) || errors.As(err, &lost) || errors.As(err, &reach) || errors.Is(err, client.ErrAnswer)
}

// Unfinished says why an order failed at a destination.
func Unfinished(address string, outcome apply.Outcome, err error) error {
	var save *apply.SaveError
	var uncertain *apply.UncertainError
	var lost *client.LostError
	var halfway *apply.HalfwayError
	at := message.Fail(textAt, Short(address), err)
	switch {
	case errors.As(err, &lost):
		return err
	case errors.As(err, &halfway):
		return at.Advise(textGoBackAgain)
	case errors.As(err, &save):
		return at
	case errors.As(err, &uncertain):
		return at.Advise(textLookAtIt, address)
	case errors.Is(err, context.Canceled) && outcome.Changed:
		return HowToGoBack(message.Fail(textInterruptedWait, Short(address)), address, outcome.SavedAs)
	case errors.Is(err, context.Canceled):
		return Interrupted()
	case outcome.Changed:
		return HowToGoBack(message.Fail(textLostSight, Short(address), err), address, outcome.SavedAs)
	}
	cause := Failure(address, err)
	f := message.Fail(textNotWritten, cause)
	f.Advice = message.HelpFor(cause)
	return f
}

// HowToGoBack adds to a failure how to restore the previous configuration.
func HowToGoBack(f *message.Failure, address, saved string) *message.Failure {
	return f.Advise(textHowToGoBack, address, saved)
}
