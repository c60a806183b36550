package main

import (
	"context"
	"errors"
	"io/fs"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply/tools"
	"hagen/internal/dest"
	"hagen/internal/message"
)

var textAt = message.New("apply.at", "destination", "cause")

// namesPlace reports whether an error says itself where it happened.
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

// openFailure says why a destination cannot be opened.
func openFailure(address string, err error) error {
	var path *fs.PathError
	var whole *message.Failure
	if !errors.As(err, &path) && errors.As(err, &whole) { // it is no address, or the user was asked
		return err
	}
	return destinationFailure(address, err)
}

// destinationFailure says what went wrong at a destination, and at which.
func destinationFailure(name string, err error) error {
	var path *fs.PathError
	switch {
	case namesPlace(err):
		return err
	case errors.Is(err, context.Canceled):
		return message.Fail(textInterruptedApply)
	case errors.As(err, &path):
		return message.CannotRead(path.Path, path.Err)
	}
	f := message.Fail(textAt, dest.Short(name), err)
	f.Advice = message.HelpFor(err)
	return f
}
