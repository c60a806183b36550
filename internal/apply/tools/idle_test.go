package tools

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
)

// stuck is a node whose crm_resource never sees the end.
type stuck struct {
	controller, actions string
	asked               []string
}

const (
	restingMon = `<pacemaker-result><summary><current_dc present="true" name="n1" with_quorum="true"/></summary><nodes/><resources/><status code="0"/></pacemaker-result>`
	restingCIB = `<cib epoch="1" num_updates="0" admin_epoch="0"><configuration><crm_config/><nodes/><resources/><constraints/></configuration><status/></cib>`
)

func (s *stuck) Run(_ context.Context, c Command) (Result, error) {
	name := c.Argv[0]
	if name == "sh" && c.Argv[2] == watchScript {
		name = "crm_resource"
	} else if name == "sh" {
		name = "crm_simulate" // in a separate folder
	}
	s.asked = append(s.asked, name)
	switch name {
	case "crm_resource":
		return Result{Code: codeTimedOut, Stderr: []byte("Pending actions:\n\tAction 5: a_start_0 on n1\n")}, nil
	case "crmadmin":
		if slices.Contains(c.Argv, "--dc_lookup") {
			return Result{Stdout: []byte("Designated Controller is: n1 2.1.6-1\n")}, nil
		}
		if !slices.Contains(c.Argv, "--status=n1") {
			return Result{Code: 64}, nil
		}
		return Result{Stdout: []byte("Controller on n1 in state " + s.controller + ": ok\n")}, nil
	case "crm_mon":
		return Result{Stdout: []byte(restingMon)}, nil
	case "cibadmin":
		return Result{Stdout: []byte(restingCIB)}, nil
	case "crm_simulate":
		part := "cluster_status"
		return Result{Stdout: []byte(`<pacemaker-result><` + part + `/><actions>` + s.actions + `</actions><revised_` + part + `/><status code="0"/></pacemaker-result>`)}, nil
	}
	return Result{Code: codeNotFound}, nil
}

func (s *stuck) Close() error { return nil }

// TestIdleWhereCrmResourceNeverReturns: an idle controller and an empty
// simulation are enough; nothing less is.
func TestIdleWhereCrmResourceNeverReturns(t *testing.T) {
	for _, tt := range []struct {
		name, controller, actions string
		want                      error
		simulates                 bool
	}{
		{"at rest", "S_IDLE", "", nil, true},
		{"in a transition", "S_TRANSITION_ENGINE", "", apply.ErrBusy, false},
		{"something to do", "S_IDLE", `<rsc_action action="Start" resource="a" node="n1"/>`, apply.ErrBusy, true},
	} {
		s := &stuck{controller: tt.controller, actions: tt.actions}
		if err := New("node", s).Idle(t.Context(), time.Second); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		if got := slices.Contains(s.asked, "crm_simulate"); got != tt.simulates {
			t.Errorf("%s: it asked %s", tt.name, strings.Join(s.asked, ", "))
		}
	}
}
