package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/message"
	"hagen/internal/scheduler"
)

// maxAnswer limits the size of an answer: a CIB, a log, or the output of a
// simulation, which repeats the state of each node and resource.
const maxAnswer = 4 * api.MaxCIB

// ErrAnswer says that what answers is not a hagen agent, or another version.
var ErrAnswer error = message.Fail(message.New("answer.of-another"))

// send sends a request. The caller closes the body of a good answer.
func (c *Client) send(ctx context.Context, method, path, kind string, body []byte) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.name+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, c.explain(err)
	}
	if answer.StatusCode == http.StatusOK {
		return answer, nil
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	var failure api.Failure
	if err := json.Unmarshal(data, &failure); err != nil || failure.Error.Code == "" {
		return nil, noAgent(message.Because(errors.New(answer.Status), ErrAnswer))
	}
	return nil, &failure.Error
}

// explain returns the cause of an error: why the handshake was refused, without the
// URL and the layers of net/http around it.
func (c *Client) explain(err error) error {
	var unknown *keys.UnknownAgentError
	var changed *keys.ChangedKeyError
	var expired *keys.ExpiredError
	var op *net.OpError
	var wrapped *url.Error
	switch {
	case errors.As(err, &unknown):
		return unknown
	case errors.As(err, &changed):
		return changed
	case errors.As(err, &expired):
		return &CertificateError{expired}
	case errors.As(err, &op) && op.Op == "remote error": // an alert: crypto/tls has no type for it
		return &RefusedError{c.address, c.own.Fingerprint()}
	case errors.As(err, &wrapped):
		return &ReachError{c.address, wrapped.Err}
	}
	return &ReachError{c.address, err}
}

// ReachError says that the agent could not be reached, or was lost.
type ReachError struct {
	Address string
	Err     error
}

// Unwrap gives the cause.
func (e *ReachError) Unwrap() error { return e.Err }

// ask sends a request and reads the whole answer. An agent that sends it a byte at
// a time is given up like one that sends nothing.
func (c *Client) ask(ctx context.Context, method, path, kind string, body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Answer)
	defer cancel()
	answer, err := c.send(ctx, method, path, kind, body)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, &ReachError{c.address, err}
	case len(data) > maxAnswer:
		return nil, noAgent(message.Fail(textTooLarge, maxAnswer, ErrAnswer))
	}
	return data, nil
}

// askJSON reads an answer in JSON. Fields a newer agent adds are ignored.
func (c *Client) askJSON(ctx context.Context, method, path, kind string, body []byte, into any) error {
	data, err := c.ask(ctx, method, path, kind, body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return noAgent(message.Because(ErrAnswer, err))
	}
	return nil
}

// CIB asks for the live CIB.
func (c *Client) CIB(ctx context.Context) ([]byte, error) {
	return c.ask(ctx, http.MethodGet, api.PathCIB, "", nil)
}

// Verify asks the node's crm_verify.
func (c *Client) Verify(ctx context.Context, cib []byte) (apply.Verdict, error) {
	var v api.Verdict
	err := c.askJSON(ctx, http.MethodPost, api.PathVerify, api.XML, cib, &v)
	return apply.Verdict{OK: v.OK, Messages: v.Messages}, err
}

// Simulate asks the node's scheduler.
func (c *Client) Simulate(ctx context.Context, cib []byte) ([]byte, error) {
	return c.ask(ctx, http.MethodPost, api.PathSimulate, api.XML, cib)
}

// AskScheduler asks the node's scheduler what would happen.
func (c *Client) AskScheduler(ctx context.Context, q scheduler.Question) (*scheduler.Answer, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	var a scheduler.Answer
	err = c.askJSON(ctx, http.MethodPost, api.PathAsk, api.JSON, body, &a)
	var failure *api.Error
	if errors.As(err, &failure) && failure.Code == api.CodeNotFound {
		return nil, scheduler.ErrOldAgent
	}
	return &a, err
}

// Status asks for the state of the cluster.
func (c *Client) Status(ctx context.Context) ([]byte, error) {
	return c.ask(ctx, http.MethodGet, api.PathStatus, "", nil)
}

// Current is the order under way or the last one, nil when there was none.
func (c *Client) Current(ctx context.Context) (*api.State, error) {
	var state api.State
	err := c.askJSON(ctx, http.MethodGet, api.PathOrders+"/"+api.Current, "", nil, &state)
	var failure *api.Error
	if errors.As(err, &failure) && failure.Code == api.CodeNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &state, nil
}

// Others lists the other nodes, as corosync of the agent's node knows them.
func (c *Client) Others(ctx context.Context) ([][]string, error) {
	var n api.Nodes
	err := c.askJSON(ctx, http.MethodGet, api.PathNodes, "", nil, &n)
	return n.Others, err
}

// Store returns the node's store.
func (c *Client) Store() apply.Store { return store{c} }

type store struct{ c *Client }

func (s store) Load(ctx context.Context, id string) ([]byte, error) {
	return s.c.ask(ctx, http.MethodGet, api.PathSaved+"/"+url.PathEscape(id), "", nil)
}

func (s store) Entries(ctx context.Context) ([]apply.Entry, error) {
	var h api.History
	err := s.c.askJSON(ctx, http.MethodGet, api.PathHistory, "", nil, &h)
	return h.Entries, err
}

// errOrders refuses what only the agent itself does, as part of an order.
var errOrders = errors.New("an agent does this as part of an order only")

func (s store) Save(context.Context, []byte, apply.Entry) (string, error) { return "", errOrders }
func (s store) Append(context.Context, apply.Entry) error                 { return errOrders }

// Write is the agent's, as part of an order.
func (c *Client) Write(context.Context, []byte, []byte) error { return errOrders }
