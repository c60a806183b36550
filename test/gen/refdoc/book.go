package refdoc

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/schema"
)

// bookSheet is the sheet that the pictures of the format are taken from; it uses
// every table.
//
//go:embed book/sheet.csv
var bookSheet []byte

// bookTarget is the target its XML and its commands are shown for.
const bookTarget = "rhel9"

var (
	textInCIB   = message.New("reference.shown-cib", "target")
	textAsPcs   = message.New("reference.shown-pcs")
	textPicture = message.New("reference.picture", "table")
)

// Book is the sheet of the format's pictures and what becomes of it.
type Book struct {
	rows   [][]string
	unit   *compile.Unit
	config *etree.Element
}

// NewBook compiles the sheet.
func NewBook() (*Book, error) {
	r := csv.NewReader(strings.NewReader(strings.ReplaceAll(string(bookSheet), "\n\n", "\n,\n"))) // a blank row is a row
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	opts, err := compile.For(bookTarget)
	if err != nil {
		return nil, err
	}
	unit, err := compile.Open("sheet.csv", bookSheet, parse.Options{}).Compile("", opts)
	if err != nil {
		return nil, err
	}
	if unit.XML == nil {
		return nil, errors.New("the sheet of the format's pictures has mistakes: hagen check test/gen/refdoc/book/sheet.csv")
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(unit.XML); err != nil {
		return nil, err
	}
	return &Book{rows: rows, unit: unit, config: doc.FindElement("//configuration")}, nil
}

// span are the rows of the first table of a name, from its own row to its last,
// counted from 1; zero when the sheet does not have it.
func (b *Book) span(table string) (from, to int) {
	for i, row := range b.rows {
		switch {
		case from == 0 && len(row) > 1 && row[1] == table:
			from = i + 1
		case from > 0 && blank(row):
			return from, i
		}
	}
	if from == 0 {
		return 0, 0
	}
	return from, len(b.rows)
}

func blank(row []string) bool {
	return !slices.ContainsFunc(row, func(cell string) bool { return cell != "" })
}

// sets are elements that a table fills but does not name.
var sets = []string{cib.PropertySet, cib.MetaAttributes, cib.InstanceAttributes, cib.Utilization, cib.Operations}

// XML is what the first table of a name becomes in the CIB, without what other
// tables say.
func (b *Book) XML(table string) (string, error) {
	from, to := b.span(table)
	out := etree.NewDocument()
	for _, section := range b.config.ChildElements() {
		if kept := b.keep(section, from, to); kept != nil {
			out.AddChild(kept)
		}
	}
	out.Indent(2)
	text, err := out.WriteToString()
	return strings.TrimSpace(text), err
}

// keep copies what the rows say of an element, nil when that is nothing.
func (b *Book) keep(el *etree.Element, from, to int) *etree.Element {
	id := el.SelectAttrValue("id", "")
	row := b.unit.Where(id, "").Row
	own := id != "" && row >= from && row <= to && !slices.Contains(sets, el.Tag)
	kept := etree.NewElement(el.Tag)
	for _, a := range el.Attr {
		kept.CreateAttr(a.Key, a.Value)
	}
	for _, child := range el.ChildElements() {
		if c := b.keep(child, from, to); c != nil {
			kept.AddChild(c)
		}
	}
	if !own && len(kept.Child) == 0 {
		return nil
	}
	return kept
}

// stepAt is the comment above a command of the script.
var stepAt = regexp.MustCompile(`(?m)^# ([A-Z_]+) row (\d+)`)

// Commands are the pcs commands of the first table of a name.
func (b *Book) Commands(table string) string {
	from, to := b.span(table)
	var out []string
	for _, step := range strings.Split(string(b.unit.Script), "\n\n") {
		at := stepAt.FindStringSubmatch(step)
		if at == nil || at[1] != table {
			continue
		}
		if row, err := strconv.Atoi(at[2]); err != nil || row < from || row > to {
			continue
		}
		out = append(out, command(step))
	}
	return strings.Join(out, "\n")
}

// command is a step of the script without what only the script needs.
func command(step string) string {
	var lines []string
	for _, line := range strings.Split(step, "\n") {
		line = strings.ReplaceAll(line, `pcs -f "$cib"`, "pcs")
		if !strings.HasPrefix(line, "#") && !strings.Contains(line, "|| fail ") {
			lines = append(lines, line)
		}
	}
	return strings.TrimSuffix(strings.Join(lines, "\n"), " \\")
}

// picture is the link to the picture of a table.
func (b *Book) picture(t *schema.Table, lang message.Lang) string {
	return fmt.Sprintf("![%s](format/%s.svg)\n\n", textPicture.With(t.Name).In(lang), t.Name)
}

// chapter is what the book shows of what a table becomes.
func (b *Book) chapter(t *schema.Table, lang message.Lang) (string, error) {
	var out strings.Builder
	xml, err := b.XML(t.Name)
	if err != nil {
		return "", err
	}
	if xml != "" {
		fmt.Fprintf(&out, "%s\n\n```xml\n%s\n```\n\n", textInCIB.With(bookTarget).In(lang), xml)
	}
	if commands := b.Commands(t.Name); commands != "" {
		fmt.Fprintf(&out, "%s\n\n```sh\n%s\n```\n\n", textAsPcs.In(lang), commands)
	}
	return out.String(), nil
}
