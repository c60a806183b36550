package shell

import (
	"cmp"
	"slices"

	"hagen/internal/model"
	"hagen/internal/schema"
)

// setWords are the words that pcs does not read as a resource among the members of a
// set.
var setWords = []string{"set", "setoptions"}

// named is a resource or tag that a constraint names in a column.
type named struct {
	column schema.Key
	id     string
}

// untold writes by cibadmin a constraint of which pcs cannot be told all: templates, ids
// of sets, and tags, which it refuses (0.10.8, 0.11.5, 0.12.0.2, 0.12.3.1).
func (e *emitter) untold(constraint any, from model.Origin, id string, sets []*model.ResourceSet, names ...named) bool {
	const tag = "a tag in a constraint"
	all := inSets(sets)
	for _, n := range names {
		all = append(all, n.id)
	}
	if e.namesTemplate(all...) {
		e.insert(constraint, from, names[0].column, cmp.Or(names[0].id, id), constraintOfTemplate)
		return true
	}
	for _, n := range names {
		if e.isTag(n.id) {
			e.insert(constraint, from, n.column, n.id, tag)
			return true
		}
	}
	if s := model.SetNamed(sets); s != nil {
		e.insert(constraint, s.From, schema.KeySetID, s.ID, "the id of a set of resources")
		return true
	}
	for _, s := range sets {
		for _, m := range s.Members {
			if e.isTag(m.ID) {
				e.insert(constraint, m.From, schema.KeyRsc, m.ID, tag)
				return true
			}
		}
	}
	return false
}

// isTag reports whether an id is that of a tag of the sheet.
func (e *emitter) isTag(id string) bool {
	if e.tagIDs == nil {
		e.tagIDs = model.TagIDs(e.cfg)
	}
	return e.tagIDs[id]
}

// resourceSets starts a constraint of resource sets, each on a line of its own.
func (e *emitter) resourceSets(kind string, sets []*model.ResourceSet) *command {
	c := pcs("constraint", kind)
	for _, s := range sets {
		words := []string{"set"}
		for _, m := range s.Members {
			if slices.Contains(setWords, m.ID) {
				e.inexpressible(m.From, schema.KeyRsc, m.ID)
			}
			words = append(words, m.ID)
		}
		words = append(words, option("sequential", s.Sequential)...)
		words = append(words, option("require-all", s.RequireAll)...)
		words = append(words, option("action", s.Action)...)
		c.line(append(words, option("role", e.target.Role(s.Role))...)...)
	}
	return c
}
