package model

import "strconv"

// AlertID is the id of the i-th alert (from 0): its own or, when the sheet gave
// none, alert_1, alert_2, … by place. pcs itself would take the next free of
// alert, alert-1, …, but a script has to name the alert that a recipient
// belongs to before it can know what was free.
func (c *Config) AlertID(i int) string {
	if id := c.Alerts[i].ID; id != "" {
		return id
	}
	return "alert_" + strconv.Itoa(i+1)
}

// NodeIDs are the corosync ids of Nodes, in order. Nodes whose id nobody said
// are numbered from 1 in order, past the ids that are taken: what a fresh
// "pcs cluster setup" with the nodes in this order gives.
func (c *Config) NodeIDs() []string {
	taken := map[string]bool{}
	for _, n := range c.Nodes {
		taken[n.ID] = true
	}
	ids := make([]string, len(c.Nodes))
	next := 1
	for i, n := range c.Nodes {
		if ids[i] = n.ID; n.ID != "" {
			continue
		}
		for taken[strconv.Itoa(next)] {
			next++
		}
		ids[i] = strconv.Itoa(next)
		next++
	}
	return ids
}
