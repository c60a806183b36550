package refdoc

import (
	"flag"
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
	for _, c := range []struct{ page, marker, text string }{
		{"README.md", "picture", Picture(golden(t, "stderr.txt"), pictured)},
		{"README.ja.md", "picture", Picture(golden(t, "stderr.ja.txt"), pictured)},
		{"README.md", "tables", Tables(message.English)},
		{"README.ja.md", "tables", Tables(message.Japanese)},
		{"docs/diagnostics.md", "diagnostics", Diagnostics(message.English)},
		{"docs/diagnostics.ja.md", "diagnostics", Diagnostics(message.Japanese)},
		{"docs/diagnostics.ko.md", "diagnostics", Diagnostics("ko")},
		{"ARCHITECTURE.md", "packages", packages},
	} {
		path := filepath.Join("..", "..", "..", c.page)
		have, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
			continue
		}
		want, err := Replace(string(have), c.marker, c.text)
		if err != nil {
			t.Errorf("%s: %v", c.page, err)
			continue
		}
		if want == string(have) {
			continue
		}
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Error(err)
			}
		}
		t.Errorf("%s was not what the code declares: refresh it with go test ./test/gen/refdoc -update and read the difference", c.page)
	}
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
				for _, lang := range []message.Lang{message.English, message.Japanese} {
					if values(c, wordsOf(lang)) == "" && !slices.Contains(plain, c.Type) {
						t.Errorf("%s: refdoc does not say what the type %q of %s in %s takes", lang, c.Type, c.Header, table.Name)
					}
				}
			}
		}
	}
}
