package client

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/message"
)

// LostError says that an order was not followed to its end: the agent could not be
// reached again, or the user stopped watching. An accepted order continues;
// otherwise it is unknown whether the order arrived.
type LostError struct {
	Address, ID string
	Accepted    bool
	Err         error
}

// Unwrap gives the cause.
func (e *LostError) Unwrap() error { return e.Err }

// OverdueError says that an order took longer than any order may, although its
// agent kept responding.
type OverdueError struct{ Limit time.Duration }

// Execute has the agent carry out an order and follows it to the end. When the
// connection is lost, it reconnects; the order does not depend on it. When ctx
// ends, it stops following, and the order continues.
func (c *Client) Execute(ctx context.Context, order apply.Order, events func(apply.Event)) (apply.Outcome, error) {
	raw := make([]byte, 16)
	rand.Read(raw) // never fails
	sent, err := api.NewOrder(hex.EncodeToString(raw), order)
	if err != nil {
		return apply.Outcome{}, err
	}
	body, err := json.Marshal(sent)
	if err != nil {
		return apply.Outcome{}, err
	}
	f := &follower{c: c, id: sent.ID, body: body, events: events, limit: c.opts.Limit(order)}
	return f.toTheEnd(ctx)
}

// Follow shows the progress of an order from its first event and gives its end.
// Only the agent knows the order's limits, so those of the longest possible order
// apply.
func (c *Client) Follow(ctx context.Context, id string, events func(apply.Event)) (apply.Outcome, error) {
	longest := apply.Order{Timeout: api.MaxTimeout, Rollback: true}
	f := &follower{c: c, id: id, accepted: true, events: events, limit: c.opts.Limit(longest)}
	return f.toTheEnd(ctx)
}

// maxRuns is how many runs of an agent an order may last. Each run starts its
// timeouts again.
const maxRuns = 5

// follower follows an order across connections.
type follower struct {
	c        *Client
	id       string
	body     []byte // of the order, until it is accepted
	accepted bool
	run      string // of the agent whose events were seen last
	seq      int    // of the last event seen
	events   func(apply.Event)

	heard time.Time // when the last data arrived

	limit   time.Duration // for each run of the agent
	runs    int           // that were seen
	overdue *time.Timer   // ends following
}

func (f *follower) toTheEnd(ctx context.Context) (apply.Outcome, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	f.overdue = time.AfterFunc(f.limit, func() { cancel(&OverdueError{f.limit}) })
	defer f.overdue.Stop()
	f.heard = f.c.opts.Now()
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		before := f.heard
		end, err := f.once(ctx)
		switch {
		case err == nil:
			return finish(end)
		case ctx.Err() != nil:
			return apply.Outcome{}, f.lost(context.Cause(ctx))
		case final(err):
			return apply.Outcome{}, err
		case f.c.opts.Now().Sub(f.heard) > f.c.opts.Patience:
			return apply.Outcome{}, f.lost(err)
		}
		if f.heard != before {
			wait = 100 * time.Millisecond
		}
		select {
		case <-ctx.Done():
			return apply.Outcome{}, f.lost(context.Cause(ctx))
		case <-time.After(wait):
		}
	}
}

func (f *follower) lost(err error) error { return &LostError{f.c.address, f.id, f.accepted, err} }

// finish is the end of a stream as the engine there gave it.
func finish(end api.Line) (apply.Outcome, error) {
	var outcome apply.Outcome
	if end.Outcome != nil {
		outcome = *end.Outcome
	}
	if end.Error != nil {
		return outcome, end.Error
	}
	return outcome, nil
}

// final reports whether trying again is useless: the agent answered, or its key is
// not the known one, or it does not authorize this user.
func final(err error) bool {
	var failure *api.Error
	var changed *keys.ChangedKeyError
	var unknown *keys.UnknownAgentError
	var expired *CertificateError
	var refused *RefusedError
	switch {
	case errors.As(err, &failure):
		// A stopping agent will be back.
		return failure.Code != api.CodeStopping && failure.Code != api.CodeOverloaded
	case errors.As(err, &changed), errors.As(err, &unknown), errors.As(err, &expired), errors.As(err, &refused):
		return true
	}
	return errors.Is(err, ErrAnswer)
}

// once follows an order over one connection. The order is sent until it is known
// to be accepted; its id keeps it from being carried out twice.
func (f *follower) once(ctx context.Context) (api.Line, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(f.c.opts.Silence, func() { cancel(errSilence) })
	defer silence.Stop()
	answer, err := f.connect(ctx)
	if err != nil {
		return api.Line{}, err
	}
	defer answer.Body.Close()
	lines := bufio.NewReader(answer.Body)
	for {
		line, err := readLine(lines)
		if err != nil {
			if cause := context.Cause(ctx); cause != nil {
				err = cause
			}
			return api.Line{}, err
		}
		silence.Reset(f.c.opts.Silence)
		f.heard = f.c.opts.Now()
		if f.take(line) {
			return line, nil
		}
	}
}

var errSilence = errors.New("no sign of life")

func (f *follower) connect(ctx context.Context) (*http.Response, error) {
	if !f.accepted {
		return f.c.send(ctx, http.MethodPost, api.PathOrders, api.JSON, f.body)
	}
	query := url.Values{"after": {strconv.Itoa(f.seq)}, "run": {f.run}}
	return f.c.send(ctx, http.MethodGet, api.PathOrders+"/"+f.id+"/"+api.Events+"?"+query.Encode(), "", nil)
}

// take handles a line and returns true for the last one.
func (f *follower) take(line api.Line) bool {
	switch {
	case line.Order != nil:
		f.accepted, f.body = true, nil
		if f.id == api.Current {
			f.id = line.Order.ID
		}
		if line.Order.Run != f.run {
			f.run, f.seq = line.Order.Run, 0
			if f.runs++; f.runs <= maxRuns {
				f.overdue.Reset(f.limit)
			}
		}
	case line.Event != nil:
		if line.Seq > f.seq {
			f.seq = line.Seq
			if f.events != nil {
				f.events(*line.Event)
			}
		}
	}
	return line.Outcome != nil || line.Error != nil
}

// maxLine is far more than an event or an outcome needs.
const maxLine = 4 << 20

func readLine(r *bufio.Reader) (api.Line, error) {
	var line api.Line
	var data []byte
	for {
		part, err := r.ReadSlice('\n')
		data = append(data, part...)
		switch {
		case len(data) > maxLine:
			return line, noAgent(message.Fail(textLineTooLong, maxLine, ErrAnswer))
		case err == nil:
			if err := json.Unmarshal(data, &line); err != nil {
				return line, noAgent(message.Because(ErrAnswer, err))
			}
			return line, nil
		case err == io.EOF: // also in the middle of a line: the connection was cut
			return line, io.ErrUnexpectedEOF
		case !errors.Is(err, bufio.ErrBufferFull):
			return line, err
		}
	}
}

// idleEvery is the polling interval of Idle.
const idleEvery = time.Second

// Idle asks the agent until nothing is left to do, or limit passed. In an order
// the agent itself waits.
func (c *Client) Idle(ctx context.Context, limit time.Duration) error {
	for end := time.Now().Add(limit); ; {
		pending, err := apply.Pending(ctx, c)
		switch {
		case err != nil:
			return err
		case len(pending) == 0:
			return nil
		case !time.Now().Before(end):
			return apply.ErrBusy
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(min(idleEvery, time.Until(end)+time.Millisecond)):
		}
	}
}
