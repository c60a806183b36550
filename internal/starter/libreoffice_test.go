package starter_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/starter"
	"hagen/internal/target"
	"hagen/test/need"
)

// maxPages is how many pages a new sheet may take.
const maxPages = 20

// TestLibreOffice: what LibreOffice makes of a new sheet that is filled in, saved again
// as a workbook and as a CSV, compiles to the same bytes; printed, no table is torn
// from its title.
func TestLibreOffice(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install libreoffice-calc", "soffice")
	need.Tool(t, "apt install poppler-utils", "pdftotext")
	dir := t.TempDir()
	want := map[string]*compile.Unit{}
	for _, like := range starter.Likes() {
		for _, lang := range message.Languages() {
			s, known := made(t, like, target.Default, lang)
			data := workbook(t, s, known, lang)
			name := like + "_" + string(lang)
			u, found := compiled(t, name, data)
			if found != "" {
				t.Fatal(found)
			}
			want[name] = u
			if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	convert(t, dir, "xlsx", "xlsx:Calc MS Excel 2007 XML")
	convert(t, dir, "csv", "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1")
	convert(t, dir, "pdf", "pdf")
	for name, u := range want {
		t.Run(name, func(t *testing.T) {
			checkBook(t, filepath.Join(dir, "xlsx", name+".xlsx"), u)
			checkCSV(t, filepath.Join(dir, "csv", name+"-"+u.Grid.Sheet+".csv"), u)
			checkPages(t, filepath.Join(dir, "pdf", name+".pdf"))
		})
	}
}

// convert lets LibreOffice write all workbooks of a folder in another form.
func convert(t *testing.T, dir, to, filter string) {
	t.Helper()
	books, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "soffice", append([]string{"-env:UserInstallation=file://" + dir + "/profile", "--headless",
		"--convert-to", filter, "--outdir", filepath.Join(dir, to)}, books...)...)
	cmd.WaitDelay = 5 * time.Second // soffice is a script: what it started may hold the pipes
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func checkBook(t *testing.T, file string, want *compile.Unit) {
	t.Helper()
	u, found := compiled(t, file, read(t, file))
	if found != "" || !bytes.Equal(u.XML, want.XML) || !bytes.Equal(u.Script, want.Script) {
		t.Errorf("saved again it compiles to something else:\n%s", found)
	}
	in := compile.Open(file, read(t, file), parse.Options{})
	if in.Target() != target.Default {
		t.Errorf("saved again it names the target %q", in.Target())
	}
}

func checkCSV(t *testing.T, file string, want *compile.Unit) {
	t.Helper()
	u, found := compiled(t, file, read(t, file))
	if found != "" || !bytes.Equal(u.XML, want.XML) || !bytes.Equal(u.Script, want.Script) {
		t.Errorf("as a CSV it compiles to something else:\n%s", found)
	}
}

// tableTitle is the first line of a table.
var tableTitle = regexp.MustCompile(`^# (Table |表|표 )\d+`)

// checkPages reads a PDF: below the title of the sheet, each page but the first begins
// with the title of a table, or within a table of more than one page with a block.
func checkPages(t *testing.T, file string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	if len(pages) < 2 || len(pages) > maxPages {
		t.Errorf("%d pages", len(pages))
	}
	for i, page := range pages[1:] {
		var lines []string
		for _, line := range strings.Split(page, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		// The tab and the date, the title of the sheet, then the table.
		if len(lines) < 4 || !strings.HasPrefix(lines[1], "# ") || !tableTitle.MatchString(lines[2]) {
			t.Errorf("page %d begins with %q", i+2, lines[:min(3, len(lines))])
		}
		if last := lines[len(lines)-2]; tableTitle.MatchString(last) {
			t.Errorf("page %d ends with the title %q", i+2, last)
		}
	}
}
