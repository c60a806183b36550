package agentd

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
)

// Health is the answer to GET /health on its own socket. It contains nothing that
// is secret to users of the node.
type Health struct {
	Status      string      `json:"status"` // ok, stopping, or what is wrong
	Version     string      `json:"version"`
	Certificate time.Time   `json:"certificate_expires,omitzero"`
	Order       api.Status  `json:"order,omitempty"` // of the order under way or the last one
	Stage       apply.Stage `json:"stage,omitempty"`
}

func (s *Server) healthRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		h, code := s.health(), http.StatusOK
		if h.Status != "ok" {
			code = http.StatusServiceUnavailable
		}
		w.Header().Set("Content-Type", api.JSON)
		w.WriteHeader(code)
		json.NewEncoder(w).Encode(h)
	})
	return mux
}

func (s *Server) health() Health {
	h := Health{Status: "ok", Version: s.cfg.Version}
	id, err := keys.LoadNode(s.cfg.Keys)
	switch {
	case err != nil:
		h.Status = "the key of the agent cannot be read"
	case id.Valid(s.cfg.Now()) != nil:
		h.Status, h.Certificate = "the certificate of the agent is not valid", id.Expires().UTC()
	default:
		h.Certificate = id.Expires().UTC()
	}
	s.mu.Lock()
	stopping, current := s.stopping, s.current
	s.mu.Unlock()
	if stopping {
		h.Status = "stopping"
	}
	if current != nil {
		state := current.describe()
		h.Order, h.Stage = state.Status, state.Stage
	}
	return h
}

// ErrRunning says that another agent answers on the health socket.
var ErrRunning = errors.New("another agent is running")

// ListenHealth listens on the health socket and replaces one that a crash left
// behind.
func ListenHealth(path string) (net.Listener, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSocket != 0 {
		if conn, err := net.Dial("unix", path); err == nil {
			conn.Close()
			return nil, &os.PathError{Op: "listen on", Path: path, Err: ErrRunning}
		}
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o666); err != nil { // any local monitoring may use it
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}
