package model

import (
	"slices"
	"testing"
)

func TestAlertIDs(t *testing.T) {
	t.Parallel()
	c := &Config{
		Alerts:    []*Alert{{}, {ID: "mine"}, {}, {ID: "alert_4"}, {}},
		Resources: []Resource{&Primitive{Common: Common{ID: "alert_2"}}},
	}
	if got, want := c.AlertIDs(), []string{"alert_1", "mine", "alert_3", "alert_4", "alert_5"}; !slices.Equal(got, want) {
		t.Errorf("the alerts are %q, want %q", got, want)
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
