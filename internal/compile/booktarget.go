package compile

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/xlsx"
	"hagen/internal/suggest"
	"hagen/internal/target"
)

// Target returns the target that the workbook names in its properties, "" when it
// names none.
func (in *Input) Target() string {
	if in.book == nil {
		return ""
	}
	return in.book.Target()
}

// TargetFor decides on the target of an input: named, what the user or the cluster
// said; else what the workbook names; else the default. It reports a workbook that
// names another one. It is not ok when the workbook decides and names a target that
// does not exist.
func (in *Input) TargetFor(named string, report *diag.List) (name string, ok bool) {
	inside := in.Target()
	known := slices.Contains(target.Names(), inside)
	at := diag.Place{File: in.File}
	switch {
	case inside == "" || inside == named:
	case named != "":
		args := diag.Args{"named": inside, "target": named, "property": xlsx.TargetProperty}
		if known {
			args["suggestion"] = inside
		}
		report.Add(diag.BookTargetDiffers, at, args)
	case known:
		return inside, true
	default:
		report.Add(diag.BookTargetUnknown, at, diag.Args{"named": inside, "property": xlsx.TargetProperty,
			"targets": strings.Join(target.Names(), ", "), "suggestion": suggest.Nearest(inside, target.Names())})
		return target.Default, false
	}
	if named != "" {
		return named, true
	}
	return target.Default, true
}
