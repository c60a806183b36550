package view

import (
	"fmt"

	"hagen/internal/diag"
	"hagen/internal/message"
)

var (
	textContents    = message.New("compile.contents", "target", "resources", "constraints")
	textResources   = message.New("compile.resources", "count")
	textConstraints = message.New("compile.constraints", "count")
)

// For is "rhel9: 12 resources, 9 constraints".
func (c Contents) For(target string) message.Message {
	return textContents.With(target, textResources.With(c.Resources), textConstraints.With(c.Constraints))
}

// Report shows the findings: to people now, to machines at the end.
func (s *Screen) Report(report *diag.List, source diag.Source) error {
	s.Doc.add(report, s.Lang)
	if s.foreign() {
		s.run.Findings, s.run.LeftOut, s.run.Source = report.Sorted(), report.LeftOut(), source
		return nil
	}
	if s.JSON || report.Len() == 0 {
		return nil
	}
	err := diag.WriteText(s.Err, report.Sorted(), diag.TextOptions{Lang: s.Lang, Color: s.colored(s.Err), Source: source, Width: quoteWidth(s.Err)})
	if err != nil {
		return message.CannotWrite(message.Stderr, err)
	}
	fmt.Fprint(s.Err, diag.LeftOut(report.LeftOut(), s.Lang))
	fmt.Fprintln(s.Err, diag.Tally(report.Count(diag.Error), report.Count(diag.Warning), report.Count(diag.Remark), s.Lang))
	return nil
}
