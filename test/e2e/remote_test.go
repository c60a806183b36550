//go:build linux

package e2e

import (
	"os/exec"
	"path/filepath"
	"strings"

	"hagen/test/lab"
	"hagen/test/need"
)

// remotePackage has the daemon of remote nodes. It cannot be installed beside
// Pacemaker, so it is unpacked where it is needed.
const remotePackage = "pacemaker-remote"

// unpack puts packages of Debian's onto hosts without installing them.
func (w *world) unpack(nodes []string, packages ...string) {
	w.t.Helper()
	dir := w.t.TempDir()
	get := func() ([]byte, error) {
		cmd := exec.CommandContext(w.t.Context(), "apt-get", append([]string{"download", "-q", "-o", "APT::Sandbox::User=root"}, packages...)...)
		cmd.Dir = dir
		return cmd.CombinedOutput()
	}
	out, err := get()
	if err != nil { // no lists of packages, or old ones
		_ = exec.CommandContext(w.t.Context(), "apt-get", "update", "-q").Run()
		out, err = get()
	}
	if err != nil {
		need.Skip(w.t, "apt-get download "+strings.Join(packages, " ")+": "+string(out))
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.deb"))
	w.do(err)
	for _, file := range files {
		for _, node := range nodes {
			tar := exec.CommandContext(w.t.Context(), "sh", "-c", `dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2"`, "sh", file, w.Host(node).Path("/"))
			if out, err := tar.CombinedOutput(); err != nil {
				w.t.Fatalf("unpack %s on %s: %v\n%s", file, node, err, out)
			}
		}
	}
}

// setUpRemote does what hagen says has to be done for a remote node.
func (r *rare) setUpRemote() {
	r.t.Helper()
	r.says(r.hagen(2, to("local:", "plan", "tables.csv")...), "HG0409", "remote1 creates the remote node remote1, which has to be set up first",
		"on remote1: install pacemaker-remote, copy /etc/pacemaker/authkey of the cluster there, start pacemaker_remote")
	r.unpack(r.Config.Outside, remotePackage)
	key := r.run("node01", "cat", "/etc/pacemaker/authkey")
	r.do(r.Host("remote1").WriteFile("/etc/pacemaker/authkey", key, 0o640))
	r.run("remote1", "chgrp", "haclient", "/etc/pacemaker/authkey")
	r.run("remote1", "systemctl", "daemon-reload")
	r.run("remote1", "systemctl", "start", "pacemaker_remote")
}

// remote tests that the resource runs on the remote node itself, and that agents there
// may set attributes only with an ACL_TARGET of the node's name: to Pacemaker they are a
// user of that name, root or not.
func (r *rare) remote(may bool) {
	r.t.Helper()
	const state = "ls /run/Dummy-far.state /run/resource-agents/Dummy-far.state 2>/dev/null | wc -l"
	for node, want := range map[string]string{"node01": "0", "node02": "0", "remote1": "1"} {
		if got := strings.TrimSpace(r.run(node, "sh", "-c", state)); got != want {
			r.t.Errorf("far has %s files on %s, want %s", got, node, want)
		}
	}
	out, err := r.Run(r.t.Context(), "remote1", "crm_attribute", "--node", "remote1", "--lifetime", "reboot", "--name", "seen", "--update", "1")
	if (err == nil) != may {
		r.t.Errorf("an attribute is set on remote1: %s, %v", out, err)
	}
	if may {
		r.reach("remote1 has the attribute", func(s *lab.State) bool { return s.Node("remote1").Attributes["seen"] == "1" })
	}
}
