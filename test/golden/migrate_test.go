package golden

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"hagen/internal/apply"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/migrate"
	"hagen/internal/parse"
	"hagen/internal/target"
)

// TestMigrate moves each golden from its target to every other one. The new names
// that hagen writes by itself must not change the cluster of today: the sheet
// with them still makes it where it came from, if the old release knows them. And
// what is fixed is fixed: moved again, the sheet needs no further one. The workbook
// that -o writes is that sheet.
func TestMigrate(t *testing.T) {
	moved, renamed := 0, 0
	for _, c := range cases(t) {
		data, err := os.ReadFile(c.Path(c.Input))
		if err != nil {
			t.Fatal(err)
		}
		r, err := compileFile(c, filepath.Base(c.Input), data)
		if err != nil || r.xml == nil {
			continue // what is wrong with it is in its golden
		}
		from := c.Sheet
		from.Strict = false
		for _, to := range target.Names() {
			options, err := compile.For(to)
			if err != nil {
				t.Fatal(err)
			}
			if to == from.Target.Name {
				options = from
			}
			m, err := migrate.Compare(r.grid, from, options)
			if err != nil {
				t.Errorf("%s to %s: %v", c.Name, to, err)
				continue
			}
			moved++
			if to == from.Target.Name && (m.Report.Len() > 0 || m.Blocked) {
				t.Errorf("%s to %s, where it is: %v", c.Name, to, m.Report.Sorted())
			}
			if len(m.Fixes) > 0 && !m.Blocked {
				renamed++
				checkFixes(t, c, m, r.xml, from, options)
				checkWorkbook(t, c, m, data, options)
			}
		}
	}
	t.Logf("%d moves, %d with cells rewritten", moved, renamed)
	if moved < 300 || renamed < 5 {
		t.Errorf("only %d moves, %d with cells rewritten: they no longer prove anything", moved, renamed)
	}
}

// checkFixes compiles a sheet with its fixes for both targets.
func checkFixes(t *testing.T, c *goldenCase, m *migrate.Result, today []byte, from, to compile.Options) {
	t.Helper()
	name := c.Name + " from " + from.Target.Name + " to " + to.Target.Name
	fixed := m.Grid.With(m.Fixes)
	again, err := migrate.Compare(fixed, to, to)
	if err != nil || again.Wrong {
		t.Errorf("%s: the sheet with its fixes does not compile there: %v", name, err)
	}
	if again, err = migrate.Compare(fixed, from, to); err != nil || !again.Wrong && len(again.Fixes) > 0 {
		t.Errorf("%s: moved again it has the fixes %v (%v)", name, again.Fixes, err)
	}
	u, err := compile.Sheet(fixed, from)
	if err != nil || u.XML == nil { // the old release does not know a new name
		return
	}
	changes, err := apply.Compare(today, u.XML, nil, nil)
	if err != nil || len(changes) > 0 {
		t.Errorf("%s: the fixes change the cluster of today: %v %v", name, changes, err)
	}
}

// checkWorkbook compiles what -o writes: the sheet with its fixes, cell for cell.
func checkWorkbook(t *testing.T, c *goldenCase, m *migrate.Result, data []byte, to compile.Options) {
	t.Helper()
	name := c.Name + " to " + to.Target.Name
	if m.Grid.Sheet == "" {
		data = nil // of a CSV
	}
	book, err := m.Workbook(data, message.English)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	in := compile.Open("moved.xlsx", book, parse.Options{})
	sheet := cmp.Or(m.Grid.Sheet, "hagen")
	got, err := in.Compile(sheet, to)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	want, err := compile.Sheet(m.Grid.With(m.Fixes), to)
	if err != nil || want.XML == nil || !bytes.Equal(want.XML, got.XML) {
		t.Errorf("%s: the workbook is another cluster (%v):\n%s\n%v", name, err, gocmp.Diff(string(want.XML), string(got.XML)), got.Report.Sorted())
	}
}
