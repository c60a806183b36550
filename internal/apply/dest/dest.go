// Package dest opens destinations by their addresses.
package dest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"hagen/internal/agentd/client"
	"hagen/internal/apply"
	"hagen/internal/apply/tools"
)

// Options say how a destination is reached.
type Options struct {
	// Ask: somebody sits at a terminal whom ssh may ask.
	Ask bool
	// Agent says who this is to a hagen agent, and which agents to trust.
	Agent client.Options
}

// AddressError is an address that is none.
type AddressError struct {
	Address string
	// Likely is the address somebody probably meant, "" when nobody can say.
	Likely string
}

// Error names it.
func (e *AddressError) Error() string {
	return fmt.Sprintf("%q is not a destination: use local:, ssh://[USER@]HOST[:PORT], https://HOST:PORT or file:PATH", e.Address)
}

// Is reports whether a word is the address of a destination.
func Is(address string) bool {
	for _, scheme := range []string{"local:", "file:", "ssh:", "https:"} {
		if strings.HasPrefix(address, scheme) {
			return true
		}
	}
	return false
}

// Open opens a destination. Whoever opened it closes it.
func Open(ctx context.Context, address string, o Options) (apply.Cluster, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	switch scheme {
	case "local":
		if rest == "" {
			return tools.New(address, tools.Local{}), nil
		}
	case "file":
		if rest != "" {
			return openFile(address, rest)
		}
	case "ssh":
		return openSSH(ctx, address, o)
	case "https":
		return openAgent(ctx, address, o)
	}
	return nil, &AddressError{Address: address, Likely: likely(address)}
}

func openFile(address, path string) (apply.Cluster, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return tools.NewFile(address, path), nil
}

func openSSH(ctx context.Context, address string, o Options) (apply.Cluster, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return nil, &AddressError{Address: address, Likely: likely(address)}
	}
	if _, set := u.User.Password(); set {
		return nil, &AddressError{Address: u.Redacted(), Likely: "ssh://" + u.User.Username() + "@" + u.Host}
	}
	r, err := tools.DialSSH(ctx, tools.SSHConfig{User: u.User.Username(), Host: u.Hostname(), Port: u.Port(), Ask: o.Ask})
	if errors.Is(err, tools.ErrHost) {
		return nil, &AddressError{Address: address}
	}
	if err != nil {
		return nil, err
	}
	return tools.New(address, r), nil
}

func openAgent(ctx context.Context, address string, o Options) (apply.Cluster, error) {
	c, err := client.Open(ctx, address, o.Agent)
	if errors.Is(err, client.ErrAddress) {
		return nil, &AddressError{Address: address}
	}
	if err != nil {
		return nil, err // and no cluster, not even a nil one
	}
	return c, nil
}

// likely guesses what a word without a scheme stands for.
func likely(address string) string {
	word := strings.TrimLeft(address, "/:")
	if _, err := os.Stat(word); err == nil {
		return "file:" + word
	}
	switch {
	case word == "local" || word == "localhost":
		return "local:"
	case word != "" && !strings.ContainsAny(word, " :/"):
		return "ssh://" + word
	}
	return ""
}
