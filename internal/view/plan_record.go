package view

import (
	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
)

// planRecord is a plan for machines. The names of its fields do not change; new
// ones may be added.
type planRecord struct {
	To        string         `json:"to"`
	Mode      string         `json:"mode,omitempty"`
	Changes   []changeRecord `json:"changes"`
	Effects   []pcmk.Effect  `json:"effects"` // what the cluster would do
	Risks     []riskRecord   `json:"risks,omitempty"`
	Verified  bool           `json:"verified"`            // crm_verify accepted the result
	Simulated bool           `json:"simulated"`           // effects were simulated
	NoStatus  bool           `json:"no_status,omitempty"` // the CIB does not say what runs
	Held      []apply.Held   `json:"held,omitempty"`      // what it would not do, because it is not managed
	Assumed   []string       `json:"assumed,omitempty"`   // assumed to be promotable on any node
	Warnings  []string       `json:"warnings"`            // of crm_verify
}

// changeRecord is a change of one thing. Secrets are masked.
type changeRecord struct {
	Action meaning.Action `json:"action"` // add, change, remove
	Kind   meaning.Kind   `json:"kind"`
	Name   string         `json:"name"`
	ID     string         `json:"id,omitempty"`
	Place  string         `json:"place,omitempty"` // the cell
	Fields []fieldRecord  `json:"fields"`
}

// fieldRecord is a change of one field.
type fieldRecord struct {
	Action meaning.Action `json:"action"`
	Name   string         `json:"name"`
	Old    string         `json:"old,omitempty"`
	New    string         `json:"new,omitempty"`
	// Sensitive says that the values are a secret, and masked.
	Sensitive bool   `json:"sensitive,omitempty"`
	Place     string `json:"place,omitempty"`
}

// riskRecord is a danger of a plan: its word for --allow, and what it is about.
type riskRecord struct {
	Danger  apply.Danger `json:"danger"`
	Items   []string     `json:"items,omitempty"`
	Reasons []string     `json:"reasons,omitempty"` // of each item, "" where there is none
	Message string       `json:"message"`
}

// diffRecord is a diff for machines.
type diffRecord struct {
	From    string         `json:"from"`
	To      string         `json:"to"`
	Changes []changeRecord `json:"changes"`
	// Defaults are defaults of agents that only one side spells out, which is not a
	// difference.
	Defaults []changeRecord `json:"defaults,omitempty"`
}

// RecordPlan keeps a plan for machines.
func (s *Screen) RecordPlan(plan *apply.Plan, mode merge.Mode) {
	r := &planRecord{To: plan.To, Mode: string(mode), Verified: plan.Verified, Simulated: plan.Simulated,
		NoStatus: plan.NoStatus, Assumed: plan.Assumed, Held: plan.Held,
		Warnings: append([]string{}, plan.Warnings...), Effects: append([]pcmk.Effect{}, plan.Effects...)}
	for _, risk := range plan.Risks {
		r.Risks = append(r.Risks, riskRecord{risk.Danger, risk.Items, risk.ReasonWords(), risk.Message().In(s.Lang)})
	}
	r.Changes = changeRecords(plan.Changes)
	s.Doc.Plan = r
}

// changeRecords are changes for machines; never null.
func changeRecords(changes []apply.Change) []changeRecord {
	out := []changeRecord{}
	for _, c := range changes {
		record := changeRecord{Action: c.Action, Kind: c.Kind, Name: c.Name, ID: c.ID, Place: cell(c.Place), Fields: []fieldRecord{}}
		for _, d := range c.Details {
			record.Fields = append(record.Fields, fieldRecord{d.Action, d.Field, d.Old, d.New, d.Sensitive, cell(d.Place)})
		}
		out = append(out, record)
	}
	return out
}

func cell(at diag.Place) string {
	if at.IsZero() {
		return ""
	}
	return at.String()
}
