package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"

	"hagen/internal/apply/tools"
	"hagen/internal/message"
)

var (
	textAt  = text{"%s: %v", "%s: %v"}
	textCut = text{"the connection was cut", "接続が切れました"}
)

// cut words the end of a connection: elsewhere the same error is the end of a
// file.
func cut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fail(textCut)
	}
	return err
}

// toolFailure is what an error of the engine says of itself; nil for an error of
// another kind.
func toolFailure(err error) *failure {
	var speaker message.Speaker
	if !errors.As(err, &speaker) {
		return nil
	}
	f := fail(saidBy(speaker.Message()))
	if help := message.HelpFor(err); !help.IsZero() {
		return f.advise(saidBy(help))
	}
	return f
}

// saidBy is a message as a text without arguments.
func saidBy(m message.Message) (t text) {
	t.en, t.ja = strings.ReplaceAll(m.In(message.English), "%", "%%"), strings.ReplaceAll(m.In(message.Japanese), "%", "%%")
	return t
}

// japanese finds the Japanese words for an error of the system, "" when it has
// none.
func japanese(err error) string {
	m := message.Of(err)
	if m.ID == "" {
		return ""
	}
	return m.In(message.Japanese)
}

// reason is an error in words, for a sentence that names the destination itself.
func reason(err error) error {
	if f := agentFailure(err); f != nil {
		return f
	}
	if f := toolFailure(err); f != nil {
		return f
	}
	return err
}

// destinationFailure says what went wrong at a destination, and at which.
func destinationFailure(name string, err error) error {
	var worded *failure
	var path *fs.PathError
	var connect *tools.ConnectError
	if f := agentFailure(err); f != nil {
		return f
	}
	f := toolFailure(err)
	switch {
	case errors.As(err, &worded):
		return err
	case errors.Is(err, context.Canceled):
		return fail(textInterruptedApply)
	case errors.As(err, &connect):
		return f // names the host
	case errors.As(err, &path):
		return fail(textCannotRead, path.Path, path.Err)
	case f != nil:
		return fail(textAt, shown(name), f).adviseAs(f)
	}
	return fail(textAt, shown(name), err)
}
