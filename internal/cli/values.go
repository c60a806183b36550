package cli

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hagen/internal/apply"
	"hagen/internal/message"
	"hagen/internal/suggest"
)

var (
	textBadTimeout  = message.New("usage.bad-timeout", "value")
	textTimeoutForm = message.New("usage.timeout-form")
	textBadNodes    = message.New("usage.bad-nodes", "value")
	textNodesForm   = message.New("usage.nodes-form")
	textBadRetries  = message.New("usage.bad-retries", "value")
	textRetriesForm = message.New("usage.retries-form", "max")
)

// nodeForm is how the name of a node may be written.
var nodeForm = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$`)

// Timeout is --timeout: a duration, or seconds.
func (c *Call) Timeout() (time.Duration, error) {
	word := c.Value(FlagTimeout)
	d, err := time.ParseDuration(word)
	if err != nil {
		d, err = time.ParseDuration(word + "s")
	}
	if err != nil || d <= 0 {
		return 0, message.Fail(textBadTimeout, word).Advise(textTimeoutForm)
	}
	return d, nil
}

// Allowed is --allow: a list of dangers.
func (c *Call) Allowed() ([]apply.Danger, error) {
	var out []apply.Danger
	for _, word := range strings.FieldsFunc(c.Value(FlagAllow), func(r rune) bool { return r == ',' || r == ' ' }) {
		if !slices.Contains(dangers(), word) {
			return nil, message.Fail(textChoice, word, "--"+FlagAllow).OneOf(dangers()).DidYouMean(suggest.Nearest(word, dangers()))
		}
		out = append(out, apply.Danger(word))
	}
	return out, nil
}

// NodeNames is --nodes: names of nodes, each once.
func (c *Call) NodeNames() ([]string, error) {
	word := c.Value(FlagNodeNames)
	if word == "" {
		return nil, nil
	}
	var out []string
	for _, name := range strings.Split(word, ",") {
		name = strings.TrimSpace(name)
		if !nodeForm.MatchString(name) || slices.Contains(out, name) {
			return nil, message.Fail(textBadNodes, word).Advise(textNodesForm)
		}
		out = append(out, name)
	}
	return out, nil
}

// maxRetries is far more than a change needs on any real cluster.
const maxRetries = 100

// Retries is --retry: how often a plan that came too late may be made anew.
func (c *Call) Retries() (int, error) {
	word := c.Value(FlagRetry)
	if word == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 || n > maxRetries {
		return 0, message.Fail(textBadRetries, word).Advise(textRetriesForm, maxRetries)
	}
	return n, nil
}
