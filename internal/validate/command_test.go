package validate

import (
	"os/exec"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/model"
)

func TestCommands(t *testing.T) {
	cases := []struct {
		name, text string
		want       finding
	}{
		{"one", "pcs resource tag create t a b", found("HG0801 c.config")},
		{"several lines", "pcs acl role create r \\\n  read xpath /cib \\\n\twrite id a", found("HG0801 c.config")},
		{"quotes", `pcs constraint location r rule score=-INFINITY '#uname' eq "n 1" or a\ b eq \$x`, found("HG0801 c.config")},
		{"literal dollar", `pcs resource update r fake=a$ other="b$"`, found("HG0801 c.config")},
		{"single-quoted dollar", `pcs resource update r fake='$HOME;x'`, found("HG0801 c.config")},
		{"number sign in a word", "pcs resource update r fake=a#b", found("HG0801 c.config")},
		{"force", "pcs resource update r fake=a --force", found("HG0801 c.config")},
		{"no pcs", "crm resource start r", found("HG0802 c.config", "word=crm")},
		{"sudo", "sudo pcs acl enable", found("HG0802 c.config", "word=sudo")},
		{"path", "/usr/sbin/pcs acl enable", found("HG0802 c.config", "word=/usr/sbin/pcs")},
		{"assignment", "X=1 pcs acl enable", found("HG0802 c.config", "word=X=1")},
		{"pcs alone", "pcs", found("HG0802 c.config", "word=pcs")},
		{"semicolon", "pcs acl enable; rm -rf /", found("HG0803 c.config", "token=;")},
		{"and", "pcs acl enable && reboot", found("HG0803 c.config", "token=&&")},
		{"background", "pcs acl enable &", found("HG0803 c.config", "token=&")},
		{"pipe", "pcs acl config | sh", found("HG0803 c.config", "token=|")},
		{"redirection", "pcs acl config > /etc/passwd", found("HG0803 c.config", "token=>")},
		{"input", "pcs acl config < x", found("HG0803 c.config", "token=<")},
		{"subshell", "(pcs acl enable)", found("HG0803 c.config", "token=(")},
		{"backquote", "pcs resource update r fake=`id`", found("HG0803 c.config", "token=`id`")},
		{"substitution", "pcs resource update r fake=$(id)", found("HG0803 c.config", "token=$(id)")},
		{"substitution in quotes", `pcs resource update r fake="$(id)"`, found("HG0803 c.config", "token=$(id)")},
		{"substitution over a line end", "pcs resource update r fake=$\\\n(id)", found("HG0803 c.config", "token=$(id)")},
		{"the same in quotes", "pcs resource update r fake=\"$\\\n(id)\"", found("HG0803 c.config", "token=$(id)")},
		{"braces over a line end", "pcs tag create t {1.\\\n.3}", found("HG0803 c.config", "token={1..3}")},
		{"variable", "pcs resource update r fake=$HOME", found("HG0803 c.config", "token=$HOME")},
		{"variable in quotes", `pcs resource update r fake="a ${HOME} b"`, found("HG0803 c.config", "token=${HOME}")},
		{"other quotes", `pcs resource update r fake=$'a\nb'`, found("HG0803 c.config")},
		{"pattern", "pcs constraint location regexp%r.* prefers n1", found("HG0803 c.config", "token=*")},
		{"home", "pcs resource update r fake ~root", found("HG0803 c.config", "token=~")},
		{"braces", "pcs tag create t {a,b}", found("HG0803 c.config", "token={a,b}")},
		{"comment", "pcs constraint location r rule score=1 #uname eq n1", found("HG0803 c.config", "token=#uname")},
		{"second line", "pcs acl enable\npcs property set a=b", found("HG0804 c.config", "word=pcs")},
		{"space after the backslash", "pcs acl \\ \n enable", found("HG0804 c.config", "word=enable")},
		{"open quote", "pcs resource update r fake='a", found("HG0805 c.config", "token='")},
		{"open double quote", `pcs resource update r fake="a`, found("HG0805 c.config", `token="`)},
		{"backslash at the end", `pcs acl enable \`, found("HG0803 c.config", `token=\`)},
		{"cluster", "pcs cluster stop --all", found("HG0806 c.config", "command=pcs cluster")},
		{"fence", "pcs --force stonith fence n1", found("HG0806 c.config", "command=pcs stonith fence")},
		{"cleanup", "pcs resource cleanup", found("HG0806 c.config", "command=pcs resource cleanup")},
		{"file", "pcs -f other.xml acl enable", found("HG0807 c.config", "option=-f")},
		{"wait", "pcs resource enable r --wait=60", found("HG0807 c.config", "option=--wait=60")},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			cfg := &model.Config{Commands: []*model.Command{{Text: tc.text, From: origin{"c", ""}}}}
			expect(t, run(t, cfg, env(t, "rhel9"), (*checker).commands), tc.want)
		})
	}
}

func TestSecretCommand(t *testing.T) {
	cfg := &model.Config{Commands: []*model.Command{{Text: "pcs stonith update f password=$x", Secret: true, From: origin{"c", ""}}}}
	expect(t, run(t, cfg, env(t, "rhel9"), (*checker).commands), found("HG0803 c.config", "token="+diag.Mask))
}

// FuzzShellWords compares with the real sh: if shellWords accepts a command, the
// shell must pass on exactly the same words and do nothing else.
func FuzzShellWords(f *testing.F) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		f.Skip("needs sh: install dash")
	}
	for _, seed := range []string{
		`a 'b c' "d e" f\ g`, `a=$ "b$"`, "a \\\n b", `"a\"b\$c\d"`, `a#b '#c'`, `'' ""`, "{a} a{,b}", `a'b'"c"\d`,
		"~ a~b", "a\\\nb", "é\\é '〜'",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, arguments string) {
		text := "pcs " + arguments
		words, _, mistake := shellWords(text)
		if mistake != nil || words[0] != "pcs" || strings.ContainsAny(text, "\x00\r\v\f") {
			return // refused, or contains invisible characters, which are refused elsewhere
		}
		script := `pcs() { for w in "$@"; do printf '%s\0' "$w"; done; }` + "\n" + text + "\n"
		cmd := exec.Command(sh, "-c", script)
		cmd.Env = []string{"PATH=/nonexistent", "LC_ALL=C"}
		cmd.Dir = t.TempDir()
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("sh refuses %q: %v %s", text, err, out)
		}
		want := ""
		for _, w := range words[1:] {
			want += w + "\x00"
		}
		if string(out) != want {
			t.Errorf("%q: sh passes %q, want %q", text, out, want)
		}
	})
}

// TestLiveCommands covers each command that acts on a running cluster, as pcs lists
// them, and similar commands that work on a file.
func TestLiveCommands(t *testing.T) {
	live := []string{
		"booth config", "client local-auth", "cluster start", "config backup x", "config restore x", "config checkpoint view 1", "dr config", "host auth n1",
		"pcsd sync-certificates", "qdevice status net", "quorum config", "status",
		"resource cleanup r", "resource refresh", "resource restart r", "resource move r n1", "resource relocate run",
		"resource debug-start r", "resource debug-stop r", "resource debug-promote r", "resource debug-demote r", "resource debug-monitor r",
		"resource failcount show", "resource safe-disable r",
		"stonith cleanup", "stonith refresh", "stonith fence n1", "stonith confirm n1", "stonith history", "stonith sbd config", "stonith update-scsi-devices f set /dev/a",
	}
	file := []string{"resource update r a=b", "resource move-with-constraint r n1", "stonith level add 1 n1 f", "constraint location r prefers n1", "property set a=b", "config show", "tag create t r"}
	for _, words := range live {
		if kind, _ := commandMistake("pcs " + words); kind != diag.CommandLive {
			t.Errorf("pcs %s is taken for %v", words, kind)
		}
	}
	for _, words := range file {
		if kind, _ := commandMistake("pcs " + words); kind != nil {
			t.Errorf("pcs %s is refused as %s", words, kind.Code)
		}
	}
	covered := map[string]bool{}
	for _, words := range live {
		list := strings.Fields(words)
		for n := 1; n <= len(list); n++ {
			covered[strings.Join(list[:n], " ")] = true
		}
	}
	for command := range liveCommands {
		if !covered[command] {
			t.Errorf("pcs %s is not tried here", command)
		}
	}
}
