package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/dest"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

// status tells whether a cluster is what a sheet says: its configuration, and
// what runs of it.
func (a *app) status(ctx context.Context, call *cli.Call) error {
	p, err := a.newPush(ctx, call)
	if err != nil || p == nil {
		return err
	}
	defer p.to.Close()
	changes, err := apply.Drift(p.live, p.request)
	if err != nil {
		return planFailure(p.to.Name(), err)
	}
	health, err := apply.Look(ctx, p.to, p.live)
	if errors.Is(err, apply.ErrNoStatus) {
		return message.Fail(textFileHasNoStatus, dest.Short(p.to.Name())).Advise(textDiffIt)
	}
	if err != nil {
		return destinationFailure(p.to.Name(), err)
	}
	s := standing{health: health, changes: changes}
	a.code = exitSame
	if !s.good() {
		a.code = exitDiffers
	}
	a.doc.Status = s.record(p.to.Name())
	if a.json {
		return nil
	}
	v := view{lang: a.lang, color: p.coloredOn(p.stdout)}
	v.standing(s, p.to.Name(), call.Arg(0))
	if _, err := p.stdout.Write([]byte(v.b.String())); err != nil {
		return message.CannotWrite(message.Stdout, err)
	}
	return nil
}

// standing says how a cluster compares with a sheet.
type standing struct {
	health  *apply.Health
	changes []apply.Change // from the cluster to the sheet
}

// good reports whether the cluster matches the sheet.
func (s standing) good() bool {
	h := s.health
	return len(s.changes)+len(h.Problems)+len(h.Pending)+len(h.Held) == 0 && h.State.DC != "" && h.State.Quorum
}

// standing writes what is there for people.
func (v *view) standing(s standing, to, sheet string) {
	if len(s.changes) == 0 {
		v.line(textSameConfiguration.With(dest.Short(to)).In(v.lang))
	} else {
		v.line(v.paint(sgrYellow, textOtherConfiguration.With(dest.Short(to), tally(s.changes, v.lang)).In(v.lang)))
		v.line("  ", textSeePlan.With(sheet, to).In(v.lang))
	}
	h := s.health
	switch {
	case h.State.DC == "":
		v.line(v.paint(sgrYellow, apply.Risk{Danger: apply.Busy}.Message().In(v.lang)))
	case !h.State.Quorum:
		v.line(v.paint(sgrYellow, apply.Risk{Danger: apply.NoQuorum}.Message().In(v.lang)))
	}
	v.runs(h.State)
	if len(h.Pending) > 0 {
		v.line()
		v.line(v.paint(sgrBold, textStillToDo.In(v.lang)))
		v.effects(h.Pending)
	}
	v.held(h.Held)
	if len(h.State.Failures) > 0 {
		v.line()
		v.line(v.paint(sgrBold, textRememberedFailures.In(v.lang)))
		for _, f := range h.State.Failures {
			v.line("  ", visible(f.Resource()), "  ", visible(f.Node), "  ", strings.TrimSpace(f.Message().In(v.lang)+"  "+terminal.Visible(f.When)))
		}
	}
	v.line()
	for _, problem := range h.Problems {
		v.line(v.paint(sgrRed, problemText(problem, v.lang)))
	}
	if s.good() {
		v.line(textIsSo.With(dest.Short(to)).In(v.lang))
	} else {
		v.line(textIsNotSo.With(dest.Short(to)).In(v.lang))
	}
}

// runs writes the nodes, and where each resource runs.
func (v *view) runs(s *pcmk.State) {
	v.line()
	width := 0
	places := placesOf(s)
	for _, p := range places {
		width = max(width, terminal.Width(p.Resource))
	}
	for _, n := range s.Nodes {
		width = max(width, terminal.Width(n.Name))
	}
	for _, n := range s.Nodes {
		v.line("  ", visible(n.Name), strings.Repeat(" ", width-terminal.Width(n.Name)), "  ", nodeWords(n, v.lang))
	}
	v.line()
	for _, p := range places {
		state := p.State
		if t, known := stateTexts[state]; known {
			state = t.In(v.lang)
		}
		if p.State == "stopped" || p.State == "failed" || p.State == "blocked" {
			state = v.paint(sgrYellow, state)
		}
		v.line("  ", visible(p.Resource), strings.Repeat(" ", width-terminal.Width(p.Resource)), "  ", state, "  ", nowhere(p.Node))
	}
}

// nowhere is a node's name, or nothing.
func nowhere(node string) string {
	if node == "" {
		return ""
	}
	return visible(node)
}

// nodeWords say how a node is.
func nodeWords(n pcmk.Node, lang message.Lang) string {
	words := []string{textOnline.In(lang)}
	if !n.Online {
		words = []string{textOffline.In(lang)}
	}
	if n.Unclean {
		words = append(words, textUnclean.In(lang))
	}
	if n.Standby {
		words = append(words, "standby")
	}
	if n.Maintenance {
		words = append(words, "maintenance")
	}
	return strings.Join(words, ", ")
}

// placesOf is each resource with what it does on each node; one that is nowhere
// is listed once.
func placesOf(s *pcmk.State) []placeRecord {
	var out []placeRecord
	for _, i := range s.Resources {
		if len(i.Nodes) == 0 {
			if nodes, _ := s.Running(i.ID); len(nodes) == 0 {
				p := placeRecord{Resource: i.ID, State: "stopped", Managed: i.Managed}
				if !slices.Contains(out, p) {
					out = append(out, p)
				}
			}
			continue
		}
		for _, n := range i.Nodes {
			out = append(out, placeRecord{Resource: i.ID, Node: n, State: apply.StateOf(i), Managed: i.Managed})
		}
	}
	return out
}

// held writes what the cluster does not do because it does not manage something.
func (v *view) held(list []apply.Held) {
	if len(list) == 0 {
		return
	}
	v.line()
	v.line(v.paint(sgrBold, textHeld.In(v.lang)))
	var effects []pcmk.Effect
	for _, h := range list {
		e := h.Effect
		e.Reason = heldTexts[h.By].In(v.lang)
		effects = append(effects, e)
	}
	v.effects(effects)
}

// statusRecord is the answer of hagen status for machines.
type statusRecord struct {
	To            string         `json:"to"`
	OK            bool           `json:"ok"`            // the cluster matches the sheet
	Configuration string         `json:"configuration"` // equal or drifted
	Changes       []changeRecord `json:"changes"`       // that would make it what the sheet says
	DC            string         `json:"dc,omitempty"`
	Quorum        bool           `json:"quorum"`
	Nodes         []nodeRecord   `json:"nodes"`
	Resources     []placeRecord  `json:"resources"`
	Failures      []failedRecord `json:"failures"` // that the cluster remembers
	// How what runs differs from what the configuration asks for; what the cluster
	// still has to do; and what it does not do because it does not manage something.
	Problems []apply.Problem `json:"problems"`
	Pending  []pcmk.Effect   `json:"pending"`
	Held     []apply.Held    `json:"held"`
}

// nodeRecord is a node of the cluster.
type nodeRecord struct {
	Name        string `json:"name"`
	Online      bool   `json:"online"`
	Standby     bool   `json:"standby,omitempty"`
	Maintenance bool   `json:"maintenance,omitempty"`
	Unclean     bool   `json:"unclean,omitempty"`
}

// placeRecord is what a resource does on a node.
type placeRecord struct {
	Resource string `json:"resource"`
	Node     string `json:"node,omitempty"`
	State    string `json:"state"`
	Managed  bool   `json:"managed"`
}

// failedRecord is a failed action.
type failedRecord struct {
	Resource string `json:"resource"`
	Node     string `json:"node"`
	Action   string `json:"action"`
	Status   string `json:"status"`
	Reason   string `json:"reason,omitempty"`
	When     string `json:"when,omitempty"`
}

func (s standing) record(to string) *statusRecord {
	h := s.health
	r := &statusRecord{To: to, OK: s.good(), Configuration: "equal", Changes: changeRecords(s.changes), DC: h.State.DC, Quorum: h.State.Quorum,
		Nodes: []nodeRecord{}, Resources: append([]placeRecord{}, placesOf(h.State)...), Failures: []failedRecord{},
		Problems: append([]apply.Problem{}, h.Problems...), Pending: append([]pcmk.Effect{}, h.Pending...), Held: append([]apply.Held{}, h.Held...)}
	if len(s.changes) > 0 {
		r.Configuration = "drifted"
	}
	for _, n := range h.State.Nodes {
		r.Nodes = append(r.Nodes, nodeRecord{n.Name, n.Online, n.Standby, n.Maintenance, n.Unclean})
	}
	for _, f := range h.State.Failures {
		r.Failures = append(r.Failures, failedRecord{f.Resource(), f.Node, f.Task(), f.Status, f.Reason, f.When})
	}
	return r
}
