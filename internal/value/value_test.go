package value

import (
	"testing"

	"hagen/internal/cib"
)

func TestScore(t *testing.T) {
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{"100", "100", true}, {"-1", "-1", true}, {"+5", "5", true}, {"0", "0", true},
		{"inf", "INFINITY", true}, {"-Inf", "-INFINITY", true}, {"+infinity", "INFINITY", true}, {"+-5", "+-5", false}, {"-+5", "-+5", false}, {"++5", "++5", false}, {"+", "+", false},
		{"INFINITY", "INFINITY", true}, {"INFINITE", "INFINITE", false}, {"1.5", "1.5", false},
		{"", "", false}, {"-", "-", false}, {"１００", "１００", false}, {"--1", "--1", false},
	} {
		got, ok := Score(c.in)
		if got != c.want || ok != c.ok {
			t.Errorf("Score(%q) = %q, %v; want %q, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestScoreInt(t *testing.T) {
	for in, want := range map[string]int{
		"5": 5, "-5": -5, "inf": 1000000, "-INFINITY": -1000000, "9999999": 1000000, "99999999999999999999": 1000000,
	} {
		if got, ok := ScoreInt(in); !ok || got != want {
			t.Errorf("ScoreInt(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
	if _, ok := ScoreInt("x"); ok {
		t.Error("ScoreInt(x) is not a score")
	}
}

func TestNegate(t *testing.T) {
	for in, want := range map[string]string{"100": "-100", "-100": "100", "INFINITY": "-INFINITY", "-INFINITY": "INFINITY", "+5": "-5"} {
		if got := Negate(in); got != want {
			t.Errorf("Negate(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestBoolean(t *testing.T) {
	for in, want := range map[string]string{
		"y": "true", "YES": "true", "t": "true", "TRUE": "true", "On": "true", "1": "true",
		"n": "false", "no": "false", "F": "false", "FALSE": "false", "off": "false", "0": "false",
	} {
		if got, ok := Boolean(in); !ok || got != want {
			t.Errorf("Boolean(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "2", "tru", "safe"} {
		if got, ok := Boolean(in); ok || got != in {
			t.Errorf("Boolean(%q) = %q, %v; want it untouched", in, got, ok)
		}
	}
}

func TestSeconds(t *testing.T) {
	for in, want := range map[string]int64{"10": 10, "10s": 10, "10sec": 10, "1min": 60, "1m": 60, "2h": 7200, "2hr": 7200} {
		if got, ok := Seconds(in); !ok || got != want {
			t.Errorf("Seconds(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "x", "10000ms", "+5", "PT1M", "99999999999999999999s"} {
		if _, ok := Seconds(in); ok {
			t.Errorf("Seconds(%q) should not count", in)
		}
	}
}

func TestOneOf(t *testing.T) {
	if got, ok := OneOf("optional", []string{"Mandatory", "Optional"}); !ok || got != "Optional" {
		t.Errorf("OneOf = %q, %v", got, ok)
	}
}

func TestForms(t *testing.T) {
	type form struct {
		name string
		is   func(string) bool
	}
	for _, c := range []struct {
		form
		yes, no []string
	}{
		{form{"Integer", Integer}, []string{"0", "-3", "+3"}, []string{"", "-", "3.0", "-+3", "x"}},
		{form{"Count", Count}, []string{"0", "007", "10"}, []string{"", "-3", "+3", "3.0", "１"}},
		{form{"PcsDuration", PcsDuration}, []string{"10", "10s", "10sec", "1min", "1m", "2h", "2hr"}, []string{"", "500ms", "3us", "-1s", "PT1M", "s"}},
		{form{"Port", Port}, []string{"1", "5432", "65535"}, []string{"0", "65536", "-1", "+80", "http"}},
		{form{"Percentage", Percentage}, []string{"80%"}, []string{"80", "%", "x%"}},
		{form{"ID", ID}, []string{"a", "_x", "res-1.b_c"}, []string{"", "1a", "-a", "a b", "a:b", "あ", "a/b"}},
	} {
		for _, s := range c.yes {
			if !c.is(s) {
				t.Errorf("%s(%q) = false", c.name, s)
			}
		}
		for _, s := range c.no {
			if c.is(s) {
				t.Errorf("%s(%q) = true", c.name, s)
			}
		}
	}
}

func TestBeyond(t *testing.T) {
	for in, want := range map[string]string{
		"1000000": "", "-1000000": "", "01000000": "", "INFINITY": "", "x": "", "": "", "0": "",
		"1000001": cib.Infinity, "2000000": cib.Infinity, "10000000": cib.Infinity, "+1000001": cib.Infinity,
		"-1000001": "-" + cib.Infinity, "99999999999999999999": cib.Infinity, "-99999999999999999999": "-" + cib.Infinity,
	} {
		if got, beyond := Beyond(in); got != want || beyond != (want != "") {
			t.Errorf("Beyond(%q) = %q, %t, want %q", in, got, beyond, want)
		}
	}
}
