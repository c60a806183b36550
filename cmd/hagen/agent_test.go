package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"hagen/test/need"
)

// hagenRun runs hagen and gives its exit code and what it said.
func hagenRun(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	a := newApp(strings.NewReader(""), &out, &out, noenv)
	code := a.run(t.Context(), args)
	return code, out.String()
}

// TestAgent runs the agent of a node whose cluster is a CIB file, and plans and
// applies through it.
func TestAgent(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin", "crm_verify", "crm_simulate")
	dir, err := os.MkdirTemp("", "agent") // short: the path of a socket may not be long
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "config"))
	cib := filepath.Join(dir, "cib.xml")
	t.Setenv("CIB_file", cib)
	if err := os.WriteFile(cib, []byte(`<cib crm_feature_set="3.14.0" validate-with="pacemaker-3.9" epoch="5" num_updates="0" admin_epoch="0" have-quorum="1"><configuration><crm_config/><nodes/><resources/><constraints/></configuration><status/></cib>`), 0o600); err != nil {
		t.Fatal(err)
	}
	notify, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(dir, "n.sock"), Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer notify.Close()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	keys := filepath.Join(dir, "keys")
	if code, said := hagenRun(t, "agent", "init", "--dir", keys); code != 0 {
		t.Fatal(said)
	}

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var log bytes.Buffer
	a := newApp(strings.NewReader(""), &log, &log, func(name string) string {
		return map[string]string{"NOTIFY_SOCKET": filepath.Join(dir, "n.sock"), "JOURNAL_STREAM": "1:2"}[name]
	})
	ended := make(chan int, 1)
	go func() {
		ended <- a.run(ctx, []string{"agent", "--dir", keys, "--listen", address, "--state", filepath.Join(dir, "state"), "--health", filepath.Join(dir, "h.sock")})
	}()
	told := func(want string) {
		t.Helper()
		b := make([]byte, 100)
		notify.SetDeadline(time.Now().Add(20 * time.Second))
		if n, err := notify.Read(b); err != nil || string(b[:n]) != want {
			t.Fatalf("systemd is told %q (%v), want %q", b[:n], err, want)
		}
	}
	told("READY=1")

	to := "https://" + address
	plan := func(more ...string) (int, string) {
		return hagenRun(t, append([]string{"plan", "testdata/sheets/clean.csv", "--to", to}, more...)...)
	}
	_, node := hagenRun(t, "agent", "fingerprint", "--node", "--dir", keys)
	code, said := plan()
	if code != exitError || !strings.Contains(said, "is not known yet; its key is "+strings.TrimSpace(node)) {
		t.Errorf("first contact without a terminal: %d\n%s", code, said)
	}
	code, said = plan("--accept-new")
	_, own := hagenRun(t, "agent", "fingerprint")
	if code != exitError || !strings.Contains(said, "hagen agent authorize "+strings.TrimSpace(own)) {
		t.Errorf("before it is authorized: %d\n%s", code, said)
	}
	if code, said := hagenRun(t, "agent", "authorize", "--dir", keys, strings.TrimSpace(own), "--name", "alice"); code != 0 {
		t.Fatal(said)
	}
	if code, said = hagenRun(t, "history", "--to", to); code != 0 {
		t.Errorf("history: %d\n%s", code, said)
	}
	if code, said := hagenRun(t, "agent", "--dir", keys, "--listen", address, "--health", filepath.Join(dir, "h.sock")); code != exitError || !strings.Contains(said, "another agent answers") {
		t.Errorf("a second agent: %d\n%s", code, said)
	}

	stop()
	told("STOPPING=1")
	if code := <-ended; code != 0 {
		t.Errorf("the agent ended with %d", code)
	}
	if !strings.HasPrefix(log.String(), "level=") {
		t.Errorf("the journal has times twice:\n%s", log.String())
	}
}

// TestUnit has systemd look at the agent's unit.
func TestUnit(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("systemd is Linux")
	}
	need.Tool(t, "apt install systemd", "systemd-analyze")
	unit, err := os.ReadFile("../../packaging/hagen-agent.service")
	if err != nil {
		t.Fatal(err)
	}
	const program = "/usr/bin/hagen"
	if !bytes.Contains(unit, []byte("ExecStart="+program+" agent\n")) {
		t.Fatalf("the unit does not start %s", program)
	}
	path := filepath.Join(t.TempDir(), "hagen-agent.service")
	if err := os.WriteFile(path, bytes.Replace(unit, []byte(program), []byte("/bin/true"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("systemd-analyze", "verify", path).CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}
