//go:build linux

package dist

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"hagen/test/pages"
)

// installPage follows docs/install.md, in each language, as a user who is not root:
// the checksums, and an archive in the home directory.
func installPage(t *testing.T, dir string) {
	for _, page := range []string{"docs/install.md", "docs/install.ja.md"} {
		home := t.TempDir()
		downloads := filepath.Join(home, "downloads")
		if err := os.CopyFS(downloads, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, b := range blocks(t, page) {
			for _, c := range b.Commands {
				if b.Language != "sh" || strings.HasPrefix(c.Text, "dpkg") || strings.HasPrefix(c.Text, "rpm") || strings.HasPrefix(c.Text, "xattr") {
					continue // on the host; on macOS
				}
				cmd := exec.CommandContext(t.Context(), "sh", "-c", strings.ReplaceAll(c.Text, "linux-amd64", "linux-"+runtime.GOARCH))
				cmd.Dir = downloads
				cmd.Env = append(os.Environ(), "HOME="+home, "PATH="+filepath.Join(home, ".local/bin")+":"+os.Getenv("PATH"), "LC_ALL=C.UTF-8")
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Errorf("%s:%d: %s: %v\n%s", page, c.Line, c.Text, err, out)
				}
				said += string(out)
			}
		}
		for _, want := range []string{"hagen-" + version + "-linux-" + runtime.GOARCH + ".tar.gz: OK\n", "hagen " + version + " ("} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: the commands do not say %q:\n%s", page, want, said)
			}
		}
		for _, file := range []string{"bin/hagen", "share/man/ja/man1/hagen-apply.1", "share/bash-completion/completions/hagen"} {
			if _, err := os.Stat(filepath.Join(home, ".local", file)); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

// agentPage follows docs/agent.md on the host, in each language, with the binary and
// the unit of an archive; the user is on the same machine. At the end nothing of it
// is left.
func (h *host) agentPage() {
	h.t.Helper()
	h.must("sh", "-c", "echo 127.0.0.1 node01 >>/etc/hosts")
	fingerprint := regexp.MustCompile(`SHA256:[A-Za-z0-9+/]{43}`)
	for _, page := range []string{"docs/agent.md", "docs/agent.ja.md"} {
		user, node, ran := "", "", 0
		for _, b := range blocks(h.t, page) {
			for _, c := range b.Commands {
				if b.Language != "sh" || strings.HasPrefix(c.Text, "hagen plan") || strings.HasPrefix(c.Text, "hagen apply") {
					continue // test/pages and test/e2e
				}
				line := strings.ReplaceAll(c.Text, "SHA256:…", user)
				// Bash takes a hyphen in the name of a function.
				out := h.must("bash", "-c", "cd /root; hagen-fingerprint() { echo '"+strings.TrimPrefix(node, "SHA256:")+"'; }; "+line)
				ran++
				switch {
				case strings.HasPrefix(line, "hagen agent init"):
					node = fingerprint.FindString(out)
				case strings.HasPrefix(line, "hagen agent fingerprint"):
					user = fingerprint.FindString(out)
				case strings.Contains(line, "/health") && !strings.Contains(out, `"version":"1.2.3"`):
					h.t.Errorf("%s:%d: %s", page, c.Line, out)
				case strings.Contains(line, "/v1/status") && !strings.Contains(out, `"error"`) && !strings.Contains(out, "<pacemaker-result"):
					h.t.Errorf("%s:%d: the agent does not answer as such: %s", page, c.Line, out)
				}
			}
		}
		if ran < 9 || user == "" || node == "" {
			h.t.Errorf("%s: %d commands, keys %q and %q", page, ran, user, node)
		}
		h.must("sh", "-c", "systemctl disable --now hagen-agent && rm -r /usr/bin/hagen /etc/systemd/system/hagen-agent.service /etc/hagen /var/lib/hagen && systemctl daemon-reload")
	}
}

func blocks(t *testing.T, page string) []pages.Block {
	t.Helper()
	list, err := pages.Of("../..", page)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
