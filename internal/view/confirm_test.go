package view

import (
	"io"
	"strings"
	"testing"

	"hagen/internal/message"
)

// noenv is an environment without variables.
func noenv(string) string { return "" }

// TestConfirm: a question takes a yes in each language, and nothing else for one.
func TestConfirm(t *testing.T) {
	for answer, want := range map[string]bool{"y": true, " YES ": true, "はい": true, "예": true, "네": true,
		"": false, "n": false, "yes please": false, "아니오": false} {
		s := NewScreen(strings.NewReader(answer+"\n"), nil, io.Discard, noenv)
		s.Lang = message.Japanese
		if got, err := s.Confirm(t.Context(), textNothingToDo, "local:"); got != want || err != nil {
			t.Errorf("%q: %v, %v", answer, got, err)
		}
	}
}
