package dialect

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"hagen/internal/target"
)

// lastRow is the number of the last row of the measurement; the first is 0.
const lastRow = 176

// measuredCase is one or more rows of the measurement that a sheet asks for in
// the same words.
type measuredCase struct {
	file     string
	rows     []int
	commands []string // one for each row
	parts    map[string]string
}

// refusedStrictly is the part with the findings of --strict.
const refusedStrictly = "refused --strict"

// partNames are what a case may hold.
var partNames = []string{"before", "sheet", "script", "cib", "warned", "refused", refusedStrictly}

func (c *measuredCase) name() string {
	var out []string
	for _, n := range c.rows {
		out = append(out, strconv.Itoa(n))
	}
	return strings.Join(out, " ")
}

// part is what a target is to get: its own part, else the common one.
func (c *measuredCase) part(name, targetName string) string { return c.parts[c.key(name, targetName)] }

func (c *measuredCase) key(name, targetName string) string {
	if own := name + " " + targetName; c.has(own) {
		return own
	}
	return name
}

func (c *measuredCase) has(key string) bool {
	_, ok := c.parts[key]
	return ok
}

// refusedBy reports whether hagen has to refuse the rows for a target.
func (c *measuredCase) refusedBy(targetName string) bool {
	return c.has("refused "+targetName) || c.has("refused") && !c.has("cib "+targetName)
}

// readCases reads all archives.
func readCases(t *testing.T) []*measuredCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var out []*measuredCase
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := parseCases(filepath.Base(file), archive)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out = append(out, cases...)
	}
	return out
}

// parseCases joins the files of an archive to cases.
func parseCases(file string, archive *txtar.Archive) ([]*measuredCase, error) {
	var out []*measuredCase
	for _, f := range archive.Files {
		rows, err := rowNumbers(f.Name)
		if err == nil {
			c := &measuredCase{file: file, rows: rows, parts: map[string]string{}}
			for _, line := range lines(string(f.Data)) {
				if command, ok := strings.CutPrefix(line, "$ "); ok {
					c.commands = append(c.commands, command)
				}
			}
			if len(c.commands) != len(rows) {
				return nil, fmt.Errorf("%s: %d rows and %d commands", f.Name, len(rows), len(c.commands))
			}
			out = append(out, c)
			continue
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("%s is before the first case", f.Name)
		}
		if err := out[len(out)-1].add(f.Name, string(f.Data)); err != nil {
			return nil, err
		}
	}
	for _, c := range out {
		if err := c.whole(); err != nil {
			return nil, fmt.Errorf("%s: %w", c.name(), err)
		}
	}
	return out, nil
}

// add takes a part, once for each target it names.
func (c *measuredCase) add(name, text string) error {
	words := strings.Fields(name)
	var targets []string
	for len(words) > 0 && slices.Contains(target.Names(), words[len(words)-1]) {
		targets = append(targets, " "+words[len(words)-1])
		words = words[:len(words)-1]
	}
	part := strings.Join(words, " ")
	if !slices.Contains(partNames, part) {
		return fmt.Errorf("%s: no part is named %q", c.name(), part)
	}
	if targets == nil {
		targets = []string{""}
	}
	for _, suffix := range targets {
		if _, twice := c.parts[part+suffix]; twice {
			return fmt.Errorf("%s: two parts %q", c.name(), part+suffix)
		}
		c.parts[part+suffix] = text
	}
	return nil
}

// whole makes sure that a case covers every target and has no unused parts.
func (c *measuredCase) whole() error {
	read := map[string]bool{}
	for _, tg := range target.Names() {
		need, may := []string{"sheet", "script", "cib"}, []string{"before", "warned", refusedStrictly}
		if c.refusedBy(tg) {
			need, may = []string{"sheet", "refused"}, []string{"before", refusedStrictly}
		}
		for _, part := range need {
			if lines(c.part(part, tg)) == nil {
				return fmt.Errorf("no %s for %s", part, tg)
			}
		}
		for _, part := range slices.Concat(need, may) {
			read[c.key(part, tg)] = true
		}
	}
	for _, part := range slices.Sorted(maps.Keys(c.parts)) {
		if !read[part] {
			return fmt.Errorf("%q is for no target", part)
		}
	}
	return nil
}

// lines splits text; nil when there is none.
func lines(text string) []string {
	text = strings.TrimRight(text, "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// rowNumbers reads "46 47" and "97-99".
func rowNumbers(text string) ([]int, error) {
	var out []int
	for _, word := range strings.Fields(text) {
		first, last, several := strings.Cut(word, "-")
		from, err := strconv.Atoi(first)
		if err != nil {
			return nil, err
		}
		to := from
		if several {
			if to, err = strconv.Atoi(last); err != nil {
				return nil, err
			}
		}
		for n := from; n <= to; n++ {
			out = append(out, n)
		}
	}
	return out, nil
}

// TestEveryRow makes sure that no row of the measurement is forgotten: each is
// a case or is listed with the reason why the tables cannot say it, once.
func TestEveryRow(t *testing.T) {
	t.Parallel()
	where := map[int]string{}
	take := func(rows []int, place string) {
		for _, n := range rows {
			if first, twice := where[n]; twice {
				t.Errorf("row %d is in %s and in %s", n, first, place)
			}
			if n < 0 || n > lastRow {
				t.Errorf("%s: there is no row %d", place, n)
			}
			where[n] = place
		}
	}
	for _, c := range readCases(t) {
		take(c.rows, c.file)
	}
	for _, x := range readInexpressible(t) {
		take(x.rows, inexpressibleFile)
	}
	for n := 0; n <= lastRow; n++ {
		if where[n] == "" {
			t.Errorf("row %d is neither a case nor listed in %s", n, inexpressibleFile)
		}
	}
}

const inexpressibleFile = "testdata/not-in-tables.txt"

// inexpressible are rows that the tables have no words for.
type inexpressible struct {
	rows   []int
	reason string
}

// readInexpressible reads lines of row numbers, a colon and the reason.
func readInexpressible(t *testing.T) []inexpressible {
	t.Helper()
	text, err := os.ReadFile(inexpressibleFile)
	if err != nil {
		t.Fatal(err)
	}
	var out []inexpressible
	for _, line := range lines(string(text)) {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		numbers, reason, ok := strings.Cut(line, ": ")
		rows, err := rowNumbers(numbers)
		if !ok || err != nil || len(rows) == 0 || strings.TrimSpace(reason) == "" {
			t.Errorf("%s: %q is not rows and a reason (%v)", inexpressibleFile, line, err)
			continue
		}
		out = append(out, inexpressible{rows: rows, reason: reason})
	}
	return out
}
