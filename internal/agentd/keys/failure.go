package keys

import (
	"errors"
	"io/fs"
	"path/filepath"

	"hagen/internal/message"
)

var (
	textNoNodeKey           = message.New("agent.no-node-key", "folder")
	textInitNode            = message.New("agent.init-node")
	textKeyOpen             = message.New("agent.key-open", "file")
	textKeyMode             = message.New("agent.key-mode", "file")
	textListWritable        = message.New("agent.list-writable", "file")
	textListMode            = message.New("agent.list-mode", "file")
	textNoKeyInside         = message.New("agent.no-key-inside", "file")
	textNoFingerprintOrFile = message.New("usage.no-fingerprint-or-file", "word")
	textNoFingerprintInside = message.New("agent.no-fingerprint-inside", "file")
	textShowFingerprint     = message.New("agent.show-fingerprint")
)

// NodeFailure says what is wrong with the files of a node's agent; nil where
// nothing is.
func NodeFailure(dir string, err error) error {
	var path *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &path) && filepath.Dir(path.Path) == filepath.Clean(dir):
		return message.Fail(textNoNodeKey, dir).Advise(textInitNode)
	}
	return Failure(err)
}

// Failure names the file of a key or of a list of keys that is invalid.
func Failure(err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, ErrOpen) && errors.As(err, &path):
		return message.Fail(textKeyOpen, path.Path).Advise(textKeyMode, path.Path)
	case errors.Is(err, ErrWritable) && errors.As(err, &path):
		return message.Fail(textListWritable, path.Path).Advise(textListMode, path.Path)
	case errors.Is(err, ErrNoKey) && errors.As(err, &path):
		return message.Fail(textNoKeyInside, path.Path)
	case errors.As(err, &path) && (path.Op == "open" || path.Op == "stat" || path.Op == "read"):
		return message.CannotRead(path.Path, path.Err)
	case errors.As(err, &path):
		return message.CannotWrite(path.Path, path.Err)
	}
	return err
}

// Named reads a fingerprint, or a file that holds one.
func Named(word string) (Fingerprint, error) {
	if fp, err := Parse(word); err == nil {
		return fp, nil
	}
	fp, err := FromFile(word)
	var path *fs.PathError
	switch {
	case err == nil:
		return fp, nil
	case errors.Is(err, fs.ErrNotExist):
		return "", message.Fail(textNoFingerprintOrFile, word).Advise(textShowFingerprint)
	case errors.Is(err, ErrFingerprint):
		return "", message.Fail(textNoFingerprintInside, word).Advise(textShowFingerprint)
	case errors.As(err, &path):
		return "", message.CannotRead(path.Path, path.Err)
	}
	return "", err
}
