package agentd

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"hagen/internal/agentd/api"
)

// postOrder accepts an order and streams its progress.
func (s *Server) postOrder(w http.ResponseWriter, c caller) error {
	sent, err := decodeOrder(http.MaxBytesReader(w, c.r.Body, s.cfg.Bounds.Order))
	if err != nil {
		return err
	}
	what, err := sent.Apply()
	if err != nil {
		return api.Refused(api.CodeBadRequest, err)
	}
	// The name the client gives, and the name of its key.
	what.Who = strings.TrimPrefix(what.Who+", key "+c.name(), ", ")
	o, err := s.start(sent, what)
	if err != nil {
		return err
	}
	return s.stream(w, c, o, 0)
}

// decodeOrder reads an order. A script is refused by name, and so is any unknown
// field: it may ask for something this agent would silently not do.
func decodeOrder(body io.Reader) (api.Order, error) {
	var sent struct {
		api.Order
		Script json.RawMessage `json:"script"`
	}
	d := json.NewDecoder(body)
	d.DisallowUnknownFields()
	if err := d.Decode(&sent); err != nil {
		return api.Order{}, badBody(err)
	}
	if d.More() {
		return api.Order{}, api.Fail(api.CodeBadRequest, textOneOrder)
	}
	if sent.Script != nil {
		return api.Order{}, api.Refused(api.CodeScript, api.ErrScript)
	}
	return sent.Order, nil
}

// getOrder returns the state of an order.
func (s *Server) getOrder(w http.ResponseWriter, c caller) error {
	o, err := s.find(c.r.PathValue("id"))
	if err != nil {
		return err
	}
	answer, err := asJSON(o.describe())
	if err != nil {
		return err
	}
	s.extendWrite(w)
	w.Header().Set("Content-Type", answer.kind)
	w.Write(answer.data)
	return nil
}

// getEvents shows the progress of an order again: after=N leaves out what a
// client has, if it has it from this run of the agent (run=R).
func (s *Server) getEvents(w http.ResponseWriter, c caller) error {
	o, err := s.find(c.r.PathValue("id"))
	if err != nil {
		return err
	}
	after, asked := 0, c.r.URL.Query()
	if text := asked.Get("after"); text != "" && asked.Get("run") == s.run {
		if after, err = strconv.Atoi(text); err != nil {
			return api.Fail(api.CodeBadRequest, textAfter)
		}
	}
	return s.stream(w, c, o, after)
}

// stream sends the events of an order as they happen, until it has ended, the
// client is gone or the agent stops.
func (s *Server) stream(w http.ResponseWriter, c caller, o *order, seq int) error {
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{}) // the request has arrived; what follows may take long
	w.Header().Set("Content-Type", api.Lines)
	ping := time.NewTicker(s.cfg.Bounds.Ping)
	defer ping.Stop()
	state := o.describe()
	lines := []api.Line{{Order: &state}}
	for {
		news, state, changed := o.since(seq)
		if len(news) > 0 {
			seq = news[len(news)-1].Seq
			lines = append(lines, news...)
		}
		end, over := last(state)
		if over {
			lines = append(lines, end)
		}
		s.extendWrite(w)
		if err := sendLines(w, lines); err != nil || control.Flush() != nil || over {
			return nil // a client that is gone can come back
		}
		lines = nil
		if !s.awaitNews(c.r.Context(), changed, ping.C, &lines) {
			return nil
		}
	}
}

// awaitNews waits for something to send: a change, or a sign of life. false when
// the stream is to end.
func (s *Server) awaitNews(client context.Context, changed <-chan struct{}, ping <-chan time.Time, lines *[]api.Line) bool {
	select {
	case <-changed:
	case <-ping:
		*lines = []api.Line{{Ping: true}}
	case <-client.Done():
		return false
	case <-s.over:
		select {
		case <-changed: // the order ended first
		default:
			return false
		}
	}
	return true
}

func sendLines(w http.ResponseWriter, lines []api.Line) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	for _, l := range lines {
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// pause waits, or returns false when ctx ends first.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
