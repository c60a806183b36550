package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"hagen/internal/apply"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
)

// document is what --format json prints: one JSON document on standard output.
// The names of its fields do not change; new ones may come.
type document struct {
	Target      string        `json:"target,omitempty"`
	Errors      int           `json:"errors"`
	Warnings    int           `json:"warnings"`
	Notes       int           `json:"notes"`
	Diagnostics []diag.Record `json:"diagnostics"` // sorted by place; see diag.Record
	// LeftOut counts the findings that are not among the diagnostics: of each code
	// these hold the first hundred.
	LeftOut  []leftOutRecord `json:"left_out,omitempty"`
	Sheets   []sheetRecord   `json:"sheets"`   // every sheet looked at
	Written  []fileRecord    `json:"written"`  // every file written
	Failures []failRecord    `json:"failures"` // what stopped hagen and is not a mistake in a cell

	Plan    *planRecord    `json:"plan,omitempty"`    // of plan, apply and rollback
	Outcome *apply.Outcome `json:"outcome,omitempty"` // of apply and rollback
	Diff    *diffRecord    `json:"diff,omitempty"`
	Status  *statusRecord  `json:"status,omitempty"` // of status
	Migrate *migrateRecord `json:"migrate,omitempty"`
}

// leftOutRecord is how many findings of a code are not among the diagnostics.
type leftOutRecord struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Count    int    `json:"count"`
}

// sheetRecord is a sheet that was looked at.
type sheetRecord struct {
	File  string `json:"file"`
	Sheet string `json:"sheet,omitempty"`
	contents
}

// contents counts what a sheet defines.
type contents struct {
	Resources   int `json:"resources"`
	Constraints int `json:"constraints"`
}

// fileRecord is a file that was written. kind is "xml" or "script"; secret says
// that it holds a secret and is readable for its owner alone.
type fileRecord struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"`
	Sheet  string `json:"sheet,omitempty"`
	Secret bool   `json:"secret"`
}

// failRecord is why hagen did not do what it was asked to.
type failRecord struct {
	Message string `json:"message"`
	Help    string `json:"help,omitempty"`
}

// add takes over the findings of a run.
func (d *document) add(report *diag.List, lang message.Lang) {
	d.Errors, d.Warnings, d.Notes = report.Count(diag.Error), report.Count(diag.Warning), report.Count(diag.Remark)
	d.Diagnostics = diag.Records(report.Sorted(), lang)
	for _, m := range report.LeftOut() {
		d.LeftOut = append(d.LeftOut, leftOutRecord{m.Kind.Code, m.Severity.String(), m.Count})
	}
}

// write prints the document, on one line where it ends a stream. Lists are never
// null.
func (d document) write(w io.Writer, stream bool) error {
	if d.Diagnostics == nil {
		d.Diagnostics = []diag.Record{}
	}
	if d.Sheets == nil {
		d.Sheets = []sheetRecord{}
	}
	if d.Written == nil {
		d.Written = []fileRecord{}
	}
	if d.Failures == nil {
		d.Failures = []failRecord{}
	}
	if stream {
		return writeJSONLine(w, d)
	}
	return writeJSON(w, d)
}

func writeJSON(w io.Writer, v any) error { return encodeJSON(w, v, "  ") }

// writeJSONLine writes a value on one line.
func writeJSONLine(w io.Writer, v any) error { return encodeJSON(w, v, "") }

func encodeJSON(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(indent == "") // as it ever was
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escaped(b.Bytes()))
	return err
}

// showReport prints the findings for people.
func (j *job) showReport() error {
	if j.report.Len() == 0 {
		return nil
	}
	err := diag.WriteText(j.stderr, j.report.Sorted(), diag.TextOptions{Lang: j.lang, Color: j.color, Source: j.quotes})
	if err != nil {
		return message.CannotWrite(message.Stderr, err)
	}
	fmt.Fprint(j.stderr, diag.LeftOut(j.report.LeftOut(), j.lang))
	fmt.Fprintln(j.stderr, diag.Tally(j.report.Count(diag.Error), j.report.Count(diag.Warning), j.report.Count(diag.Remark), j.lang))
	return nil
}

// colored decides about colours: on a terminal that has them, unless NO_COLOR
// (no-color.org) forbids it.
func (a *app) colored(when string) bool {
	a.colorWhen = when
	return a.coloredOn(a.stderr)
}

// count counts what a unit's cluster holds. A group or clone is not
// counted: the running cluster shows its members.
func count(u *compile.Unit) contents {
	if u.Config == nil {
		return contents{}
	}
	return contents{
		Resources:   len(u.Config.Primitives()),
		Constraints: u.Config.Constraints(),
	}
}

// contentsText is "rhel9: 12 resources, 9 constraints".
func (j *job) contentsText(c contents) message.Message {
	return textContents.With(j.options.Target.Name, textResources.With(c.Resources), textConstraints.With(c.Constraints))
}
