package target

import (
	"strings"
	"testing"
)

func TestGet(t *testing.T) {
	for _, name := range Names() {
		got, err := Get(name)
		if err != nil || got.Name != name {
			t.Errorf("Get(%s) = %v, %v", name, got, err)
		}
	}
	if _, err := Get("rhel7"); err == nil || !strings.Contains(err.Error(), "rhel9") {
		t.Errorf("an unknown target must list the known ones, got %v", err)
	}
	if _, err := Get(Default); err != nil {
		t.Error(err)
	}
}

// TestFactsAgree checks what the facts of one target imply for each other.
func TestFactsAgree(t *testing.T) {
	for _, x := range All() {
		if x.RuleOneString != x.RuleAlwaysBoolOp || x.RuleOneString != x.ColocationIDScore {
			t.Errorf("%s: these came together with pcs 0.12", x.Name)
		}
		if x.CloneStonith < x.GroupStonith {
			t.Errorf("%s: pcs refused cloned fence devices before it refused grouped ones", x.Name)
		}
		if got := x.Role("Promoted"); got != x.Promoted || x.Role("Started") != "Started" {
			t.Errorf("%s: Role(Promoted) = %s", x.Name, got)
		}
	}
}

func TestRuleWord(t *testing.T) {
	for _, c := range []struct {
		target, word string
		want         bool
	}{
		{"rhel9", "and", true}, {"rhel9", "AND", false}, {"rhel9", "date", false}, {"rhel9", "f(x)", true}, {"rhel9", "rack", false},
		{"rhel10", "AND", true}, {"rhel10", "Date", true}, {"rhel10", "rack", false},
	} {
		platform, err := Get(c.target)
		if err != nil {
			t.Fatal(err)
		}
		if got := platform.RuleWord(c.word); got != c.want {
			t.Errorf("%s %q: got %t", c.target, c.word, got)
		}
	}
}
