//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/agents/installed"
	"hagen/test/need"
	"hagen/test/pcstest"
)

// runHagen runs hagen in this process, where the agents are in given places.
func runHagen(ctx context.Context, roots installed.Roots, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	a := newApp(strings.NewReader(""), &out, &err, noenv)
	a.roots = roots
	code = a.run(ctx, args)
	return code, out.String(), err.String()
}

// program writes an agent of a few lines of sh.
func program(t *testing.T, path, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
}

// TestImportAll: without names every agent is taken, sorted, with the same bytes
// each time.
func TestImportAll(t *testing.T) {
	dir := t.TempDir()
	roots := installed.Roots{OCF: filepath.Join(dir, "ocf"), Fence: []string{filepath.Join(dir, "sbin")}}
	answer := `echo '<resource-agent name="x"/>'`
	for _, name := range []string{"ocf/resource.d/b/x", "ocf/resource.d/a/y", "ocf/resource.d/a/B", "sbin/fence_x"} {
		program(t, filepath.Join(dir, name), answer)
	}
	code, stdout, stderr := runHagen(t.Context(), roots, "agents", "import")
	if code != exitOK || stderr != "written: 4 agents\n" {
		t.Errorf("exit code %d, said %q", code, stderr)
	}
	var file struct{ Agents []agents.Agent }
	if err := json.Unmarshal([]byte(stdout), &file); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range file.Agents {
		names = append(names, a.Name)
	}
	if diff := cmp.Diff([]string{"ocf:a:B", "ocf:a:y", "ocf:b:x", "stonith:fence_x"}, names); diff != "" {
		t.Error(diff)
	}
	for range 3 {
		if _, again, _ := runHagen(t.Context(), roots, "agents", "import"); again != stdout {
			t.Error("other bytes the next time")
		}
	}

	code, stdout, stderr = runHagen(t.Context(), installed.Roots{OCF: "/nonexistent", Fence: []string{"/none", "/nor/this"}}, "agents", "import")
	const nothing = "hagen: no agents are installed here: none under /nonexistent/resource.d, no fence_* in /none, /nor/this\n" +
		"  run it on a node of the cluster\n"
	if code != exitError || stdout != "" || stderr != nothing {
		t.Errorf("of nothing: exit code %d, %q, said %q", code, stdout, stderr)
	}
	code, _, stderr = runHagen(t.Context(), installed.Roots{OCF: filepath.Join(dir, "sbin", "fence_x")}, "agents", "import")
	if code != exitError || !strings.HasPrefix(stderr, "hagen: cannot look for agents: ") {
		t.Errorf("of a file: exit code %d, said %q", code, stderr)
	}
}

// TestImportInterrupted: an interrupt ends an import whose agents hang, and
// nothing is written.
func TestImportInterrupted(t *testing.T) {
	dir := t.TempDir()
	started := filepath.Join(dir, "started")
	program(t, filepath.Join(dir, "resource.d", "acme", "slow"), "touch "+started+"; exec sleep 60")
	program(t, filepath.Join(dir, "resource.d", "acme", "works"), `echo '<resource-agent name="x"/>'`)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer cancel()
		for range 1000 {
			if _, err := os.Stat(started); err == nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	out := filepath.Join(dir, "out.json")
	begin := time.Now()
	code, _, stderr := runHagen(ctx, installed.Roots{OCF: dir}, "agents", "import", "-o", out)
	if code != exitError || stderr != "hagen: interrupted; nothing was written\n" {
		t.Errorf("exit code %d, said %q", code, stderr)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Error("written anyway")
	}
	if took := time.Since(begin); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// needDebian12 skips unless this is the machine the debian12 target describes.
func needDebian12(t *testing.T) {
	t.Helper()
	release, err := os.ReadFile("/etc/os-release")
	if err != nil || !bytes.Contains(release, []byte(`VERSION_ID="12"`)) || !bytes.Contains(release, []byte("ID=debian")) {
		need.Skip(t, "this is not Debian 12, which the target describes")
	}
	need.Tool(t, "apt install resource-agents fence-agents pacemaker",
		"/usr/lib/ocf/resource.d/heartbeat/IPaddr2", "/usr/lib/ocf/resource.d/pacemaker/Dummy", "/usr/sbin/fence_ipmilan")
}

// TestImportOfDebian12: an import of this machine has nothing new, and an import
// of everything changes no byte of what is compiled.
func TestImportOfDebian12(t *testing.T) {
	need.Long(t)
	needDebian12(t)
	dir := t.TempDir()
	all := filepath.Join(dir, "all.json")
	code, stdout, stderr := runHagen(t.Context(), installed.Machine(), "agents", "import", "--all", "--target", "debian12", "-o", all)
	if code != exitOK || stderr != "" {
		t.Fatalf("exit code %d, %s%s", code, stdout, stderr)
	}
	found, err := installed.Find(installed.Machine())
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("wrote %s: %d agents\n", all, len(found)); stdout != want || len(found) < 200 {
		t.Errorf("said %q, want %q", stdout, want)
	}
	imported := readImported(t, all)
	catalog, err := agents.Load("debian12")
	if err != nil {
		t.Fatal(err)
	}
	var other []string
	for i, agent := range imported {
		if agent.Name != found[i].Name {
			t.Fatalf("agent %d is %s, want %s", i, agent.Name, found[i].Name)
		}
		if !catalog.Knows(&agent) {
			other = append(other, agent.Name)
		}
	}
	if len(slices.DeleteFunc(other, func(name string) bool { return name == machineDefault() })) > 0 {
		t.Errorf("other than what is embedded: %v", other)
	}
	names := []string{"agents", "import", "--target", "debian12"}
	for i, agent := range found {
		if i%6 == 0 && agent.Name != machineDefault() { // all of them take seconds
			names = append(names, agent.Name)
		}
	}
	code, stdout, stderr = runHagen(t.Context(), installed.Machine(), names...)
	if code != exitOK || stdout != "{\n  \"agents\": []\n}\n" || !strings.HasPrefix(stderr, "written: 0 agents (") {
		t.Errorf("by default: exit code %d, %s, said %q", code, stdout, stderr)
	}

	const golden = "../../testdata/golden/whole-debian12"
	out := filepath.Join(dir, "out.xml")
	code, _, stderr = runHagen(t.Context(), installed.Roots{}, golden+"/../whole-rhel9/in.csv",
		"--target", "debian12", "--agents", all, "-o", out)
	if code == exitError {
		t.Fatal(stderr)
	}
	for _, name := range []string{"out.xml", "out.sh"} {
		if diff := cmp.Diff(readFile(t, filepath.Join(golden, name)), readFile(t, filepath.Join(dir, name))); diff != "" {
			t.Errorf("%s (-embedded +imported):\n%s", name, diff)
		}
	}
}

// machineDefault is the agent whose metadata depend on what else is installed
// here, "" where that is as the target has it.
func machineDefault() string {
	if _, err := os.Stat("/etc/apache2/apache2.conf"); err == nil {
		return "ocf:heartbeat:apache"
	}
	return ""
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func readImported(t *testing.T, path string) []agents.Agent {
	t.Helper()
	var file struct{ Agents []agents.Agent }
	if err := json.Unmarshal([]byte(readFile(t, path)), &file); err != nil {
		t.Fatal(err)
	}
	return file.Agents
}

// TestImportEqualsPcs: what the real pcs makes of the script of a sheet with a
// site's own agents is the XML. Pacemaker's folder of agents is compiled in, so
// the agents have to be put there for the time of the test.
func TestImportEqualsPcs(t *testing.T) {
	need.Long(t)
	needDebian12(t)
	pcstest.Need(t)
	if os.Geteuid() != 0 {
		need.Skip(t, "agents can be put into /usr/lib/ocf by root only: run the tests as root")
	}
	const place = "/usr/lib/ocf/resource.d/hagentest"
	t.Cleanup(func() {
		if err := os.RemoveAll(place); err != nil {
			t.Error(err)
		}
	})
	if err := os.RemoveAll(place); err != nil { // of a run that was killed
		t.Fatal(err)
	}
	if err := os.CopyFS(place, os.DirFS("testdata/ocf/resource.d/hagentest")); err != nil {
		t.Fatal(err)
	}

	dir := t.TempDir()
	file, xml := filepath.Join(dir, "site.json"), filepath.Join(dir, "site.xml")
	for _, args := range [][]string{
		{"agents", "import", "--target", "debian12", "-o", file, "ocf:hagentest:db", "ocf:hagentest:repl"},
		{"testdata/sheets/site.csv", "--target", "debian12", "--agents", file, "-o", xml, "--quiet"},
	} {
		if code, _, stderr := runHagen(t.Context(), installed.Machine(), args...); code != exitOK || stderr != "" {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
	}
	cib := pcstest.File(t, "pacemaker-3.9", "3.16.1")
	script := readFile(t, filepath.Join(dir, "site.sh"))
	pcstest.Equal(t, pcstest.Run(t, []byte(script), cib), []byte(readFile(t, xml)))
}
