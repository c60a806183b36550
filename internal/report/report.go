// Package report writes what a run of hagen found in the formats of other programs:
// SARIF for code scanning and editors, annotations for GitHub's workflows, JUnit for
// what shows test results.
package report

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

// The values of --format.
const (
	Text   = "text"
	JSON   = "json"
	SARIF  = "sarif"
	GitHub = "github"
	JUnit  = "junit"
)

// Run is what a run of hagen found.
type Run struct {
	Version  string // hagen's
	Lang     message.Lang
	ExitCode int

	Findings []diag.Diagnostic
	LeftOut  []diag.More
	Source   diag.Source // of the rows; nil when nothing was read
	Sheets   []Sheet     // what was looked at
	Failures []Failure

	Differences []Difference
}

// Difference is how a sheet differs from what it should compile to.
type Difference struct {
	At    diag.Place
	Title string // a line
	Text  string // the whole of it
}

var textDiffers = message.New("report.differs")

// differs is the rule of differences: they have no code of their own.
const differs = "differs"

// Sheet is a sheet that was looked at.
type Sheet struct{ File, Sheet string }

// Failure is an error that is not a mistake in a cell.
type Failure struct{ Message, Help string }

// line is the line of a place, 0 where there is none.
func (r *Run) line(at diag.Place) int {
	if r.Source == nil {
		return 0
	}
	return r.Source.Line(at)
}

// said is what a finding says, after its cell: a workbook has no lines, and a line of
// a CSV is not a cell.
func (r *Run) said(d diag.Diagnostic) string {
	text := terminal.Visible(d.Summary(r.Lang))
	if at := inFile(d.Place); at != "" {
		text = at + ": " + text
	}
	return text
}

// advised is what a finding says, with the advice on a line of its own, and why it is
// accepted on another.
func (r *Run) advised(d diag.Diagnostic) string {
	return lines(r.said(d), terminal.Visible(d.Help(r.Lang)), r.accepted(d))
}

// accepted is why a finding is accepted, "" for one that is not.
func (r *Run) accepted(d diag.Diagnostic) string {
	if a := d.Acceptance(); a != nil {
		return terminal.Visible(a.Text(r.Lang))
	}
	return ""
}

// inFile is where a place is in its file, "" when it is the whole file.
func inFile(at diag.Place) string {
	out := at.Cell()
	if at.Sheet != "" {
		out = strings.TrimSuffix(at.Sheet+"!"+out, "!")
	}
	return terminal.Visible(out)
}

// lines joins the texts that are not blank.
func lines(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "\n")
}

// leftOut says how many findings of each code are not shown.
func (r *Run) leftOut() []string {
	var out []string
	for _, m := range r.LeftOut {
		out = append(out, strings.TrimSpace(diag.LeftOut([]diag.More{m}, r.Lang)))
	}
	return out
}
