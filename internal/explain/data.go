package explain

import (
	"encoding/csv"
	"fmt"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/target"
)

// The file of a code:
//
//	[en]
//	What it means.
//
//	Why it matters.
//	[ja]
//	…
//	[sheet rhel10]
//	.,PROPERTY
//	.,,name,value
//	 ,RESOURCES
//	-,,Primitve,a
//	+,,Primitive,a
//
// The rows of the sheet are those of a CSV behind a mark: - is a row of the wrong
// sheet, + of the right one, the others are in both; those with a dot are needed to
// compile it but not shown. A cell of several lines is in quotes, and only the first
// line has the mark. The target may be left out; of two the sheet moves from
// one to the other. nodes=db1,db2 are the nodes of the cluster the sheet is for.

// row is a row of both sheets or of one.
type row struct {
	mark  byte
	cells []string
}

// The marks of rows.
const (
	markBoth  = ' '
	markWrong = '-'
	markRight = '+'
	markUnder = '.'
)

// read reads the file of a code.
func read(kind *diag.Kind, data string) (*Entry, error) {
	e := &Entry{Kind: kind, Targets: []string{target.Default}, words: map[message.Lang]words{}}
	for part := range strings.SplitSeq(strings.TrimPrefix(data, "["), "\n[") {
		head, body, _ := strings.Cut(part, "\n")
		name, found := strings.CutSuffix(head, "]")
		if !found {
			return nil, fmt.Errorf("%s: %q is not the head of a section", kind.Code, head)
		}
		fields := strings.Fields(name)
		if fields[0] != "sheet" {
			means, why, found := strings.Cut(strings.TrimSpace(body), "\n\n")
			if !found {
				return nil, fmt.Errorf("%s: [%s] lacks the paragraph that says why", kind.Code, name)
			}
			e.words[message.Lang(name)] = words{joined(means), joined(why)}
			continue
		}
		for i, word := range fields[1:] {
			if names, found := strings.CutPrefix(word, "nodes="); found {
				e.Nodes = strings.Split(names, ",")
				continue
			}
			e.Targets = append(e.Targets[:i:i], word)
		}
		var err error
		if e.rows, err = readRows(body); err != nil {
			return nil, fmt.Errorf("%s: %w", kind.Code, err)
		}
	}
	return e, nil
}

// joined is a paragraph in one line.
func joined(text string) string { return strings.Join(strings.Split(text, "\n"), " ") }

// readRows reads the rows of the sheets. A row may have several lines, in quotes.
func readRows(body string) ([]row, error) {
	var out []row
	lines := strings.Split(strings.TrimRight(body, "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		if lines[i] == "" || !strings.ContainsRune(" -+.", rune(lines[i][0])) {
			return nil, fmt.Errorf("the row %q has no mark", lines[i])
		}
		r := row{mark: lines[i][0]}
		text := lines[i][1:]
		for strings.Count(text, `"`)%2 == 1 && i+1 < len(lines) {
			i++
			text += "\n" + lines[i]
		}
		var err error
		in := csv.NewReader(strings.NewReader(text))
		if r.cells, err = in.Read(); err != nil {
			return nil, fmt.Errorf("the row %q: %w", text, err)
		}
		out = append(out, r)
	}
	return out, nil
}
