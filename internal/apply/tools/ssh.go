package tools

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"hagen/internal/shquote"
)

// SSHConfig says where to, and how.
type SSHConfig struct {
	User, Host, Port string // User and Port may be "": the ssh configuration decides
	// Ask lets ssh ask on the terminal: for a passphrase, about a new host key.
	Ask bool
	// Program is ssh; "" means the one in the path.
	Program string
}

// SSH runs programs on a node through the user's own ssh: its configuration,
// agent and known hosts count. One connection and mostly one shell on it serve all
// programs: sshd takes an eighth of a second to begin a shell.
type SSH struct {
	cfg    SSHConfig
	dir    string // of the control socket; "" without one
	target []string

	mu     sync.Mutex
	shells []*session
}

// ConnectError is a node that ssh does not reach.
type ConnectError struct {
	Host string
	Said string // "": the connection was there, and was lost
}

// ErrHost says that the name of a host or of a user is invalid: ssh would take it
// for an option.
var ErrHost = errors.New("a name cannot begin with -")

// DialSSH connects. Whatever ssh has to ask, it asks now.
func DialSSH(ctx context.Context, cfg SSHConfig) (*SSH, error) {
	if cfg.Program == "" {
		cfg.Program = "ssh"
	}
	if cfg.Host == "" || strings.HasPrefix(cfg.Host, "-") || strings.HasPrefix(cfg.User, "-") {
		return nil, ErrHost
	}
	s := &SSH{cfg: cfg}
	if cfg.User != "" {
		s.target = append(s.target, "-l", cfg.User)
	}
	if cfg.Port != "" {
		s.target = append(s.target, "-p", cfg.Port)
	}
	s.target = append(s.target, "--", cfg.Host)
	if err := s.connect(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// closeTime is how long the end of a connection may take.
const closeTime = 5 * time.Second

// keepalive finds out within 20 s that a node does not answer any more.
var keepalive = []string{"-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3"}

// connect opens the connection the shells share, where ssh can share one. It
// stays behind in the background, away from the terminal's interrupts, and ends
// by itself when it was not used for a minute. Where it cannot, the first shell
// is the connection.
func (s *SSH) connect(ctx context.Context) error {
	if runtime.GOOS == "windows" { // whose ssh has no control sockets
		_, err := s.Run(ctx, Command{Argv: []string{"true"}})
		return err
	}
	dir, err := os.MkdirTemp("", "hagen-") // 0700; a short path, as sockets need
	if err != nil {
		return err
	}
	s.dir = dir
	args := []string{"-f", "-N", "-o", "ControlMaster=yes", "-o", "ControlPersist=60", "-o", "ControlPath=" + s.socket()}
	if !s.cfg.Ask {
		args = append(args, "-o", "BatchMode=yes")
	}
	cmd := exec.CommandContext(ctx, s.cfg.Program, append(append(args, keepalive...), s.target...)...)
	cmd.WaitDelay = 5 * time.Second
	// A file, not a pipe: what stays in the background keeps it open.
	errs, err := os.CreateTemp(s.dir, "stderr-")
	if err != nil {
		return err
	}
	defer os.Remove(errs.Name())
	defer errs.Close()
	cmd.Stderr = errs
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound):
		return &MissingError{s.cfg.Program}
	case err != nil:
		said, _ := os.ReadFile(errs.Name())
		return &ConnectError{s.cfg.Host, firstOf(strings.Join(messages(said), "; "), err.Error())}
	}
	return nil
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (s *SSH) socket() string { return filepath.Join(s.dir, "s") }

// Run runs a program on the node: in a shell that is there and has nothing to do,
// or in one more.
func (s *SSH) Run(ctx context.Context, c Command) (Result, error) {
	line, err := quoted(c.Argv)
	if err != nil {
		return Result{}, err
	}
	if ctx.Err() != nil {
		return Result{}, context.Cause(ctx)
	}
	shell, err := s.take()
	if err != nil {
		return Result{}, err
	}
	res, whole := shell.run(ctx, line, c)
	switch {
	case whole:
		s.give(shell)
		return res, nil
	case ctx.Err() != nil:
		return res, context.Cause(ctx)
	}
	return res, &ConnectError{s.cfg.Host, shell.said(res)}
}

// take takes a shell. One that ended meanwhile is of no use; a lost connection is
// made again, but without a question.
func (s *SSH) take() (*session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shells = slices.DeleteFunc(s.shells, (*session).over)
	for _, shell := range s.shells {
		if !shell.busy {
			shell.busy = true
			return shell, nil
		}
	}
	shell, err := newSession(func(ctx context.Context) *exec.Cmd {
		return exec.CommandContext(ctx, s.cfg.Program, s.shellArgs()...)
	})
	if errors.Is(err, exec.ErrNotFound) {
		err = &MissingError{s.cfg.Program}
	}
	if err != nil {
		return nil, err
	}
	shell.busy = true
	s.shells = append(s.shells, shell)
	return shell, nil
}

// give gives a shell back.
func (s *SSH) give(shell *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	shell.busy = false
}

// shellArgs are the arguments of ssh for one more shell.
func (s *SSH) shellArgs() []string {
	args := []string{"-T"}
	if s.dir != "" {
		args = append(args, "-o", "ControlMaster=no", "-o", "ControlPath="+s.socket())
	}
	if s.dir != "" || !s.cfg.Ask { // else this is the connection, and ssh asks now
		args = append(args, "-o", "BatchMode=yes")
	}
	return append(append(append(args, keepalive...), s.target...), shellCommand)
}

// quoted writes a command for a shell.
func quoted(argv []string) (string, error) {
	var words []string
	for _, arg := range argv {
		q, err := shquote.Quote(arg)
		if err != nil {
			return "", err
		}
		words = append(words, q)
	}
	return strings.Join(words, " "), nil
}

// Close ends the shells and the connection.
func (s *SSH) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, shell := range s.shells {
		if shell.close(); shell.busy {
			shell.stop()
		}
	}
	defer func() {
		for _, shell := range s.shells {
			shell.wait()
		}
		s.shells = nil
	}()
	if s.dir == "" {
		return nil
	}
	if _, err := os.Stat(s.socket()); !errors.Is(err, fs.ErrNotExist) {
		ctx, cancel := context.WithTimeout(context.Background(), closeTime)
		defer cancel()
		args := append([]string{"-O", "exit", "-o", "ControlPath=" + s.socket()}, s.target...)
		_ = exec.CommandContext(ctx, s.cfg.Program, args...).Run() // gone already is fine
	}
	return os.RemoveAll(s.dir)
}
