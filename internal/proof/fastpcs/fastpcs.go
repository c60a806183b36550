// Package fastpcs runs the real, installed pcs for tests without paying for
// Python's imports on every command: five times as many commands in a minute.
// Its own test shows that a script comes to the same through it as without it.
package fastpcs

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed server.py
var server string

// Pcs is a running server and the folder with the "pcs" that talks to it.
type Pcs struct {
	dir   string
	proc  *exec.Cmd
	alive io.Closer
}

// Start builds the client, starts the server and waits until pcs is imported.
// The caller must Stop it.
func Start() (*Pcs, error) {
	dir, err := os.MkdirTemp("", "hagen-pcs")
	if err != nil {
		return nil, err
	}
	p := &Pcs{dir: dir}
	if err := p.start(); err != nil {
		p.Stop()
		return nil, err
	}
	return p, nil
}

func (p *Pcs) start() error {
	bin := filepath.Join(p.dir, "bin")
	build := exec.Command("go", "build", "-o", filepath.Join(bin, "pcs"), "hagen/internal/proof/fastpcs/client")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build the client: %w\n%s", err, out)
	}
	script := filepath.Join(p.dir, "server.py")
	if err := os.WriteFile(script, []byte(server), 0o600); err != nil {
		return err
	}
	// The system's Python: pcs is not installed for any other.
	p.proc = exec.Command("/usr/bin/python3", script, p.socket())
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

// Env is an environment in which "pcs" is the fast one.
func (p *Pcs) Env() []string {
	return append(os.Environ(),
		"PATH="+filepath.Join(p.dir, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"),
		"HAGEN_PCS_SOCKET="+p.socket())
}

// Stop ends the server and removes what Start made.
func (p *Pcs) Stop() {
	if p.proc != nil && p.proc.Process != nil {
		_ = p.proc.Process.Kill()
		_ = p.proc.Wait()
	}
	_ = os.RemoveAll(p.dir)
}
