package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"

	"hagen/test/need"
)

// typed runs hagen on a terminal of 60 columns on which a person types an answer.
func typed(t *testing.T, answer string, args ...string) (code int, shown string) {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("this machine has no pseudo terminals: %v", err)
	}
	defer master.Close()
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 60}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(master, answer+"\n"); err != nil {
		t.Fatal(err)
	}
	var sent bytes.Buffer
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = io.Copy(&sent, master) // ends with an error when the other side is closed
	}()
	code = newApp(tty, tty, tty, noenv).run(t.Context(), append(args, "--lang", "en"))
	if err := tty.Close(); err != nil {
		t.Fatal(err)
	}
	<-read
	return code, strings.ReplaceAll(sent.String(), "\r\n", "\n")
}

// TestApproveOnATerminal: the question names the plan file and its digest, and only a
// yes applies it.
func TestApproveOnATerminal(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_verify", "crm_simulate")
	dir := t.TempDir()
	file, kept := filepath.Join(dir, "cib.xml"), filepath.Join(dir, "change.hagen")
	if err := os.WriteFile(file, []byte(fresh), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := ran(t, "plan", haproxy, "--target", "debian12", "--to", "file:"+file, "-o", kept)
	if code != exitDiffers {
		t.Fatalf("exit code %d: %s%s", code, out, errs)
	}
	digest := out[strings.LastIndex(out, "sha256:"):]
	digest = digest[:strings.IndexByte(digest, ')')]
	for _, answer := range []string{"n", "", "y"} {
		code, shown := typed(t, answer, "apply", kept)
		before, after, asked := strings.Cut(shown, "Apply this to file:"+file+"? [y/N]")
		if !asked || !strings.HasSuffix(strings.TrimSpace(before), kept+": "+digest) {
			t.Errorf("%q: the question is\n%s", answer, shown)
		}
		if applied := strings.Contains(after, "wrote file:"); applied != (answer == "y") || (code == exitOK) != applied {
			t.Errorf("%q: exit code %d\n%s", answer, code, shown)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if written := strings.Contains(string(data), "virtual_ip"); written != (answer == "y") {
			t.Errorf("%q: written %t", answer, written)
		}
	}
}
