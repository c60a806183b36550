package refdoc

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"hagen/internal/message"
	"hagen/internal/schema"
)

var update = flag.Bool("update", false, "write the generated parts into the pages")

// TestPagesAreCurrent fails when a page differs from what the code declares.
// Refresh with: go test ./test/gen/refdoc -update
func TestPagesAreCurrent(t *testing.T) {
	packages, err := Packages("../../..")
	if err != nil {
		t.Fatal(err)
	}
	book, err := NewBook()
	if err != nil {
		t.Fatal(err)
	}
	pages := []generated{
		{"README.md", "picture", Picture(golden(t, "stderr.txt"), pictured)},
		{"README.ja.md", "picture", Picture(golden(t, "stderr.ja.txt"), pictured)},
		{"ARCHITECTURE.md", "packages", packages},
		{"docs/ci.md", "exit-codes", ExitCodes(message.English)},
		{"docs/ci.ja.md", "exit-codes", ExitCodes(message.Japanese)},
	}
	for _, lang := range message.Languages() {
		diagnostics, err := Diagnostics(lang)
		if err != nil {
			t.Fatal(err)
		}
		tables, err := Tables(lang, book)
		if err != nil {
			t.Fatal(err)
		}
		if readme := "README" + suffix(lang) + ".md"; exists(readme) {
			pages = append(pages, generated{readme, "tables", TableList(lang, "docs/format"+suffix(lang)+".md")})
		}
		pages = append(pages,
			generated{"docs/format" + suffix(lang) + ".md", "tables", tables},
			generated{"docs/diagnostics" + suffix(lang) + ".md", "diagnostics", diagnostics})
	}
	for _, p := range pages {
		if err := p.check(); err != nil {
			t.Error(err)
		}
	}
}

// generated is a part of a page that is generated.
type generated struct{ page, marker, text string }

// check compares the page with what the code declares. With -update it refreshes
// the page, and begins one that is missing.
func (g generated) check() error {
	path := filepath.Join("..", "..", "..", g.page)
	have, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && *update {
		have = fmt.Appendf(nil, "# hagen: %s\n\n<!-- %s -->\n<!-- /%s -->\n", g.marker, g.marker, g.marker)
	} else if err != nil {
		return err
	}
	want, err := Replace(string(have), g.marker, g.text)
	if err != nil {
		return fmt.Errorf("%s: %w", g.page, err)
	}
	if want == string(have) {
		return nil
	}
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s was not what the code declares: refresh it with go test ./test/gen/refdoc -update and read the difference", g.page)
}

// exists reports whether the repository has a page.
func exists(page string) bool {
	_, err := os.Stat(filepath.Join("..", "..", "..", page))
	return err == nil
}

// TestPicturesAreCurrent: each table has a picture, taken from a sheet that compiles.
func TestPicturesAreCurrent(t *testing.T) {
	book, err := NewBook()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range schema.Tables() {
		picture := book.SVG(table.Name)
		if picture == "" {
			t.Errorf("test/gen/refdoc/book/sheet.csv has no table %s to take a picture of", table.Name)
			continue
		}
		path := filepath.Join("..", "..", "..", "docs", "format", table.Name+".svg")
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(picture), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if have, err := os.ReadFile(path); err != nil || string(have) != picture {
			t.Errorf("%s is not what the sheet shows: refresh it with go test ./test/gen/refdoc -update", path)
		}
	}
}

// suffix is in the names of the pages of a language.
func suffix(lang message.Lang) string {
	if lang == message.English {
		return ""
	}
	return "." + string(lang)
}

// pictured is how many findings the README shows.
const pictured = 4

// golden is a report the goldens prove to be what hagen prints.
func golden(t *testing.T, name string) string {
	t.Helper()
	report, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", "golden", "error-many", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(report)
}

func TestReplaceNeedsMarkers(t *testing.T) {
	if _, err := Replace("no markers", "tables", "x"); err == nil {
		t.Error("a page without markers must be refused")
	}
}

// TestEveryTypeHasWords fails for a type of column of which the reference does not
// say what its values are.
func TestEveryTypeHasWords(t *testing.T) {
	plain := []schema.Type{ // what the column is for says it
		schema.Text, schema.AgentClass, schema.Provider, schema.AgentType, schema.FenceType, schema.Operation,
	}
	for _, table := range schema.Tables() {
		for _, block := range table.Blocks {
			for _, c := range block.Columns {
				if values(c, message.English) == "" && !slices.Contains(plain, c.Type) {
					t.Errorf("refdoc does not say what the type %q of %s in %s takes", c.Type, c.Header, table.Name)
				}
			}
		}
	}
}
