// Package prints prints the books as people do, from a browser and from an office
// program, and holds the pages against what the books say.
package prints

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	// go runs the test again when one of these changes.
	_ "hagen/internal/changebook"
	_ "hagen/internal/designbook"
	_ "hagen/internal/testbook"
	"hagen/test/need"
)

// A4 on its side, in points.
const (
	long  = 842
	short = 595
)

// books are one of each kind and language.
var books = []struct {
	name string
	args []string
}{
	{"design", []string{"design", "003-haproxy-fencing", "--lang", "ja"}},
	{"change", []string{"change", "004-haproxy", "003-haproxy-fencing", "--lang", "en"}},
	{"test", []string{"test", "002-nginx", "--lang", "ko"}},
}

// TestBooks: pages of A4, none of them empty, have every text of the book as often as
// the book has: nothing is cut.
func TestBooks(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install chromium", "chromium")
	need.Tool(t, "apt install libreoffice-calc", "soffice")
	need.Tool(t, "apt install poppler-utils", "pdftotext", "pdfinfo")
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	dir := t.TempDir()
	run(t, "", "go", "build", "-o", filepath.Join(dir, "hagen"), "hagen/cmd/hagen")
	office := []string{"-env:UserInstallation=file://" + dir + "/office", "--headless", "--convert-to", "pdf", "--outdir", dir}
	for _, b := range books {
		for _, ext := range []string{".html", ".xlsx"} {
			write(t, dir, b.name+ext, b.args)
		}
		office = append(office, b.name+".xlsx")
		run(t, dir, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer", "--user-data-dir="+dir+"/browser",
			"--print-to-pdf="+b.name+"-html.pdf", b.name+".html")
	}
	run(t, dir, "soffice", office...)
	for _, b := range books {
		t.Run(b.name+" in a browser", func(t *testing.T) {
			printed(t, filepath.Join(dir, b.name+"-html.pdf"), page(t, filepath.Join(dir, b.name+".html")))
		})
		t.Run(b.name+" in an office program", func(t *testing.T) {
			printed(t, filepath.Join(dir, b.name+".pdf"), workbook(t, filepath.Join(dir, b.name+".xlsx")))
		})
	}
}

// write has hagen write a book of examples.
func write(t *testing.T, dir, file string, args []string) {
	t.Helper()
	all := []string{"book"}
	for _, arg := range args {
		if sheet, err := filepath.Abs(filepath.Join("../../examples", arg, "cluster.csv")); err == nil {
			if _, err := os.Stat(sheet); err == nil {
				arg = sheet
			}
		}
		all = append(all, arg)
	}
	run(t, dir, filepath.Join(dir, "hagen"), append(all, "-o", file)...)
}

// run runs a program in a directory. A book of changes that has some exits with 2.
func run(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.WaitDelay = 5 * time.Second // what a script started may hold the pipes
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && !(slices.Contains(args, "change") && cmd.ProcessState.ExitCode() == 2) {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, &stdout, &stderr)
	}
	return stdout.Bytes()
}

var (
	element = regexp.MustCompile(`(?s)<(h1|h2|p|th|td|text)(?: [^>]*)?>(.*?)</(?:h1|h2|p|th|td|text)>`)
	size    = regexp.MustCompile(`size: +([0-9.]+) x ([0-9.]+) pts`)
	word    = regexp.MustCompile(`<word xMin="([0-9.-]+)" yMin="([0-9.-]+)" xMax="([0-9.-]+)" yMax="([0-9.-]+)">(.*?)</word>`)
)

// page lists the texts of a page of HTML.
func page(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range element.FindAllSubmatch(data, -1) {
		out = append(out, html.UnescapeString(string(m[2])))
	}
	return out
}

// workbook lists the texts of the cells of a workbook.
func workbook(t *testing.T, file string) []string {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for _, tab := range f.GetSheetList() {
		rows, err := f.GetRows(tab)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, slices.Concat(rows...)...)
	}
	return out
}

// printed holds the pages of a PDF against the texts of a book.
func printed(t *testing.T, pdf string, texts []string) {
	t.Helper()
	dir := filepath.Dir(pdf)
	pages := strings.Split(strings.TrimSuffix(string(run(t, dir, "pdftotext", "-raw", pdf, "-")), "\f"), "\f")
	sizes := size.FindAllStringSubmatch(string(run(t, dir, "pdfinfo", "-f", "1", "-l", strconv.Itoa(len(pages)), pdf)), -1)
	if len(sizes) != len(pages) {
		t.Fatalf("%d pages, and the sizes of %d", len(pages), len(sizes))
	}
	for i, text := range pages {
		if sides := round(t, sizes[i][1:]); sides[0] != short || sides[1] != long {
			t.Errorf("page %d is %v points", i+1, sides)
		}
		if !strings.Contains(bare(text), fmt.Sprintf("%d/%d", i+1, len(pages))) {
			t.Errorf("page %d has no number", i+1)
		}
		if len(strings.Split(strings.TrimSpace(text), "\n")) < 3 {
			t.Errorf("page %d is empty:\n%s", i+1, text)
		}
	}
	inside(t, run(t, dir, "pdftotext", "-bbox", pdf, "-"))
	all := bare(strings.Join(pages, ""))
	want := map[string]int{}
	for _, text := range texts {
		want[bare(text)]++
	}
	for _, text := range texts {
		if b := bare(text); b != "" && strings.Count(all, b) < want[b] {
			t.Errorf("%q is in the book %d times, and on its pages %d times", text, want[b], strings.Count(all, b))
			want[b] = 0
		}
	}
}

// inside: a PDF has the words that are cut at the edge of a page as well.
func inside(t *testing.T, boxes []byte) {
	t.Helper()
	for _, m := range word.FindAllStringSubmatch(string(boxes), -1) {
		var at [4]float64
		for i := range at {
			var err error
			if at[i], err = strconv.ParseFloat(m[i+1], 64); err != nil {
				t.Fatal(err)
			}
		}
		if at[0] < 0 || at[1] < 0 || at[2] > long || at[3] > short {
			t.Errorf("%s is cut at the edge of the page: %v", m[5], at)
		}
	}
}

// round is a size, the smaller side first.
func round(t *testing.T, sides []string) []int {
	t.Helper()
	var out []int
	for _, s := range sides {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, int(math.Round(n)))
	}
	slices.Sort(out)
	return out
}

// bare is a text without blanks and breaks, which pages have where they please.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
}
