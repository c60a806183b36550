//go:build linux

package dist

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"hagen/test/lab"
	"hagen/test/need"
)

// host is a host that packages are installed on.
type host struct {
	t *testing.T
	*lab.Host
}

// onHost follows the page of the agent, installs the deb on a host with its own systemd, runs the agent from it,
// installs it over itself, removes it, and does the same with the rpm.
func onHost(t *testing.T, dir string) {
	lab.Need(t)
	need.Tool(t, "apt install dpkg rpm curl openssl man-db", "dpkg", "rpm", "curl", "openssl", "man")
	started, err := lab.Start(t.Context(), "desk")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := started.Stop(); err != nil {
			t.Error(err)
		}
	})
	h := &host{t, started}
	rpmArch := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
	deb, rpm := "hagen_1.2.3_"+runtime.GOARCH+".deb", "hagen-1.2.3-1."+rpmArch+".rpm"
	for _, name := range []string{deb, rpm} {
		if err := h.WriteFile("/root/"+name, string(read(t, filepath.Join(dir, name))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, from := range map[string]string{"hagen": filepath.Join(dir, "hagen-linux-"+runtime.GOARCH), "packaging/hagen-agent.service": "../../packaging/hagen-agent.service"} {
		if err := h.WriteFile("/root/"+name, string(read(t, from)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	h.agentPage()
	h.installed("dpkg", "-i", "/root/"+deb)
	h.must("dpkg", "--verify", "hagen")
	h.must("dpkg", "-r", "hagen")
	h.removed()
	h.installed("rpm", "-U", "--force", "--nodeps", "/root/"+rpm) // its database does not know dpkg's files
	h.must("rpm", "-V", "--nodeps", "hagen")
	h.must("rpm", "-e", "hagen")
	h.removed()
}

// must runs a command that has to succeed.
func (h *host) must(name string, args ...string) string {
	h.t.Helper()
	out, err := h.Run(h.t.Context(), name, args...)
	if err != nil {
		h.t.Error(err)
	}
	return strings.TrimSpace(out)
}

// installed installs a package, starts the agent as docs/agent.md says, and installs
// the package again: the agent restarts and runs.
func (h *host) installed(install ...string) {
	h.t.Helper()
	h.must(install[0], install[1:]...)
	if out := h.must("systemd-analyze", "verify", "hagen-agent.service"); out != "" {
		h.t.Errorf("systemd-analyze verify: %s", out)
	}
	if out := h.must("systemctl", "show", "-p", "FragmentPath,UnitFileState", "hagen-agent"); !strings.Contains(out+"\n", strings.TrimPrefix(unit, "/usr")+"\n") || !strings.Contains(out, "UnitFileState=disabled") {
		h.t.Errorf("the unit before it is enabled: %s", out)
	}
	for _, lang := range []string{"", "/ja", "/ko"} {
		if out := h.must("man", "-M", "/usr/share/man"+lang, "-w", "hagen-apply"); out != "/usr/share/man"+lang+"/man1/hagen-apply.1.gz" {
			h.t.Errorf("man finds %s", out)
		}
	}
	// In an empty folder: files and commands are both offered, and a machine may have a folder /check.
	if out := h.must("bash", "-c", "cd $(mktemp -d); . /usr/share/bash-completion/completions/hagen; COMP_WORDS=(hagen che); COMP_CWORD=1; _hagen; echo ${COMPREPLY[@]}"); out != "check" {
		h.t.Errorf("bash completes %q", out)
	}
	if _, err := h.Run(h.t.Context(), "test", "-e", "/etc/hagen/agent/node.key"); err != nil { // the second package finds the key of the first
		h.must("hagen", "agent", "init")
	}
	h.must("systemctl", "enable", "--now", "hagen-agent")
	before := h.running()
	h.must(install[0], install[1:]...)
	if after := h.running(); after == before {
		h.t.Errorf("an upgrade leaves process %s running, of the old version", before)
	}
}

// running waits for the agent to answer and returns its process.
func (h *host) running() string {
	h.t.Helper()
	said := ""
	for limit := time.Now().Add(time.Minute); time.Now().Before(limit); time.Sleep(200 * time.Millisecond) {
		var err error
		said, err = h.Run(h.t.Context(), "curl", "-sS", "--unix-socket", "/run/hagen/health.sock", "http://agent/health")
		if err == nil && strings.Contains(said, `"version":"1.2.3"`) {
			return h.must("systemctl", "show", "-p", "MainPID", "--value", "hagen-agent")
		}
	}
	h.t.Errorf("the agent does not answer: %s\n%s", said, h.must("journalctl", "--no-pager", "-u", "hagen-agent"))
	return ""
}

// removed is what a removal has to leave: no service, no files, but the keys.
func (h *host) removed() {
	h.t.Helper()
	if out := h.must("sh", "-c", "ls -d /usr/bin/hagen "+unit+" /usr/share/doc/hagen /usr/share/man/ja/man1/hagen*.gz 2>/dev/null; systemctl is-active hagen-agent; ls /etc/hagen/agent/node.key"); out != "inactive\n/etc/hagen/agent/node.key" {
		h.t.Errorf("after the removal there is %s", out)
	}
}
