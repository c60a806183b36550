package compile

import (
	"testing"

	"hagen/internal/diag"
	"hagen/internal/parse"
	"hagen/internal/target"
	"hagen/test/sheettest"
)

// TestTargetFor decides between what the user says, what the workbook names, and the
// default.
func TestTargetFor(t *testing.T) {
	for _, c := range []struct {
		inside, named, want string
		found               *diag.Kind
		ok                  bool
	}{
		{"", "", target.Default, nil, true},
		{"", "rhel8", "rhel8", nil, true},
		{"rhel8", "", "rhel8", nil, true},
		{"rhel8", "rhel8", "rhel8", nil, true},
		{"rhel8", "rhel10", "rhel10", diag.BookTargetDiffers, true},
		{"rhel7", "rhel10", "rhel10", diag.BookTargetDiffers, true},
		{"rhel7", "", target.Default, diag.BookTargetUnknown, false},
	} {
		data, err := sheettest.XLSX(sheettest.Sheet{Name: "S", Rows: [][]string{{"# title"}}})
		if err == nil && c.inside != "" {
			data, err = sheettest.ForTarget(data, c.inside)
		}
		if err != nil {
			t.Fatal(err)
		}
		report := &diag.List{}
		name, ok := Open("b.xlsx", data, parse.Options{}).TargetFor(c.named, report)
		if name != c.want || ok != c.ok {
			t.Errorf("the workbook says %q, the user %q: %q, %t, want %q, %t", c.inside, c.named, name, ok, c.want, c.ok)
		}
		var found *diag.Kind
		for _, d := range report.Sorted() {
			found = d.Kind
		}
		if found != c.found || report.Len() > 1 {
			t.Errorf("the workbook says %q, the user %q: found %v", c.inside, c.named, report.Sorted())
		}
	}
}
