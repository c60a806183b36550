package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/agents/installed"
	"hagen/test/need"
)

// imports runs hagen import and returns what it says.
func imports(t *testing.T, want int, args ...string) string {
	t.Helper()
	code, stdout, stderr := runHagen(t.Context(), installed.Roots{}, append([]string{"import", "--target", "debian12"}, args...)...)
	if code != want {
		t.Errorf("%q: exit code %d, want %d\n%s%s", args, code, want, stdout, stderr)
	}
	return stdout + stderr
}

// TestImportCrmsh: what crmsh shows as XML becomes the sheet that the CIB becomes,
// apart from the passwords, which crmsh masks. They are told, and kept out of a
// workbook.
func TestImportCrmsh(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install crmsh", "crm")
	dir := t.TempDir()
	xml, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.xml")
	if err != nil {
		t.Fatal(err)
	}
	// crmsh of Debian 12 knows the schemas of its Pacemaker.
	text := strings.Replace(string(xml), "pacemaker-3.10", "pacemaker-3.9", 1)
	cib, shown := filepath.Join(dir, "cib.xml"), filepath.Join(dir, "shown.xml")
	if err := os.WriteFile(cib, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "crm", "configure", "show", "xml")
	cmd.Env = append(os.Environ(), "CIB_file="+cib)
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), "<cib") {
		t.Fatalf("crm: %v\n%s", err, out)
	}
	if err := os.WriteFile(shown, out, 0o600); err != nil {
		t.Fatal(err)
	}
	ofCIB, ofCrmsh := filepath.Join(dir, "cib.csv"), filepath.Join(dir, "crm.csv")
	imports(t, exitSame, cib, "-o", ofCIB)
	if said := imports(t, exitDiffers, shown, "-o", ofCrmsh); strings.Count(said, "nvpair password") != 2 {
		t.Error(said)
	}
	want := strings.ReplaceAll(readFile(t, ofCIB), ",,,password,ipmipass1,,,\r\n", "")
	if got := readFile(t, ofCrmsh); len(got) != len(want) || sorted(got) != sorted(want) {
		t.Errorf("another sheet:\n%s", got)
	}
	book := filepath.Join(dir, "book.xlsx")
	data := readFile(t, "../../examples/003-haproxy-fencing/cluster.xlsx")
	if err := os.WriteFile(book, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	imports(t, exitDiffers, shown, "--into", book)
	if readFile(t, book) != data {
		t.Error("the workbook lost its passwords")
	}
}

// sorted are the lines of a text in another order: crmsh moves sets.
func sorted(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		for j := i; j > 0 && lines[j] < lines[j-1]; j-- {
			lines[j], lines[j-1] = lines[j-1], lines[j]
		}
	}
	return strings.Join(lines, "\n")
}

// TestImportConfiguration: the configuration alone is a source as well.
func TestImportConfiguration(t *testing.T) {
	dir := t.TempDir()
	xml := readFile(t, "../../examples/001-apache/cluster.xml")
	_, rest, _ := strings.Cut(xml, "<configuration>")
	body, _, _ := strings.Cut(rest, "</configuration>")
	file := filepath.Join(dir, "configuration.xml")
	if err := os.WriteFile(file, []byte("<configuration>"+body+"</configuration>"), 0o600); err != nil {
		t.Fatal(err)
	}
	imports(t, exitSame, file, "-o", filepath.Join(dir, "a.csv"))
	imports(t, exitSame, "../../examples/001-apache/cluster.xml", "-o", filepath.Join(dir, "b.csv"))
	a, b := readFile(t, filepath.Join(dir, "a.csv")), readFile(t, filepath.Join(dir, "b.csv"))
	if a != b {
		t.Errorf("%s\n%s", a, b)
	}
}

// TestImportOldSchema: Pacemaker's own tools upgrade a CIB of an older schema, and the
// file stays as it is.
func TestImportOldSchema(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin")
	const old = `<cib admin_epoch="0" epoch="1" num_updates="0" validate-with="pacemaker-1.2"><configuration><crm_config/><nodes/><resources>` +
		`<primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/><primitive id="b" class="ocf" provider="pacemaker" type="Dummy"/></resources>` +
		`<constraints><rsc_order id="ab" first="a" then="b" score="INFINITY"/></constraints></configuration><status/></cib>`
	dir := t.TempDir()
	file, sheet := filepath.Join(dir, "old.xml"), filepath.Join(dir, "old.csv")
	if err := os.WriteFile(file, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := imports(t, exitSame, file, "-o", sheet); !strings.Contains(said, "pacemaker-1.2; Pacemaker's own tools upgraded a copy to pacemaker-3") {
		t.Error(said)
	}
	if !strings.Contains(readFile(t, sheet), "\r\n,,a,b,") || readFile(t, file) != old {
		t.Error(readFile(t, sheet))
	}
}

// TestImportScript: the script of an example becomes the sheet that its CIB becomes,
// and a command that is not read is named.
func TestImportScript(t *testing.T) {
	dir := t.TempDir()
	ofScript := filepath.Join(dir, "script.csv")
	code, _, stderr := runHagen(t.Context(), installed.Roots{}, "import", "../../examples/003-haproxy-fencing/cluster.sh", "-o", ofScript) // for the default target
	if code != exitSame {
		t.Fatal(stderr)
	}
	code, stdout, stderr := runHagen(t.Context(), installed.Roots{}, "diff", "--target", "rhel9", "../../examples/003-haproxy-fencing/cluster.xml", ofScript)
	if code != exitSame {
		t.Error(stdout, stderr)
	}
	file := filepath.Join(dir, "more.sh")
	if err := os.WriteFile(file, []byte("pcs property set a=b\npcs stonith create f fence_ipmilan password=hush --surprise\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := imports(t, exitError, file, "-o", filepath.Join(dir, "more.csv")); !strings.Contains(said, "password=******** --surprise") || strings.Contains(said, "hush") {
		t.Error(said)
	}
	if _, err := os.Stat(filepath.Join(dir, "more.csv")); err == nil {
		t.Error("written anyway")
	}
}
