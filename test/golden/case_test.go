package golden

import (
	"os"
	"slices"
	"testing"

	"hagen/internal/message"
	"hagen/test/corpus"
)

const dir = "../../testdata/golden"

// goldenCase is a case of the corpus, which tells what its folder holds.
type goldenCase struct{ *corpus.Case }

// expected are the files of a case that -update writes, apart from the reports.
var expected = []string{"out.xml", "out.sh"}

// reportFile is the golden of a report in a language.
func reportFile(lang message.Lang) string {
	if lang == message.English {
		return "stderr.txt"
	}
	return "stderr." + string(lang) + ".txt"
}

// reports reports whether a case is compared in a language: always in English and
// Japanese, in the others where it has a golden for it.
func (c *goldenCase) reports(lang message.Lang) bool {
	if lang == message.English || lang == message.Japanese {
		return true
	}
	_, err := os.Stat(c.Path(reportFile(lang)))
	return err == nil
}

// cases reads all goldens.
func cases(t *testing.T) []*goldenCase {
	t.Helper()
	return golden(corpus.Goldens(t))
}

// others reads the examples and the reference sheet.
func others(t *testing.T) []*goldenCase {
	t.Helper()
	return golden(corpus.Others(t))
}

func golden(list []*corpus.Case) []*goldenCase {
	var out []*goldenCase
	for _, c := range list {
		out = append(out, &goldenCase{c})
	}
	return out
}

// TestNothingUnused fails for a file that no case uses.
func TestNothingUnused(t *testing.T) {
	for _, c := range cases(t) {
		used := append([]string{"flags", c.Input}, c.Extra...)
		used = append(used, expected...)
		for _, lang := range message.Languages() {
			used = append(used, reportFile(lang))
		}
		entries, err := os.ReadDir(c.Path(""))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !slices.Contains(used, e.Name()) {
				t.Errorf("%s: nothing uses it", c.Path(e.Name()))
			}
		}
	}
}
