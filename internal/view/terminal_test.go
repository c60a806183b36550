package view

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

// onTerminal shows something on a terminal of so many columns, and returns what it
// was sent.
func onTerminal(t *testing.T, columns int, getenv func(string) string, show func(*Screen)) string {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("this machine has no pseudo terminals: %v", err)
	}
	defer master.Close()
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: uint16(columns)}); err != nil {
		t.Fatal(err)
	}
	var sent bytes.Buffer
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = io.Copy(&sent, master) // ends with an error when the other side is closed
	}()
	s := NewScreen(tty, tty, tty, getenv)
	show(s)
	if err := tty.Close(); err != nil {
		t.Fatal(err)
	}
	<-read
	return sent.String()
}

// emulator is as much of a terminal as hagen uses. width is what it gives to a
// character.
type emulator struct {
	columns int
	width   func(string) int
	rows    [][]rune
	column  int
}

// shown is what is on a terminal in the end.
func shown(columns int, width func(string) int, sent string) []string {
	e := &emulator{columns: columns, width: width, rows: [][]rune{nil}}
	for sent != "" {
		switch {
		case strings.HasPrefix(sent, "\x1b[K"):
			e.cut()
			sent = sent[3:]
			continue
		case strings.HasPrefix(sent, "\x1b["): // a colour
			sent = sent[strings.IndexByte(sent, 'm')+1:]
			continue
		}
		r := []rune(sent)[0]
		e.put(r)
		sent = sent[len(string(r)):]
	}
	var out []string
	for _, row := range e.rows {
		out = append(out, strings.TrimRight(strings.ReplaceAll(string(row), "\x00", ""), " "))
	}
	return out
}

func (e *emulator) put(r rune) {
	switch r {
	case '\r':
		e.column = 0
		return
	case '\n':
		e.rows, e.column = append(e.rows, nil), 0
		return
	}
	w := e.width(string(r))
	if e.column+w > e.columns { // it wraps
		e.rows, e.column = append(e.rows, nil), 0
	}
	row := &e.rows[len(e.rows)-1]
	for len(*row) < e.column+w {
		*row = append(*row, 0)
	}
	(*row)[e.column] = r
	e.column += w
}

// cut removes the rest of the row.
func (e *emulator) cut() {
	row := &e.rows[len(e.rows)-1]
	*row = (*row)[:min(len(*row), e.column)]
}

// someEvents are those of an apply.
func someEvents(s *Screen) {
	g := s.Progress(&apply.Plan{Effects: []pcmk.Effect{{Resource: "vip", Node: "n1"}}})
	for done := range 30 {
		g.Event(apply.Event{Stage: apply.Settling, Time: g.start, Done: done, Total: 30})
	}
	g.Event(apply.Event{Stage: apply.Settling, Time: g.start.Add(time.Second), Resource: "vip", Node: "n1", State: "started", Done: 30, Total: 30})
	g.Event(apply.Event{Stage: apply.Checking, Time: g.start.Add(time.Second)})
	g.End()
}

// TestBarLeavesNothing: on a terminal of any width the bar is gone at the end, and
// only the lines are left.
func TestBarLeavesNothing(t *testing.T) {
	for _, columns := range []int{8, 12, 20, 30, 45, 80, 200} {
		sent := onTerminal(t, columns, noenv, someEvents)
		if !strings.Contains(sent, wiped) {
			t.Errorf("%d columns: no bar moves: %q", columns, sent)
		}
		if columns >= 30 && !strings.Contains(sent, "=] 30/30") {
			t.Errorf("%d columns: the bar does not get to its end: %q", columns, sent)
		}
		text := strings.Join(shown(columns, terminal.Width, sent), "")
		if want := "waiting for the cluster    1.0s  vip  n1  started"; strings.ReplaceAll(text, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%d columns: it leaves %q", columns, text)
		}
	}
}

// TestNothingMovesElsewhere: no control character goes into a pipe or a file, to a
// dumb terminal, or into JSON.
func TestNothingMovesElsewhere(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	s := NewScreen(nil, w, w, noenv)
	someEvents(s)
	slowWork(s, "")
	w.Close()
	piped, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	dumb := onTerminal(t, 80, func(name string) string { return map[string]string{"TERM": "dumb"}[name] }, func(s *Screen) {
		someEvents(s)
		slowWork(s, "")
	})
	asJSON := onTerminal(t, 80, noenv, func(s *Screen) {
		s.JSON = true
		someEvents(s)
		slowWork(s, "")
	})
	for where, sent := range map[string]string{"a pipe": string(piped), "a dumb terminal": dumb, "JSON": asJSON} {
		if sent = strings.ReplaceAll(sent, "\r\n", "\n"); strings.ContainsAny(sent, "\r\x1b") || strings.Contains(sent, "[=") {
			t.Errorf("%s gets %q", where, sent)
		}
	}
}

// TestNoColor: NO_COLOR takes the colours and leaves the bar.
func TestNoColor(t *testing.T) {
	plain := onTerminal(t, 80, func(name string) string { return map[string]string{"NO_COLOR": "1"}[name] }, someEvents)
	coloured := onTerminal(t, 80, noenv, someEvents)
	if strings.Contains(plain, "\x1b[32m") || !strings.Contains(plain, "=]") {
		t.Errorf("with NO_COLOR it is %q", plain)
	}
	if !strings.Contains(coloured, "\x1b[32m") {
		t.Errorf("without it is %q", coloured)
	}
}

// slowWork is a meter of something that takes long.
func slowWork(s *Screen, what string) {
	m := s.Meter(message.Verbatim(what))
	now := m.start
	m.now = func() time.Time { return now }
	for done := range 5 {
		now = now.Add(patience)
		m.At(done, 4)
	}
	m.End()
	m.At(4, 4) // an answer that comes late
}

// TestMeterLeavesNothing: neither do its words, even where a terminal draws
// characters of ambiguous width wide.
func TestMeterLeavesNothing(t *testing.T) {
	for _, columns := range []int{8, 20, 30, 50, 80} {
		for name, width := range map[string]func(string) int{"narrow": terminal.Width, "wide": terminal.Widest} {
			sent := onTerminal(t, columns, noenv, func(s *Screen) { slowWork(s, "①②③…エージェント±") })
			if columns >= 30 && !strings.Contains(sent, "=] 4/4") {
				t.Errorf("%d columns: no bar in %q", columns, sent)
			}
			if has := strings.Contains(sent, "①②③…エージェント±"); has != (columns >= 50) {
				t.Errorf("%d columns: words %t in %q", columns, has, sent)
			}
			if left := shown(columns, width, sent); len(left) != 1 || left[0] != "" {
				t.Errorf("%d columns, %s: it leaves %q", columns, name, left)
			}
		}
	}
}

// TestMeterIsPatient: what is done at once shows nothing, and a fast one is not
// drawn for each step.
func TestMeterIsPatient(t *testing.T) {
	sent := onTerminal(t, 80, noenv, func(s *Screen) {
		m := s.Meter(message.Verbatim("work"))
		m.At(1, 2)
		m.End()
	})
	if sent != "" {
		t.Errorf("it shows %q", sent)
	}
	sent = onTerminal(t, 80, noenv, func(s *Screen) {
		m := s.Meter(message.Verbatim("work"))
		now := m.start.Add(patience)
		m.now = func() time.Time { return now }
		for done := range 1000 {
			now = now.Add(time.Millisecond)
			m.At(done, 1000)
		}
		m.End()
	})
	if n := strings.Count(sent, wiped); n < 5 || n > 15 {
		t.Errorf("drawn %d times in a second", n)
	}
}

// TestWaiting: the time passes by itself, and nothing is left.
func TestWaiting(t *testing.T) {
	sent := onTerminal(t, 80, noenv, func(s *Screen) {
		m := s.Waiting(message.Verbatim("planning"))
		time.Sleep(2*patience + patience/2)
		m.End()
	})
	if !strings.Contains(sent, "  planning 1.") || !strings.HasSuffix(sent, wiped) {
		t.Errorf("it shows %q", sent)
	}
	if sent := onTerminal(t, 80, noenv, func(s *Screen) { s.Waiting(message.Verbatim("planning")).End() }); sent != "" {
		t.Errorf("what is done at once shows %q", sent)
	}
}

// oneRow is a source that always quotes the same row.
type oneRow []diag.Quoted

func (r oneRow) Quote(diag.Place) []diag.Quoted { return r }
func (oneRow) Line(at diag.Place) int           { return at.Row }

// TestNarrowReport: the carets are under their cell on a narrow terminal as well.
func TestNarrowReport(t *testing.T) {
	var report diag.List
	report.Add(diag.ResourceTwice, diag.Place{File: "a.csv", Row: 7, Col: 3}, diag.Args{"id": "vip", "kind": "primitive", "place": "a.csv:3"})
	source := oneRow{{Col: 1, Text: strings.Repeat("x", 40)}, {Col: 3, Text: strings.Repeat("監視", 20)}, {Col: 5, Text: strings.Repeat("y", 40)}}
	for _, columns := range []int{40, 60, 90} {
		sent := onTerminal(t, columns, noenv, func(s *Screen) {
			if err := s.Report(&report, source); err != nil {
				t.Error(err)
			}
		})
		quoted := 0
		for _, line := range strings.Split(strings.ReplaceAll(sent, "\r\n", "\n"), "\n") {
			if strings.Contains(line, " |") || strings.Contains(line, "^") {
				if quoted++; plainWidth(line) > columns {
					t.Errorf("%d columns: %q wraps", columns, line)
				}
			}
		}
		if quoted < 3 {
			t.Errorf("%d columns: no row is quoted in %q", columns, sent)
		}
	}
}

// TestBarLine: what is left out of a line, the less room there is.
func TestBarLine(t *testing.T) {
	for _, tt := range []struct {
		columns int
		want    string
	}{
		{0, "  reading [============            ] 5/10  2.0s"},
		{80, "  reading [============            ] 5/10  2.0s"},
		{40, "  reading [========        ] 5/10  2.0s"},
		{30, "  reading [===   ] 5/10  2.0s"},
		{26, "  [=====     ] 5/10  2.0s"},
		{16, "  5/10  2.0s"},
		{12, "  2.0s"},
		{5, ""},
	} {
		if got := barLine("reading", 5, 10, "2.0s", tt.columns); got != tt.want {
			t.Errorf("%d columns: %q, want %q", tt.columns, got, tt.want)
		}
	}
	if got := barLine("reading", 5, 0, "2.0s", 80); got != "  reading 2.0s" {
		t.Errorf("of an unknown number: %q", got)
	}
	if got := barLine("", 12, 10, "2.0s", 80); !strings.Contains(got, "[========================] 10/10") {
		t.Errorf("more than all: %q", got)
	}
}
