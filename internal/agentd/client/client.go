// Package client reaches a cluster through a hagen agent on one of its nodes. The
// agent carries out orders itself; for everything else the client sends requests.
package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
)

// Options say who the client is and which agents to trust.
type Options struct {
	Dir string // of this user's key and the agents that are known
	// Ask decides about an unknown agent: true remembers its key. A nil Ask
	// refuses, as without a terminal to compare fingerprints.
	Ask func(ctx context.Context, address string, shown keys.Fingerprint) (bool, error)
	Now func() time.Time // nil: time.Now
	// Dial replaces the usual way to connect; nil means net.Dialer.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)

	Silence  time.Duration // after this time without data a connection is dead; zero: 20s
	Answer   time.Duration // for a complete answer; zero: 3m
	Patience time.Duration // to reach an agent that was lost during an order; zero: 5m
	// Limit is how long an order is followed; nil: for the longest it may take, and
	// Patience.
	Limit func(apply.Order) time.Duration
}

// Dir is where a user keeps the key and the known agents, below os.UserConfigDir.
func Dir(config string) string { return filepath.Join(config, "hagen") }

// Client is an apply.Cluster and an apply.Executor behind an agent.
type Client struct {
	opts    Options
	name    string
	address string
	own     *keys.Identity
	http    *http.Client
	agent   atomic.Pointer[x509.Certificate] // as it was seen last
}

var (
	_ apply.Cluster  = (*Client)(nil)
	_ apply.Executor = (*Client)(nil)
	_ apply.Sealer   = (*Client)(nil)
)

// RefusedError says that the agent turned this user's key away.
type RefusedError struct {
	Address string
	Own     keys.Fingerprint
}

// ErrAddress says that a destination is not https://host[:port].
var ErrAddress = errors.New("https://HOST or https://HOST:PORT is expected")

// Address is the host:port of an agent's URL.
func Address(destination string) (string, error) {
	u, err := url.Parse(destination)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", ErrAddress
	}
	port := u.Port()
	if port == "" {
		port = api.DefaultPort
	}
	return strings.ToLower(net.JoinHostPort(u.Hostname(), port)), nil
}

// Open reaches an agent, and makes sure that each side knows the other.
func Open(ctx context.Context, destination string, opts Options) (*Client, error) {
	address, err := Address(destination)
	if err != nil {
		return nil, err
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Dial == nil {
		opts.Dial = (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 10 * time.Second}).DialContext
	}
	if opts.Silence == 0 {
		opts.Silence = 4 * api.PingEvery
	}
	if opts.Answer == 0 {
		opts.Answer = 3 * time.Minute
	}
	if opts.Patience == 0 {
		opts.Patience = 5 * time.Minute
	}
	if opts.Limit == nil {
		opts.Limit = func(o apply.Order) time.Duration { return o.Longest() + opts.Patience }
	}
	own, err := keys.LoadClient(opts.Dir, opts.Now())
	if err != nil {
		return nil, err
	}
	c := &Client{opts: opts, name: "https://" + address, address: address, own: own}
	c.http = &http.Client{
		Transport: &http.Transport{
			TLSClientConfig:       c.tlsConfig(),
			DialContext:           opts.Dial,
			TLSHandshakeTimeout:   10 * time.Second,
			ResponseHeaderTimeout: 90 * time.Second, // longer than an agent lets the cluster take
			MaxIdleConns:          2,
			IdleConnTimeout:       time.Minute,
			DisableCompression:    true,
		},
		// An agent never redirects.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	if err := c.meet(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

// meet makes first contact. The question whether to trust an unknown agent is asked
// between two connections, so that the agent does not wait for a person.
func (c *Client) meet(ctx context.Context) error {
	_, err := c.Current(ctx)
	var unknown *keys.UnknownAgentError
	if !errors.As(err, &unknown) {
		return err
	}
	if c.opts.Ask == nil {
		return unknown
	}
	yes, err := c.opts.Ask(ctx, unknown.Address, unknown.Shown)
	if err != nil {
		return err
	}
	if !yes {
		return unknown
	}
	if err := keys.RememberAgent(c.opts.Dir, unknown.Address, unknown.Shown); err != nil {
		return err
	}
	_, err = c.Current(ctx)
	return err
}

// tlsConfig checks the agent only by its key. Names and certificate authorities are
// not used, so crypto/tls is told not to check them.
func (c *Client) tlsConfig() *tls.Config {
	return &tls.Config{
		MinVersion:         tls.VersionTLS13,
		NextProtos:         []string{"http/1.1"},
		InsecureSkipVerify: true, // VerifyConnection verifies
		VerifyConnection: func(state tls.ConnectionState) error {
			if len(state.PeerCertificates) == 0 {
				return errors.New("the agent shows no key")
			}
			cert := state.PeerCertificates[0]
			if err := keys.CheckAgent(c.opts.Dir, c.address, keys.Of(cert)); err != nil {
				return err
			}
			c.agent.Store(cert)
			return keys.Valid(cert, c.opts.Now())
		},
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			cert := c.own.TLS()
			return &cert, nil
		},
	}
}

// Name is the URL of the agent.
func (c *Client) Name() string { return c.name }

// Fingerprint is this user's key.
func (c *Client) Fingerprint() keys.Fingerprint { return c.own.Fingerprint() }

// Close closes the connections.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	return nil
}
