package keys

import (
	"errors"
	"hagen/internal/message"
	"io/fs"
	"path/filepath"
	"strings"
)

// UnknownAgentError says that an agent's key is not known yet.
type UnknownAgentError struct {
	Address string
	Shown   Fingerprint
}

var (
	textUnknownAgent = message.New("agent.unknown-key", "address", "key")
	textCompareKeys  = message.New("agent.compare-keys")
	textChangedKey   = message.New("agent.changed-key", "address", "shown", "known")
	textForgetAgent  = message.New("agent.forget-key", "file", "line")
)

// Message shows the key.
func (e *UnknownAgentError) Message() message.Message {
	return textUnknownAgent.With(e.Address, e.Shown)
}

// Help says how to find out whether it is the right one.
func (e *UnknownAgentError) Help() message.Message { return textCompareKeys.With() }

// Error shows the key in English.
func (e *UnknownAgentError) Error() string { return e.Message().String() }

// ChangedKeyError says that an agent has a different key than before: another
// machine answers there, or the key was replaced.
type ChangedKeyError struct {
	Address      string
	Known, Shown Fingerprint
	Path         string // the list the known one is in, and the line
	Line         int
}

// Message shows both keys.
func (e *ChangedKeyError) Message() message.Message {
	return textChangedKey.With(e.Address, e.Shown, e.Known)
}

// Help says where the known key is.
func (e *ChangedKeyError) Help() message.Message { return textForgetAgent.With(e.Path, e.Line) }

// Error shows both keys in English.
func (e *ChangedKeyError) Error() string { return e.Message().String() }

// CheckAgent looks up in a client's directory whether the agent at host:port is
// the one that is known: nil, *UnknownAgentError or *ChangedKeyError.
func CheckAgent(dir, address string, shown Fingerprint) error {
	path := filepath.Join(dir, KnownFile)
	data, err := readList(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var changed error
	for i, line := range strings.Split(string(data), "\n") {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) < 2 || !strings.EqualFold(words[0], address) {
			continue
		}
		switch known, err := Parse(words[1]); {
		case err != nil:
			continue // an invalid line does not count: the agent is unknown
		case known == shown:
			return nil
		case changed == nil:
			changed = &ChangedKeyError{address, known, shown, path, i + 1}
		}
	}
	if changed != nil {
		return changed
	}
	return &UnknownAgentError{address, shown}
}

// RememberAgent adds an agent to those that are known.
func RememberAgent(dir, address string, fp Fingerprint) error {
	return appendLine(filepath.Join(dir, KnownFile), strings.ToLower(address)+" "+string(fp))
}
