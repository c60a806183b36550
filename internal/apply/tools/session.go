package tools

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// shellScript is the node's side of a session: it reads a key, and then, as often
// as they come, a line with the key and two lengths, a command of the first length
// and its standard input of the second. The command's output and errors go back
// between marks with the key, the last one with the exit code.
//
// The shell reads byte by byte, and head no more than it is told, so that what
// comes next stays where it is. What a command leaves unread is thrown away. Should
// the two sides still disagree, the key does not match and the shell ends:
// data is never taken for a command. TMOUT, which login scripts set, would end an
// idle shell.
//
// Login shells of any kind have to read this: it has one line, and neither single
// quotes nor exclamation marks.
const shellScript = `unset TMOUT key given length input line code; ` +
	`PATH=$PATH` + sbin + ` LC_ALL=C; export PATH LC_ALL; ` +
	`mark() { echo "$key $1"; echo "$key $1" >&2; }; ` +
	`read -r key || exit 65; ` +
	`while read -r given length input && [ "$given" = "$key" ]; do ` +
	`line=$(head -c "$length"); [ "${#line}" -eq "$length" ] || exit 65; ` +
	`mark begin; ` +
	`if [ "$input" -eq 0 ]; then (eval "exec $line") < /dev/null; ` +
	`else head -c "$input" | ( (eval "exec $line"); code=$?; cat > /dev/null; exit "$code" ); fi; ` +
	`mark "end $?"; ` +
	`done`

// shellCommand runs shellScript, whatever the user's login shell is. In the C
// locale lengths are of bytes.
const shellCommand = `exec env LC_ALL=C sh -c '` + shellScript + `'`

// session is a shell on a node, which runs one program after another.
type session struct {
	key       string
	in        io.WriteCloser
	out, errs *marked
	stop      context.CancelFunc // ends ssh, and so the session
	busy      bool               // SSH reports it; forever, when it is of no use any more
	ended     chan struct{}
}

// lastWords is how long ssh's output may go on when ssh has ended. The process that
// keeps the connection also holds it open, as long as the node's side does.
const lastWords = time.Second / 2

// newSession starts a prepared ssh with shellCommand at its other end.
func newSession(prepare func(context.Context) *exec.Cmd) (*session, error) {
	random := make([]byte, 16)
	rand.Read(random)
	s := &session{key: hex.EncodeToString(random), ended: make(chan struct{})}
	s.out, s.errs = newMarked(s.key), newMarked(s.key)
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	cmd := prepare(ctx)
	detachSSH(cmd)
	cmd.WaitDelay = lastWords
	cmd.Stdout, cmd.Stderr = s.out, s.errs
	var err error
	if s.in, err = cmd.StdinPipe(); err != nil {
		stop()
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		stop()
		return nil, err
	}
	go func() {
		_ = cmd.Wait() // what it means is known by how far the answers came
		s.out.cut()
		s.errs.cut()
		close(s.ended)
	}()
	return s, s.send([]byte(s.key + "\n"))
}

// send writes to the shell. That the other side is gone shows where its answer is
// waited for.
func (s *session) send(data []byte) error {
	_, err := s.in.Write(data)
	if s.over() {
		return nil
	}
	return err
}

// over reports whether the session has ended.
func (s *session) over() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// run runs a program that is quoted for a shell. When the context ends, so does
// the session. whole says that the answer came to its end: otherwise the result is
// what came of it, and the session is of no use any more.
func (s *session) run(ctx context.Context, line string, c Command) (res Result, whole bool) {
	var out, errs bytes.Buffer
	lines := &lineWriter{line: c.Line}
	to := io.Writer(&out)
	if c.Line != nil {
		to = lines
	}
	code, errors := s.out.expect(to), s.errs.expect(&errs)
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		head := fmt.Sprintf("%s %d %d\n", s.key, len(line), len(c.Stdin))
		if s.send([]byte(head+line)) == nil && len(c.Stdin) > 0 {
			_ = s.send(c.Stdin) // see send
		}
	}()
	stay := context.AfterFunc(ctx, s.stop)
	number, outWhole := <-code
	if !outWhole { // the session has ended, or sent an invalid mark
		s.stop()
	}
	_, errsWhole := <-errors
	if !errsWhole {
		s.stop()
		<-s.ended
	}
	<-sent
	lines.end()
	return Result{Stdout: out.Bytes(), Stderr: errs.Bytes(), Code: number}, stay() && outWhole && errsWhole
}

// close lets the shell come to its end.
func (s *session) close() { _ = s.in.Close() } // gone already is fine

// wait waits for that, for a while.
func (s *session) wait() {
	select {
	case <-s.ended:
	case <-time.After(closeTime):
		s.stop()
		<-s.ended
	}
}

// maxSaid bounds what is told of an answer that broke off. ssh has the last word.
const maxSaid = 2000

// said is what ssh said of a session that ended too early, or else what the login
// shell said instead of becoming ours.
func (s *session) said(res Result) string {
	for _, text := range [][]byte{append(s.errs.stray(), res.Stderr...), s.out.stray()} {
		if said := messages(text[max(0, len(text)-maxSaid):]); len(said) > 0 {
			return strings.Join(said, "; ")
		}
	}
	return ""
}
