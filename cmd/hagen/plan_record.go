package main

import (
	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
)

// planRecord is a plan for machines. The names of its fields do not change; new
// ones may come.
type planRecord struct {
	To        string         `json:"to"`
	Mode      string         `json:"mode,omitempty"`
	Changes   []changeRecord `json:"changes"`
	Effects   []pcmk.Effect  `json:"effects"` // what the cluster would do
	Risks     []riskRecord   `json:"risks,omitempty"`
	Verified  bool           `json:"verified"`            // crm_verify took the result
	Simulated bool           `json:"simulated"`           // effects were asked for
	NoStatus  bool           `json:"no_status,omitempty"` // the CIB does not say what runs
	Held      []apply.Held   `json:"held,omitempty"`      // what it would not do, because it is not managed
	Assumed   []string       `json:"assumed,omitempty"`   // taken to be promotable on any node
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

// riskRecord is a danger of a plan: the word --allow takes, and what it is about.
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
	// Defaults are defaults of agents that one side spells out: no difference.
	Defaults []changeRecord `json:"defaults,omitempty"`
}
