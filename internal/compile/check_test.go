package compile

import (
	"errors"
	"testing"

	"hagen/internal/diag"
)

func TestCheckXML(t *testing.T) {
	tests := []struct{ name, xml, want string }{
		{"whole", `<cib><nodes><node id="1"/><node id="1"/></nodes><tag id="t"><obj_ref id="a"/></tag><primitive id="a"/></cib>`, ""},
		{"an id twice", `<cib><primitive id="a"/><rsc_location id="a"/></cib>`, `the id "a" is given to a <primitive> and to a <rsc_location>`},
		{"cut short", `<cib><primitive id="a"/>`, "XML syntax error on line 1: unexpected EOF"},
		{"no XML", `cib`, "it is empty"},
		{"empty", ``, "it is empty"},
	}
	for _, tt := range tests {
		got := ""
		if err := checkXML([]byte(tt.xml)); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestCheckScript(t *testing.T) {
	for script, ok := range map[string]bool{
		"#!/bin/sh\ntrue\n":   true,
		"true\n":              false,
		"#!/bin/sh\ntrue":     false,
		"#!/bin/sh\na\x00b\n": false,
		"#!/bin/sh\na\r\n":    false,
		"":                    false,
	} {
		if err := checkScript([]byte(script)); (err == nil) != ok {
			t.Errorf("%q: %v", script, err)
		}
	}
}

func TestOutputErrorIsToldFromBadInput(t *testing.T) {
	cause := errors.New("id twice")
	err := error(&OutputError{Place: diag.Place{File: "a.csv"}, What: "XML", Err: cause})
	var bug *OutputError
	if !errors.As(err, &bug) || !errors.Is(err, cause) || err.Error() != "XML made of a.csv: id twice" {
		t.Errorf("%v", err)
	}
}
