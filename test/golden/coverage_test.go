package golden

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/message"
)

// unseen are the kinds no golden can show, each with the reason.
var unseen = map[string]string{
	"HG0137": "needs a sheet with more merged cells than a golden should hold; package parse/xlsx makes one",
	"HG1001": migration, "HG1002": migration, "HG1003": migration, "HG1004": migration, "HG1005": migration, "HG1006": migration,
	"HG1007": migration,
}

// migration is the reason of what only hagen migrate finds.
const migration = "compares two targets; package migrate makes one"

// TestEveryKindIsShown fails when hagen knows a mistake that no golden makes.
func TestEveryKindIsShown(t *testing.T) {
	shown := map[string]bool{}
	for _, c := range cases(t) {
		data, err := os.ReadFile(c.Path(c.Input))
		if err != nil {
			t.Fatal(err)
		}
		r, err := compileFile(c, cmp.Or(c.Shown, filepath.Base(c.Input)), data)
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		for _, d := range r.findings {
			shown[d.Kind.Code] = true
		}
	}
	known := map[string]bool{}
	for _, k := range diag.Kinds() {
		known[k.Code] = true
		why, excepted := unseen[k.Code]
		switch {
		case !shown[k.Code] && !excepted:
			t.Errorf("%s (%s) is in no golden: add a case that makes the mistake", k.Code, k.Summary(message.English))
		case shown[k.Code] && excepted:
			t.Errorf("%s is in a golden now: take it out of the exceptions (%s)", k.Code, why)
		}
	}
	for code := range unseen {
		if !known[code] {
			t.Errorf("%s is not a code of the catalog: take it out of the exceptions", code)
		}
	}
}
