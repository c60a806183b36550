package tools

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"sync"
)

// marked is a stream of a session. The bytes between the marks of a program are its
// output; anything else is not.
type marked struct {
	beginMark, endMark []byte

	mu    sync.Mutex
	to    io.Writer // the output of the current program
	code  chan int  // gets its exit code; nil between two programs
	begun bool
	rest  []byte // received bytes that may be part of a mark
	over  bool
	lost  []byte // received bytes before a mark that never came
}

func newMarked(key string) *marked {
	return &marked{beginMark: []byte(key + " begin\n"), endMark: []byte(key + " end ")}
}

// expect passes the output of the next program to a writer. The channel receives
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

// Write processes received bytes.
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

// own passes on the program's output and keeps what may be a mark.
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

// cut marks the end of the stream.
func (m *marked) cut() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.over = true
	m.drop()
}

// drop gives up the current program.
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

// stray returns what was received instead of a program's mark.
func (m *marked) stray() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.lost)
}
