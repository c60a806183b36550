// Package fastpcs runs the real, installed pcs for tests without paying for
// Python's imports on every command: five times as many commands in a minute. Its
// own test shows that a script has the same result with and without it.
package fastpcs

import (
	"bufio"
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed server.py
var server string

// Where is the place pcs runs in: this machine, or a host on it.
type Where interface {
	// Path is where a file of the place stands for this process.
	Path(inside string) string
	// Command prepares a command that runs there.
	Command(ctx context.Context, name string, args ...string) *exec.Cmd
}

// Machine is this machine.
type Machine struct{}

// Path is the file itself.
func (Machine) Path(inside string) string { return inside }

// Command runs here.
func (Machine) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, name, args...)
}

// Pcs is a running server and the folder it works in.
type Pcs struct {
	where  Where
	dir    string // as seen there
	proc   *exec.Cmd
	alive  io.Closer
	cancel context.CancelFunc
}

// Start builds the client, starts the server in a new folder below parent and
// waits until pcs is imported. The caller must Stop it.
func Start(where Where, parent string) (*Pcs, error) {
	outside, err := os.MkdirTemp(where.Path(parent), "hagen-pcs")
	if err != nil {
		return nil, err
	}
	p := &Pcs{where: where, dir: filepath.Join(parent, filepath.Base(outside))}
	if err := p.start(); err != nil {
		p.Stop()
		return nil, err
	}
	return p, nil
}

func (p *Pcs) start() error {
	build := exec.Command("go", "build", "-o", p.where.Path(filepath.Join(p.dir, "bin", "pcs")), "hagen/test/proof/fastpcs/client")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build the client: %w\n%s", err, out)
	}
	script := filepath.Join(p.dir, "server.py")
	if err := os.WriteFile(p.where.Path(script), []byte(server), 0o600); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	// The system's Python: pcs is not installed for any other.
	p.proc = p.where.Command(ctx, "/usr/bin/python3", script, p.socket())
	p.proc.Stderr = os.Stderr
	out, err := p.proc.StdoutPipe()
	if err != nil {
		return err
	}
	// Never written to: it closes when this process ends in whatever way, and
	// the server ends with it.
	if p.alive, err = p.proc.StdinPipe(); err != nil {
		return err
	}
	if err := p.proc.Start(); err != nil {
		return fmt.Errorf("start the server: %w", err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		return fmt.Errorf("the server did not get ready: %w %s", err, line)
	}
	return nil
}

func (p *Pcs) socket() string { return filepath.Join(p.dir, "socket") }

// Env is an environment in which "pcs" is the fast one, for commands a test runs
// itself on this machine.
func (p *Pcs) Env() []string { return append(os.Environ(), p.variables()...) }

func (p *Pcs) variables() []string {
	return []string{"PATH=" + filepath.Join(p.dir, "bin") + ":/usr/sbin:/usr/bin:/sbin:/bin", "HAGEN_PCS_SOCKET=" + p.socket()}
}

// Run runs a script on a CIB and returns what the CIB is afterwards, what the
// script printed and how it failed. A failure of the test itself is in err as well.
func (p *Pcs) Run(ctx context.Context, script, cib []byte) (after, printed []byte, err error) {
	outside, err := os.MkdirTemp(p.where.Path(p.dir), "run")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(outside)
	dir := filepath.Join(p.dir, filepath.Base(outside))
	if err := os.WriteFile(filepath.Join(outside, "script.sh"), script, 0o700); err != nil {
		return nil, nil, err
	}
	if err := os.WriteFile(filepath.Join(outside, "cib.xml"), cib, 0o600); err != nil {
		return nil, nil, err
	}
	args := append(p.variables(), "sh", filepath.Join(dir, "script.sh"), filepath.Join(dir, "cib.xml"))
	cmd := p.where.Command(ctx, "env", args...)
	printed, err = cmd.CombinedOutput()
	after, readErr := os.ReadFile(filepath.Join(outside, "cib.xml"))
	if readErr != nil {
		return nil, printed, readErr
	}
	return after, printed, err
}

// Stop ends the server and removes what Start made.
func (p *Pcs) Stop() {
	if p.alive != nil {
		_ = p.alive.Close()
	}
	if p.cancel != nil {
		p.cancel()
	}
	if p.proc != nil && p.proc.Process != nil {
		_ = p.proc.Wait() // killed: its status says nothing
	}
	_ = os.RemoveAll(p.where.Path(p.dir))
}
