package annotate

import (
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/message"
)

// TestAccepted: the note in the cell says why a finding is accepted, and so does the
// list of findings.
func TestAccepted(t *testing.T) {
	var report diag.List
	report.Accept(func(diag.Diagnostic) (diag.Related, bool) {
		return diag.Related{Place: diag.Place{File: "b.xlsx", Sheet: "s", Row: 9, Col: 5}, Note: diag.NoteAccept, Args: diag.Args{"reason": "known"}}, true
	})
	report.Add(diag.ParametersAlike, diag.Place{File: "b.xlsx", Sheet: "s", Row: 3, Col: 4}, diag.Args{"id": "b", "other": "a", "name": "directory", "value": "/x"})
	cells := cellsOf(&report, "s", message.English)
	if len(cells) != 1 || !strings.HasPrefix(cells[0].note, "warning[HG0414] ") || !strings.HasSuffix(cells[0].note, "\naccepted: known\n") {
		t.Errorf("notes %+v", cells)
	}
	if got := related(report.Sorted()[0], message.English); len(got) != 1 || got[0] != "accepted: known: E9" {
		t.Errorf("in the list %q", got)
	}
}
