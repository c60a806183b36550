package view

import (
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/scheduler"
)

// whatIfRecord is the answer of hagen what-if for machines.
type whatIfRecord struct {
	Scheduler string                 `json:"scheduler"` // the version of Pacemaker
	Assumed   []scheduler.Assumption `json:"assumed"`
	Nodes     []nodeRecord           `json:"nodes"`
	Resources []placedRecord         `json:"resources"`
	// Of --matrix each step begins at rest; otherwise where the one before ended.
	Matrix bool         `json:"matrix"`
	Steps  []stepRecord `json:"steps"`
}

// placedRecord is where a primitive runs.
type placedRecord struct {
	Resource string            `json:"resource"`
	Places   []scheduler.Place `json:"places"`
}

// stepRecord is what happened at once, and the cluster at rest after it.
type stepRecord struct {
	Events        []scheduler.Event `json:"events"`
	Text          string            `json:"text"`
	Fenced        []string          `json:"fenced"`
	Unfenceable   []string          `json:"unfenceable"`
	Moves         []scheduler.Move  `json:"moves"`
	Effects       []pcmk.Effect     `json:"effects"`
	NoticeSeconds float64           `json:"notice_seconds"`
	TakesSeconds  float64           `json:"takes_seconds"`
	Nodes         []nodeRecord      `json:"nodes"`
	Resources     []placedRecord    `json:"resources"`
}

func (w WhatIf) record(lang message.Lang) *whatIfRecord {
	r := &whatIfRecord{Scheduler: w.World.Version, Assumed: append([]scheduler.Assumption{}, w.World.Assumed...),
		Nodes: nodeRecords(w.World.State), Resources: placedRecords(w.World.State), Matrix: w.Matrix, Steps: []stepRecord{}}
	for _, s := range w.Steps {
		var events message.List
		for _, e := range s.Events {
			events = append(events, e.Message())
		}
		c := s.Course
		r.Steps = append(r.Steps, stepRecord{
			Events: s.Events, Text: events.In(lang), Fenced: append([]string{}, c.Fenced()...), Unfenceable: append([]string{}, c.Unfenceable...), Moves: append([]scheduler.Move{}, c.Moves()...),
			Effects: append([]pcmk.Effect{}, c.Effects...), NoticeSeconds: c.Notice.Seconds(), TakesSeconds: c.Takes.Seconds(),
			Nodes: nodeRecords(c.After), Resources: placedRecords(c.After)})
	}
	return r
}

func nodeRecords(s *pcmk.State) []nodeRecord {
	out := []nodeRecord{}
	for _, n := range s.Nodes {
		out = append(out, nodeRecord{n.Name, n.Online, n.Standby, n.Maintenance, n.Unclean})
	}
	return out
}

func placedRecords(s *pcmk.State) []placedRecord {
	out := []placedRecord{}
	for _, id := range scheduler.Primitives(s) {
		out = append(out, placedRecord{id, scheduler.Places(s, id)})
	}
	return out
}
