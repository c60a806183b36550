package tools

import (
	"bytes"
	"testing"
)

// TestMarksComeInPieces: however a stream is cut into pieces, and however much of a
// mark a program writes itself, it gets what is its own.
func TestMarksComeInPieces(t *testing.T) {
	const own = "text\nK\nKEYKEY en\nKEY beginKEY end"
	stream := []byte("hello KEY b\nKEY begin\n" + own + "KEY end 42\nlate")
	for size := 1; size <= len(stream); size++ {
		m := newMarked("KEY")
		if _, err := m.Write([]byte("KEY begin\nof nobodyKEY end 1\nKEY be")); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		code := m.expect(&got)
		for rest := stream; len(rest) > 0; rest = rest[min(size, len(rest)):] {
			if _, err := m.Write(rest[:min(size, len(rest))]); err != nil {
				t.Fatal(err)
			}
		}
		m.cut()
		if n, whole := <-code; n != 42 || !whole || got.String() != own {
			t.Errorf("in pieces of %d: code %d, %q", size, n, got.String())
		}
	}
}

// TestMarksBreakOff: what came of an answer is told, and that it is not whole.
func TestMarksBreakOff(t *testing.T) {
	for _, tt := range []struct{ stream, own, stray string }{
		{"ssh: no route", "", "ssh: no route"},
		{"KEY begin\nhalf a lin", "half a lin", ""},
		{"KEY begin\nhalf a mark: KEY e", "half a mark: KEY e", ""},
		{"KEY begin\na mark without its numberKEY end 1", "a mark without its number", ""},
		{"KEY begin\na mark without a numberKEY end one\n", "a mark without a number", ""},
	} {
		m := newMarked("KEY")
		var got bytes.Buffer
		code := m.expect(&got)
		_, _ = m.Write([]byte(tt.stream))
		m.cut()
		if _, whole := <-code; whole || got.String() != tt.own || string(m.stray()) != tt.stray {
			t.Errorf("%q: whole %v, %q, %q", tt.stream, whole, got.String(), m.stray())
		}
		if _, whole := <-m.expect(&got); whole {
			t.Errorf("%q: something came after the end", tt.stream)
		}
	}
}
