package explain

import (
	"slices"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/message"
)

// beside are findings that come with a fragment, whichever it is: an agent hagen
// does not know, a command it does not see into, a node to set up.
var beside = map[string]string{
	"HG0422": "HG0406",
	"HG0675": "HG0409", "HG0676": "HG0410", "HG0773": "HG0409",
	"HG0802": "HG0801", "HG0803": "HG0801", "HG0804": "HG0801", "HG0805": "HG0801", "HG0806": "HG0801", "HG0807": "HG0801",
}

// TestFragments compiles the fragments of every code: the wrong one has the
// finding, and the right one has neither it nor any other mistake.
func TestFragments(t *testing.T) {
	for _, code := range diag.Codes() {
		e, err := Of(code)
		if err != nil {
			continue // TestEveryCodeIsExplained says so
		}
		if !e.HasFragments() {
			continue
		}
		t.Run(code, func(t *testing.T) { e.test(t) })
	}
}

func (e *Entry) test(t *testing.T) {
	wrong, err := e.compile(markWrong)
	if err != nil {
		t.Fatal(err)
	}
	has := func(d diag.Diagnostic) bool { return d.Kind == e.Kind }
	if !slices.ContainsFunc(wrong, has) {
		t.Errorf("the wrong fragment has no %s:\n%s", e.Kind.Code, says(wrong))
	}
	if others := slices.DeleteFunc(slices.Clone(wrong), func(d diag.Diagnostic) bool {
		return has(d) || d.Severity < e.Kind.Severity || d.Kind.Code == beside[e.Kind.Code]
	}); len(others) > 0 {
		t.Errorf("the wrong fragment has other findings as well:\n%s", says(others))
	}
	right, err := e.compile(markRight)
	if err != nil {
		t.Fatal(err)
	}
	if bad := slices.DeleteFunc(right, func(d diag.Diagnostic) bool {
		return !has(d) && (d.Severity == diag.Remark || d.Kind.Code == beside[e.Kind.Code])
	}); len(bad) > 0 {
		t.Errorf("the right fragment is not right:\n%s", says(bad))
	}
	shown, err := e.Wrong()
	if err != nil {
		t.Fatal(err)
	}
	if shown.Finding != nil && shown.Finding.Place.Row > 0 && shown.Row < 0 {
		t.Errorf("the wrong fragment does not show row %d of the finding", shown.Finding.Place.Row)
	}
}

// says lists findings.
func says(list []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range list {
		b.WriteString(d.Kind.Code + " " + d.Place.String() + " " + d.Summary(message.English) + " / " + d.Help(message.English) + "\n")
	}
	return b.String()
}

// withoutFragments are the codes that no fragment of a sheet shows, with the reason.
var withoutFragments = map[string]string{
	"HG1003": "there is nothing to write: the release the sheet is for lacks the operation",
}

// ofFiles reports whether a code is about a file, a workbook or an encoding, of
// which a fragment of rows shows nothing.
func ofFiles(code string) bool {
	return code < "HG0200" && code != "HG0152" && code != "HG0153"
}

// TestEveryCodeIsExplained fails for a code without words in a language, or without
// a fragment that is not listed above.
func TestEveryCodeIsExplained(t *testing.T) {
	for _, code := range diag.Codes() {
		e, err := Of(code)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		for _, lang := range message.Languages() {
			if w, found := e.words[lang]; !found || w.means == "" || w.why == "" {
				t.Errorf("%s has no words in %s", code, lang)
			}
		}
		_, listed := withoutFragments[code]
		switch {
		case !e.HasFragments() && !listed && !ofFiles(code):
			t.Errorf("%s has no fragment: write one, or list the code with the reason", code)
		case e.HasFragments() && (listed || ofFiles(code)):
			t.Errorf("%s has a fragment: take it off the list", code)
		}
	}
	entries, err := files.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if code := strings.TrimSuffix(entry.Name(), ".txt"); !slices.Contains(diag.Codes(), code) {
			t.Errorf("data/%s explains no code of the catalog", entry.Name())
		}
	}
}

// TestOf finds a code however it is written.
func TestOf(t *testing.T) {
	for _, code := range []string{"HG0303", "hg0303", "0303", " HG0303 "} {
		if e, err := Of(code); err != nil || e.Kind != diag.ResourceUndefined {
			t.Errorf("%q: %v", code, err)
		}
	}
	if _, err := Of("HG9999"); err == nil {
		t.Error("HG9999 is explained")
	}
}
