package apply

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply/pcmk"
)

// TestReloadsShow: a reload stops nothing, so that only the number of the action
// tells that it was done; a restart counts when it runs again.
func TestReloadsShow(t *testing.T) {
	state := func(a, b int, role string) *pcmk.State {
		resource := func(id, role string) string {
			return fmt.Sprintf(`<resource id="%s" role="%s" active="%t" managed="true"><node name="n1"/></resource>`, id, role, role == "Started")
		}
		history := func(id string, call int) string {
			return fmt.Sprintf(`<resource_history id="%s"><operation_history call="3" task="monitor" rc="0"/><operation_history call="%d" task="start" rc="0"/></resource_history>`, id, call)
		}
		s, err := pcmk.ReadStatus([]byte(`<pacemaker-result><resources>` + resource("a", "Started") + resource("b", role) + `</resources><node_history><node name="n1">` +
			history("a", a) + history("b", b) + `</node></node_history><status code="0"/></pacemaker-result>`))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	var told []string
	r := newRun(t.Context(), Engine{Cluster: newFake(), Events: func(e Event) {
		told = append(told, strings.TrimSpace(fmt.Sprintf("%s %s %d/%d", e.Resource, e.State, e.Done, e.Total)))
	}}, Order{})
	r.before = state(5, 5, "Started")
	r.expect = &pcmk.Simulation{Effects: []pcmk.Effect{{Action: "reload", Resource: "a", Node: "n1"}, {Action: "restart", Resource: "b", Node: "n1"}}}
	w := newWatcher(r)
	for _, s := range []*pcmk.State{
		state(5, 5, "Started"), state(7, 5, "Started"), state(7, 5, "Stopping"), state(7, 6, "Stopping"), state(7, 8, "Started"),
	} {
		w.look(s, false)
	}
	want := []string{"0/2", "a reloaded 1/2", "b stopping 1/2", "b started 2/2"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("(-want +told):\n%s", diff)
	}
}
