package golden

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"hagen/test/need"
)

// TestLibreOffice: each workbook that compiles is saved as a CSV by LibreOffice,
// with every cell as it is shown, and compiles to the same bytes. What merged
// cells say is lost in a CSV: there it must be refused.
func TestLibreOffice(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install libreoffice-calc", "soffice")
	dir := t.TempDir()
	var books []*goldenCase
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless",
		// Comma, quotes, UTF-8, from line 1, English, cells as shown, each sheet to its own file.
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1", "--outdir", dir}
	for _, c := range cases(t) {
		if filepath.Ext(c.Input) != ".xlsx" || strings.HasPrefix(c.Name, "error-") {
			continue
		}
		data, err := os.ReadFile(c.Path(c.Input))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, c.Name+".xlsx")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		books, args = append(books, c), append(args, file)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "soffice", args...)
	cmd.WaitDelay = 5 * time.Second // soffice is a script: what it started may hold the pipes
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	for _, c := range books {
		t.Run(c.Name, func(t *testing.T) { c.likeExport(t, dir) })
	}
}

// likeExport compiles the sheet of a case as LibreOffice saved it.
func (c *goldenCase) likeExport(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, c.Name+"-*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	compiled := 0
	for _, file := range files {
		if c.SheetName != "" && !strings.HasSuffix(file, "-"+c.SheetName+".csv") || !c.owns(file) {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		plain := *c.Case
		plain.File.Encoding, plain.SheetName = "", ""
		got, err := compileFile(&goldenCase{&plain}, "in.csv", data)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) > 1 && c.SheetName == "" && got.xml == nil {
			continue // a sheet without tables
		}
		compiled++
		if c.Merged {
			if got.xml != nil || got.script != nil {
				t.Error("the CSV has no merged cells and yet is compiled")
			}
			continue
		}
		for name, made := range map[string][]byte{"out.xml": got.xml, "out.sh": got.script} {
			want, err := os.ReadFile(c.Path(name))
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(string(want), string(made)); diff != "" {
				t.Errorf("%s of the CSV (-workbook +CSV):\n%s\n%s", name, diff, got.text("en"))
			}
		}
	}
	if compiled != 1 {
		t.Errorf("%d of %d sheets that LibreOffice saved compile, want one", compiled, len(files))
	}
}

// owns tells the exports of a case from those of one whose name is longer.
func (c *goldenCase) owns(file string) bool {
	rest := strings.TrimPrefix(filepath.Base(file), c.Name+"-")
	entries, err := filepath.Glob(filepath.Join(dir, c.Name+"-*"))
	if err != nil {
		return false
	}
	for _, e := range entries {
		if strings.HasPrefix(c.Name+"-"+rest, filepath.Base(e)+"-") {
			return false
		}
	}
	return true
}
