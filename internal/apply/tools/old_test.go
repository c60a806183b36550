package tools

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestTooOld: crm_simulate of Pacemaker 2.0.5, as it answered.
func TestTooOld(t *testing.T) {
	for version, want := range map[string]string{
		"Pacemaker 2.0.5\nWritten by Andrew Beekhof\n": "Pacemaker 2.0.5 is too old",
		"": "Pacemaker is too old",
	} {
		runner := runnerFunc(func(_ context.Context, c Command) (Result, error) {
			if c.Argv[len(c.Argv)-1] == "--version" {
				return Result{Stderr: []byte(version), Code: 64}, nil
			}
			return Result{Stderr: []byte("crm_simulate: Unknown option --output-as=xml\nUnknown option --output-as=xml\n")}, nil
		})
		_, err := New("node", runner).Simulate(t.Context(), []byte("<cib/>"))
		var old *TooOldError
		if !errors.As(err, &old) || !strings.Contains(err.Error(), want) || !strings.Contains(old.Help().String(), "pcs script") {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
