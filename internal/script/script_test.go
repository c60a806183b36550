package script

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/test/need"
)

func TestCommands(t *testing.T) {
	text := `#!/bin/sh
# pcs in a comment
set -eu; pcs cluster cib "$work/x.xml" || fail 'pcs x'
pcs -f "$cib" resource create vip 'ocf:heartbeat:IPaddr2' \
    ip="192.0.2.1" op monitor \
    interval=10s \
    || fail 'PRIMITIVE row 10: vip'
echo pcs no; pcs resource cleanup >/dev/null 2>&1 && pcs property set a='b c' # end
if pcs status; then x=$(pcs stonith list); fi
pcs -f x.xml property set d=it\'s e='$HOME' f="$HOME" g= password=hush
pcs user create --password hush bob
pcs cluster cib-push x.xml diff-against=y.xml
CHARSET=UTF-8 CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="f">
      <instance_attributes id="s">
        <nvpair id="s-password" name="password" value="hush &amp; 表"/>
        <nvpair id="s-b" name="b" value="it'\''s"/>
      </instance_attributes>
    </primitive>' \
    || fail 'f'
CIB_file="$cib" cibadmin --query
a=b; c=$(true)
`
	want := []string{
		"pcs resource create vip ocf:heartbeat:IPaddr2 ip=192.0.2.1 op monitor interval=10s",
		"pcs resource cleanup",
		"pcs property set a='b c'",
		"pcs stonith list",
		`pcs property set d='it'\''s' e='$HOME' "f=$HOME" g= password=********`,
		"pcs user create --password ******** bob",
		`cibadmin --modify --scope resources --xml-text '<primitive id="f"><instance_attributes id="s">` +
			`<nvpair id="s-password" name="password" value="********"/><nvpair id="s-b" name="b" value="it'\''s"/></instance_attributes></primitive>'`,
	}
	var got []string
	for _, c := range Commands([]byte(text)) {
		got = append(got, c.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func commands(words string) []Command {
	var out []Command
	for _, w := range strings.Fields(words) {
		out = append(out, Command{w})
	}
	return out
}

func TestDiff(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"", "", ""}, {"a b c", "a b c", ""}, {"a b c", "a c", "-b"}, {"a c", "a b c", "+b"}, {"a b", "x y", "-a -b +x +y"},
		{"a b c d", "b c d a", "-a +a"}, {"a a b", "a b a", "-a +a"}, {"a a", "a", "-a"}, {"a", "a a", "+a"}, {"b a", "a b", "-b +b"},
	} {
		var got []string
		for _, c := range Diff(commands(tt.a), commands(tt.b)) {
			mark := "-"
			if c.Added {
				mark = "+"
			}
			got = append(got, mark+c.Command[0])
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s to %s: %s, want %s", tt.a, tt.b, s, tt.want)
		}
	}
}

// TestShellAgrees runs the scripts of the goldens with a pcs that prints its
// arguments: the shell sees the same words.
func TestShellAgrees(t *testing.T) {
	need.Tool(t, "apt install dash", "sh")
	found, err := filepath.Glob("../../testdata/golden/*/out.sh")
	if err != nil || len(found) < 50 {
		t.Fatalf("%d scripts, %v", len(found), err)
	}
	dir := t.TempDir()
	log, cib := filepath.Join(dir, "log"), filepath.Join(dir, "cib.xml")
	logs := "printf '%s\\001' \"$@\" >>" + log + "\nprintf '\\002' >>" + log + "\n"
	for name, program := range map[string]string{
		"pcs":      "#!/bin/sh\nshift 2\n" + logs,
		"cibadmin": "#!/bin/sh\nset -- cibadmin \"$@\"\n" + logs,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(program), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(cib, []byte("<cib/>"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Compact(found)[:60] {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(log, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("sh", path, cib)
		cmd.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", path, err, out)
		}
		ran, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, line := range strings.Split(strings.TrimSuffix(string(ran), "\x02"), "\x02") {
			want = append(want, layout.ReplaceAllString(strings.TrimSuffix(line, "\x01"), "><"))
		}
		var got []string
		for _, c := range Commands(text) {
			got = append(got, c.key())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-shell +got):\n%s", path, diff)
		}
	}
}

// TestDiffOfMany: long scripts are compared in no time.
func TestDiffOfMany(t *testing.T) {
	var a, b []Command
	for i := range 20000 {
		a, b = append(a, Command{fmt.Sprint(i)}), append(b, Command{fmt.Sprint(i + 10)})
	}
	if n := len(Diff(a, b)); n != 20 {
		t.Errorf("%d changes", n)
	}
}
