package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestNoDestination: what is no destination is answered with what it may be, and
// without the password in it.
func TestNoDestination(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"", "hagen: no destination given\n  use --to local:, "},
		{"nowhere", "hagen: \"nowhere\" is not a destination\n  did you mean ssh://nowhere?\n"},
		{"localhost", "hagen: \"localhost\" is not a destination\n  did you mean local:?\n"},
		{"ssh://alice:secret@n1", "hagen: \"ssh://alice:xxxxx@n1\" is not a destination\n  did you mean ssh://alice@n1?\n"},
		{"https://n1/path", "hagen: \"https://n1/path\" is not a destination\n  use --to local:, "},
		{"file:/nonexistent/cib.xml", "hagen: cannot read /nonexistent/cib.xml: no such file or directory\n"},
	} {
		args := []string{"history", "--lang", "en"}
		if tt.address != "" {
			args = append(args, "--to", tt.address)
		}
		var out bytes.Buffer
		a := newApp(strings.NewReader(""), &out, &out, noenv)
		if code := a.run(t.Context(), args); code != exitError || !strings.HasPrefix(out.String(), tt.want) {
			t.Errorf("%s (%d):\n%s\nwant\n%s", tt.address, code, out.String(), tt.want)
		}
	}
}
