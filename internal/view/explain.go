package view

import (
	"cmp"
	"strings"

	"hagen/docs/schema"
	"hagen/internal/diag"
	"hagen/internal/explain"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var (
	textWrong    = message.New("explain.wrong")
	textRight    = message.New("explain.right")
	textOfNodes  = message.New("explain.nodes", "nodes")
	textMoves    = message.New("explain.moves", "from", "to")
	textOfTarget = message.New("explain.for", "target")
	headCode     = message.New("explain.head-code")
	headLevel    = message.New("explain.head-severity")
	headSays     = message.New("explain.head-says")
)

// explanations are those of some codes for machines.
type explanations struct {
	Version      int           `json:"version"`
	Explanations []explanation `json:"explanations"`
}

// explanation is that of a code. Means, why and the fragments are not in a list of
// all codes.
type explanation struct {
	Code     string          `json:"code"`
	Severity string          `json:"severity"`
	Summary  string          `json:"summary"`
	Help     []string        `json:"help,omitempty"`
	Means    string          `json:"means,omitempty"`
	Why      string          `json:"why,omitempty"`
	Targets  []string        `json:"targets,omitempty"`
	Wrong    *fragmentRecord `json:"wrong,omitempty"`
	Right    *fragmentRecord `json:"right,omitempty"`
}

// fragmentRecord is a fragment of a sheet; a row is its cells from column A on.
type fragmentRecord struct {
	Rows    [][]string `json:"rows"`
	Message string     `json:"message,omitempty"`
	Advice  string     `json:"advice,omitempty"`
}

// Codes lists all codes with what they say.
func (s *Screen) Codes() error {
	list := explanations{Version: schema.Version}
	rows := [][]string{{headCode.In(s.Lang), headLevel.In(s.Lang), headSays.In(s.Lang)}}
	for _, k := range diag.Kinds() {
		list.Explanations = append(list.Explanations, explanation{Code: k.Code, Severity: k.Severity.String(), Summary: k.Summary(s.Lang)})
		rows = append(rows, []string{k.Code, k.Severity.In(s.Lang), k.Summary(s.Lang)})
	}
	if s.JSON {
		return s.Print(list)
	}
	return writeTable(s.Out, rows)
}

// Explain explains codes.
func (s *Screen) Explain(entries []*explain.Entry) error {
	list := explanations{Version: schema.Version}
	v := s.page(s.Out)
	for i, e := range entries {
		wrong, err := e.Wrong()
		if err != nil {
			return err
		}
		right := e.Right()
		list.Explanations = append(list.Explanations, s.record(e, wrong, right))
		if i > 0 {
			v.line()
		}
		v.explain(e, wrong, right)
	}
	if s.JSON {
		return s.Print(list)
	}
	return s.show(v)
}

func (s *Screen) record(e *explain.Entry, wrong, right *explain.Fragment) explanation {
	r := explanation{Code: e.Kind.Code, Severity: e.Kind.Severity.String(), Summary: e.Kind.Summary(s.Lang), Help: e.Kind.Help(s.Lang),
		Means: e.Means(s.Lang), Why: e.Why(s.Lang)}
	if !e.HasFragments() {
		return r
	}
	r.Targets, r.Wrong, r.Right = e.Targets, &fragmentRecord{Rows: cells(wrong)}, &fragmentRecord{Rows: cells(right)}
	if d := wrong.Finding; d != nil {
		r.Wrong.Message, r.Wrong.Advice = d.Summary(s.Lang), d.Help(s.Lang)
	}
	return r
}

func cells(f *explain.Fragment) [][]string {
	out := [][]string{}
	for _, row := range f.Rows {
		out = append(out, row.Cells)
	}
	return out
}

// explain writes what there is to say of a code.
func (v *page) explain(e *explain.Entry, wrong, right *explain.Fragment) {
	color := map[diag.Severity]string{diag.Error: sgrRed, diag.Warning: sgrYellow, diag.Remark: sgrDim}[e.Kind.Severity]
	v.line(v.paint(color, e.Kind.Severity.In(v.lang)+"["+e.Kind.Code+"]"), v.paint(sgrBold, ": "+e.Kind.Summary(v.lang)))
	for _, text := range []string{e.Means(v.lang), e.Why(v.lang)} {
		v.line()
		for _, line := range wrap(text, min(maxLine-20, cmp.Or(v.width, maxLine))) {
			v.line(line)
		}
	}
	v.line()
	if !e.HasFragments() {
		for _, help := range e.Kind.Help(v.lang) {
			v.line(diag.HelpWord(v.lang), ": ", help)
		}
		return
	}
	v.line(v.paint(sgrBold, Wrong(e, v.lang)))
	v.fragment(wrong, sgrRed)
	if d := wrong.Finding; d != nil {
		v.line("  = ", d.Severity.In(v.lang), ": ", terminal.Visible(d.Summary(v.lang)))
		if help := d.Help(v.lang); help != "" {
			v.line("  = ", diag.HelpWord(v.lang), ": ", terminal.Visible(help))
		}
	}
	v.line()
	v.line(v.paint(sgrBold, Right(v.lang)))
	v.fragment(right, sgrGreen)
}

func (v *page) fragment(f *explain.Fragment, sgr string) {
	for _, line := range Fragment(f) {
		if strings.HasPrefix(line, differs) {
			line = v.paint(sgr, line)
		}
		v.line(line)
	}
}

// Wrong is the title of the wrong fragment, with the release it is for where that
// matters.
func Wrong(e *explain.Entry, lang message.Lang) string {
	title := textWrong.In(lang)
	switch {
	case len(e.Targets) > 1:
		return title + textMoves.With(e.Targets[0], e.Targets[1]).In(lang)
	case len(e.Nodes) > 0:
		return title + textOfNodes.With(e.Nodes).In(lang)
	case e.OtherTarget():
		return title + textOfTarget.With(e.Targets[0]).In(lang)
	}
	return title
}

// Right is the title of the right fragment.
func Right(lang message.Lang) string { return textRight.In(lang) }

// differs begins the rows in which the right and the wrong fragment differ.
const differs = ">"

// Fragment are the lines of a fragment: its columns under their letters, the rows
// that differ marked, and carets below the cell that the finding is at.
func Fragment(f *explain.Fragment) []string {
	var widths []int
	rows := make([][]string, len(f.Rows))
	for i, row := range f.Rows {
		rows[i] = visibleAll(row.Cells)
		for col, cell := range rows[i] {
			if col == len(widths) {
				widths = append(widths, 1)
			}
			widths[col] = max(widths[col], terminal.Width(cell))
		}
	}
	letters := make([]string, len(widths))
	for col := range letters {
		letters[col] = diag.ColumnName(col + 1)
	}
	out := []string{aligned(" ", letters, widths)}
	for i, row := range f.Rows {
		if row.Gap {
			out = append(out, "  "+terminal.Ellipsis)
		}
		begin := " "
		if row.Changed {
			begin = differs
		}
		out = append(out, aligned(begin, rows[i], widths))
		if at := f.Finding; i == f.Row && at != nil && at.Place.Col > 0 && at.Place.Col <= len(rows[i]) {
			col := at.Place.Col - 1
			before := aligned(" ", make([]string, col), widths)
			for terminal.Width(before) < offset(widths[:col]) {
				before += " "
			}
			out = append(out, before+strings.Repeat("^", max(1, terminal.Width(rows[i][col]))))
		}
	}
	return out
}

// offset is the column of the terminal at which a column begins.
func offset(before []int) int {
	n := 2
	for _, w := range before {
		n += w + 2
	}
	return n
}

// aligned is a row with its cells in columns.
func aligned(begin string, row []string, widths []int) string {
	line := begin + " "
	for i, cell := range row {
		line += cell + strings.Repeat(" ", widths[i]-terminal.Width(cell)+2)
	}
	return strings.TrimRight(line, " ")
}
