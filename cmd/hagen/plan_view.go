package main

import (
	"cmp"
	"os"
	"slices"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
)

// view writes plans for people.
type view struct {
	lang  diag.Lang
	color bool
	// nothing says that there is nothing to do.
	nothing text
	b       strings.Builder
}

// The colours, as SGR parameters.
const (
	sgrRed    = "31"
	sgrGreen  = "32"
	sgrYellow = "33"
	sgrBold   = "1"
	sgrDim    = "2"
)

func (v *view) paint(sgr, s string) string {
	if !v.color || s == "" {
		return s
	}
	return "\x1b[" + sgr + "m" + s + "\x1b[0m"
}

func (v *view) line(parts ...string) {
	v.b.WriteString(strings.TrimRight(strings.Join(parts, ""), " ") + "\n")
}

// plan writes the dangers, the changes, what the cluster would do, and what was
// not looked at.
func (v *view) plan(p *apply.Plan) string {
	if p.Empty() {
		v.line(v.nothing.format(v.lang, shown(p.To)))
		return v.b.String()
	}
	for _, r := range p.Risks {
		v.line(v.paint(sgrYellow, textWarning.in(v.lang)), ": ", riskText(r, v.lang))
	}
	if len(p.Risks) > 0 {
		v.line()
	}
	v.line(v.paint(sgrBold, textPlanTitle.format(v.lang, shown(p.To), tally(p.Changes, v.lang))))
	v.changes(p.Changes)
	v.line()
	switch {
	case p.NoStatus:
		v.line(textNoStatus.in(v.lang))
	case !p.Simulated:
		v.line(textNotSimulated.in(v.lang))
	case len(p.Effects) == 0:
		v.line(textNoEffects.in(v.lang))
	default:
		v.line(v.paint(sgrBold, textEffects.in(v.lang)))
		v.effects(p.Effects)
	}
	for _, id := range p.Assumed {
		v.line(textAssumed.format(v.lang, id))
	}
	for _, w := range p.Warnings {
		v.line("crm_verify: ", translated(w, v.lang))
	}
	return v.b.String()
}

// tally is "2 to add, 1 to change, 0 to remove".
func tally(changes []apply.Change, lang diag.Lang) string {
	count := map[meaning.Action]int{}
	for _, c := range changes {
		count[c.Action]++
	}
	return textTally.format(lang, count[meaning.Add], count[meaning.Modify], count[meaning.Remove])
}

// row is a line of a change in columns.
type row struct{ mark, sgr, name, value, cell string }

// changes writes what changes, each thing with its fields: on one line where one
// line holds it. Cells stand without their file and sheet, which are said once.
func (v *view) changes(changes []apply.Change) {
	file := commonFile(changes)
	if !file.IsZero() {
		v.line(v.paint(sgrDim, textCellsOf.format(v.lang, file.String())))
	}
	long := true
	for _, c := range changes {
		rows := v.rows(c, file)
		if len(rows) > 1 || long {
			v.line()
		}
		long = len(rows) > 1
		v.change(c, rows, file)
	}
}

// valueColumn bounds the column of values: cells of longer ones stand farther right.
const valueColumn = 56

func (v *view) change(c apply.Change, rows []row, file diag.Place) {
	sgr := actionColor(c.Action)
	head := "  " + v.paint(sgr, mark(c.Action)+" "+kindText(c.Kind, v.lang)) + " " + v.paint(sgrBold, visible(c.Name))
	switch {
	case len(rows) == 0:
		v.line(head, v.cellOf(c.Place, file))
		return
	case len(rows) == 1:
		r := rows[0]
		name := r.name + " "
		switch {
		case r.name == meaning.Value:
			name = ""
		case c.Action == meaning.Modify: // of the field, which may come or go
			name = v.paint(r.sgr, r.mark) + " " + name
		}
		v.line(head, "  ", name, r.value, cmp.Or(r.cell, v.cellOf(c.Place, file)))
		return
	}
	v.line(head, v.cellOf(c.Place, file))
	names, values := 0, 0
	for _, r := range rows {
		names, values = max(names, diag.Width(r.name)), max(values, min(valueColumn, plainWidth(r.value)))
	}
	for _, r := range rows {
		pad := strings.Repeat(" ", names-diag.Width(r.name))
		space := strings.Repeat(" ", max(0, values-plainWidth(r.value)))
		v.line("      ", v.paint(r.sgr, r.mark), " ", r.name, pad, "  ", r.value, space, r.cell)
	}
}

// rows are the lines of a change. Of what is removed nothing more matters; of
// what is added an operation is one line, and what its name says is left out.
func (v *view) rows(c apply.Change, file diag.Place) []row {
	if c.Action == meaning.Remove && !(len(c.Details) == 1 && c.Details[0].Field == meaning.Value) {
		return nil
	}
	var rows []row
	for _, d := range c.Details {
		r := row{mark(d.Action), actionColor(d.Action), visible(d.Field), v.value(d), v.cellOf(d.Place, file)}
		if c.Action == meaning.Add {
			if inName(c.Kind, d.Field, d.New) {
				continue
			}
			r.mark = " "
			if op, option, ok := operation(d.Field); ok {
				r.name, r.value = op, option+"="+r.value
				if last := len(rows) - 1; last >= 0 && rows[last].name == op {
					rows[last].value += " " + r.value
					continue
				}
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// operation takes "op monitor timeout" apart.
func operation(field string) (op, option string, ok bool) {
	i := strings.LastIndexByte(field, ' ')
	if !strings.HasPrefix(field, "op ") || i < len("op ") {
		return "", "", false
	}
	return field[:i], field[i+1:], true
}

// inName reports whether the name of a constraint says a field already.
func inName(k meaning.Kind, field, value string) bool {
	switch k {
	case meaning.Location:
		return field == "rsc" || field == "node" || field == "rule"
	case meaning.Colocation:
		return field == "rsc" || field == "with-rsc" || field == "sets"
	case meaning.Order:
		return field == "first" || field == "then" || field == "sets" || strings.HasSuffix(field, "-action") && value == "start"
	}
	return false
}

// value is what a field was and becomes.
func (v *view) value(d apply.Detail) string {
	switch d.Action {
	case meaning.Add:
		return visible(d.New)
	case meaning.Remove:
		return v.paint(sgrDim, visible(d.Old))
	}
	if d.Old == meaning.Mask && d.New == meaning.Mask {
		return meaning.Mask + " " + textSecretChanges.in(v.lang)
	}
	return v.paint(sgrDim, visible(d.Old)) + " -> " + visible(d.New)
}

// plainWidth is the width of a text without its colours.
func plainWidth(s string) int {
	for {
		i := strings.Index(s, "\x1b[")
		if i < 0 {
			return diag.Width(s)
		}
		end := strings.IndexByte(s[i:], 'm')
		s = s[:i] + s[i+end+1:]
	}
}

func (v *view) cellOf(at, file diag.Place) string {
	if at.IsZero() {
		return ""
	}
	name := diag.Visible(at.String())
	if at.File == file.File && at.Sheet == file.Sheet {
		name = at.Cell()
	}
	return "  " + v.paint(sgrDim, "["+name+"]")
}

// commonFile is the file and sheet all cells are of, zero when there are several.
func commonFile(changes []apply.Change) diag.Place {
	var common diag.Place
	same := true
	see := func(at diag.Place) {
		if at.IsZero() {
			return
		}
		at = diag.Place{File: at.File, Sheet: at.Sheet}
		if !common.IsZero() && common != at {
			same = false
		}
		common = at
	}
	for _, c := range changes {
		see(c.Place)
		for _, d := range c.Details {
			see(d.Place)
		}
	}
	if !same {
		return diag.Place{}
	}
	return common
}

func mark(a meaning.Action) string {
	switch a {
	case meaning.Add:
		return "+"
	case meaning.Remove:
		return "-"
	}
	return "~"
}

func actionColor(a meaning.Action) string {
	switch a {
	case meaning.Add:
		return sgrGreen
	case meaning.Remove:
		return sgrRed
	}
	return sgrYellow
}

// effects writes what the cluster would do, the verbs in a column.
func (v *view) effects(effects []pcmk.Effect) {
	width, names := 0, 0
	effects = slices.Clone(effects)
	for i, e := range effects {
		effects[i] = visibleEffect(e)
	}
	for _, e := range effects {
		width, names = max(width, diag.Width(effectVerb(e, v.lang))), max(names, diag.Width(e.Resource))
	}
	for _, e := range effects {
		verb := effectVerb(e, v.lang)
		sgr := ""
		switch e.Action {
		case "stop", "demote":
			sgr = sgrYellow
		case "fence":
			sgr = sgrRed
		}
		pad := strings.Repeat(" ", width-diag.Width(verb))
		if sgr != "" {
			verb = v.paint(sgr, verb)
		}
		reason := ""
		if e.Reason != "" {
			reason = "  " + v.paint(sgrDim, "("+translated(e.Reason, v.lang)+")")
		}
		v.line("  ", verb, pad, "  ", e.Resource, strings.Repeat(" ", names-diag.Width(e.Resource)), effectWhere(e), reason)
	}
}

func effectVerb(e pcmk.Effect, lang diag.Lang) string {
	t, known := effectTexts[e.Action]
	verb := e.Action
	if known {
		verb = t.in(lang)
	}
	if e.Blocked {
		verb += " " + textBlocked.in(lang)
	}
	return verb
}

func effectWhere(e pcmk.Effect) string {
	switch {
	case e.Action == "fence":
		return e.Node
	case e.Node != "" && e.Dest != "" && e.Node != e.Dest:
		return "  " + e.Node + " -> " + e.Dest
	case e.Node != "" || e.Dest != "":
		return "  " + cmp.Or(e.Node, e.Dest)
	}
	return ""
}

func kindText(k meaning.Kind, lang diag.Lang) string {
	if t, known := kindTexts[k]; known {
		return t.in(lang)
	}
	return diag.Visible(string(k))
}

// coloredOn decides about colours where a plan is printed, as colored does of
// reports.
func (a *app) coloredOn(w any) bool {
	switch a.colorWhen {
	case colorOn:
		return true
	case colorOff:
		return false
	}
	if a.getenv("NO_COLOR") != "" || a.getenv("TERM") == "dumb" {
		return false
	}
	return isTerminal(w)
}

// isTerminal reports whether somebody sits at the other end.
func isTerminal(stream any) bool {
	f, ok := behind(stream).(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}

// interactive reports whether hagen can ask and be answered.
func (a *app) interactive() bool { return isTerminal(a.stdin) && isTerminal(a.stderr) }
