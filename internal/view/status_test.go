package view

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

// illHealth is a cluster with one of everything hagen status tells.
func illHealth() *apply.Health {
	return &apply.Health{
		State: &pcmk.State{DC: "n1", Quorum: true, Nodes: []pcmk.Node{{Name: "n1", Online: true}, {Name: "n2", Standby: true, Unclean: true}},
			Resources: []pcmk.Instance{{ID: "vip", Nodes: []string{"n1"}, Active: true, Managed: true}, {ID: "db", Managed: true}, {ID: "web", Active: true, Nodes: []string{"n1"}}},
			Failures:  []pcmk.Failure{{Operation: "db_start_0", Node: "n1", Status: "error", Reason: "no \x1b[2J disk", When: "2026-11-26 23:02:15Z"}}},
		Pending:  []pcmk.Effect{{Action: "start", Resource: "db", Node: "n2"}},
		Problems: []apply.Problem{{Code: apply.ProblemNotRunning, Resource: "db", Detail: "n1: start: error"}, {Code: apply.ProblemNotRunning, Resource: "ping", Node: "n2"}},
		Held:     []apply.Held{{Effect: pcmk.Effect{Action: "restart", Resource: "web", Node: "n1"}, By: apply.ByResource}},
	}
}

func TestStatusView(t *testing.T) {
	v := &page{lang: message.English}
	v.standing(Standing{Health: illHealth()}, "local:", "s.csv")
	want := `The configuration of local is what the sheet says.

  n1   online
  n2   offline, unclean, standby

  vip  started  n1
  db   stopped
  web  started  n1

The cluster still has to:
  start  db  n2

Not carried out, because it is not managed:
  restart  web  n1  (when the resource is managed again)

Failed actions that the cluster remembers (pcs resource cleanup):
  db  n1  start: error (no <U+001B>[2J disk)  2026-11-26 23:02:15Z

db does not run: n1: start: error
ping does not run on n2
local: the cluster does not match the sheet
`
	if diff := cmp.Diff(want, v.b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	v = &page{lang: message.Japanese}
	v.standing(Standing{Health: illHealth()}, "local:", "s.csv")
	for _, said := range []string{"local の構成はシートのとおりです", "n1   オンライン", "「db」が動いていません: n1: start: error", "「ping」がノード「n2」で動いていません", "リソースが管理対象に戻ったあと"} {
		if !strings.Contains(v.b.String(), said) {
			t.Errorf("it does not say %q:\n%s", said, v.b.String())
		}
	}
}

// TestStatusIsGood: each thing that is not as it should be counts by itself.
func TestStatusIsGood(t *testing.T) {
	good := func() *apply.Health { return &apply.Health{State: &pcmk.State{DC: "n1", Quorum: true}} }
	if !(Standing{Health: good()}).Good() {
		t.Error("a cluster in which all is well is not good")
	}
	for what, spoil := range map[string]func(*Standing){
		"the configuration": func(s *Standing) { s.Changes = make([]apply.Change, 1) },
		"a problem":         func(s *Standing) { s.Health.Problems = illHealth().Problems },
		"work to do":        func(s *Standing) { s.Health.Pending = illHealth().Pending },
		"what is held":      func(s *Standing) { s.Health.Held = illHealth().Held },
		"no DC":             func(s *Standing) { s.Health.State.DC = "" },
		"no quorum":         func(s *Standing) { s.Health.State.Quorum = false },
	} {
		s := Standing{Health: good()}
		spoil(&s)
		if s.Good() || s.record("local:").OK {
			t.Errorf("all is well in spite of %s", what)
		}
	}
	data, err := json.Marshal(Standing{Health: good()}.record("local:"))
	if err != nil || strings.Contains(string(data), "null") {
		t.Errorf("%s, %v", data, err)
	}
}
