package shell_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/emit/shell"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/target"
	"hagen/test/need"
	"hagen/test/pcstest"
)

// bench runs a script with a pcs that only writes down what it is told: the
// frame is the same whatever pcs does. The commands themselves are proved with
// the real one in package pcstest.
type bench struct {
	t   *testing.T
	dir string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	need.Tool(t, "any POSIX system has it", "sh", "mktemp")
	b := &bench{t: t, dir: t.TempDir()}
	b.write("pcs", `#!/bin/sh
echo "pcs $*" | sed "s|$TMPDIR/hagen\.[A-Za-z0-9]*|WORK|g" >> "$LOG"
case "$*" in
"cluster cib "*) echo fetched > "$3" ;;
*broken*) exit 3 ;;
esac
`)
	b.write("cib.xml", "given\n")
	return b
}

func (b *bench) write(name, text string) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o700); err != nil {
		b.t.Fatal(err)
	}
}

// run gives what the script wrote to stderr, the calls of pcs, and the status.
func (b *bench) run(cfg *model.Config, args ...string) (stderr string, calls []string, status int) {
	b.t.Helper()
	b.write("s.sh", emit(b.t, "rhel9", cfg))
	tmp := filepath.Join(b.dir, "tmp")
	if err := os.MkdirAll(tmp, 0o700); err != nil {
		b.t.Fatal(err)
	}
	log := filepath.Join(b.dir, "log")
	cmd := exec.Command("sh", append([]string{"s.sh"}, args...)...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "PATH="+b.dir+":"+os.Getenv("PATH"), "LOG="+log, "TMPDIR="+tmp)
	var errs strings.Builder
	cmd.Stderr = &errs
	var exit *exec.ExitError
	if err := cmd.Run(); errors.As(err, &exit) {
		status = exit.ExitCode()
	} else if err != nil {
		b.t.Fatal(err)
	}
	data, err := os.ReadFile(log)
	if err != nil && !os.IsNotExist(err) {
		b.t.Fatal(err)
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) != 0 {
		b.t.Errorf("the script leaves %v behind (%v)", left, err)
	}
	return errs.String(), strings.Split(strings.TrimSpace(string(data)), "\n"), status
}

func small(value string) *model.Config {
	return &model.Config{
		Properties: pcstest.Set(pcstest.Row{Name: "PROPERTY", N: 5}, "a", value, "b", "2"),
		Commands:   []*model.Command{{Text: "pcs resource cleanup\\", From: row}, {Text: "pcs -f own.xml property set c=3", From: row}},
	}
}

func TestOnCluster(t *testing.T) {
	t.Parallel()
	stderr, calls, status := newBench(t).run(small("1"))
	want := []string{
		"pcs cluster cib WORK/before.xml",
		"pcs -f WORK/cib.xml property set a=1",
		"pcs -f WORK/cib.xml property set b=2",
		"pcs -f WORK/cib.xml resource cleanup",
		"pcs -f own.xml property set c=3",
		"pcs cluster cib-push WORK/cib.xml diff-against=WORK/before.xml",
	}
	if diff := cmp.Diff(want, calls); diff != "" || status != 0 || stderr != "" {
		t.Errorf("status %d, stderr %q\n-want +got:\n%s", status, stderr, diff)
	}
}

func TestOnFile(t *testing.T) {
	t.Parallel()
	_, calls, status := newBench(t).run(small("1"), "cib.xml")
	want := []string{
		"pcs -f cib.xml property set a=1",
		"pcs -f cib.xml property set b=2",
		"pcs -f cib.xml resource cleanup",
		"pcs -f own.xml property set c=3",
	}
	if diff := cmp.Diff(want, calls); diff != "" || status != 0 {
		t.Errorf("status %d\n-want +got:\n%s", status, diff)
	}
}

// TestStops stops at the first failure, says which row it was and pushes nothing.
func TestStops(t *testing.T) {
	t.Parallel()
	stderr, calls, status := newBench(t).run(small("broken"))
	if status != 1 || !strings.Contains(stderr, "s.sh: stopped at PROPERTY row 5: a\n") || len(calls) != 2 {
		t.Errorf("status %d, stderr %q, calls %q", status, stderr, calls)
	}
}

func TestArguments(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if stderr, calls, status := b.run(small("1"), "no.xml"); status != 1 || !strings.Contains(stderr, "no such file: no.xml") || calls[0] != "" {
		t.Errorf("a file that is not there: status %d, stderr %q, calls %q", status, stderr, calls)
	}
	if stderr, calls, status := b.run(small("1"), "cib.xml", "more"); status != 64 || !strings.Contains(stderr, "usage:") || calls[0] != "" {
		t.Errorf("two arguments: status %d, stderr %q, calls %q", status, stderr, calls)
	}
}

// TestComments keeps names from ending a comment line, and says why something
// is forced or missing.
func TestComments(t *testing.T) {
	t.Parallel()
	unknown := pcstest.Primitive(1, "u", "ocf:a:b")
	unknown.UnknownAgent = true
	partly := pcstest.Primitive(1, "p", "ocf:heartbeat:IPaddr2", "bo\ngus", "1")
	partly.Params[0].Attributes[0].Unknown = true
	partly.Operations = []*model.Operation{{Name: "nosuch", Unknown: true}}
	script := emit(t, "rhel9", &model.Config{
		Properties: append(pcstest.Set(row, "a\nrm -rf /\r\u2028\u202e", "1"), &model.AttributeSet{ID: "own", Attributes: pcstest.Set(row, "x", "secret")[0].Attributes}),
		Resources:  []model.Resource{unknown, partly},
	})
	for _, want := range []string{
		"# T row 7: a rm -rf /   \n",
		"# T row 7: own\n# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made\n" +
			`CIB_file="$cib" cibadmin --modify --allow-create --scope crm_config` + " \\\n",
		"# --no-default-ops: hagen does not know ocf:a:b, ",
		"# --force: ocf:heartbeat:IPaddr2 of Red Hat Enterprise Linux 9.7 is not known to have bo gus, the operation nosuch\n",
	} {
		if !strings.Contains(script, want) {
			t.Errorf("no %q in\n%s", want, script)
		}
	}
	for line := range strings.Lines(script) {
		if strings.HasPrefix(line, "#") && strings.Contains(line, "secret") {
			t.Error("a value has no place in a comment")
		}
	}
}

// TestInexpressible refuses what pcs cannot express, at its cell.
func TestInexpressible(t *testing.T) {
	t.Parallel()
	node := func(pairs ...string) *model.Config {
		return &model.Config{Nodes: []*model.Node{{Uname: "n1", Attributes: pcstest.Set(row, pairs...)}}}
	}
	rule := func(words ...string) *model.Config {
		return &model.Config{Locations: []*model.Location{pcstest.Rule(9, "A", "1", "", "", words...)}}
	}
	withMeta := func(name string) model.Resource {
		p := pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy")
		p.Meta = pcstest.Set(row, ">"+name, "1")
		return p
	}
	all, oneString := target.Names(), []string{"rhel10", "debian13", "next"}
	for _, tt := range []struct {
		name    string
		cfg     *model.Config
		field   schema.Key
		targets []string
	}{
		{"a=b", &model.Config{Properties: pcstest.Set(row, "a=b", "1")}, schema.KeyName, all},
		{"表示", node("a", "表示"), schema.KeyValue, all},
		{"é", node("é", "1"), schema.KeyName, all},
		{"-lead", node("a", "-lead", "b", "-", "c", "-12", "d", "--x", "-e", "-f"), schema.KeyValue, all},
		{"-INFINITY", node("a", "-INFINITY"), schema.KeyValue, all},
		{"-ab", node("-ab", "1"), schema.KeyName, all},
		{"a/b", node("a:#._-b", "1", "a/b", "1"), schema.KeyName, all},
		{"op", &model.Config{Resources: []model.Resource{pcstest.Clone(1, "op", false, pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy"))}}, schema.KeyID, all},
		{"with", &model.Config{Colocations: []*model.Colocation{{Rsc: "with", WithRsc: "with", Score: "1", From: row}}}, schema.KeyWithRsc, all},
		{"it's", &model.Config{Alerts: []*model.Alert{{Path: "/x", Recipients: []*model.Recipient{{Value: "it's", From: row}}}}}, schema.KeyRecipient, all},
		{"disk space", &model.Config{Nodes: []*model.Node{{Uname: "n1", Utilization: pcstest.Set(row, "disk space", "1"), From: row}}}, schema.KeyName, all},
		{"x:y", &model.Config{Resources: []model.Resource{withMeta("x:y")}}, schema.KeyName, all},
		{"and", rule("x", "eq", "and"), schema.KeyValue, []string{"rhel8", "rhel9", "debian12"}},
		{"string", rule("x", "eq", "string"), schema.KeyValue, all},
		{"String", rule("x", "eq", "String"), schema.KeyValue, oneString},
		{"a(b", rule("x", "eq", "a(b"), schema.KeyValue, all},
		{"--wait=5", rule("x", "eq", "--wait=5"), schema.KeyValue, all},
		{"date", rule("date", "gt", "5"), schema.KeyAttribute, all},
		{"role=x", rule("role=x", "gt", "5"), schema.KeyAttribute, all},
		{"a b", rule("x", "eq", "a b"), schema.KeyValue, oneString},
		{"", rule("x", "eq", ""), schema.KeyValue, oneString},
	} {
		for _, tg := range target.All() {
			_, err := shell.Emit(tt.cfg, tg)
			list := shell.Inexpressibles(err)
			refused := false
			for _, name := range tt.targets {
				refused = refused || name == tg.Name
			}
			if !refused {
				if err != nil {
					t.Errorf("%s %q: %v", tg.Name, tt.name, err)
				}
				continue
			}
			if len(list) != 1 || list[0].Value != tt.name || list[0].Field != tt.field || list[0].PCS != tg.PCS || list[0].From == nil {
				t.Errorf("%s %q: got %v", tg.Name, tt.name, err)
			}
		}
	}
	both := rule("x", "eq", "and", "date", "lt", "1")
	if _, err := shell.Emit(both, target.All()[0]); len(shell.Inexpressibles(err)) != 2 {
		t.Errorf("both are to be reported: %v", err)
	}
	if _, err := shell.Emit(&model.Config{Properties: pcstest.Set(row, "a", "\x00")}, target.All()[0]); err == nil || len(shell.Inexpressibles(err)) != 0 {
		t.Errorf("NUL is a bug, not the user's: %v", err)
	}
}

// TestSyntax lets sh read scripts of every target.
func TestSyntax(t *testing.T) {
	t.Parallel()
	need.Tool(t, "any POSIX system has it", "sh")
	for _, tg := range target.All() {
		cmd := exec.Command("sh", "-n")
		cmd.Stdin = strings.NewReader(emit(t, tg.Name, small("it's $HOME `x`")))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", tg.Name, err, out)
		}
	}
}
