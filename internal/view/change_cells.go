package view

import (
	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

func (v *page) cellOf(at, file diag.Place) string {
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
