package model

import "strconv"

// AlertIDs returns the ids of Alerts, in order. Alerts without an id get alert_1,
// alert_2, … in order, skipping ids that are taken. pcs itself would use the next
// free one of alert, alert-1, …, but the script has to name the alert of a
// recipient and cannot know which ids were free.
func (c *Config) AlertIDs() []string {
	ids := make([]string, len(c.Alerts))
	for i, a := range c.Alerts {
		ids[i] = a.ID
	}
	return numbered("alert_", ids, c.Index().IDs())
}

// NodeIDs returns the corosync ids of Nodes, in order. Nodes without an id are
// numbered from 1 in order, skipping ids that are taken, as a fresh "pcs cluster
// setup" with the nodes in this order does. The id of a remote node is its name.
func (c *Config) NodeIDs() []string {
	ids := make([]string, len(c.Nodes))
	for i, n := range c.Nodes {
		if ids[i] = n.ID; n.Remote {
			ids[i] = n.Uname
		}
	}
	return numbered("", ids, nil)
}

// numbered fills blank ids with a prefix and a number from 1, skipping those that
// are in ids or others.
func numbered(prefix string, ids, others []string) []string {
	taken := map[string]bool{}
	for _, list := range [][]string{ids, others} {
		for _, id := range list {
			taken[id] = true
		}
	}
	next := 1
	for i := range ids {
		for ; ids[i] == ""; next++ {
			if id := prefix + strconv.Itoa(next); !taken[id] {
				ids[i] = id
			}
		}
	}
	return ids
}
