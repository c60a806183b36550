package apply

import (
	"bytes"
	"testing"

	"hagen/internal/apply/merge"
)

// TestStillThat: a plan may be made anew without asking only if no other change
// touched what it is about.
func TestStillThat(t *testing.T) {
	attribute := func(cib []byte) []byte {
		return bytes.Replace(cib, []byte(`<node id="1" uname="n1"/>`),
			[]byte(`<node id="1" uname="n1"><instance_attributes id="i"><nvpair id="j" name="rack" value="4"/></instance_attributes></node>`), 1)
	}
	secret := func(cib []byte) []byte { return bytes.ReplaceAll(cib, []byte(`name="p"`), []byte(`name="passwd"`)) }
	before, sheet := testCIB(7, "a=1", "b=1"), testCIB(1, "a=2", "b=1")
	tests := []struct {
		name                 string
		before, theirs, want []byte // want is the sheet
		same                 bool
	}{
		{"a status", before, before, sheet, true},
		{"a node attribute", before, attribute(testCIB(8, "a=1", "b=1")), sheet, true},
		{"what the sheet lacks", before, testCIB(8, "a=1", "b=1", "c"), sheet, false},
		{"the same field", before, testCIB(8, "a=3", "b=1"), sheet, false},
		{"another of its fields", before, testCIB(8, "a=1", "b=3"), sheet, false},
		{"all of it, as wanted", before, testCIB(8, "a=2", "b=1"), sheet, false},
		{"the same secret", secret(before), secret(testCIB(8, "a=3", "b=1")), secret(sheet), false},
	}
	for _, tt := range tests {
		plan := func(live []byte) *Plan {
			t.Helper()
			p, err := Make(t.Context(), newFake(), live, Request{CIB: tt.want, Mode: merge.Replace})
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		if same, err := plan(tt.before).StillThat(plan(tt.theirs)); err != nil || same != tt.same {
			t.Errorf("another administrator changed %s: %t, %v, want %t", tt.name, same, err, tt.same)
		}
	}
}
