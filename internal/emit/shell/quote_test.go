package shell

import (
	"os/exec"
	"strings"
	"testing"

	"hagen/test/need"
)

func TestQuote(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":               "''",
		"plain":          "plain",
		"10.0.0.1/24":    "10.0.0.1/24",
		"-INFINITY":      "-INFINITY",
		"a b":            "'a b'",
		"it's":           `'it'\''s'`,
		"'":              `''\'''`,
		"p$x`y\"z\\q":    "'p$x`y\"z\\q'",
		"#health":        "'#health'",
		"~root":          "'~root'",
		"a\nb":           "'a\nb'",
		"高可用":            "'高可用'",
		"{a,b}":          "'{a,b}'",
		"*":              "'*'",
		"!x":             "'!x'",
		"HS:sync":        "HS:sync",
		"user@host%a+b_": "user@host%a+b_",
	} {
		got, err := Quote(in)
		if err != nil || got != want {
			t.Errorf("Quote(%q) = %s, %v, want %s", in, got, err, want)
		}
	}
	if got, err := Quote("a\x00b"); err == nil || got != "" {
		t.Errorf("a NUL byte cannot be quoted, got %q, %v", got, err)
	}
}

func TestQuoteArg(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"ip=10.0.0.1": "ip=10.0.0.1",
		"a=b c":       "a='b c'",
		"a=":          "a=",
		"a=b=c d":     "a='b=c d'",
		"a b=c":       "'a b=c'",
		"=x":          "'=x'",
		"-a=b'":       `-a='b'\'''`,
	} {
		if got, err := quoteArg(in); err != nil || got != want {
			t.Errorf("quoteArg(%q) = %s, %v, want %s", in, got, err, want)
		}
	}
}

// shells are the programs the quoting is proved with; only sh has to be there.
func shells(t testing.TB) []string {
	need.Tool(t, "any POSIX system has it", "sh")
	out := []string{"sh"}
	for _, name := range []string{"dash", "bash", "busybox", "ksh", "zsh"} {
		if _, err := exec.LookPath(name); err == nil {
			out = append(out, name)
		}
	}
	return out
}

// FuzzQuote lets real shells print a quoted word back.
func FuzzQuote(f *testing.F) {
	for _, seed := range []string{
		"", "plain", "a b", "'", "''", `\`, `\'`, "$HOME", "`id`", "$(id)", "\"", "a\nb", "\r\n", "\t", "*", "?[a]",
		"~", "#x", "!", "&;|<>(){}", "-n", "--", "\x01\x7f", "\xff\xfe", "高可用", "é", "a=b c", "=", "\\\n", "trailing\n",
	} {
		f.Add(seed)
	}
	list := shells(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, quote := range []func(string) (string, error){Quote, quoteArg} {
			word, err := quote(s)
			if strings.Contains(s, "\x00") {
				if err == nil {
					t.Fatalf("%q cannot be a word, got %s", s, word)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range list {
				check(t, name, word, s)
			}
		}
	})
}

// check lets a shell say what it reads: the number of words and the word.
func check(t *testing.T, name, word, want string) {
	t.Helper()
	args := []string{"-c", "set -- " + word + "\nprintf '%s:%s' \"$#\" \"$1\""}
	if name == "busybox" {
		args = append([]string{"sh"}, args...)
	}
	cmd := exec.Command(name, args...)
	cmd.Env = []string{"LC_ALL=C"}
	out, err := cmd.Output()
	if err != nil || string(out) != "1:"+want {
		t.Fatalf("%s reads %s as %q, not as %q (%v)", name, word, out, "1:"+want, err)
	}
}
