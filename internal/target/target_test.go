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
		if x.RuleOneString != x.RuleAlwaysBoolOp || x.RuleOneString != x.ColocationIDScore || x.RuleOneString == x.RuleNestedScore {
			t.Errorf("%s: these came together with pcs 0.12", x.Name)
		}
		if x.CloneStonith < x.GroupStonith {
			t.Errorf("%s: pcs refused cloned fence devices before it refused grouped ones", x.Name)
		}
		if x.CloneForceHelps && !x.CloneForce {
			t.Errorf("%s: --force cannot help where there is no such option", x.Name)
		}
		if x.NodeAttributeNoColon != strings.HasPrefix(x.Pacemaker, "3.") {
			t.Errorf("%s: Pacemaker 3 alone refuses a colon in the name of a node attribute", x.Name)
		}
		if got := x.Role("Promoted"); got != x.Promoted || x.Role("Started") != "Started" {
			t.Errorf("%s: Role(Promoted) = %s", x.Name, got)
		}
	}
}

// TestRuleWords: up to 0.11 each word of the language is one everywhere. The
// answers for 0.12 are those of the parser of 0.12.0.2 and 0.12.3.1 to 2,640
// single expressions of its words and 6,000 rules of two or three.
func TestRuleWords(t *testing.T) {
	for _, c := range []struct {
		target, operator, attribute, value string
		followed                           bool
		want                               string
	}{
		{"rhel9", "eq", "version", "1", false, "attribute"}, {"rhel10", "eq", "version", "1", true, ""},
		{"rhel9", "eq", "a", "and", false, "value"}, {"rhel10", "eq", "a", "and", true, ""},
		{"rhel9", "eq", "a", "AND", false, ""}, {"rhel10", "ne", "OR", "AND", true, ""},
		{"rhel9", "eq", "a", "string", false, "value"}, {"rhel10", "eq", "a", "String", false, "value"},
		{"rhel9", "eq", "date", "1", false, ""}, {"rhel10", "eq", "date", "1", false, ""},
		{"rhel9", "gt", "date", "1", false, "attribute"}, {"rhel10", "lt", "Date", "1", false, "attribute"}, {"rhel9", "lt", "Date", "1", false, ""},
		{"rhel9", "defined", "date", "", false, ""}, {"rhel10", "defined", "date", "", true, ""},
		{"rhel9", "defined", "lt", "", false, "attribute"}, {"rhel10", "defined", "lt", "", false, ""}, {"rhel10", "not_defined", "LT", "", true, "attribute"},
		{"rhel9", "eq", "f(x)", "1", false, "attribute"}, {"rhel10", "eq", "a", "f(x)", false, "value"},
		{"rhel9", "eq", "rack", "a", true, ""}, {"rhel10", "eq", "rack", "a", true, ""},
	} {
		platform, err := Get(c.target)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if !platform.RuleAttribute(c.operator, c.attribute, c.followed) {
			got = "attribute"
		}
		if !platform.RuleValue(c.value) {
			got += "value"
		}
		if got != c.want {
			t.Errorf("%s, %s %s %s, followed %t: misreads %q, want %q", c.target, c.attribute, c.operator, c.value, c.followed, got, c.want)
		}
	}
}
