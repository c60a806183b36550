package agentd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/scheduler"
)

// caller is an authorized client's request.
type caller struct {
	keys.Client
	r *http.Request
}

// name is how logs call the client.
func (c caller) name() string {
	if c.Name != "" {
		return c.Name
	}
	return string(c.Fingerprint)
}

// routes is all that an agent offers.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, h func(http.ResponseWriter, caller) error) {
		mux.Handle(pattern, s.guard(h))
	}
	handle("GET "+api.PathCIB, s.query(s.cib))
	handle("POST "+api.PathVerify, s.query(s.verify))
	handle("POST "+api.PathSimulate, s.query(s.simulate))
	handle("POST "+api.PathAsk, s.query(s.askScheduler))
	handle("GET "+api.PathStatus, s.query(s.status))
	handle("GET "+api.PathHistory, s.query(s.history))
	handle("GET "+api.PathNodes, s.query(s.nodes))
	handle("GET "+api.PathSaved+"/{id}", s.query(s.saved))
	handle("POST "+api.PathUnseal, s.query(s.unseal))
	handle("POST "+api.PathOrders, s.postOrder)
	handle("GET "+api.PathOrders+"/{id}", s.getOrder)
	handle("GET "+api.PathOrders+"/{id}/"+api.Events, s.getEvents)
	handle("/", func(_ http.ResponseWriter, c caller) error {
		return api.Fail(api.CodeNotFound, textNoPath, c.r.Method)
	})
	return mux
}

// guard checks the client again at each request, since its authorization may have
// ended during the connection, and answers with errors.
func (s *Server) guard(h func(http.ResponseWriter, caller) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		client, err := s.authorize(r.TLS.PeerCertificates)
		if err != nil {
			s.log.Warn("a request is refused", "from", r.RemoteAddr, "why", err)
			w.Header().Set("Connection", "close")
			s.answer(w, r, "", api.Fail(api.CodeForbidden, textForbidden))
			return
		}
		c := caller{client, r}
		w.Header().Set("Cache-Control", "no-store")
		began := time.Now()
		err = h(w, c)
		if err != nil {
			s.answer(w, r, c.name(), err)
			return
		}
		s.log.Debug("a request", "client", c.name(), "method", r.Method, "route", r.Pattern, "took", time.Since(began))
	})
}

// answer reports an error: to the client in full, to the log only by its code,
// because messages of the cluster's tools may quote parameters.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, client string, err error) {
	var tooLarge *http.MaxBytesError
	failure := api.FromError(err)
	if errors.As(err, &tooLarge) {
		failure = api.Fail(api.CodeTooLarge, textTooLarge)
	}
	s.log.Info("a request failed", "client", client, "method", r.Method, "route", r.Pattern, "code", failure.Code)
	w.Header().Set("Content-Type", api.JSON)
	w.WriteHeader(statusOf(failure.Code))
	json.NewEncoder(w).Encode(api.Failure{Error: *failure})
}

// statusOf is the HTTP status of a code.
func statusOf(code api.Code) int {
	switch code {
	case api.CodeBadRequest, api.CodeScript, api.CodeSealed:
		return http.StatusBadRequest
	case api.CodeForbidden:
		return http.StatusForbidden
	case api.CodeNotFound, api.CodeNoStatus:
		return http.StatusNotFound
	case api.CodeAtWork, api.CodeStale:
		return http.StatusConflict
	case api.CodeTooLarge:
		return http.StatusRequestEntityTooLarge
	case api.CodeNoJournal:
		return http.StatusInsufficientStorage
	case api.CodeStopping, api.CodeOverloaded:
		return http.StatusServiceUnavailable
	case api.CodeTimeout:
		return http.StatusGatewayTimeout
	}
	return http.StatusBadGateway
}

// reply is the body of an answer.
type reply struct {
	kind string
	data []byte
}

func asJSON(v any) (reply, error) {
	data, err := json.Marshal(v)
	return reply{api.JSON, append(data, '\n')}, err
}

// query limits a request to the cluster: its size, its time, and how many run at
// once, since each costs a process or two on the node.
func (s *Server) query(ask func(context.Context, caller, []byte) (reply, error)) func(http.ResponseWriter, caller) error {
	return func(w http.ResponseWriter, c caller) error {
		body, err := io.ReadAll(http.MaxBytesReader(w, c.r.Body, s.cfg.Bounds.CIB))
		if err != nil {
			return badBody(err)
		}
		ctx, cancel := context.WithTimeout(c.r.Context(), s.cfg.Bounds.Query)
		defer cancel()
		select {
		case s.queries <- struct{}{}:
			defer func() { <-s.queries }()
		case <-ctx.Done():
			return api.Fail(api.CodeOverloaded, textOverloaded)
		}
		answer, err := ask(ctx, c, body)
		if err != nil {
			return err
		}
		s.extendWrite(w)
		w.Header().Set("Content-Type", answer.kind)
		w.Write(answer.data) // a client that is gone needs no answer
		return nil
	}
}

// badBody distinguishes a body that is too large from one that did not arrive.
func badBody(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return api.Fail(api.CodeBadRequest, textNoBody, err)
}

// extendWrite bounds how long a client may take for the next part of an answer.
func (s *Server) extendWrite(w http.ResponseWriter) {
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.cfg.Bounds.Stall))
}

func (s *Server) cib(ctx context.Context, _ caller, _ []byte) (reply, error) {
	data, err := s.cfg.Cluster.CIB(ctx)
	return reply{api.XML, data}, err
}

func (s *Server) status(ctx context.Context, _ caller, _ []byte) (reply, error) {
	data, err := s.cfg.Cluster.Status(ctx)
	return reply{api.XML, data}, err
}

func (s *Server) simulate(ctx context.Context, _ caller, cib []byte) (reply, error) {
	data, err := s.cfg.Cluster.Simulate(ctx, cib)
	return reply{api.XML, data}, err
}

// askScheduler answers a question about what would happen, for clusters whose tools
// can: it changes nothing.
func (s *Server) askScheduler(ctx context.Context, _ caller, body []byte) (reply, error) {
	var q scheduler.Question
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&q); err != nil {
		return reply{}, badBody(err)
	}
	asker, ok := s.cfg.Cluster.(scheduler.Asker)
	if !ok {
		return reply{}, apply.ErrNoTools
	}
	answer, err := asker.AskScheduler(ctx, q)
	if err != nil {
		return reply{}, err
	}
	return asJSON(answer)
}

func (s *Server) verify(ctx context.Context, _ caller, cib []byte) (reply, error) {
	verdict, err := s.cfg.Cluster.Verify(ctx, cib)
	if err != nil {
		return reply{}, err
	}
	return asJSON(api.Verdict{OK: verdict.OK, Messages: verdict.Messages})
}

func (s *Server) history(ctx context.Context, _ caller, _ []byte) (reply, error) {
	entries, err := s.cfg.Cluster.Store().Entries(ctx)
	if err != nil {
		return reply{}, err
	}
	return asJSON(api.History{Entries: entries})
}

func (s *Server) nodes(ctx context.Context, _ caller, _ []byte) (reply, error) {
	member, ok := s.cfg.Cluster.(apply.Member)
	if !ok {
		return asJSON(api.Nodes{})
	}
	others, err := member.Others(ctx)
	if err != nil {
		return reply{}, err
	}
	return asJSON(api.Nodes{Others: others})
}

// savedID matches the ids of saved CIBs. None of them leads out of their directory.
var savedID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$`)

func (s *Server) saved(ctx context.Context, c caller, _ []byte) (reply, error) {
	id := c.r.PathValue("id")
	if !savedID.MatchString(id) {
		return reply{}, api.Fail(api.CodeNotFound, textNotSaved)
	}
	data, err := s.cfg.Cluster.Store().Load(ctx, id)
	return reply{api.XML, data}, err
}
