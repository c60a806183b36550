package validate

import (
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// nowhere finds resources that may not run on any of the nodes the sheet names.
func (c *checker) nowhere() {
	names := c.nodeBook().names
	if len(names) < 2 {
		return // one node is hardly the whole cluster
	}
	banned := map[string]map[string]*model.Location{} // by resource, by node
	for _, l := range c.locations() {
		if l.Rule != nil || l.Rsc == "" || l.Role != "" || !mustPart(l.Score) || !c.nodeBook().named[l.Node] {
			continue
		}
		rows := banned[l.Rsc]
		if rows == nil {
			rows = map[string]*model.Location{}
			banned[l.Rsc] = rows
		}
		if rows[l.Node] != nil {
			continue // reported as repeated
		}
		rows[l.Node] = l
		if len(rows) == len(names) {
			c.report.Add(diag.LocationNowhere, at(l.From, schema.KeyNode), diag.Args{"id": l.Rsc}, otherRows(rows, l, names)...)
		}
	}
}

// otherRows returns the places of all rows except the last one.
func otherRows(rows map[string]*model.Location, last *model.Location, names []string) []diag.Related {
	var out []diag.Related
	for _, n := range names {
		if l := rows[n]; l != last {
			out = append(out, diag.See(at(l.From, schema.KeyNode), diag.NoteOther))
		}
	}
	return out
}
