package validate

import (
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// groupLocations finds a node that is required for a group or one of its members
// and forbidden for another member: a group runs on one node.
func (c *checker) groupLocations() {
	type side struct {
		group *model.Group
		node  string
		must  bool
	}
	first := map[side]*model.Location{}
	for _, l := range c.locations() {
		must := mustJoin(l.Score)
		group := c.groupOf(l.Rsc)
		if l.Rule != nil || l.Role != "" || group == nil || !must && !mustPart(l.Score) {
			continue
		}
		if other := first[side{group, l.Node, !must}]; other != nil && other.Rsc != l.Rsc {
			c.report.Add(diag.LocationOfGroup, at(l.From, schema.KeyNode),
				diag.Args{"id": l.Rsc, "node": l.Node, "group": group.ID, "other": other.Rsc},
				diag.See(at(other.From, schema.KeyNode), diag.NoteOther))
			continue
		}
		if key := (side{group, l.Node, must}); first[key] == nil {
			first[key] = l
		}
	}
}
