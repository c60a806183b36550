package tools

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestVerdicts: what crm_verify of each release said of a configuration with a
// warning and of one with an error, both with exit code 78.
func TestVerdicts(t *testing.T) {
	serialize := "warning: Ignoring symmetrical for 'o' because not valid with kind of 'Serialize'"
	legacy := func(old, new string) string {
		return "warning: Support for legacy name '" + old + "' for cluster option '" + new + "' is deprecated and will be removed in a future release"
	}
	schema := "error: CIB did not pass schema validation"
	for name, want := range map[string]struct {
		ok       bool
		messages []string
	}{
		"2.0.5-warn": {true, nil}, // its messages take more --verbose
		"2.1.5-warn": {true, nil},
		"3.0.0-warn": {true, []string{serialize}},
		"3.0.3-warn": {true, []string{legacy("stonith-enabled", "fencing-enabled"), legacy("stonith-action", "fencing-action"), serialize}},
		"2.0.5-err":  {false, []string{`element rsc_order: validity error : IDREF attribute then references an unknown ID "C"`, schema}},
		"2.1.5-err":  {false, []string{`element rsc_order: validity error : IDREF attribute then references an unknown ID "C"`, schema}},
		"3.0.0-err":  {false, []string{`IDREF attribute then references an unknown ID "C"`, schema}},
		"3.0.3-err":  {false, []string{`IDREF attribute then references an unknown ID "C"`, schema}},
	} {
		said, err := os.ReadFile(filepath.Join("testdata", "verify-"+name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		res := Result{Stderr: said, Code: codeConfig}
		if ok := onlyWarnings(res); ok != want.ok {
			t.Errorf("%s: only warnings: %v", name, ok)
		}
		if diff := cmp.Diff(want.messages, verdictMessages(res)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, said := range []string{"", "whatever a later release closes with", "Configuration may need attention\nConfiguration invalid", "the Configuration may need attention"} {
		if onlyWarnings(Result{Stderr: []byte(said), Code: codeConfig}) {
			t.Errorf("%q is taken for warnings", strings.ReplaceAll(said, "\n", "|"))
		}
	}
}
