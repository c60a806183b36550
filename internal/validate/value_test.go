package validate

import (
	"testing"

	"hagen/internal/agents"
	"hagen/internal/diag"
)

func TestGuesses(t *testing.T) {
	cases := []struct {
		kind        kind
		value, want string
	}{
		{timeoutKind, "10seconds", "10s"},
		{timeoutKind, "10 Sec", "10s"},
		{timeoutKind, "５分", "5min"},
		{timeoutKind, "3 hours", "3h"},
		{timeoutKind, "1d", "24h"},
		{timeoutKind, "-5", ""},
		{timeoutKind, "1.5s", ""},
		{timeoutKind, "99999999999999999999d", ""},
		{pcsDurationKind, "1500ms", ""},
		{booleanKind, "t", "true"},
		{booleanKind, "無効", "false"},
		{booleanKind, "flase", "false"},
		{booleanKind, "banana", ""},
		{integerKind, "1,000", "1000"},
		{integerKind, "12.0", "12"},
		{integerKind, "ten", ""},
		{scoreKind, "-infinty", "-INFINITY"},
		{scoreKind, "ＩＮＦＩＮＩＴＹ", "INFINITY"},
		{scoreKind, "−INFINITY", "-INFINITY"},
		{scoreKind, "–100", "-100"},
		{scoreKind, "ー∞", "-INFINITY"},
		{percentKind, "80 %", "80%"},
		{portKind, "65,535", "65535"},
		{choice([]string{"stop", "freeze"}), "STOP", "stop"},
	}
	for _, tc := range cases {
		if tc.kind.fits(tc.value) {
			t.Errorf("%q fits %s", tc.value, tc.kind.mistake.Code)
		}
		if got := tc.kind.guess(tc.value); got != tc.want {
			t.Errorf("%s: the guess for %q is %q, want %q", tc.kind.mistake.Code, tc.value, got, tc.want)
		}
	}
}

// TestOptionsTakeTheirDefaults tests that no option's default or documented value
// is refused.
func TestOptionsTakeTheirDefaults(t *testing.T) {
	for _, name := range []string{"rhel8", "rhel9", "rhel10", "debian12", "debian13", "next"} {
		e := env(t, name)
		for _, set := range agents.OptionSets() {
			options := e.Catalog.Options(set)
			for i := range options {
				o := &options[i]
				kinds := []kind{optionKind(o), metaKind(o)}
				if set == agents.ClusterProperties {
					kinds = append(kinds, propertyKind(o))
				}
				for _, v := range append([]string{o.Default}, o.Enum...) {
					for _, k := range kinds {
						if v != "" && k.fits != nil && !k.fits(v) {
							t.Errorf("%s: %s %s=%s is refused", name, set, o.Name, v)
						}
					}
				}
			}
		}
	}
}

// TestSecretsStaySecret tests that no argument of a finding contains a secret.
func TestSecretsStaySecret(t *testing.T) {
	const secret = "hunter２"
	p := primitive("r", ipmilan, param("ip", "h"), param("password", secret), param("passwd", secret+"\u200b"), param("hexadecimal_kg", secret+"/dev/a/dev/b"))
	report := &diag.List{}
	Config(resources(p), env(t, "rhel9"), report)
	if report.Len() == 0 {
		t.Fatal("nothing is found")
	}
	for _, d := range report.Sorted() {
		for name, arg := range d.Args {
			if len(arg) >= len(secret) && arg[:len(secret)] == secret {
				t.Errorf("%s: argument %s is %q", d.Kind.Code, name, arg)
			}
		}
	}
}
