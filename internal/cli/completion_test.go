package cli

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/message"
	"hagen/test/need"
)

// TestBashCompletion asks a real bash what TAB would offer.
func TestBashCompletion(t *testing.T) {
	need.Tool(t, "apt install bash", "bash")
	script := bashCompletion()
	tests := []struct {
		words []string // the last one is being completed
		want  string
	}{
		{[]string{"ch"}, "check"},
		{[]string{"sample.xlsx", "--st"}, "--strict"},
		{[]string{"sample.xlsx", "--target", "rhel1"}, "rhel10"},
		{[]string{"sample.xlsx", "--lang", ""}, "en ja ko"},
		{[]string{"check", "--o"}, ""},
		{[]string{"plan", "--q"}, "--quiet"},
		{[]string{"--o"}, "--output"},
		{[]string{"completion", ""}, "bash fish zsh"},
		{[]string{"help", "ag"}, "agent agents"},
		{[]string{"agents", ""}, "import"},
		{[]string{"agents", "import", ""}, ""},
		{[]string{"agents", "--a"}, "--agents"},
		{[]string{"agents", "import", "--a"}, "--all"},
		{[]string{"agents", "--target", "rhel8", "import", "--o"}, "--output"},
		{[]string{"check", "agents", "--al"}, ""},
		{[]string{"-o", "/etc/pass"}, "/etc/passwd"},
		{[]string{"plan", "s.xlsx", "--mode", ""}, "merge replace"},
		{[]string{"apply", "s.xlsx", "--via", ""}, "patch script"},
		{[]string{"apply", "s.xlsx", "--allow", "fen"}, "fence fencing-off"},
		{[]string{"apply", "s.xlsx", "--allow", "stop,unma"}, "stop,unmanage"},
		{[]string{"apply", "s.xlsx", "--allow", "stop,fence,st"}, ""},
		{[]string{"plan", "s.xlsx", "--to", "s"}, "ssh://"},
		{[]string{"rollback", "--backup", "/etc/pass"}, "/etc/passwd"},
		{[]string{"agent", "--dir", "/etc/apt/"}, "/etc/apt/sources.list.d"},
		{[]string{"plan", "--target", "=", "rhel1"}, "rhel10"},
		{[]string{"plan", "--color", "="}, "always auto never"},
		{[]string{"plan", "--sum"}, "--summary"},
	}
	for _, tt := range tests {
		var list []string
		for _, w := range append([]string{"hagen"}, tt.words...) {
			list = append(list, "'"+w+"'")
		}
		line := "COMP_WORDS=(" + strings.Join(list, " ") + "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _hagen; printf '%s\\n' \"${COMPREPLY[@]}\" | LC_ALL=C sort -u"
		cmd := exec.Command("bash", "-uc", script+line)
		cmd.Dir = t.TempDir()
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%q: %v\n%s", tt.words, err, out)
		}
		got := strings.Join(strings.Fields(string(out)), " ")
		if strings.HasPrefix(tt.want, "/etc") { // among others
			for _, w := range strings.Fields(tt.want) {
				if !strings.Contains(got, w) {
					t.Errorf("%q offers %q, not %q", tt.words, got, w)
				}
			}
			continue
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.words, diff)
		}
	}
}

func scriptOf(t *testing.T, shell string, lang message.Lang) string {
	t.Helper()
	script, err := Completion(shell, lang)
	if err != nil {
		t.Fatal(err)
	}
	return script
}

// TestCompletionOffersValues: every shell offers the values of every flag, of
// whichever command.
func TestCompletionOffersValues(t *testing.T) {
	for _, shell := range shells {
		script := scriptOf(t, shell, message.English)
		separator := " "
		if shell == "bash" {
			separator = "\n"
		}
		seen := 0
		for _, f := range flags {
			list := f.offered()
			if list == nil {
				continue
			}
			seen++
			values := strings.Join(list, separator)
			if !strings.Contains(script, values) && !strings.Contains(script, strings.ReplaceAll(values, ":", `\:`)) {
				t.Errorf("%s offers no values of --%s", shell, f.name)
			}
		}
		if seen < 7 {
			t.Errorf("only %d flags with values", seen)
		}
	}
}

// TestCompletionParses lets each shell that is here read its script, in every
// language.
func TestCompletionParses(t *testing.T) {
	for _, lang := range message.Languages() {
		for _, shell := range shells {
			script := scriptOf(t, shell, lang)
			for _, f := range flags {
				if !strings.Contains(script, f.name) {
					t.Errorf("%s: --%s is not completed", shell, f.name)
				}
			}
			for _, c := range commands {
				if !strings.Contains(script, c.Name[strings.LastIndexByte(c.Name, ' ')+1:]) {
					t.Errorf("%s: %s is not completed", shell, c.Name)
				}
			}
			if _, err := exec.LookPath(shell); err != nil {
				continue // zsh and fish are not on the project's machine
			}
			cmd := exec.Command(shell, "-n")
			cmd.Stdin = strings.NewReader(script)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s (%s): %v\n%s", shell, lang, err, out)
			}
		}
	}
}
