package annotate

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/test/corpus"
	"hagen/test/need"
)

// TestGoldens: each workbook of the goldens has the same findings with its marks as
// without them.
func TestGoldens(t *testing.T) {
	marked := 0
	for _, c := range corpus.Goldens(t) {
		if filepath.Ext(c.Input) != ".xlsx" || c.SheetName != "" || strings.Contains(c.Name, "hidden") {
			continue
		}
		data, err := os.ReadFile(c.Path(c.Input))
		if err != nil {
			t.Fatal(err)
		}
		report, _ := check(t, "book.xlsx", data)
		if report.Len() == 0 || !inSheets(report) {
			continue // nothing to mark, or not a workbook to write into
		}
		out, err := Workbook(data, report, message.English)
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		marked++
		again, _ := check(t, "book.xlsx", out)
		if diff := cmp.Diff(codes(report), codes(again)); diff != "" {
			t.Errorf("%s: findings (-without marks +with them):\n%s", c.Name, diff)
		}
	}
	if marked < 10 {
		t.Errorf("only %d workbooks were marked", marked)
	}
}

// inSheets reports whether all findings are in sheets.
func inSheets(report *diag.List) bool {
	for _, d := range report.Sorted() {
		if d.Place.Sheet == "" || d.Place.Row == 0 || d.Kind.Code < diag.CellDate.Code { // those before are about damage
			return false
		}
	}
	return true
}

func codes(report *diag.List) []string {
	var out []string
	for _, d := range report.Sorted() {
		out = append(out, d.Place.String()+" "+d.Kind.Code)
	}
	return out
}

// TestLibreOfficeOpensMarks: LibreOffice opens the workbook, and what it saves has
// marks that another run finds and replaces, though it renames parts, drops the
// authors of notes and writes every formula anew.
func TestLibreOfficeOpensMarks(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install libreoffice-calc", "soffice")
	dir := t.TempDir()
	once := annotated(t, workbook(t, sheet))
	file := filepath.Join(dir, "book.xlsx")
	if err := os.WriteFile(file, once, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "saved"), file)
	cmd.WaitDelay = 5 * time.Second // soffice is a script: what it started may hold the pipes
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	saved, err := os.ReadFile(filepath.Join(dir, "saved", "book.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{saved, annotated(t, saved)} {
		notes, colours, sheets := 0, 0, 0
		for name, text := range parts(t, data) {
			notes += strings.Count(text, "— "+author+"</t>")
			sheets += strings.Count(text, "_hagen_findings")
			if strings.HasPrefix(name, "xl/worksheets/") {
				colours += strings.Count(text, signature) + strings.Count(text, "&quot;hagen&quot;=")
			}
		}
		want := strings.Count(parts(t, once)["xl/comments1.xml"], "— "+author)
		if notes != want || colours != 2 || sheets != 1 {
			t.Errorf("%d notes, %d colours, %d lists; want %d, 2, 1", notes, colours, sheets, want)
		}
	}
	clean, err := Workbook(saved, &diag.List{}, message.English)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range parts(t, clean) {
		if name == "xl/sharedStrings.xml" { // LibreOffice keeps there what its sheets hold
			continue
		}
		if strings.Contains(text, author) || strings.Contains(text, signature) || strings.Contains(text, "_hagen_findings") {
			t.Errorf("%s still has a mark", name)
		}
	}
}
