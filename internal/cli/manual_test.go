package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"hagen/internal/message"
	"hagen/test/need"
)

// TestManualSaysWhatHelpSays renders each page in each language, as man does on a
// terminal, without a warning, and finds the texts of --help on it.
func TestManualSaysWhatHelpSays(t *testing.T) {
	need.Tool(t, "apt install groff-base man-db", "groff", "lexgrog")
	for _, lang := range message.Languages() {
		pages := Manual(lang, "1.0", "2027-01-31")
		if len(pages) != len(commands) {
			t.Fatalf("%d pages for %d commands", len(pages), len(commands))
		}
		for i, p := range pages {
			c := &commands[i]
			page := render(t, p)
			wanted := []message.Message{c.help.about.With(textDestinations), c.help.examples.With(), c.help.exit.With(), c.help.files.With(), c.help.usage.With()}
			if c.Name == "" {
				wanted = append(wanted, textApp.With())
			}
			for _, f := range c.flags {
				wanted = append(wanted, message.Verbatim(f.names()), f.usage.With())
			}
			for _, m := range wanted {
				if m.ID == "" && m.Args == nil {
					continue
				}
				if text := tight(m.In(lang)); !strings.Contains(page, text) {
					t.Errorf("%s in %s lacks\n%s\nit is\n%s", p.Name, lang, text, page)
				}
			}
		}
	}
}

// render is a page without its blanks.
func render(t *testing.T, p ManualPage) string {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.Command("groff", "-k", "-man", "-Tutf8", "-ww", "-rLL=80n", "-P-c", "-P-b", "-P-u")
	cmd.Stdin, cmd.Stderr = strings.NewReader(p.Text), &said
	out, err := cmd.Output()
	if err != nil || said.Len() > 0 {
		t.Errorf("%s: groff: %v\n%s", p.Name, err, &said)
	}
	return tight(string(out))
}

// tight leaves the blanks out, which differ with the width of the page.
func tight(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// TestManualIsFound tests that apropos and whatis find the line of each page.
func TestManualIsFound(t *testing.T) {
	need.Tool(t, "apt install man-db", "lexgrog")
	for _, lang := range message.Languages() {
		for i, p := range Manual(lang, "1.0", "2027-01-31") {
			file := filepath.Join(t.TempDir(), p.Name)
			if err := os.WriteFile(file, []byte(p.Text), 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("lexgrog", file)
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
			out, err := cmd.CombinedOutput()
			want := commands[i].page() + " - " + commands[i].help.usage.In(lang)
			if err != nil || !strings.Contains(string(out), `"`+want+`"`) {
				t.Errorf("%s in %s: lexgrog: %v, %s, want %s", p.Name, lang, err, out, want)
			}
		}
	}
}

// TestRoff: what a text says, as groff reads it.
func TestRoff(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a paragraph is filled", "one\ntwo", "one two\n"},
		{"Japanese is joined without blanks", "一つ\n二つ", "一\\:つ\\:二\\:つ\n"},
		{"and with one beside a word", "一つ\nCIB", "一\\:つ CIB\n"},
		{"。 does not begin a line", "一。二", "一。\\:二\n"},
		{"a term is explained beside it", "  a  b\n     c", ".TP\n\\fBa\\fR\nb c\n"},
		{"or below it", "  a b\n      c", ".TP\n\\fBa b\\fR\nc\n"},
		{"or not at all", "  a", ".TP\n\\fBa\\fR\n"},
		{"paragraphs", "one\n\ntwo", "one\n.PP\ntwo\n"},
		{"nothing is a request", ".so x", "\\&.so x\n"},
		{"ASCII stays", `-a \ 'b' ~ ^ ` + "`", `\-a \e \(aqb\(aq \(ti \(ha \(ga` + "\n"},
	}
	for _, tt := range tests {
		var r roff
		r.heading("x")
		r.body(tt.text)
		if got := strings.TrimPrefix(r.String(), ".SH \"x\"\n"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
