package view

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

// hostile is text that would clear the screen, colour and turn around what
// follows, or write its own line.
const hostile = "a\x1b[2Jb\r\x1b[Kc\u202ed\u2066e\u009b1mf\x07g\x7fh\nhagen: applied\U000e0001"

// checkHarmless fails for text that steers a terminal.
func checkHarmless(t *testing.T, what, s string) {
	t.Helper()
	for _, r := range s {
		if r != '\n' && terminal.Hidden(r) {
			t.Errorf("%s lets %U through: %q", what, r, s)
			return
		}
	}
	if strings.Contains(s, "\nhagen: applied") {
		t.Errorf("%s lets a second line through: %q", what, s)
	}
	if !strings.Contains(s, "<U+001B>[2Jb") && !strings.Contains(s, `\u001b[2Jb`) {
		t.Errorf("%s does not show what was there: %q", what, s)
	}
}

// TestForeignTextIsHarmless: each way to a person's eyes.
func TestForeignTextIsHarmless(t *testing.T) {
	event := apply.Event{Stage: apply.Settling, Resource: hostile, Node: hostile, State: hostile, Text: hostile}
	plan := &apply.Plan{To: hostile, Simulated: true, Warnings: []string{hostile},
		Risks:   []apply.Risk{{Danger: apply.Busy, Items: []string{hostile}}},
		Effects: []pcmk.Effect{{Action: hostile, Resource: hostile, Node: hostile, Dest: "x", Reason: hostile}},
		Changes: []apply.Change{{Change: meaning.Change{Action: meaning.Modify, Kind: hostile, Name: hostile}, Place: diag.Place{File: hostile, Row: 1},
			Details: []apply.Detail{{Detail: meaning.Detail{Action: meaning.Modify, Field: hostile, Old: hostile, New: hostile}}}}},
	}
	var table, errs, events, document, plans bytes.Buffer
	if err := writeTable(&table, [][]string{{hostile, "x"}}); err != nil {
		t.Fatal(err)
	}
	screen := NewScreen(nil, &plans, &errs, noenv)
	screen.Fail(message.CannotRead(hostile, errors.New(hostile)).DidYouMean(hostile))
	screen.Fail(errors.New(hostile))
	g := &Progress{out: &events, began: map[string]time.Time{}, page: &page{}, stop: make(chan struct{})}
	g.Event(event)
	if err := screen.Plan(plan, merge.Replace); err != nil {
		t.Fatal(err)
	}
	if err := writeJSON(&document, map[string]any{"plan": plan, "text": hostile}); err != nil {
		t.Fatal(err)
	}
	for what, s := range map[string]string{
		"a table": table.String(), "a failure": errs.String(), "progress": events.String(), "JSON": document.String(),
		"a plan": plans.String(),
	} {
		checkHarmless(t, what, s)
	}
	var back map[string]any
	if err := json.Unmarshal(document.Bytes(), &back); err != nil || back["text"] != hostile {
		t.Errorf("JSON has lost something: %q, %v", back["text"], err)
	}
}

// TestDoor: what was not made visible before is stopped at the last door; hagen's own
// colours pass.
func TestDoor(t *testing.T) {
	var out bytes.Buffer
	d := door{&out}
	const own = "\x1b[1;31merror\x1b[0m: 日本語\u3000é\n"
	if n, err := d.Write([]byte(own)); n != len(own) || err != nil || out.String() != own {
		t.Errorf("%d, %v, %q", n, err, out.String())
	}
	out.Reset()
	d.Write([]byte("\x1b[8mx\x1b[2J\r\x1b]0;t\x07\u202e\xff"))
	if got, want := out.String(), "<U+001B>[8mx<U+001B>[2J<U+000D><U+001B>]0;t<U+0007><U+202E>\ufffd"; got != want {
		t.Errorf("%q", got)
	}
}

// TestWorkflow: no text for people is a command of a GitHub workflow.
func TestWorkflow(t *testing.T) {
	for in, want := range map[string]string{
		"a::b c\n": "a::b c\n", "::error::x\n": ": :error::x\n", "a\n  ::stop-commands::y\n": "a\n  : :stop-commands::y\n",
		"x ##[add-mask]y": "x # #[add-mask]y", "## [x": "## [x",
	} {
		var b strings.Builder
		if n, err := (workflow{&b}).Write([]byte(in)); n != len(in) || err != nil || b.String() != want {
			t.Errorf("%q: %q, want %q (%d, %v)", in, b.String(), want, n, err)
		}
	}
	var out strings.Builder
	s := NewScreen(nil, &out, &out, func(string) string { return "" })
	s.SetFormat("github")
	fmt.Fprintln(s.Out, "::error::said")
	s.Fail(errors.New("::error::x"))
	if err := s.End(1); err != nil || out.String() != ": :error::said\n::error title=hagen::::error::x\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}
