package tools

import (
	"os"
	"strings"
	"testing"
)

func TestRunScriptFails(t *testing.T) {
	c := New("here", Local{})
	var lines []string
	err := c.RunScript(t.Context(), []byte("echo one\ncat\necho two >&2\nexit 3\necho three\n"), func(l string) { lines = append(lines, l) })
	if err == nil || !strings.Contains(err.Error(), "two") {
		t.Errorf("%v", err)
	}
	if strings.Join(lines, ",") != "one,two" {
		t.Errorf("printed %q", lines)
	}
	if err := c.RunScript(t.Context(), []byte("[ \"$(stat -c %a \"$0\")\" = 600 ] && echo \"$0\"\n"), func(l string) { lines = append(lines, l) }); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(lines[len(lines)-1]); err == nil {
		t.Error("the script is left behind")
	}
}

// A tool that fails an assertion is named, with what it said last.
func TestToolAborts(t *testing.T) {
	_, err := tool(t.Context(), Local{}, nil, "sh", "-c", "echo 'assertion failed' >&2; kill -ABRT $$")
	if err == nil || !strings.HasPrefix(err.Error(), "sh: signal: aborted") || !strings.HasSuffix(err.Error(), "; assertion failed") {
		t.Errorf("%v", err)
	}
}
