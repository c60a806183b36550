package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/message"
)

func TestRead(t *testing.T) {
	tests := []struct{ line, want string }{
		{"in.xlsx -o out.xml", "hagen --output=out.xml -- in.xlsx"},
		{"-o out.xml in.xlsx", "hagen --output=out.xml -- in.xlsx"},
		{"--output=out.xml in.xlsx --strict", "hagen --output=out.xml --strict=true -- in.xlsx"},
		{"in.xlsx -o - --sh s.sh", "hagen --output=- --sh=s.sh -- in.xlsx"},
		{"- -lang ja", "hagen --lang=ja -- -"},
		{"check a b --strict", "hagen check --strict=true -- a b"},
		{"agents import x -o f", "hagen agents import --output=f -- x"},
		{"--all agents --target rhel8 import", "hagen agents import --all=true --target=rhel8 --"},
		{"agents x import", "hagen agents -- x import"},
		{"--lang ja check a", "hagen check --lang=ja -- a"},
		{"--sheet check in.xlsx", "hagen --sheet=check -- in.xlsx"},
		{"in.xlsx check", "hagen -- in.xlsx check"},
		{"in.xlsx -- -o", "hagen -- in.xlsx -o"},
		{"in.xlsx --sheet=--strict", "hagen --sheet=--strict -- in.xlsx"},
		{"apply x --allow stop --to local: --allow fence,busy", "hagen apply --allow=stop,fence,busy --to=local: -- x"},
		{"in.xlsx --sheet -x", "hagen --sheet=-x -- in.xlsx"},
	}
	for _, tt := range tests {
		call, err := Read(strings.Fields(tt.line))
		if err != nil {
			t.Errorf("%s: %v", tt.line, err)
			continue
		}
		if diff := cmp.Diff(strings.Fields(tt.want), words(call)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.line, diff)
		}
	}
}

// words are a call as one would write it in order.
func words(c *Call) []string {
	out := append([]string{"hagen"}, strings.Fields(c.Command.Name)...)
	for _, g := range c.flags {
		out = append(out, "--"+g.name+"="+g.value)
	}
	return append(append(out, "--"), c.Args...)
}

func TestReadRefuses(t *testing.T) {
	tests := []struct{ line, message, help string }{
		{"in.xlsx --outptu x", "unknown flag --outptu", "did you mean --output?"},
		{"in.xlsx --outptu=x", "unknown flag --outptu", "did you mean --output?"},
		{"in.xlsx --zzzzzzzz", "unknown flag --zzzzzzzz", "see hagen --help"},
		{"in.xlsx -o", "flag --output needs a value", ""},
		{"in.xlsx -o --strict", "flag --output needs a value", ""},
		{"in.xlsx --sheet=", "flag --sheet needs a value", ""},
		{"in.xlsx --strict=no", "flag --strict takes no value", ""},
		{"check in.xlsx -o x", "check has no flag --output", ""},
		{"agents import --strict", "agents import has no flag --strict", ""},
		{"agents --all", "agents has no flag --all", ""},
		{"in.xlsx --target rhel99", `invalid value "rhel99" for --target`, "did you mean rhel9?"},
		{"in.xlsx --format yaml", `invalid value "yaml" for --format`, "use one of text, json, sarif, github, junit"},
	}
	for _, tt := range tests {
		_, err := Read(strings.Fields(tt.line))
		if err == nil {
			t.Errorf("%s: no error", tt.line)
			continue
		}
		if got := message.Of(err).In(message.English); got != tt.message {
			t.Errorf("%s: message %q, want %q", tt.line, got, tt.message)
		}
		if got := err.(*message.Failure).Advice.In(message.English); got != tt.help {
			t.Errorf("%s: help %q, want %q", tt.line, got, tt.help)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct {
		args string
		env  map[string]string
		want message.Lang
	}{
		{"", nil, message.English},
		{"", map[string]string{"LANG": "ja_JP.UTF-8"}, message.Japanese},
		{"", map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, message.English},
		{"", map[string]string{"LANG": "C", "LC_MESSAGES": "ja_JP.eucJP"}, message.Japanese},
		{"", map[string]string{"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "ja"}, message.English},
		{"x --lang ja", nil, message.Japanese},
		{"--lang=en x", map[string]string{"LANG": "ja_JP.UTF-8"}, message.English},
		{"x --lang tlh", map[string]string{"LANG": "ja_JP.UTF-8"}, message.Japanese},
		{"x --lang", nil, message.English},
		{"-- --lang ja", nil, message.English},
		{"lang=ja", nil, message.English},
	}
	for _, tt := range tests {
		got := Language(strings.Fields(tt.args), func(name string) string { return tt.env[name] })
		if got != tt.want {
			t.Errorf("%q with %v: %s, want %s", tt.args, tt.env, got, tt.want)
		}
	}
}

// TestFormat: the format is known of a line that is wrong elsewhere.
func TestFormat(t *testing.T) {
	for args, want := range map[string]string{
		"check a": "text", "check a --format json": "json", "--nosuch --format=json": "json", "--format json --lang": "json", "check --format=junit --x": "junit",
		"a --format": "text", "a --format yaml": "text", "a -- --format json": "text", "a --format json --format text": "text",
	} {
		if got := Format(strings.Fields(args)); got != want {
			t.Errorf("%q: %s, want %s", args, got, want)
		}
	}
}

// TestRetries: --retry is a small number.
func TestRetries(t *testing.T) {
	for value, want := range map[string]int{"0": 0, "3": 3, "100": 100, "101": -1, "x": -1, "1.5": -1} {
		c, err := Read([]string{"apply", "s.csv", "--to", "local:", "--retry", value})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.Retries(); (err != nil) != (want < 0) || err == nil && got != want {
			t.Errorf("%s: %d, %v", value, got, err)
		}
	}
}
