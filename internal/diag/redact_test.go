package diag

import (
	"hagen/internal/message"
	"strings"
	"testing"
)

// TestRedact: whatever a message says of a cell with a secret, and whatever
// quotes one elsewhere, the secret is not in it.
func TestRedact(t *testing.T) {
	at := func(col int) Place { return Place{File: "f", Row: 1, Col: col} }
	hidden := func(p Place) bool { return p == at(2) }
	kind := &Kind{Code: "HG0000", Severity: Warning}
	var l List
	l.Add(kind, at(2), Args{"name": "psk", "shown": "00123456", "stored": "123456", "suggestion": "1234567"},
		Related{Place: at(2), Args: Args{"value": "00123456"}})
	l.Add(kind, at(3), Args{"name": "psk", "other": "00123456", "value": "admin"})
	l.Redact(hidden, map[string]bool{"00123456": true, "admin": true})
	for _, d := range l.Sorted() {
		for name, value := range d.Args {
			if strings.Contains(value, "123456") {
				t.Errorf("%s gives the secret away: %s", name, value)
			}
		}
		if d.Args["name"] != "psk" || d.Place == at(3) && d.Args["value"] != "admin" {
			t.Errorf("hidden without need: %v", d.Args)
		}
		if d.Sensitive != hidden(d.Place) || len(d.Related) > 0 && d.Related[0].Args["value"] != Mask {
			t.Errorf("%v", d)
		}
	}
	records := Records(l.Sorted(), message.English)
	if !records[0].Sensitive || records[1].Sensitive {
		t.Error("JSON does not tell which finding is about a secret")
	}
}
