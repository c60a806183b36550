package keys

import (
	"errors"
	"fmt"
	"hagen/internal/message"
	"io/fs"
	"path/filepath"
	"strings"
	"time"
)

// Client is a key that may use an agent: a line of authorized_clients,
//
//	[until=2027-01-31] SHA256:… NAME WORDS
//
// where # starts a comment. The name is the client's in logs.
type Client struct {
	Fingerprint Fingerprint
	Name        string
	Until       time.Time // the last day in UTC; zero: no end
	Line        int       // its line in the list
}

// Reasons to refuse a client.
var (
	ErrUnknownClient = errors.New("this key is not authorized")
	ErrClientExpired = errors.New("the authorization of this key has ended")
)

const (
	untilPrefix = "until="
	dateFormat  = "2006-01-02"
)

// ListedError says that a key is in the list already, and how: a second line
// with an earlier end would not take away what the first one grants.
type ListedError struct {
	Path   string
	Client Client
}

var (
	textListedOtherwise = message.New("agent.listed-otherwise", "client", "file", "line")
	textChangeLine      = message.New("agent.change-line")
)

// Message says where it is.
func (e *ListedError) Message() message.Message {
	return textListedOtherwise.With(e.Client.Fingerprint, e.Path, e.Client.Line)
}

// Help says what to do with that line.
func (e *ListedError) Help() message.Message { return textChangeLine.With() }

// Error says where it is in English.
func (e *ListedError) Error() string { return e.Message().String() }

// BadLineError is an invalid line of authorized_clients, which is ignored: a
// mistake in one line must neither authorize a client nor lock out others.
type BadLineError struct {
	Path string
	Line int
}

func (e *BadLineError) Error() string { return fmt.Sprintf("%s:%d: not a client", e.Path, e.Line) }

// Authorized reads the list of a node's directory. No file is an empty list.
// What is wrong with single lines is in bad.
func Authorized(dir string) (clients []Client, bad []*BadLineError, err error) {
	path := filepath.Join(dir, AuthorizedFile)
	data, err := readList(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err == nil {
		err = checkFolders(path)
	}
	if err != nil {
		return nil, nil, err
	}
	for i, line := range strings.Split(string(data), "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		client, ok := parseClient(strings.Fields(line))
		if !ok {
			bad = append(bad, &BadLineError{path, i + 1})
			continue
		}
		client.Line = i + 1
		clients = append(clients, client)
	}
	return clients, bad, nil
}

func parseClient(words []string) (Client, bool) {
	var c Client
	if date, ok := strings.CutPrefix(words[0], untilPrefix); ok {
		day, err := time.Parse(dateFormat, date)
		if err != nil || len(words) < 2 {
			return c, false
		}
		c.Until, words = day, words[1:]
	}
	fp, err := Parse(words[0])
	if err != nil {
		return c, false
	}
	c.Fingerprint, c.Name = fp, strings.Join(words[1:], " ")
	return c, true
}

// Find looks a key up in a list: nil, ErrUnknownClient or ErrClientExpired.
func Find(clients []Client, fp Fingerprint, now time.Time) (Client, error) {
	err := ErrUnknownClient
	for _, c := range clients {
		if c.Fingerprint != fp {
			continue
		}
		if c.Until.IsZero() || now.Before(c.Until.AddDate(0, 0, 1)) {
			return c, nil
		}
		err = ErrClientExpired
	}
	return Client{}, err
}

// Authorize adds a client to the list of a node's directory. added is false when
// it is in there just so; *ListedError when it is in there otherwise.
func Authorize(dir string, client Client) (added bool, err error) {
	clients, _, err := Authorized(dir)
	if err != nil {
		return false, err
	}
	path := filepath.Join(dir, AuthorizedFile)
	client.Name = strings.Join(strings.Fields(strings.ReplaceAll(client.Name, "#", " ")), " ")
	for _, c := range clients {
		switch {
		case c.Fingerprint != client.Fingerprint:
		case c.Name == client.Name && c.Until.Equal(client.Until):
			return false, nil
		default:
			return false, &ListedError{path, c}
		}
	}
	line := string(client.Fingerprint)
	if !client.Until.IsZero() {
		line = untilPrefix + client.Until.Format(dateFormat) + " " + line
	}
	if client.Name != "" {
		line += " " + client.Name
	}
	return true, appendLine(path, line)
}
