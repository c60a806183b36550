package proof

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"hagen/internal/diag"
	"hagen/internal/schema"
)

// refusalsDir holds the cases, a file a topic. A case has rows of a sheet, which
// follow those of base.csv, and behind dollar signs the pcs commands an operator
// would write for them. Where mistake and correction differ they are written as
// {mistake|correction}; [HG0441] marks a cell hagen has to complain about.
//
// pcs refuses the last command of a mistake, unless a first line says otherwise:
//
//	@pacemaker                   crm_verify refuses what the commands made
//	@hagen only: FILE: WORDS     only hagen does; a comment in FILE says why
//	@pcs only: FILE: WORDS       hagen warns at most; a comment in FILE says why
//	@target NAME                 the sheet is for another target than the pcs here
const refusalsDir = "testdata/refusals"

// refuser says who refuses a mistake besides hagen, or that hagen does not.
type refuser string

const (
	byPcs       refuser = ""
	byPacemaker refuser = "pacemaker"
	onlyHagen   refuser = "hagen only"
	onlyPcs     refuser = "pcs only"
)

// refusal is one mistake, as a sheet and as pcs commands, beside its
// correction.
type refusal struct {
	file, name   string
	target       string
	by           refuser
	source, says string // onlyHagen, onlyPcs: the file and the words of its comment that say why
	wrong, right variant
}

// variant is one side of a refusal.
type variant struct {
	tables   []sheetTable
	commands []string
}

// sheetTable is a table with its name's row.
type sheetTable struct {
	name string
	rows [][]string
}

// readRefusals reads all cases.
func readRefusals(t *testing.T) []*refusal {
	t.Helper()
	files, err := filepath.Glob(refusalsDir + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var out []*refusal
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			c, err := parseRefusal(strings.TrimSuffix(filepath.Base(file), ".txtar"), f.Name, string(f.Data))
			if err != nil {
				t.Fatalf("%s: %s: %v", file, f.Name, err)
			}
			out = append(out, c)
		}
	}
	return out
}

// parseRefusal reads one case: lines that say who refuses it, rows, commands.
func parseRefusal(file, name, text string) (*refusal, error) {
	c := &refusal{file: file, name: name, target: installed}
	body := text
	for strings.HasPrefix(body, "@") {
		line, rest, _ := strings.Cut(body[1:], "\n")
		if name, ok := strings.CutPrefix(line, "target "); ok {
			c.target, body = name, rest
			continue
		}
		who, why, _ := strings.Cut(line, ": ")
		c.by, body = refuser(who), rest
		c.source, c.says, _ = strings.Cut(why, ": ")
	}
	alone := c.by == onlyHagen || c.by == onlyPcs
	reasoned := len(strings.Fields(c.says)) > 4
	if !slices.Contains([]refuser{byPcs, byPacemaker, onlyHagen, onlyPcs}, c.by) || alone != reasoned {
		return nil, fmt.Errorf("%q does not refuse for that reason", c.by)
	}
	var err error
	if c.wrong, err = readVariant(choose(body, 1)); err != nil {
		return nil, err
	}
	c.right, err = readVariant(unmarked(choose(body, 2)))
	switch {
	case err != nil:
		return nil, err
	case len(c.wrong.marks()) == 0 && c.by != onlyPcs:
		return nil, fmt.Errorf("no finding is marked")
	case len(c.wrong.commands) == 0 && c.by != onlyHagen:
		return nil, fmt.Errorf("no command")
	case choose(body, 1) == choose(body, 2):
		return nil, fmt.Errorf("there is no mistake in it")
	}
	return c, nil
}

var (
	choiceForm = regexp.MustCompile(`\{([^{}|]*)\|([^{}|]*)\}`)
	markForm   = regexp.MustCompile(`\[HG[0-9]{4}\]`)
)

// choose takes one side of every {wrong|right}.
func choose(text string, side int) string {
	return choiceForm.ReplaceAllString(text, fmt.Sprintf("$%d", side))
}

// unmarked is a text without its marks.
func unmarked(text string) string { return markForm.ReplaceAllString(text, "") }

func readVariant(text string) (variant, error) {
	var v variant
	var rows strings.Builder
	for line := range strings.Lines(text) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			v.commands = append(v.commands, strings.TrimSpace(command))
		} else if !strings.HasPrefix(line, "#") {
			rows.WriteString(line)
		}
	}
	var err error
	v.tables, err = readTables(rows.String())
	return v, err
}

// readTables reads tables written as CSV.
func readTables(text string) ([]sheetTable, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	var out []sheetTable
	for _, row := range rows {
		if len(row) == 2 {
			out = append(out, sheetTable{name: unmarked(row[1])})
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("%q is before the first table", row)
		}
		last := &out[len(out)-1]
		last.rows = append(last.rows, row)
	}
	return out, nil
}

// marks are the codes of the findings a variant marks.
func (v variant) marks() []string {
	var out []string
	for _, table := range v.tables {
		for _, row := range table.rows {
			out = append(out, markForm.FindAllString(strings.Join(row, ","), -1)...)
		}
	}
	return out
}

// sheet puts the tables of a variant behind those of the base. A resource they
// place is no longer where it was; one they define and do not place is at
// the top. It also lists what is marked: code and cell.
func (v variant) sheet(base []sheetTable) (rows [][]string, marked []string) {
	placed := map[string]bool{}
	for _, table := range v.tables {
		for _, row := range table.rows {
			placed[table.places(row)] = true
		}
	}
	for _, table := range base {
		for _, row := range table.rows {
			if id := table.places(row); id == "" || !placed[id] {
				rows = append(rows, row)
			}
		}
	}
	for _, table := range v.tables {
		if id, item := table.defines(); id != "" && !v.hasTree() {
			rows = append(rows, []string{"", schema.ResourcesTable}, []string{"", "", "resourceItem", "id"}, []string{"", "", item, id})
		}
		for _, row := range table.rows {
			row = slices.Clone(row)
			for i, cell := range row {
				row[i] = unmarked(cell)
				for _, code := range markForm.FindAllString(cell, -1) {
					at := diag.Place{File: sheetName, Row: len(rows) + 1, Col: i + 1}
					marked = append(marked, fmt.Sprintf("%s %s", strings.Trim(code, "[]"), at))
				}
			}
			rows = append(rows, row)
		}
	}
	return rows, marked
}

// hasTree reports whether a variant places resources itself.
func (v variant) hasTree() bool {
	return slices.ContainsFunc(v.tables, func(table sheetTable) bool { return table.name == schema.ResourcesTable })
}

// places is the resource a row of RESOURCES places.
func (table sheetTable) places(row []string) string {
	id := unmarked(row[len(row)-1])
	if table.name != schema.ResourcesTable || len(row) < 4 || id == "id" {
		return ""
	}
	return id
}

// defines is the resource a PRIMITIVE or STONITH table defines, and its item.
func (table sheetTable) defines() (id, item string) {
	switch {
	case len(table.rows) < 3:
		return "", ""
	case table.name == schema.PrimitiveTable:
		item = schema.ItemPrimitive
	case table.name == schema.StonithTable:
		item = schema.ItemStonith
	default:
		return "", ""
	}
	return unmarked(table.rows[2][2]), item
}

func readBase(t *testing.T) []sheetTable {
	t.Helper()
	text, err := os.ReadFile(refusalsDir + "/base.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ = bytes.Cut(text, []byte("\n")) // the remark
	tables, err := readTables(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return tables
}
