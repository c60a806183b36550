package tools

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// binary is data that would come apart anywhere it is taken for text.
func binary(n int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(random.Uint32())
	}
	return append(out, "\n\n\x00\\n'\"$(id)\n"...)
}

// both runs a test with each shell that is here, as the login shell and as sh.
func both(t *testing.T, test func(t *testing.T, s *SSH)) {
	for _, name := range []string{"sh", "dash", "bash", "ksh", "ksh93", "mksh", "zsh", "busybox", "fish", "tcsh"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		for _, as := range []string{"login", "sh"} {
			if as == "sh" && (name == "fish" || name == "tcsh") {
				continue
			}
			t.Run(name+" as "+as, func(t *testing.T) {
				dir := t.TempDir()
				link := filepath.Join(dir, name)
				if as == "sh" || name == "busybox" {
					link = filepath.Join(dir, "sh")
				}
				if err := os.Symlink(path, link); err != nil {
					t.Fatal(err)
				}
				if as == "login" {
					t.Setenv("LOGIN_SHELL", link)
				} else {
					t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
				}
				s, _, err := dial(t, "node01")
				if err != nil {
					t.Fatal(err)
				}
				defer s.Close()
				test(t, s)
			})
		}
	}
}

// TestSessionCarriesAnything: whatever bytes go to a program and come from it, on
// both of its outputs, and whatever it leaves unread, the next one is not touched.
func TestSessionCarriesAnything(t *testing.T) {
	data := binary(300_000)
	both(t, func(t *testing.T, s *SSH) {
		run := func(c Command) Result {
			t.Helper()
			res, err := s.Run(t.Context(), c)
			if err != nil {
				t.Fatal(err)
			}
			return res
		}
		res := run(Command{Argv: []string{"sh", "-c", "tee /dev/fd/2; exit 3"}, Stdin: data})
		if !bytes.Equal(res.Stdout, data) || !bytes.Equal(res.Stderr, data) || res.Code != 3 {
			t.Errorf("%d and %d bytes, code %d", len(res.Stdout), len(res.Stderr), res.Code)
		}
		if res := run(Command{Argv: []string{"true"}, Stdin: data}); res.Code != 0 || len(res.Stdout)+len(res.Stderr) != 0 {
			t.Errorf("without reading: %+v", res)
		}
		if res := run(Command{Argv: []string{"head", "-c", "7"}, Stdin: data}); !bytes.Equal(res.Stdout, data[:7]) {
			t.Errorf("having read a part: %q", res.Stdout)
		}
		if res := run(Command{Argv: []string{"cat"}}); res.Code != 0 || len(res.Stdout) != 0 {
			t.Errorf("of nothing: %+v", res)
		}
		words := []string{"", "a b", "it's", "$(id)", "`id`", "*", "\n", "tail\n", "-n", "é€", "\x01\x7f\xff", `\n`, "!"}
		res = run(Command{Argv: append([]string{"sh", "-c", `for word in "$@"; do printf "%s|" "$word"; done`, "sh"}, words...)})
		if want := strings.Join(words, "|") + "|"; string(res.Stdout) != want {
			t.Errorf("%q, want %q", res.Stdout, want)
		}
		if res := run(Command{Argv: []string{"sh", "-c", "exit 255"}}); res.Code != 255 {
			t.Errorf("code %d", res.Code)
		}
		if res := run(Command{Argv: []string{"no-such-tool"}}); res.Code != codeNotFound {
			t.Errorf("%+v", res)
		}
		if res := run(Command{Argv: []string{"sh", "-c", "kill -KILL $$"}, Stdin: data}); res.Code == 0 { // 137, in ksh93 9
			t.Errorf("killed: %+v", res)
		}
		res = run(Command{Argv: []string{"sh", "-c", `echo "$LC_ALL $PATH"`}})
		if out := strings.TrimSpace(string(res.Stdout)); !strings.HasPrefix(out, "C ") || !strings.HasSuffix(out, sbin) {
			t.Errorf("the environment: %q", out)
		}
		if len(s.shells) != 1 {
			t.Errorf("%d shells", len(s.shells))
		}
	})
}

// TestSessionTellsLines: lines are told when they come, not when the next one does.
func TestSessionTellsLines(t *testing.T) {
	both(t, func(t *testing.T, s *SSH) {
		fifo := filepath.Join(t.TempDir(), "go on")
		if err := exec.Command("mkfifo", fifo).Run(); err != nil {
			t.Fatal(err)
		}
		var lines []string
		res, err := s.Run(t.Context(), Command{
			Argv: []string{"sh", "-c", `echo one; cat "$1"; printf two`, "sh", fifo},
			Line: func(l string) {
				lines = append(lines, l)
				if l == "one" { // the program waits for this
					if err := os.WriteFile(fifo, []byte("between\n"), 0); err != nil {
						t.Error(err)
					}
				}
			},
		})
		if err != nil || res.Code != 0 || strings.Join(lines, ",") != "one,between,two" {
			t.Errorf("%q, %+v, %v", lines, res, err)
		}
	})
}

// TestSessionsBesideEachOther: a program that waits does not keep others waiting,
// and shells are used again.
func TestSessionsBesideEachOther(t *testing.T) {
	s, calls, err := dial(t, "node01")
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				want := fmt.Sprintf("%d\n", i)
				res, err := s.Run(t.Context(), Command{Argv: []string{"sh", "-c", "sleep 0.2; cat"}, Stdin: []byte(want)})
				if err != nil || string(res.Stdout) != want {
					t.Errorf("%q, %v", res.Stdout, err)
				}
			})
		}
		wg.Wait()
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	said, err := os.ReadFile(calls)
	if n := strings.Count(string(said), shellCommand); err != nil || n != 4 {
		t.Errorf("%d shells for four programs at a time, %v", n, err)
	}
}

// TestSessionEndsWithItsContext: the caller can go at once; the next program
// gets another shell.
func TestSessionEndsWithItsContext(t *testing.T) {
	s, _, err := dial(t, "node01")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("enough")
	begin := time.Now()
	_, err = s.Run(ctx, Command{Argv: []string{"sh", "-c", "echo begun; exec sleep 30"}, Line: func(string) { cancel(stop) }})
	if !errors.Is(err, stop) || time.Since(begin) > 10*time.Second {
		t.Errorf("%v after %s", err, time.Since(begin))
	}
	if _, err := s.Run(ctx, Command{Argv: []string{"true"}}); !errors.Is(err, stop) {
		t.Errorf("a program more: %v", err)
	}
	if res, err := s.Run(t.Context(), Command{Argv: []string{"echo", "again"}}); err != nil || string(res.Stdout) != "again\n" {
		t.Errorf("the next one: %q, %v", res.Stdout, err)
	}
}

// TestSessionIsLost: a connection that breaks off is reported, with what ssh
// said of it, and is made again for the next program.
func TestSessionIsLost(t *testing.T) {
	s, _, err := dial(t, "node01")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var lost *ConnectError
	res, err := s.Run(t.Context(), Command{Argv: []string{"sh", "-c", `echo some; echo "Connection to node01 closed." >&2; kill -KILL $PPID`}})
	if !errors.As(err, &lost) || lost.Host != "node01" || lost.Said != "Connection to node01 closed." || string(res.Stdout) != "some\n" {
		t.Errorf("%q, %v", res.Stdout, err)
	}
	if res, err := s.Run(t.Context(), Command{Argv: []string{"echo", "again"}}); err != nil || string(res.Stdout) != "again\n" {
		t.Errorf("the next one: %q, %v", res.Stdout, err)
	}
	// A shell that ended while it had nothing to do.
	s.shells[0].close()
	<-s.shells[0].ended
	if res, err := s.Run(t.Context(), Command{Argv: []string{"echo", "and again"}}); err != nil || string(res.Stdout) != "and again\n" {
		t.Errorf("after it was idle: %q, %v", res.Stdout, err)
	}
}

// TestSessionWithoutShell: a login without a shell is an error; a greeting is
// ignored.
func TestSessionWithoutShell(t *testing.T) {
	for name, tt := range map[string]struct{ login, said string }{
		"no login":  {"#!/bin/sh\necho 'This account is currently not available.'\nexit 1\n", "This account is currently not available."},
		"refused":   {"#!/bin/sh\necho 'no more sessions' >&2\nexit 255\n", "no more sessions"},
		"greetings": {"#!/bin/sh\necho 'Welcome to node01!'\nprintf 'have fun' >&2\nexec sh \"$@\"\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			login := filepath.Join(t.TempDir(), "login")
			if err := os.WriteFile(login, []byte(tt.login), 0o700); err != nil {
				t.Fatal(err)
			}
			t.Setenv("LOGIN_SHELL", login)
			s, _, err := dial(t, "node01")
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			res, err := s.Run(t.Context(), Command{Argv: []string{"echo", "x"}})
			var lost *ConnectError
			if tt.said == "" && (err != nil || string(res.Stdout) != "x\n" || len(res.Stderr) > 0) {
				t.Errorf("%q, %q, %v", res.Stdout, res.Stderr, err)
			}
			if tt.said != "" && (!errors.As(err, &lost) || lost.Said != tt.said) {
				t.Errorf("%v, want %q", err, tt.said)
			}
		})
	}
}

// TestSessionTakesNoDataForCommands: when the two sides disagree about where data
// ends, the shell ends rather than to run what it finds there.
func TestSessionTakesNoDataForCommands(t *testing.T) {
	s, _, err := dial(t, "node01")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	t.Chdir(t.TempDir()) // the other end is here
	const record = 64    // a part of what is read at a time, so that one begins where reading ends
	evil := fmt.Sprintf("%-*s", record-len("key 55 0\n"), "touch proof")
	data := strings.Repeat("key 55 0\n"+evil, 4_000)
	// What would throw the rest of the data away is killed.
	_, err = s.Run(t.Context(), Command{Argv: []string{"sh", "-c", `kill -KILL $PPID`}, Stdin: []byte(data)})
	t.Logf("it ended with %v", err)
	if _, err := s.Run(t.Context(), Command{Argv: []string{"true"}}); err != nil {
		_, err = s.Run(t.Context(), Command{Argv: []string{"true"}}) // the first one found the shell ending
		if err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat("proof"); err == nil {
		t.Error("data was run")
	}
}
