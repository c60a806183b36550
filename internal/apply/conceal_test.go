package apply

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// withSecrets turns the parameter of each resource into a fence password.
func withSecrets(cib []byte) []byte {
	return bytes.ReplaceAll(cib, []byte(`name="p"`), []byte(`name="passwd"`))
}

// TestLogHoldsNoSecret tests that a password of a CIB is not in the log on the node,
// in words or in arguments, when an agent or a tool quotes it in an error.
func TestLogHoldsNoSecret(t *testing.T) {
	const old, password = "OLD-hunter2", "NEW-hunter2"
	quote := "cannot log in with " + password + " or " + old
	tests := []struct {
		name   string
		break_ func(f *fake)
	}{
		{"a tool quotes it", func(f *fake) { f.writeErr = errors.New(quote) }},
		{"an agent quotes it", func(f *fake) {
			f.reason = quote
			f.onWrite = func(f *fake) { f.running["b"] = "!n1" }
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake("a=" + old)
			f.cib = withSecrets(f.cib)
			f.running["a"] = "n1"
			tt.break_(f)
			o := order(t, f, "a="+old, "b="+password)
			o.After, o.Rollback = withSecrets(o.After), true
			out, err := Run(t.Context(), f, o, nil)
			if err == nil && len(out.Problems) == 0 {
				t.Fatal("the apply succeeded")
			}
			kept, jsonErr := json.Marshal(struct {
				Log     []Entry
				Outcome Outcome
			}{f.log, out})
			if jsonErr != nil {
				t.Fatal(jsonErr)
			}
			if strings.Contains(string(kept), "hunter2") {
				t.Errorf("a password is in the log or the outcome:\n%s", kept)
			}
			if !strings.Contains(string(kept), "cannot log in with ********") {
				t.Errorf("the error is not in the log:\n%s", kept)
			}
		})
	}
}

// TestConceal tests that long secrets are masked wherever they are and short ones only
// as a whole text.
func TestConceal(t *testing.T) {
	secrets := SecretsOf(withSecrets(testCIB(1, "a=hunter2", "b=hunter2-long", "c=pw")), []byte("not a CIB"))
	for text, want := range map[string]string{
		"hunter2":            "********",
		"use hunter2-long":   "use ********",
		"hunter2, hunter2":   "********, ********",
		"pw":                 "********",
		"the pwd command":    "the pwd command",
		"nothing to conceal": "nothing to conceal",
	} {
		if got := secrets.Conceal(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
