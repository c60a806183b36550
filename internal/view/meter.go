package view

import (
	"fmt"
	"io"
	"sync"
	"time"

	"hagen/internal/message"
)

// Meter shows on a terminal how far something is that takes long: how much of it is
// done, in a line that is gone at the end. It shows nothing elsewhere, and nothing of
// what is done at once.
type Meter struct {
	out     io.Writer
	what    message.Message
	lang    message.Lang
	columns func() int // of the terminal now: it may be resized
	now     func() time.Time
	start   time.Time

	mu    sync.Mutex
	last  time.Time // when it was drawn
	drawn bool
	ended bool

	stop    chan struct{} // of Waiting
	waiting sync.WaitGroup
}

const (
	patience = 500 * time.Millisecond // before anything is shown
	frame    = 100 * time.Millisecond // between two drawings
)

// Meter starts to show how far something is; end it in any case, before anything
// else is printed.
func (s *Screen) Meter(what message.Message) *Meter {
	m := &Meter{what: what, lang: s.Lang, columns: func() int { return columns(s.Err) }, now: time.Now, start: time.Now()}
	if !s.JSON && !s.dumb() && controls(s.Err) {
		m.out, _ = behind(s.Err).(io.Writer)
	}
	return m
}

// Waiting is a Meter of something that does not say how far it is: only the time
// passes.
func (s *Screen) Waiting(what message.Message) *Meter {
	m := s.Meter(what)
	if m.out == nil {
		return m
	}
	m.stop = make(chan struct{})
	m.waiting.Go(func() {
		t := time.NewTicker(patience)
		defer t.Stop()
		for {
			select {
			case <-m.stop:
				return
			case <-t.C:
				m.At(0, 0)
			}
		}
	})
	return m
}

// At says how much is done, from any goroutine. A total of 0 is unknown.
func (m *Meter) At(done, total int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	if m.out == nil || m.ended || now.Sub(m.start) < patience || m.drawn && now.Sub(m.last) < frame {
		return
	}
	m.last, m.drawn = now, true
	fmt.Fprint(m.out, wiped, barLine(m.what.In(m.lang), done, total, seconds(now.Sub(m.start)), m.columns()))
}

// End removes the line.
func (m *Meter) End() {
	if m.stop != nil {
		close(m.stop)
		m.waiting.Wait()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.drawn && !m.ended {
		fmt.Fprint(m.out, wiped)
	}
	m.ended = true
}

// wiped removes the line the cursor is in.
const wiped = "\r\x1b[K"
