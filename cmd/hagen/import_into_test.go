package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/agents/installed"
)

// TestImportInto: --dry-run writes nothing, -o writes a copy, and without it the
// workbook is written. What does not fit leaves everything as it is.
func TestImportInto(t *testing.T) {
	dir := t.TempDir()
	from, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.xml")
	if err != nil {
		t.Fatal(err)
	}
	book, cib, fresh, copied := filepath.Join(dir, "book.xlsx"), filepath.Join(dir, "cib.xml"), filepath.Join(dir, "new.xml"), filepath.Join(dir, "new.xlsx")
	write := func(file string, data []byte) {
		t.Helper()
		if err := os.WriteFile(file, data, 0o640); err != nil {
			t.Fatal(err)
		}
	}
	write(book, from)
	write(cib, bytes.ReplaceAll(xml, []byte(`value="ipmipass1"`), []byte(`value="never-shown-1"`)))
	write(fresh, bytes.ReplaceAll(xml, []byte(`<clone id="ping-clone">`), []byte(`<primitive id="more" class="ocf" provider="pacemaker" type="Dummy"/><clone id="ping-clone">`)))
	run := func(want int, args ...string) string {
		t.Helper()
		code, stdout, stderr := runHagen(t.Context(), installed.Roots{}, append([]string{"import", "--target", "debian12"}, args...)...)
		if code != want || strings.Contains(stdout+stderr, "never-shown") {
			t.Errorf("%q: exit code %d, want %d\n%s%s", args, code, want, stdout, stderr)
		}
		return stdout + stderr
	}
	same := func() {
		t.Helper()
		if now, err := os.ReadFile(book); err != nil || !bytes.Equal(now, from) {
			t.Errorf("the workbook was written: %v", err)
		}
	}
	run(exitSame, "../../examples/003-haproxy-fencing/cluster.xml", "--into", book)
	if said := run(exitDiffers, cib, "--into", book, "--dry-run"); !strings.Contains(said, "value: ******** → ********") {
		t.Error(said)
	}
	if said := run(exitDiffers, fresh, "--into", book); !strings.Contains(said, "Primitive more is new") {
		t.Error(said)
	}
	run(exitError, cib, "--into", book, "-o", filepath.Join(dir, "new.csv"))
	run(exitError, cib, "--into", "../../examples/003-haproxy-fencing/cluster.csv")
	same()
	run(exitSame, cib, "--into", book, "-o", copied)
	same()
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: others may read the passwords", info, err)
	}
	run(exitError, cib, "--into", book, "-o", copied)
	run(exitSame, cib, "--into", book)
	if info, err := os.Stat(book); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v: the workbook's mode is another", info, err)
	}
	run(exitSame, cib, "--into", copied)
}
