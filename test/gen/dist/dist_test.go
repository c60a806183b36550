package main

import (
	"testing"
	"time"
)

// TestPackageVersion: what no tag names comes before every release, and a package
// manager takes no other characters.
func TestPackageVersion(t *testing.T) {
	when := time.Date(2027, 1, 31, 23, 0, 0, 0, time.UTC)
	for version, want := range map[string]string{
		"1.2.3":              "1.2.3",
		"1.2.3-4-g46c2b3e":   "1.2.3+4+g46c2b3e",
		"1.2.3-dirty":        "1.2.3+dirty",
		"46c2b3e":            "0~20270131.46c2b3e",
		"46c2b3e-dirty":      "0~20270131.46c2b3e+dirty",
		"dev":                "0~20270131.dev",
		"0123456":            "0~20270131.0123456", // a commit of digits is no version
		"1.2.3:4 (weird)/_x": "1.2.3+4++weird+++x",
	} {
		r := release{version: version, when: when}
		if got := r.packageVersion(); got != want {
			t.Errorf("%q is %q, want %q", version, got, want)
		}
	}
}

func TestChosen(t *testing.T) {
	if list, err := chosen(""); err != nil || len(list) != len(systems) {
		t.Errorf("all: %v, %v", list, err)
	}
	list, err := chosen("windows/amd64,linux/arm64")
	if err != nil || len(list) != 2 || list[0].binary() != "hagen-windows-amd64.exe" || list[1].binary() != "hagen-linux-arm64" {
		t.Errorf("two: %v, %v", list, err)
	}
	if _, err := chosen("plan9/386"); err == nil {
		t.Error("an unknown system is taken")
	}
}
