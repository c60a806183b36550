package output

import (
	"errors"
	"io/fs"

	"hagen/internal/message"
)

var (
	textCannotRestore = message.New("file.cannot-restore", "file", "cause", "backup")
	textCannotRemove  = message.New("file.cannot-remove", "file", "cause")
)

// RestoreError says that a file has its new content although Replace failed. Backup
// is where its former content is; "" when it had none.
type RestoreError struct {
	Path, Backup string
	Err          error
}

// Message says which file it is.
func (e *RestoreError) Message() message.Message {
	if e.Backup == "" {
		return textCannotRemove.With(e.Path, e.Err)
	}
	return textCannotRestore.With(e.Path, e.Err, e.Backup)
}

// Error says it in English.
func (e *RestoreError) Error() string { return e.Message().String() }

// Unwrap gives the cause.
func (e *RestoreError) Unwrap() error { return e.Err }

// InWords turns an error of Replace or MakeDir into a message that names the file
// that could not be written or restored.
func InWords(err error) error {
	var path *fs.PathError
	var restore *RestoreError
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var list []error
		for _, e := range joined.Unwrap() {
			list = append(list, InWords(e))
		}
		return errors.Join(list...)
	}
	if !errors.As(err, &restore) && errors.As(err, &path) {
		return message.CannotWrite(path.Path, path.Err)
	}
	return err
}
