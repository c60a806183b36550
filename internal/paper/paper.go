// Package paper holds what the workbooks of hagen have in common: the font of a
// language, and how a tab is printed on A4.
package paper

import (
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"hagen/internal/message"
)

// A4, in points, with the margins; the header and the footer are within them.
const (
	short    = 595.3
	long     = 841.9
	sideways = 28.3 // margins left and right
	above    = 56.7 // margins above and below
	inch     = 72.0
	format   = 9 // the number of A4 in workbooks

	// Safe is how much of a page is used: programs and printers differ a little.
	Safe = 0.96
)

// Width is how wide a page is within its margins, in points.
func Width(upright bool) float64 {
	if upright {
		return short - 2*sideways
	}
	return long - 2*sideways
}

// Height is how high a page is within its margins, in points.
func Height(upright bool) float64 {
	if upright {
		return long - 2*above
	}
	return short - 2*above
}

// Print has a tab printed on A4, as wide as the page and as long as it needs.
func Print(f *excelize.File, tab string, upright bool, marks excelize.HeaderFooterOptions) error {
	size, orientation, one, any, yes := format, "landscape", 1, 0, true
	if upright {
		orientation = "portrait"
	}
	side, top, head := sideways/inch, above/inch, above/inch/2
	return errors.Join(
		f.SetSheetProps(tab, &excelize.SheetPropsOptions{FitToPage: &yes}),
		f.SetPageLayout(tab, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &any}),
		f.SetPageMargins(tab, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &head, Footer: &head}),
		f.SetHeaderFooter(tab, &marks),
	)
}

// Quoted is the name of a tab in a formula.
func Quoted(tab string) string { return "'" + strings.ReplaceAll(tab, "'", "''") + "'" }

// Font is one that the systems of a language have.
func Font(lang message.Lang) string {
	switch lang {
	case message.Japanese:
		return "Meiryo"
	case "ko":
		return "Malgun Gothic"
	}
	return "Arial"
}
