package message_test

import (
	"strings"
	"testing"

	"hagen/internal/message"
)

// TestRewrite tests that a string is replaced wherever it is in a message, and that
// the message itself is not changed.
func TestRewrite(t *testing.T) {
	inner := message.Verbatim("password hunter2")
	said := message.New("problem.failed", "resource", "node", "detail").
		With("vip", message.Words([]string{"a", "hunter2"}), inner)
	got := said.Rewrite(func(s string) string { return strings.ReplaceAll(s, "hunter2", "***") })
	if text := got.String(); strings.Contains(text, "hunter2") || strings.Count(text, "***") != 2 || !strings.Contains(text, "vip") {
		t.Errorf("rewritten to %q", text)
	}
	if text := said.String(); strings.Count(text, "hunter2") != 2 {
		t.Errorf("the original became %q", text)
	}
	if zero := (message.Message{}).Rewrite(strings.ToUpper); !zero.IsZero() {
		t.Errorf("the zero message became %+v", zero)
	}
}
