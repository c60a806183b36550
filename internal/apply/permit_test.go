package apply

import (
	"testing"

	"hagen/internal/apply/meaning"
	"hagen/internal/message"
)

// TestPermit: each danger that is not allowed is said, the last with how all of
// them are allowed.
func TestPermit(t *testing.T) {
	p := &Plan{Risks: []Risk{{Danger: Busy}, {Danger: NoQuorum}, {Danger: InMaintenance}}}
	if err := p.Permit([]Danger{Busy, NoQuorum, InMaintenance}); err != nil {
		t.Errorf("all are allowed: %v", err)
	}
	said := message.Each(p.Permit([]Danger{NoQuorum}))
	if len(said) != 2 {
		t.Fatalf("%d refusals: %v", len(said), said)
	}
	if help := message.HelpFor(said[0]); !help.IsZero() {
		t.Errorf("the first says %q", help)
	}
	if got, want := message.HelpFor(said[1]), textAllow.With("busy,maintenance"); got.String() != want.String() {
		t.Errorf("the last says %q, want %q", got, want)
	}
}

// TestScriptable: pcs commands add, and set what has no more than a value.
func TestScriptable(t *testing.T) {
	for _, tt := range []struct {
		action meaning.Action
		kind   meaning.Kind
		want   bool
	}{
		{meaning.Add, meaning.Primitive, true},
		{meaning.Modify, meaning.Property, true},
		{meaning.Modify, meaning.Primitive, false},
		{meaning.Remove, meaning.Property, false},
	} {
		p := &Plan{Changes: []Change{{Change: meaning.Change{Action: tt.action, Kind: tt.kind, Name: "x"}}}}
		if err := p.Scriptable(); (err == nil) != tt.want {
			t.Errorf("%s %s: %v", tt.action, tt.kind, err)
		}
	}
}
