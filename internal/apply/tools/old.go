package tools

import (
	"bytes"
	"context"
	"regexp"

	"hagen/internal/message"
)

// TooOldError is a tool of a Pacemaker before 2.1, which does not answer in XML.
type TooOldError struct {
	Tool, Version string // the version may be unknown
}

var (
	textTooOld     = message.New("tool.too-old", "tool", "version")
	textOldUnknown = message.New("tool.too-old-unknown", "tool")
	textNeeds      = message.New("tool.needs")
)

// Message names the version.
func (e *TooOldError) Message() message.Message {
	if e.Version == "" {
		return textOldUnknown.With(e.Tool)
	}
	return textTooOld.With(e.Tool, e.Version)
}

// Help says what there is for such a cluster.
func (e *TooOldError) Help() message.Message { return textNeeds.With() }

// Error names the version in English.
func (e *TooOldError) Error() string { return e.Message().String() }

// tooOld reports whether a tool did not know that it can answer in XML. That of
// 2.0.5 says so, and ends with code 0 and an empty answer.
func tooOld(res Result) bool {
	return len(res.Stdout) == 0 && bytes.Contains(res.Stderr, []byte("nknown option --output-as"))
}

// version is what a tool of Pacemaker says of itself: 2.0.5 on standard error.
var version = regexp.MustCompile(`Pacemaker ([0-9][0-9A-Za-z.+~-]*)`)

// tooOld finds out which version a tool is that is too old. That it cannot be found
// out is no reason to say less.
func (c *Cluster) tooOld(ctx context.Context, name string) error {
	e := &TooOldError{Tool: name}
	res, err := c.runner.Run(ctx, Command{Argv: []string{name, "--version"}})
	if err != nil {
		return e
	}
	for _, out := range [][]byte{res.Stdout, res.Stderr} {
		if m := version.FindSubmatch(out); m != nil && e.Version == "" {
			e.Version = string(m[1])
		}
	}
	return e
}
