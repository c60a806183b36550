package client

import (
	"strconv"
	"testing"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
)

// TestEachRunHasItsTime: an agent that takes an order up again has its times anew,
// but not forever; a connection that is made again changes nothing.
func TestEachRunHasItsTime(t *testing.T) {
	f := &follower{limit: time.Hour}
	for run := range 2 * maxRuns {
		for connection := range 2 {
			f.overdue = time.NewTimer(time.Hour)
			f.overdue.Stop()
			f.take(api.Line{Order: &api.State{Run: strconv.Itoa(run)}})
			f.take(api.Line{Ping: true})
			if again := f.overdue.Stop(); again != (connection == 0 && run < maxRuns) {
				t.Errorf("run %d, connection %d: its time began anew: %v", run, connection, again)
			}
		}
	}
}

// TestLongest: what an order may take has room for each of its steps.
func TestLongest(t *testing.T) {
	for _, tt := range []struct {
		order apply.Order
		least time.Duration
	}{
		{apply.Order{}, apply.DefaultTimeout},
		{apply.Order{Timeout: time.Hour}, time.Hour},
		{apply.Order{Timeout: time.Hour, Action: apply.Rollback}, 2 * time.Hour},
		{apply.Order{Timeout: time.Hour, Rollback: true}, 2 * time.Hour},
	} {
		if beside := tt.order.Longest() - tt.least; beside < 5*time.Minute || beside > 30*time.Minute {
			t.Errorf("%+v: %s", tt.order, tt.order.Longest())
		}
	}
}
