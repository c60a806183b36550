package model

import (
	"slices"
	"testing"
)

func TestAlertID(t *testing.T) {
	t.Parallel()
	c := &Config{Alerts: []*Alert{{}, {ID: "mine"}, {}}}
	for i, want := range []string{"alert_1", "mine", "alert_3"} {
		if got := c.AlertID(i); got != want {
			t.Errorf("AlertID(%d) = %s, want %s", i, got, want)
		}
	}
}

func TestNodeIDs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ given, want []string }{
		{nil, []string{}},
		{[]string{"", "", ""}, []string{"1", "2", "3"}},
		{[]string{"", "1", ""}, []string{"2", "1", "3"}},
		{[]string{"101", "", "2"}, []string{"101", "1", "2"}},
	} {
		c := &Config{}
		for _, id := range tt.given {
			c.Nodes = append(c.Nodes, &Node{ID: id})
		}
		if got := c.NodeIDs(); !slices.Equal(got, tt.want) {
			t.Errorf("%q becomes %q, want %q", tt.given, got, tt.want)
		}
	}
}
