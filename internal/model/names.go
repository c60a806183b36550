package model

import "strconv"

// AlertIDs are the ids of Alerts, in order. Alerts without a given id are
// alert_1, alert_2, … in order, past the ids that are taken. pcs itself would
// take the next free of alert, alert-1, …, but a script has to name the alert
// that a recipient belongs to before it can know what was free.
func (c *Config) AlertIDs() []string {
	ids := make([]string, len(c.Alerts))
	for i, a := range c.Alerts {
		ids[i] = a.ID
	}
	return numbered("alert_", ids, c.Index().IDs())
}

// NodeIDs are the corosync ids of Nodes, in order. Nodes without a given id
// are numbered from 1 in order, past the ids that are taken: what a fresh
// "pcs cluster setup" with the nodes in this order gives.
func (c *Config) NodeIDs() []string {
	ids := make([]string, len(c.Nodes))
	for i, n := range c.Nodes {
		ids[i] = n.ID
	}
	return numbered("", ids, nil)
}

// numbered fills the blanks among ids with a prefix and a number from 1 on, past
// those that are among the ids themselves or among others.
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
