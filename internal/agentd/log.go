package agentd

import (
	"io"
	"log/slog"
)

// NewLog is the log of the daemon. The journal of systemd puts the time before
// each line itself.
func NewLog(w io.Writer, journal bool) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{
		ReplaceAttr: func(groups []string, attr slog.Attr) slog.Attr {
			if journal && len(groups) == 0 && attr.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return attr
		},
	}))
}
