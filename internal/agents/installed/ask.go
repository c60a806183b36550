package installed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hagen/internal/message"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// Limits for one agent. The slowest of Debian 12 needs a second, and the longest
// output is 50 KiB.
const (
	Timeout = 30 * time.Second
	maxSize = 4 << 20
)

var (
	textNotStarted = message.New("import.not-started", "agent", "cause")
	textNoAnswer   = message.New("import.no-answer", "agent", "timeout")
	textFailed     = message.New("import.failed", "agent", "cause")
	textTooLong    = message.New("import.too-long", "agent", "cause")
	textSilent     = message.New("import.silent", "agent")
	textInvalid    = message.New("import.invalid", "agent", "cause")
	textSaid       = message.New("import.said", "said")
)

// Failure is why an agent's metadata could not be read.
type Failure struct {
	Agent string
	Kind  Kind
	Err   error
	Said  string // the agent's last line on standard error, may be empty
}

// Kind is why an agent gave no metadata.
type Kind int

// The kinds of failures.
const (
	NotStarted Kind = iota // it could not be run
	NoAnswer               // it did not end in time
	Failed                 // it ended with an error
	TooLong                // it did not stop printing
	Silent                 // it printed nothing
	Invalid                // it printed something that pcs does not accept as metadata
)

// Message describes the failure.
func (f *Failure) Message() message.Message {
	switch f.Kind {
	case NotStarted:
		return textNotStarted.With(f.Agent, f.Err)
	case NoAnswer:
		return textNoAnswer.With(f.Agent, Timeout)
	case Failed:
		return textFailed.With(f.Agent, f.Err)
	case TooLong:
		return textTooLong.With(f.Agent, f.Err)
	case Silent:
		return textSilent.With(f.Agent)
	}
	return textInvalid.With(f.Agent, f.Err)
}

// Help returns the agent's own words.
func (f *Failure) Help() message.Message {
	if f.Said == "" {
		return message.Message{}
	}
	return textSaid.With(f.Said)
}

// Error says it in English.
func (f *Failure) Error() string { return f.Message().String() }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.Err }

// answer is an agent's output, or the reason it gave no output.
type answer struct {
	printed []byte
	failure *Failure
}

// askAll asks agents in parallel. Most of them only start an interpreter, so more
// at a time than there are processors is not faster.
func askAll(ctx context.Context, list []Agent, answered func(done int)) []answer {
	answers := make([]answer, len(list))
	next := make(chan int)
	var wait sync.WaitGroup
	var done atomic.Int64
	for range min(runtime.NumCPU(), len(list)) {
		wait.Go(func() {
			for i := range next {
				answers[i] = list[i].ask(ctx, Timeout)
				if n := int(done.Add(1)); answered != nil {
					answered(n)
				}
			}
		})
	}
	for i := range list {
		next <- i
	}
	close(next)
	wait.Wait()
	return answers
}

// ask runs the agent's metadata action. No shell is involved except the agent's
// own.
func (a Agent) ask(ctx context.Context, timeout time.Duration) answer {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, a.path, a.args...)
	cmd.Env = append([]string{
		"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8",
		"PYTHONWARNINGS=ignore", "PYTHONDONTWRITEBYTECODE=1",
	}, a.env...)
	stdout, stderr := capped{limit: maxSize}, capped{limit: maxSize}
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	endWhole(cmd)
	cmd.WaitDelay = time.Second // for pipes that detached children keep open

	err := cmd.Run()
	failure := &Failure{Agent: a.Name, Err: err, Said: lastLine(stderr.text)}
	var exit *exec.ExitError
	switch {
	case stdout.full || stderr.full:
		failure.Kind, failure.Err = TooLong, fmt.Errorf("more than %d MiB", maxSize>>20)
	case ctx.Err() != nil && err != nil:
		failure.Kind, failure.Err = NoAnswer, ctx.Err()
	case errors.As(err, &exit):
		failure.Kind = Failed
	case errors.Is(err, exec.ErrWaitDelay):
		failure.Kind = NoAnswer
	case err != nil:
		failure.Kind = NotStarted
	case len(bytes.TrimSpace(stdout.text)) == 0:
		failure.Kind = Silent
	default:
		return answer{printed: bytes.TrimSpace(stdout.text)}
	}
	return answer{failure: failure}
}

// capped is a buffer with a limit. An agent that writes more finds its pipe closed.
type capped struct {
	text  []byte
	limit int
	full  bool
}

func (c *capped) Write(p []byte) (int, error) {
	if len(c.text)+len(p) > c.limit {
		c.full = true
		return 0, errors.New("too much")
	}
	c.text = append(c.text, p...)
	return len(p), nil
}

// lastLine returns the last line that is not blank, safe for a terminal. The last
// line is usually the reason: a Python traceback ends with it.
func lastLine(text []byte) string {
	const longest = 200
	text = bytes.TrimSpace(text)
	line := []rune(string(bytes.TrimSpace(text[bytes.LastIndexByte(text, '\n')+1:])))
	if len(line) > longest {
		line = append(line[:longest], '…')
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, string(line))
}
