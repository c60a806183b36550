package main

import (
	"errors"
	"io/fs"

	"hagen/internal/message"
	"hagen/internal/output"
)

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
		return message.Fail(textCannotRemove, restore.Path, restore.Err)
	case errors.As(err, &restore):
		return message.Fail(textCannotRestore, restore.Path, restore.Err, restore.Backup)
	case errors.As(err, &path):
		return message.Fail(textCannotWrite, path.Path, path.Err)
	}
	return err
}
