package tools

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"sync"
)

// marked is a stream of a session. What comes between the marks of a program is
// its own, byte by byte; anything else belongs to neither.
type marked struct {
	beginMark, endMark []byte

	mu    sync.Mutex
	to    io.Writer // of the program that is under way
	code  chan int  // gets its exit code; nil between two programs
	begun bool
	rest  []byte // what came and may be part of a mark
	over  bool
	lost  []byte // what came before the mark that never came
}

func newMarked(key string) *marked {
	return &marked{beginMark: []byte(key + " begin\n"), endMark: []byte(key + " end ")}
}

// expect passes on to a writer what the next program writes. The channel then has
// its exit code, or is closed when the stream ends before.
func (m *marked) expect(to io.Writer) <-chan int {
	m.mu.Lock()
	defer m.mu.Unlock()
	code := make(chan int, 1)
	m.to, m.code, m.begun, m.rest = to, code, false, nil
	if m.over {
		m.drop()
	}
	return code
}

// Write takes what comes.
func (m *marked) Write(p []byte) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rest = append(m.rest, p...)
	if m.code == nil {
		m.rest = nil
	}
	if m.code != nil && !m.begun {
		if _, after, found := bytes.Cut(m.rest, m.beginMark); found {
			m.begun, m.rest = true, after
		}
	}
	if m.code != nil && m.begun {
		return len(p), m.own()
	}
	return len(p), nil
}

// own passes on what is the program's, and keeps what may be a mark.
func (m *marked) own() error {
	text, after, found := bytes.Cut(m.rest, m.endMark)
	if !found {
		text = m.rest[:len(m.rest)-partial(m.rest, m.endMark)]
	}
	m.rest = slices.Clone(m.rest[len(text):])
	if _, err := m.to.Write(text); err != nil || !found {
		return err
	}
	word, _, whole := bytes.Cut(after, []byte("\n"))
	if !whole {
		return nil
	}
	code, err := strconv.Atoi(string(word))
	if err != nil {
		m.drop()
		return err
	}
	m.code <- code
	m.code, m.rest = nil, nil
	return nil
}

// partial is the length of the longest end of a text that begins a mark.
func partial(text, mark []byte) int {
	for n := min(len(text), len(mark)-1); n > 0; n-- {
		if bytes.HasSuffix(text, mark[:n]) {
			return n
		}
	}
	return 0
}

// cut says that no more comes.
func (m *marked) cut() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.over = true
	m.drop()
}

// drop gives the program that is under way up.
func (m *marked) drop() {
	if m.code == nil {
		return
	}
	if !m.begun {
		m.lost, m.rest = m.rest, nil
	} else if !bytes.HasPrefix(m.rest, m.endMark) {
		_, _ = m.to.Write(m.rest) // buffers take everything
	}
	close(m.code)
	m.code = nil
}

// stray is what came instead of the mark of a program, when that never came.
func (m *marked) stray() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.lost)
}
