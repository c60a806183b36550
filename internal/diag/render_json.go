package diag

import "hagen/internal/message"

// Record is a finding for machines. The names and meanings of its fields do not
// change; new fields may be added.
//
//	{
//	  "code": "HG0501",              stable, never reused
//	  "severity": "error",           "error", "warning" or "note" (after --strict)
//	  "place": {...},                absent when the finding has none
//	  "args": {"value": "10seconds"} what the message names; {} when nothing
//	  "message": "...",              in the language asked for
//	  "help": "...",                 absent when there is no advice
//	  "sensitive": true,             the cell holds a secret; absent elsewhere
//	  "related": [{"note": "first", "message": "...", "args": {}, "place": {...}}]
//	}
type Record struct {
	Code     string       `json:"code"`
	Severity string       `json:"severity"`
	Place    *RecordPlace `json:"place,omitempty"`
	Args     Args         `json:"args"`
	Message  string       `json:"message"`
	Help     string       `json:"help,omitempty"`
	// Sensitive says that the cell holds a secret, which is masked here.
	Sensitive bool            `json:"sensitive,omitempty"`
	Related   []RelatedRecord `json:"related"`
}

// RecordPlace is a place for machines. Row and column count from 1 and are
// absent when the finding is about the whole file, sheet or row; cell is the
// name people use ("C5" in a workbook, "12:3" in a CSV), text the full place as
// in the text report.
type RecordPlace struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet,omitempty"`
	Row    int    `json:"row,omitempty"`
	Column int    `json:"column,omitempty"`
	Cell   string `json:"cell,omitempty"`
	Text   string `json:"text"`
}

// RelatedRecord is a related place. note is the stable key of the message.
type RelatedRecord struct {
	Note    string       `json:"note,omitempty"`
	Message string       `json:"message"`
	Args    Args         `json:"args"`
	Place   *RecordPlace `json:"place,omitempty"`
}

// Records turns findings into their form for machines, in the order given.
func Records(list []Diagnostic, lang message.Lang) []Record {
	out := make([]Record, 0, len(list))
	for _, d := range list {
		r := Record{
			Code:      d.Kind.Code,
			Severity:  d.Severity.String(),
			Place:     recordPlace(d.Place),
			Args:      recordArgs(d.Args),
			Message:   d.Summary(lang),
			Help:      d.Help(lang),
			Sensitive: d.Sensitive,
			Related:   make([]RelatedRecord, 0, len(d.Related)),
		}
		for _, rel := range d.Related {
			rr := RelatedRecord{Message: rel.Text(lang), Args: recordArgs(rel.Args), Place: recordPlace(rel.Place)}
			if rel.Note != nil {
				rr.Note = rel.Note.Key
			}
			r.Related = append(r.Related, rr)
		}
		out = append(out, r)
	}
	return out
}

// recordArgs leaves out empty arguments, such as a suggestion when nothing is
// similar.
func recordArgs(args Args) Args {
	out := Args{}
	for name, value := range args {
		if value != "" {
			out[name] = value
		}
	}
	return out
}

func recordPlace(p Place) *RecordPlace {
	if p.IsZero() {
		return nil
	}
	r := &RecordPlace{File: p.File, Sheet: p.Sheet, Row: p.Row, Column: p.Col, Text: p.String()}
	if p.Col > 0 {
		r.Cell = p.Cell()
	}
	return r
}
