// Package tools is a destination reached by running Pacemaker's own tools: on this
// machine, on a node over SSH, or on a CIB file. Only the runner knows which of
// them it is.
package tools

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Command is a program to run. Data goes through its standard input: what
// is in arguments, which every user of a machine can read.
type Command struct {
	Argv  []string
	Stdin []byte
	// Line gets standard output line by line, instead of the result.
	Line func(string)
}

// Result is how a program ended.
type Result struct {
	Stdout, Stderr []byte
	Code           int
}

// Runner runs programs somewhere. A program that ends with another code than 0
// is not an error; one that could not be run is.
type Runner interface {
	Run(ctx context.Context, c Command) (Result, error)
	Close() error
}

// Script is what a ToolError calls the pcs script.
const Script = "the script"

// notWhole is the last output of our scripts, with codeDataErr, when the connection
// was cut while they read.
const notWhole = "did not arrive whole"

// ToolError says that a program failed.
type ToolError struct {
	Tool string
	Code int
	Said string
}

// Cut reports whether not all of its input arrived.
func (e *ToolError) Cut() bool { return e.Code == codeDataErr && strings.HasSuffix(e.Said, notWhole) }

// MissingError says that a program is missing.
type MissingError struct{ Tool string }

// codeNotFound is a shell's exit code for a missing program.
const codeNotFound = 127

// sbin is where the tools are; it is not in every user's path.
const sbin = ":/usr/sbin:/sbin"

// Local runs programs on this machine.
type Local struct {
	// Env is set in addition, such as CIB_file.
	Env []string
}

// Run runs a program on this machine.
func (l Local) Run(ctx context.Context, c Command) (Result, error) {
	path, err := lookPath(c.Argv[0])
	if err != nil {
		return Result{}, &MissingError{c.Argv[0]}
	}
	cmd := exec.CommandContext(ctx, path, c.Argv[1:]...)
	cmd.Env = append(os.Environ(), "PATH="+os.Getenv("PATH")+sbin, "LC_ALL=C")
	cmd.Env = append(cmd.Env, l.Env...)
	return run(ctx, cmd, c)
}

// Close does nothing.
func (l Local) Close() error { return nil }

func lookPath(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err == nil || strings.ContainsRune(name, '/') {
		return path, err
	}
	for _, dir := range strings.Split(strings.Trim(sbin, ":"), ":") {
		if path, err := exec.LookPath(dir + "/" + name); err == nil {
			return path, nil
		}
	}
	return "", err
}

// run runs a prepared command. The terminal's interrupts do not reach it: a write
// is always carried through; waiting ends with the context.
func run(ctx context.Context, cmd *exec.Cmd, c Command) (Result, error) {
	detach(cmd)
	cmd.WaitDelay = 5 * time.Second
	cmd.Stdin = bytes.NewReader(c.Stdin)
	var out, errs bytes.Buffer
	cmd.Stderr = &errs
	lines := &lineWriter{line: c.Line}
	if c.Line != nil {
		cmd.Stdout = lines
	} else {
		cmd.Stdout = &out
	}
	err := cmd.Run()
	lines.end()
	res := Result{Stdout: out.Bytes(), Stderr: errs.Bytes()}
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return res, context.Cause(ctx)
	case errors.As(err, &exit) && exit.ExitCode() < 0: // a signal ended it: an assertion, mostly
		return res, &ToolError{c.Argv[0], exit.ExitCode(), strings.TrimSuffix(exit.String()+"; "+said(res), "; ")}
	case errors.As(err, &exit):
		res.Code = exit.ExitCode()
		return res, nil
	}
	return res, err
}

// lineWriter passes whole lines on.
type lineWriter struct {
	line func(string)
	rest []byte
}

func (w *lineWriter) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	for {
		i := bytes.IndexByte(w.rest, '\n')
		if i < 0 {
			return len(p), nil
		}
		w.line(string(w.rest[:i]))
		w.rest = w.rest[i+1:]
	}
}

func (w *lineWriter) end() {
	if len(w.rest) > 0 {
		w.line(string(w.rest))
	}
}

// said is what a program says, in one line. Tools of Pacemaker put the name of a
// function before each.
func said(res Result) string { return strings.Join(messages(res.Stderr), "; ") }

func messages(stderr []byte) []string {
	var out []string
	seen := map[string]bool{}
	for _, line := range strings.Split(string(stderr), "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "(") {
			if _, after, ok := strings.Cut(line, ")"); ok {
				line = strings.TrimSpace(after)
			}
		}
		if line == "" || seen[line] {
			continue
		}
		seen[line] = true
		out = append(out, line)
	}
	return out
}
