package planfile

import (
	"strconv"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
	"hagen/internal/message"
)

// Shown is a plan as it was shown. Secrets are masked.
type Shown struct {
	Dangers   []Danger `json:"dangers"`
	Changes   []Change `json:"changes"`
	CellsOf   *Book    `json:"cells_of,omitempty"` // where the cells are
	Effects   []Effect `json:"effects"`            // what the cluster would do
	Held      []Held   `json:"held,omitempty"`
	Assumed   []string `json:"assumed,omitempty"`
	Warnings  []string `json:"warnings,omitempty"` // of crm_verify
	Verified  bool     `json:"verified"`
	Simulated bool     `json:"simulated"`
	NoStatus  bool     `json:"no_status,omitempty"`
}

// Danger is an apply.Risk.
type Danger struct {
	Danger  apply.Danger      `json:"danger"`
	Items   []string          `json:"items,omitempty"`
	Reasons []message.Message `json:"reasons,omitempty"`
	Ends    bool              `json:"ends,omitempty"`
	Demotes bool              `json:"demotes,omitempty"`
}

// Change is an apply.Change.
type Change struct {
	Action meaning.Action `json:"action"`
	Kind   meaning.Kind   `json:"kind"`
	Name   string         `json:"name"`
	Key    string         `json:"key,omitempty"` // where it is not the name
	ID     string         `json:"id,omitempty"`
	Cell   string         `json:"cell,omitempty"`
	Fields []Field        `json:"fields,omitempty"`
}

// Field is an apply.Detail.
type Field struct {
	Action    meaning.Action `json:"action"`
	Name      string         `json:"name"`
	Old       string         `json:"old,omitempty"`
	New       string         `json:"new,omitempty"`
	Sensitive bool           `json:"sensitive,omitempty"`
	Cell      string         `json:"cell,omitempty"`
}

// Book is a file and a sheet of it.
type Book struct {
	File  string `json:"file"`
	Sheet string `json:"sheet,omitempty"`
}

// Effect is a pcmk.Effect.
type Effect struct {
	pcmk.Effect
	Why message.Message `json:"why,omitzero"`
}

// Held is an apply.Held.
type Held struct {
	Effect
	By apply.HeldBy `json:"by"`
}

// show keeps a plan.
func show(p *apply.Plan, secrets apply.Secrets) Shown {
	s := Shown{Dangers: []Danger{}, Changes: changesOf(p.Changes), CellsOf: bookOf(p.Changes), Effects: effects(p.Effects),
		Assumed: p.Assumed, Verified: p.Verified, Simulated: p.Simulated, NoStatus: p.NoStatus}
	for _, r := range p.Risks {
		s.Dangers = append(s.Dangers, Danger(r))
	}
	for _, h := range p.Held {
		s.Held = append(s.Held, Held{Effect{h.Effect, h.Why}, h.By})
	}
	for _, w := range p.Warnings {
		s.Warnings = append(s.Warnings, secrets.Conceal(w))
	}
	return s
}

func effects(list []pcmk.Effect) []Effect {
	out := []Effect{}
	for _, e := range list {
		out = append(out, Effect{e, e.Why})
	}
	return out
}

// Plan is the plan as it was shown, to be shown again. It has no configurations.
func (f *File) Plan() *apply.Plan {
	s := f.Shown
	p := &apply.Plan{To: f.Destination, Changes: f.changes(), Assumed: s.Assumed, Warnings: s.Warnings, Verified: s.Verified,
		Simulated: s.Simulated, NoStatus: s.NoStatus}
	for _, d := range s.Dangers {
		p.Risks = append(p.Risks, apply.Risk(d))
	}
	for _, e := range s.Effects {
		p.Effects = append(p.Effects, e.whole())
	}
	for _, h := range s.Held {
		p.Held = append(p.Held, apply.Held{Effect: h.whole(), By: h.By})
	}
	return p
}

func (e Effect) whole() pcmk.Effect {
	out := e.Effect
	out.Why = e.Why
	return out
}

// changesOf keeps changes, with their cells in short.
func changesOf(changes []apply.Change) []Change {
	out := []Change{}
	for _, c := range changes {
		kept := Change{Action: c.Action, Kind: c.Kind, Name: meaning.Open(c.Name), ID: c.ID, Cell: c.Place.Cell()}
		if key := meaning.Open(c.Key); key != kept.Name {
			kept.Key = key
		}
		for _, d := range c.Details {
			kept.Fields = append(kept.Fields, Field{d.Action, d.Field, d.Old, d.New, d.Sensitive, d.Place.Cell()})
		}
		out = append(out, kept)
	}
	return out
}

// bookOf is the file and the sheet of the first cell: a plan is of one sheet.
func bookOf(changes []apply.Change) *Book {
	for _, c := range changes {
		places := []diag.Place{c.Place}
		for _, d := range c.Details {
			places = append(places, d.Place)
		}
		for _, at := range places {
			if !at.IsZero() {
				return &Book{at.File, at.Sheet}
			}
		}
	}
	return nil
}

// changes are the changes with their cells.
func (f *File) changes() []apply.Change {
	var out []apply.Change
	for _, c := range f.Shown.Changes {
		key := c.Key
		if key == "" {
			key = c.Name
		}
		whole := apply.Change{Change: meaning.Change{Action: c.Action, Kind: c.Kind, Name: c.Name, ID: c.ID, Key: key}, Place: f.place(c.Cell)}
		for _, d := range c.Fields {
			detail := meaning.Detail{Action: d.Action, Field: d.Name, Old: d.Old, New: d.New, Sensitive: d.Sensitive}
			whole.Change.Details = append(whole.Change.Details, detail)
			whole.Details = append(whole.Details, apply.Detail{Detail: detail, Place: f.place(d.Cell)})
		}
		out = append(out, whole)
	}
	return out
}

// place reads a cell: 12:3 of a CSV, C12 of a workbook, 12 for a row.
func (f *File) place(cell string) diag.Place {
	if cell == "" || f.Shown.CellsOf == nil {
		return diag.Place{}
	}
	at := diag.Place{File: f.Shown.CellsOf.File, Sheet: f.Shown.CellsOf.Sheet}
	row, col, found := strings.Cut(cell, ":")
	if !found {
		letters := strings.TrimRight(cell, "0123456789")
		row, at.Col = cell[len(letters):], column(letters)
	}
	at.Row, _ = strconv.Atoi(row) // the file is as hagen wrote it
	if found {
		at.Col, _ = strconv.Atoi(col)
	}
	return at
}

// column turns A into 1, AA into 27, "" into 0.
func column(letters string) int {
	n := 0
	for _, r := range letters {
		n = 26*n + int(r-'A') + 1
	}
	return n
}
