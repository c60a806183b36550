package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
	"hagen/internal/message"
)

func at(row, col int) diag.Place { return diag.Place{File: "s.csv", Row: row, Col: col} }

func changed(action meaning.Action, kind meaning.Kind, name string, place diag.Place, details ...apply.Detail) apply.Change {
	return apply.Change{Change: meaning.Change{Action: action, Kind: kind, Name: name, Key: name}, Place: place, Details: details}
}

func detail(action meaning.Action, field, old, new string, place diag.Place) apply.Detail {
	return apply.Detail{Detail: meaning.Detail{Action: action, Field: field, Old: old, New: new}, Place: place}
}

// written are the changes as a plan shows them.
func written(changes ...apply.Change) string {
	v := page{lang: message.English}
	v.changes(changes)
	return v.b.String()
}

func TestChangesAreWritten(t *testing.T) {
	add, modify, remove := meaning.Add, meaning.Modify, meaning.Remove
	tests := []struct {
		name    string
		changes []apply.Change
		want    string
	}{
		{"a single field that comes, changes, goes", []apply.Change{
			changed(modify, meaning.Primitive, "a", at(1, 1), detail(add, "meta is-managed", "", "false", at(2, 2))),
			changed(modify, meaning.Primitive, "b", at(1, 1), detail(modify, "ip", "x", "y", at(3, 2))),
			changed(modify, meaning.Primitive, "c", at(1, 1), detail(remove, "meta is-managed", "false", "", diag.Place{})),
			changed(modify, meaning.Property, "d", at(4, 1), detail(modify, meaning.Value, "1", "2", at(4, 2))),
		}, `cells of s.csv

  ~ primitive a  + meta is-managed false  [2:2]
  ~ primitive b  ip x -> y  [3:2]
  ~ primitive c  - meta is-managed false  [1:1]
  ~ property d  1 -> 2  [4:2]
`},
		{"what goes, with what it was", []apply.Change{
			changed(remove, meaning.Primitive, "old", diag.Place{}, detail(remove, "agent", "ocf:heartbeat:IPaddr2", "", diag.Place{}),
				detail(remove, "ip", "192.0.2.1", "", diag.Place{}), detail(remove, "password", meaning.Mask, "", diag.Place{}), detail(remove, "text", "a b", "", diag.Place{}),
				detail(remove, "op monitor interval", "10s", "", diag.Place{}), detail(remove, "op monitor timeout", "20s", "", diag.Place{})),
			changed(remove, meaning.Location, "old (n1)", diag.Place{}, detail(remove, "rsc", "old", "", diag.Place{}), detail(remove, "score", "100", "", diag.Place{})),
			changed(remove, meaning.Property, "p", diag.Place{}, detail(remove, meaning.Value, "v", "", diag.Place{})),
		}, `
  - primitive old  ocf:heartbeat:IPaddr2 ip=192.0.2.1 password=******** text="a b" (operations: 1)
  - location old (n1)  score=100
  - property p  v
`},
		{"operations that are not in the sheet", []apply.Change{
			changed(add, meaning.Primitive, "new", at(1, 1), detail(add, "agent", "", "lsb:x", at(1, 2)),
				detail(add, "op monitor interval", "", "10s", at(3, 1)), detail(add, "op monitor timeout", "", "20s", diag.Place{}),
				detail(add, "op start timeout", "", "20s", diag.Place{}), detail(add, "op stop timeout", "", "20s", diag.Place{})),
		}, `cells of s.csv

  + primitive new  [1:1]
        agent       lsb:x                     [1:2]
        op monitor  interval=10s timeout=20s  [3:1]
        op start, op stop: the agent's defaults
`},
		{"without a sheet it is unknown what was written", []apply.Change{
			changed(add, meaning.Primitive, "new", diag.Place{}, detail(add, "agent", "", "lsb:x", diag.Place{}), detail(add, "op start timeout", "", "20s", diag.Place{})),
		}, `
  + primitive new
        agent     lsb:x
        op start  timeout=20s
`},
		{"the same of several", []apply.Change{
			changed(modify, meaning.Primitive, "a", at(1, 1), detail(modify, "op monitor timeout", "20s", "30s", at(1, 5))),
			changed(modify, meaning.Primitive, "other", at(2, 1), detail(modify, "op monitor timeout", "20s", "40s", at(2, 5))),
			changed(modify, meaning.Primitive, "b", at(3, 1), detail(modify, "op monitor timeout", "20s", "30s", at(3, 5))),
			changed(modify, meaning.Primitive, "c", at(4, 1), detail(modify, "op monitor timeout", "20s", "30s", at(4, 5))),
		}, `cells of s.csv

  ~ primitive (3)  op monitor timeout 20s -> 30s  [1:5] … [4:5]
      a, b, c

  ~ primitive other  op monitor timeout 20s -> 40s  [2:5]
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, written(tt.changes...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestLargePlan: a plan of 200 resources is about as many lines, and a summary of
// it fits on a screen.
func TestLargePlan(t *testing.T) {
	p := &apply.Plan{To: "local:", Simulated: true}
	var all []string
	for i := range 200 {
		id := fmt.Sprintf("r%03d", i)
		all = append(all, id)
		p.Changes = append(p.Changes, changed(meaning.Add, meaning.Primitive, id, at(i, 1), detail(meaning.Add, "agent", "", "ocf:heartbeat:IPaddr2", at(i, 2)),
			detail(meaning.Add, "ip", "", fmt.Sprint("192.0.2.", i), at(i, 3)), detail(meaning.Add, "op start timeout", "", "20s", diag.Place{})))
		p.Effects = append(p.Effects, pcmk.Effect{Action: "start", Resource: id, Node: fmt.Sprint("n", i%2)})
	}
	p.Effects = append(p.Effects, pcmk.Effect{Action: "stop", Resource: "gone", Node: "n1", Reason: "node availability"})
	p.Risks = []apply.Risk{{Danger: apply.Stops, Items: all}}
	v := page{lang: message.English}
	v.plan(p)
	whole := v.b.String()
	if n := strings.Count(whole, "\n"); n > 240 || !strings.Contains(whole, "\n  + primitive r199  ocf:heartbeat:IPaddr2 ip=192.0.2.199 (operations: 1) [199:1]\n") {
		t.Errorf("%d lines:\n%s", n, whole)
	}
	for _, want := range []string{"r019, and 180 more\n", "The cluster would then:\n  stop   n1  (node availability)  gone\n  start  n0  r000, r002, "} {
		if !strings.Contains(whole, want) {
			t.Errorf("it lacks %q:\n%s", want, whole)
		}
	}
	v = page{lang: message.English, brief: true}
	want := `Changes to local: 200 to add, 0 to change, 0 to remove
  + primitive (200)  r000, r001, r002, r003, r004, r005, r006, r007, and 192 more

The cluster would then:
  stop  (1)  gone n1
  start (200)  r000 n0, r001 n1, r002 n0, r003 n1, r004 n0, r005 n1, r006 n0, r007 n1, and 192 more
`
	v.plan(p)
	if _, got, _ := strings.Cut(v.b.String(), "\n\n"); got != want {
		t.Errorf("the summary:\n%s", cmp.Diff(want, got))
	}
	if got, want := v.count(p), "dangers: 1 (stop); 200 to add, 0 to change, 0 to remove; stop 1, start 200"; got != want {
		t.Errorf("the count is %q, want %q", got, want)
	}
	p.Simulated, p.Risks = false, nil
	v.lang = message.Japanese
	if got, want := v.count(p), "危険なし; 追加 200、変更 0、削除 0; クラスタの動作は不明"; got != want {
		t.Errorf("the count is %q, want %q", got, want)
	}
}
