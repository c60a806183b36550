// Package dest opens destinations by their addresses: the clusters that plan,
// apply, status, diff, history and rollback look at.
package dest

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/apply/tools"
	"hagen/internal/message"
)

var (
	textNone         = message.New("usage.no-destination")
	textBad          = message.New("usage.bad-destination", "address")
	textForms        = message.New("usage.destinations")
	textNoConfigHome = message.New("agent.no-config-folder", "cause")
)

// The schemes of addresses, as completion offers them.
var schemes = []string{"local:", "ssh://", "https://", "file:"}

// Schemes are the beginnings of all addresses.
func Schemes() []string { return schemes }

// Is reports whether a word is the address of a destination.
func Is(address string) bool {
	for _, scheme := range schemes {
		if strings.HasPrefix(address, strings.TrimSuffix(scheme, "//")) {
			return true
		}
	}
	return false
}

// Opener opens destinations for a user.
type Opener struct {
	// Keys is where the user keeps the key and the agents that are known; "" for
	// KeyDir.
	Keys string
	// Ask says that there is a terminal on which ssh may ask.
	Ask bool
	// Trust decides whether an unknown agent is trusted; nil means it is not.
	Trust func(ctx context.Context, address string, shown keys.Fingerprint) (bool, error)
}

// Open opens a destination. The caller closes it. Errors come with the address it
// went wrong at.
func (o Opener) Open(ctx context.Context, address string) (apply.Cluster, error) {
	c, err := o.open(ctx, address)
	var path *fs.PathError
	var whole *message.Failure
	switch {
	case err == nil:
		return c, nil
	case !errors.As(err, &path) && errors.As(err, &whole): // it is not an address, or the user was asked
		return nil, err
	}
	return nil, Failure(address, err)
}

func (o Opener) open(ctx context.Context, address string) (apply.Cluster, error) {
	if address == "" {
		return nil, message.Fail(textNone).Advise(textForms)
	}
	scheme, rest, _ := strings.Cut(address, ":")
	switch scheme {
	case "local":
		if rest == "" {
			return Local(), nil
		}
	case "file":
		if rest != "" {
			return openFile(address, rest)
		}
	case "ssh":
		return o.openSSH(ctx, address)
	case "https":
		return o.openAgent(ctx, address)
	}
	return nil, bad(address, likely(address))
}

// Local is the cluster this machine is a node of.
func Local() apply.Cluster { return tools.New("local:", tools.Local{}) }

// bad says that a word is not the address of a destination, and what was probably
// meant.
func bad(address, likely string) error {
	return message.Fail(textBad, address).Advise(textForms).DidYouMean(likely)
}

func openFile(address, path string) (apply.Cluster, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return tools.NewFile(address, path), nil
}

func (o Opener) openSSH(ctx context.Context, address string) (apply.Cluster, error) {
	cfg, err := sshConfig(address)
	if err != nil {
		return nil, err
	}
	cfg.Ask = o.Ask
	r, err := tools.DialSSH(ctx, cfg)
	if errors.Is(err, tools.ErrHost) {
		return nil, bad(address, "")
	}
	if err != nil {
		return nil, err
	}
	return tools.New(address, r), nil
}

// sshConfig reads the address of a node that is reached over SSH.
func sshConfig(address string) (tools.SSHConfig, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return tools.SSHConfig{}, bad(address, likely(address))
	}
	if _, set := u.User.Password(); set {
		return tools.SSHConfig{}, bad(u.Redacted(), "ssh://"+u.User.Username()+"@"+u.Host)
	}
	return tools.SSHConfig{User: u.User.Username(), Host: u.Hostname(), Port: u.Port()}, nil
}

func (o Opener) openAgent(ctx context.Context, address string) (apply.Cluster, error) {
	dir := o.Keys
	if dir == "" {
		var err error
		if dir, err = KeyDir(); err != nil {
			return nil, err
		}
	}
	c, err := client.Open(ctx, address, client.Options{Dir: dir, Ask: o.Trust})
	if errors.Is(err, client.ErrAddress) {
		return nil, bad(address, "")
	}
	if err != nil {
		return nil, err // without a cluster, not even a nil *client.Client
	}
	return c, nil
}

// KeyDir returns where this user keeps the key and the known agents.
func KeyDir() (string, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return "", message.Fail(textNoConfigHome, err)
	}
	return client.Dir(config), nil
}

// likely guesses what a word without a scheme means.
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
