package tools

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fakeSSH is an ssh whose other end is this machine: it notes its arguments and
// runs the command. Of a host called nowhere it says what ssh says.
const fakeSSH = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/calls"
while [ "$1" != -- ]; do
  case $1 in
  ControlPath=*) socket=${1#ControlPath=} ;;
  exit) rm -f "$socket" ;;
  esac
  shift
done
[ -z "$socket" ] || [ -e "$socket" ] || : > "$socket"
shift
if [ "$1" = nowhere ]; then echo "ssh: connect to host nowhere port 22: Connection refused" >&2; exit 255; fi
shift
[ $# -gt 0 ] || exit 0
exec ${LOGIN_SHELL:-sh} -c "$*"
`

func dial(t *testing.T, host string) (*SSH, string, error) {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "ssh")
	if err := os.WriteFile(program, []byte(fakeSSH), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := DialSSH(t.Context(), SSHConfig{User: "root", Host: host, Port: "2222", Program: program})
	return s, filepath.Join(dir, "calls"), err
}

func TestSSH(t *testing.T) {
	s, calls, err := dial(t, "node01")
	if err != nil {
		t.Fatal(err)
	}
	res, err := s.Run(t.Context(), Command{
		Argv:  []string{"sh", "-c", `printf '%s|' "$@"; cat; echo oops >&2; exit 7`, "sh", "a b", "$(id)", "it's", "*", ""},
		Stdin: []byte("s3cr3t"),
	})
	if err != nil || res.Code != 7 || string(res.Stdout) != "a b|$(id)|it's|*||s3cr3t" || string(res.Stderr) != "oops\n" {
		t.Errorf("%+v %q %q, %v", res, res.Stdout, res.Stderr, err)
	}
	var lines []string
	if _, err := s.Run(t.Context(), Command{Argv: []string{"printf", `a\nb`}, Line: func(l string) { lines = append(lines, l) }}); err != nil || strings.Join(lines, ",") != "a,b" {
		t.Errorf("%q, %v", lines, err)
	}
	if res, err := s.Run(t.Context(), Command{Argv: []string{"no-such-tool"}}); err != nil || res.Code != codeNotFound {
		t.Errorf("%+v, %v", res, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.dir); err == nil {
		t.Error("the folder of the connection is left")
	}
	said, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	log := string(said)
	if strings.Contains(log, "s3cr3t") {
		t.Error("data was in the arguments")
	}
	for _, want := range []string{"ControlMaster=yes", "BatchMode=yes", "-f -N", "-l root -p 2222 -- node01\n", "-O exit"} {
		if !strings.Contains(log, want) {
			t.Errorf("ssh was not called with %q:\n%s", want, log)
		}
	}
}

func TestSSHCannotConnect(t *testing.T) {
	_, _, err := dial(t, "nowhere")
	var connect *ConnectError
	if !errors.As(err, &connect) || !strings.Contains(connect.Said, "Connection refused") {
		t.Errorf("%v", err)
	}
	if _, _, err := dial(t, "-oProxyCommand=evil"); err == nil {
		t.Error("an option was taken for a host")
	}
	if _, err := DialSSH(t.Context(), SSHConfig{Host: "h", Program: "/no/such/ssh"}); err == nil {
		t.Error("without ssh")
	}
}

// TestRunEndsWithItsContext: the caller can go at once.
func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	begin := time.Now()
	_, err := Local{}.Run(ctx, Command{Argv: []string{"sleep", "30"}})
	if !errors.Is(err, context.Canceled) || time.Since(begin) > 10*time.Second {
		t.Errorf("%v after %s", err, time.Since(begin))
	}
}

func TestLocalMissingTool(t *testing.T) {
	_, err := Local{}.Run(t.Context(), Command{Argv: []string{"no-such-tool"}})
	var missing *MissingError
	if !errors.As(err, &missing) || missing.Tool != "no-such-tool" {
		t.Errorf("%v", err)
	}
}

func TestMessages(t *testing.T) {
	got := messages([]byte("(main) \terror: bad\n\n(main) \terror: bad\nplain line\n"))
	if strings.Join(got, "|") != "error: bad|plain line" {
		t.Errorf("%q", got)
	}
}

// TestNamesAreNoOptions: what begins with a dash is never given to ssh, which
// would take it for an option such as -oProxyCommand=….
func TestNamesAreNoOptions(t *testing.T) {
	for _, cfg := range []SSHConfig{
		{Host: "-oProxyCommand=reboot"}, {Host: "h", User: "-oProxyCommand=reboot"}, {Host: ""}, {Host: "-", User: "-"},
	} {
		cfg.Program = "/no/such/ssh"
		if _, err := DialSSH(t.Context(), cfg); !errors.Is(err, ErrHost) {
			t.Errorf("%q, %q: %v", cfg.User, cfg.Host, err)
		}
	}
}
