package view

import (
	"io"

	"hagen/docs/schema"
	"hagen/internal/apply"
	"hagen/internal/diag"
	"hagen/internal/drill"
	"hagen/internal/message"
)

// Document is what --format json prints: one JSON document on standard output. The
// names of its fields do not change; new ones may be added.
type Document struct {
	Version     int           `json:"version"` // see package docs/schema
	Target      string        `json:"target,omitempty"`
	Errors      int           `json:"errors"`
	Warnings    int           `json:"warnings"`
	Notes       int           `json:"notes"`
	Diagnostics []diag.Record `json:"diagnostics"` // sorted by place; see diag.Record
	// LeftOut counts the findings that are not among the diagnostics, which have
	// the first hundred of each code.
	LeftOut  []leftOutRecord `json:"left_out,omitempty"`
	Sheets   []SheetRecord   `json:"sheets"`   // every sheet looked at
	Written  []FileRecord    `json:"written"`  // every file written
	Failures []failRecord    `json:"failures"` // errors that are not mistakes in a cell

	Plan *planRecord `json:"plan,omitempty"` // of plan, apply and rollback
	// PlanFile is where the plan was read from, or is kept.
	PlanFile *PlanFile       `json:"plan_file,omitempty"`
	Outcome  *apply.Outcome  `json:"outcome,omitempty"` // of apply and rollback
	Diff     *diffRecord     `json:"diff,omitempty"`
	Against  []againstRecord `json:"against,omitempty"` // of check --against and --script
	Status   *statusRecord   `json:"status,omitempty"`  // of status
	Migrate  *MigrateRecord  `json:"migrate,omitempty"`
	WhatIf   *whatIfRecord   `json:"what_if,omitempty"` // of what-if
	Drill    *drill.Record   `json:"drill,omitempty"`   // of drill
}

// leftOutRecord is how many findings of a code are not among the diagnostics.
type leftOutRecord struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Count    int    `json:"count"`
}

// SheetRecord is a sheet that was looked at.
type SheetRecord struct {
	File  string `json:"file"`
	Sheet string `json:"sheet,omitempty"`
	Contents
}

// Contents counts what a sheet defines.
type Contents struct {
	Resources   int `json:"resources"`
	Constraints int `json:"constraints"`
}

// FileRecord is a file that was written. kind is "xml" or "script"; secret says
// that it holds a secret and is readable for its owner alone.
type FileRecord struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"`
	Sheet  string `json:"sheet,omitempty"`
	Secret bool   `json:"secret"`
}

// MigrateRecord is what a move to another release is, and the cells that get
// another text by it.
type MigrateRecord struct {
	From  string      `json:"from"`
	To    string      `json:"to"`
	Fixes []FixRecord `json:"fixes"`
}

// FixRecord is the new text of a cell.
type FixRecord struct {
	Cell string `json:"cell"`
	Text string `json:"text"`
}

// failRecord is why hagen could not do something.
type failRecord struct {
	Message string `json:"message"`
	Help    string `json:"help,omitempty"`
}

// add adds the findings of a run.
func (d *Document) add(report *diag.List, lang message.Lang) {
	d.Errors, d.Warnings, d.Notes = report.Count(diag.Error), report.Count(diag.Warning), report.Count(diag.Remark)
	d.Diagnostics = diag.Records(report.Sorted(), lang)
	for _, m := range report.LeftOut() {
		d.LeftOut = append(d.LeftOut, leftOutRecord{m.Kind.Code, m.Severity.String(), m.Count})
	}
}

// write prints the document, on one line where it ends a stream. Lists are never
// null.
func (d Document) write(w io.Writer, stream bool) error {
	d.Version = schema.Version
	if d.Diagnostics == nil {
		d.Diagnostics = []diag.Record{}
	}
	if d.Sheets == nil {
		d.Sheets = []SheetRecord{}
	}
	if d.Written == nil {
		d.Written = []FileRecord{}
	}
	if d.Failures == nil {
		d.Failures = []failRecord{}
	}
	if stream {
		return writeJSONLine(w, d)
	}
	return writeJSON(w, d)
}
