package rule_test

import (
	"testing"

	"hagen/internal/rule"
)

func TestOfType(t *testing.T) {
	for _, c := range []struct {
		kind, value string
		want        bool
	}{
		{"integer", "3", true}, {"integer", "-3", true}, {"integer", "3.6", false}, {"integer", "as3", false},
		{"number", "3.6", true}, {"number", "1e3", true}, {"number", "as3", false},
		{"version", "1.2.3", true}, {"version", "1.a", false},
		{"string", "as3", true}, {"", "as3", true},
	} {
		if got := rule.OfType(c.kind, c.value); got != c.want {
			t.Errorf("%q as %q: %v", c.value, c.kind, got)
		}
	}
}
