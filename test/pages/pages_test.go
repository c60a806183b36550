package pages

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"hagen/test/need"
	"hagen/test/sheettest"
)

const root = "../.."

// TestEveryCommandRuns runs each command of each page, in a folder with the files
// that the pages talk of. A cluster's address is replaced by a CIB file: real ones
// are for test/e2e.
func TestEveryCommandRuns(t *testing.T) {
	need.Long(t)
	if runtime.GOOS != "linux" {
		t.Skip("the pages show the shell of Linux")
	}
	need.Tool(t, "apt install pacemaker-cli-utils libxml2-utils", "crm_verify", "crm_simulate", "xmllint")
	bin := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(bin, "hagen"), "hagen/cmd/hagen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	elsewhere := readElsewhere(t)
	pages, err := All(root)
	if err != nil {
		t.Fatal(err)
	}
	first := newDesk(t, bin)
	ran := 0
	for _, page := range pages {
		blocks, err := Of(root, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			var d *desk
			for _, c := range b.Commands {
				if elsewhere.has(c.Text) {
					continue
				}
				if d == nil { // one for the whole block
					d = first.copied(page)
				}
				ran++
				d.run(fmt.Sprintf("%s:%d", page, c.Line), c.Text)
			}
		}
	}
	if ran < 100 {
		t.Errorf("only %d commands were found", ran)
	}
	elsewhere.unused(t)
}

// desk is a folder of a reader.
type desk struct {
	t        *testing.T
	dir, bin string
	lang     string
}

// cib is a cluster of these nodes, all of them up.
func cib(nodes ...string) []byte {
	var list, status strings.Builder
	for i, name := range nodes {
		fmt.Fprintf(&list, `<node id="%d" uname="%s"/>`, i+1, name)
		fmt.Fprintf(&status, `<node_state id="%d" uname="%s" in_ccm="true" crmd="online" join="member" expected="member"/>`, i+1, name)
	}
	return fmt.Appendf(nil, `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0" have-quorum="1">`+
		`<configuration><crm_config/><nodes>%s</nodes><resources/><constraints/></configuration><status>%s</status></cib>`, &list, &status)
}

const corosync = "nodelist {\n  node {\n    nodeid: 1\n    name: node01\n  }\n  node {\n    nodeid: 2\n    name: node02\n  }\n}\n"

// newDesk makes the files that the pages name: sample as document 003 has it, cluster
// as 004, a workbook of several sheets, and a cluster that has been written to.
func newDesk(t *testing.T, bin string) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), bin: bin}
	for name, from := range map[string]string{
		"sample.xlsx": "examples/003-haproxy-fencing/cluster.xlsx", "sample.csv": "examples/003-haproxy-fencing/cluster.csv",
		"sheet.xlsx": "examples/003-haproxy-fencing/cluster.xlsx", "design.xlsx": "examples/003-haproxy-fencing/cluster.xlsx", "other.csv": "examples/000-haproxy-memcached/cluster.csv",
		"golden.xml": "examples/003-haproxy-fencing/cluster.xml", "sheets/web.xlsx": "examples/003-haproxy-fencing/cluster.xlsx", "sheets/db.xlsx": "examples/000-haproxy-memcached/cluster.xlsx",
		"v1.xlsx": "examples/004-haproxy/cluster.xlsx", "v2.xlsx": "examples/004-haproxy-clone/cluster.xlsx",
		"cluster.csv": "examples/004-haproxy/cluster.csv", "sample.xml": "examples/003-haproxy-fencing/cluster.xml", "sample.sh": "examples/003-haproxy-fencing/cluster.sh",
	} {
		data, err := os.ReadFile(filepath.Join(root, from))
		if err != nil {
			t.Fatal(err)
		}
		d.write(name, data)
	}
	d.hagen("sheets/web.xlsx", "sheets/db.xlsx", "-o", "golden/")
	d.write("book.xlsx", book(t))
	d.write("corosync.conf", []byte(corosync))
	d.write("site.json", []byte(`{"agents": []}`))
	for cluster, sheet := range map[string]string{"cib.xml": "sample.csv", "lb.xml": "cluster.csv"} {
		nodes := []string{"node01", "node02"}
		if sheet == "cluster.csv" {
			nodes = []string{"lb1", "lb2"}
		}
		d.write(cluster, cib(nodes...))
		data, err := os.ReadFile(filepath.Join(d.dir, sheet))
		if err != nil {
			t.Fatal(err)
		}
		d.write(earlier(cluster), []byte(strings.NewReplacer("30s", "20s", ",200,", ",300,").Replace(string(data))))
		for _, sheet := range []string{earlier(cluster), sheet} { // so that there is something to roll back
			d.hagen("apply", sheet, "--target", "debian12", "--to", "file:"+cluster, "--yes")
		}
	}
	return d
}

// earlier is the sheet that a cluster had before.
func earlier(cluster string) string { return "earlier-" + cluster + ".csv" }

// copied is the same for one block.
func (d *desk) copied(page string) *desk {
	d.t.Helper()
	other := &desk{t: d.t, dir: d.t.TempDir(), bin: d.bin, lang: "en_US.UTF-8"}
	if strings.HasSuffix(page, ".ja.md") {
		other.lang = "ja_JP.UTF-8"
	}
	if err := os.CopyFS(other.dir, os.DirFS(d.dir)); err != nil {
		d.t.Fatal(err)
	}
	return other
}

// book is a workbook of two sheets.
func book(t *testing.T) []byte {
	t.Helper()
	var sheets []sheettest.Sheet
	for name, dir := range map[string]string{"web_RHEL9": "003-haproxy-fencing", "db_RHEL8": "000-haproxy-memcached"} {
		f, err := os.Open(filepath.Join(root, "examples", dir, "cluster.csv"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		rows[0][0] = strings.TrimPrefix(rows[0][0], "\ufeff")
		sheets = append(sheets, sheettest.Sheet{Name: name, Rows: rows})
	}
	data, err := sheettest.XLSX(sheets...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (d *desk) write(name string, data []byte) {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600)); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) hagen(args ...string) {
	d.t.Helper()
	cmd := exec.CommandContext(d.t.Context(), filepath.Join(d.bin, "hagen"), args...)
	cmd.Dir = d.dir
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 2 {
		d.t.Fatalf("hagen %q: %v\n%s", args, err, out)
	}
}

var (
	address = regexp.MustCompile(`\b(ssh|https)://\S+|\blocal:`)
	writes  = regexp.MustCompile(`^hagen (apply|rollback)\b`)
	begins  = regexp.MustCompile(`^hagen (?:new|import .*-o) ([^- ]\S*)`)
	extends = regexp.MustCompile(`^hagen new --agent \S+ (\S+)$`)
	digest  = regexp.MustCompile(`"digest": *"(sha256:[0-9a-f]{64})"`)
)

// run runs a command as it is on the page, but on a CIB file, and without a question.
func (d *desk) run(where, line string) {
	d.t.Helper()
	line, _, _ = strings.Cut(line, "  #")
	line = address.ReplaceAllStringFunc(strings.TrimSpace(line), func(of string) string {
		if strings.Contains(of, "lb1") || strings.Contains(of, "192.168.100.201") {
			return "file:lb.xml"
		}
		return "file:cib.xml"
	})
	line = strings.NewReplacer("SHEET", "sample.xlsx", "DEST", "file:cib.xml").Replace(line)
	if writes.MatchString(line) && !strings.Contains(line, "--yes") {
		line += " --yes"
	}
	if m := begins.FindStringSubmatch(line); m != nil { // it is to be a new file
		os.Remove(filepath.Join(d.dir, m[1]))
	}
	if m := extends.FindStringSubmatch(line); m != nil { // it is there from an earlier block
		d.hagen("new", m[1])
	}
	if strings.Contains(line, "-o change.hagen") { // there has to be a change to keep
		for _, cluster := range []string{"cib.xml", "lb.xml"} {
			d.hagen("apply", earlier(cluster), "--target", "debian12", "--to", "file:"+cluster, "--yes")
		}
	}
	if strings.Contains(line, "sha256:…") {
		plan, err := os.ReadFile(filepath.Join(d.dir, "change.hagen"))
		if err != nil {
			d.t.Fatal(err)
		}
		m := digest.FindSubmatch(plan)
		if m == nil {
			d.t.Fatalf("%s: change.hagen has no digest", where)
		}
		line = strings.ReplaceAll(line, "sha256:…", string(m[1]))
	}
	cmd := exec.CommandContext(d.t.Context(), "bash", "-o", "pipefail", "-c", line)
	cmd.Dir = d.dir
	cmd.Env = append(os.Environ(), "PATH="+d.bin+":"+os.Getenv("PATH"), "HOME="+d.dir, "LANG="+d.lang, "LC_ALL=", "LC_MESSAGES=")
	out, err := cmd.CombinedOutput()
	switch code := cmd.ProcessState.ExitCode(); {
	case err == nil, code == 2: // differences, warnings
	case code == 1 && strings.HasPrefix(line, "hagen status ") && strings.Contains(string(out), "hagen diff"):
		// Nothing runs in a CIB file: it has got as far as that.
	default:
		d.t.Errorf("%s: %s: exit code %d\n%s", where, line, code, out)
	}
}

// other is what runs elsewhere.
type other struct {
	pattern *regexp.Regexp
	used    bool
}

type others []*other

func readElsewhere(t *testing.T) others {
	t.Helper()
	data, err := os.ReadFile("elsewhere.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list others
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		pattern, where, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if where == "" {
			t.Errorf("elsewhere.txt does not say where %s runs", pattern)
		}
		list = append(list, &other{pattern: regexp.MustCompile(`(?s)^(` + pattern + `)(\s+#.*)?$`)})
	}
	return list
}

func (l others) has(command string) bool {
	for _, o := range l {
		if o.pattern.MatchString(command) {
			o.used = true
			return true
		}
	}
	return false
}

// unused reports lines that no page needs.
func (l others) unused(t *testing.T) {
	t.Helper()
	for _, o := range l {
		if !o.used {
			t.Errorf("elsewhere.txt: no page has %s", o.pattern)
		}
	}
}
