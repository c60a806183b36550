package tools

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// TestOrphans: hagen was killed, so that nobody reads any more what a script has
// to say, or sends the rest of its input. It leaves nothing behind all the same.
func TestOrphans(t *testing.T) {
	const whole = "work=$(mktemp -d)\ntrap 'rm -rf \"$work\"' EXIT\necho one >&2\nexit 3\n"
	for _, tt := range []struct{ name, script, input, args string }{
		{"compare, cut off", diffScript, "", "10 10"},
		{"run, cut off", runScript, "", "10"},
		{"run", runScript, whole, strconv.Itoa(len(whole))},
		{"save, cut off", saveScript, "", "$TMPDIR 20260101-000000-000000 10"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			args := strings.Fields(strings.ReplaceAll(tt.args, "$TMPDIR", dir))
			cmd := exec.Command("sh", append([]string{"-c", tt.script, "sh"}, args...)...)
			cmd.Env = append(os.Environ(), "TMPDIR="+dir)
			cmd.Stdin = strings.NewReader(tt.input)
			out, in, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stdout, cmd.Stderr = in, in
			if err := out.Close(); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Run(); err == nil {
				t.Error("the script was content")
			}
			if err := in.Close(); err != nil {
				t.Fatal(err)
			}
			if left, err := os.ReadDir(dir); len(left) > 0 || err != nil {
				t.Errorf("left: %v, %v", left, err)
			}
		})
	}
}
