package main

import (
	"os"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

// view writes plans for people.
type view struct {
	lang  message.Lang
	color bool
	// nothing says that there is nothing to do.
	nothing message.Text
	// brief leaves the fields and most names out.
	brief bool
	b     strings.Builder
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
		v.line(v.nothing.With(dest.Short(p.To)).In(v.lang))
		return v.b.String()
	}
	for _, r := range p.Risks {
		v.line(v.paint(sgrYellow, textWarning.In(v.lang)), ": ", r.Message().In(v.lang))
	}
	if len(p.Risks) > 0 {
		v.line()
	}
	v.line(v.paint(sgrBold, textPlanTitle.With(dest.Short(p.To), tally(p.Changes, v.lang)).In(v.lang)))
	v.listed(p.Changes)
	v.line()
	switch {
	case p.NoStatus:
		v.line(textNoStatus.In(v.lang))
	case !p.Simulated:
		v.line(textNotSimulated.In(v.lang))
	case len(p.Effects) == 0:
		v.line(textNoEffects.In(v.lang))
	case v.brief:
		v.line(v.paint(sgrBold, textEffects.In(v.lang)))
		v.effectSummary(p)
	default:
		v.line(v.paint(sgrBold, textEffects.In(v.lang)))
		v.effects(p.Effects)
	}
	v.held(p.Held)
	for _, id := range p.Assumed {
		v.line(textAssumed.With(id).In(v.lang))
	}
	for _, w := range p.Warnings {
		v.line("crm_verify: ", message.Verbatim(w).In(v.lang))
	}
	return v.b.String()
}

// listed writes changes, or a summary of them.
func (v *view) listed(changes []apply.Change) {
	if v.brief {
		v.summary(changes)
		return
	}
	v.changes(changes)
}

// plainWidth is the width of a text without its colours.
func plainWidth(s string) int {
	for {
		i := strings.Index(s, "\x1b[")
		if i < 0 {
			return terminal.Width(s)
		}
		end := strings.IndexByte(s[i:], 'm')
		s = s[:i] + s[i+end+1:]
	}
}

func (v *view) cellOf(at, file diag.Place) string {
	if at.IsZero() {
		return ""
	}
	name := terminal.Visible(at.String())
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

func kindText(k meaning.Kind, lang message.Lang) string { return k.Message().In(lang) }

// coloredOn decides about colours where a plan is printed, as colored does of
// reports.
func (a *app) coloredOn(w any) bool {
	switch a.colorWhen {
	case cli.ColorOn:
		return true
	case cli.ColorOff:
		return false
	}
	if a.getenv("NO_COLOR") != "" || a.getenv("TERM") == "dumb" {
		return false
	}
	return isTerminal(w)
}

// isTerminal reports whether a user can read it.
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
