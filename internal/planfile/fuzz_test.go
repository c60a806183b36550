package planfile

import (
	"bytes"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
)

// FuzzRead: what is taken for a plan file is what hagen writes, and can be shown.
func FuzzRead(f *testing.F) {
	plan := &apply.Plan{Changes: []apply.Change{{Change: meaning.Change{Action: meaning.Add, Kind: meaning.Primitive, Name: "vip", Key: "vip"},
		Place:   diag.Place{File: "a.xlsx", Sheet: "s", Row: 3, Col: 28},
		Details: []apply.Detail{{Detail: meaning.Detail{Action: meaning.Add, Field: "ip", New: "192.0.2.1"}}}}},
		Risks: []apply.Risk{{Danger: apply.Busy, Items: []string{"vip"}}}}
	seed := &File{Made: Made{"alice", time.Unix(0, 0).UTC(), "1.0"}, Destination: "local:", Mode: "replace", Shown: show(plan, nil), CIB: []string{"<cib/>"}}
	data, err := seed.Encode()
	if err != nil {
		f.Fatal(err)
	}
	if _, err := Read("x.hagen", data); err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"hagen_plan": 2}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := Read("x.hagen", data)
		if err != nil {
			return
		}
		read.Plan()
		if again, err := read.Encode(); err != nil || !bytes.Equal(again, data) {
			t.Errorf("it is written as %q, %v", again, err)
		}
	})
}
