package main

import (
	"io"
	"strings"
	"testing"

	"hagen/internal/message"
)

// TestConfirm: a question takes a yes in each language, and nothing else for one.
func TestConfirm(t *testing.T) {
	for answer, want := range map[string]bool{"y": true, " YES ": true, "はい": true, "예": true, "네": true,
		"": false, "n": false, "yes please": false, "아니오": false} {
		a := &app{stdin: strings.NewReader(answer + "\n"), stderr: io.Discard, lang: message.Japanese}
		if got, err := a.confirm(t.Context(), textAsk, "local:"); got != want || err != nil {
			t.Errorf("%q: %v, %v", answer, got, err)
		}
	}
}
