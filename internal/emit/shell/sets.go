package shell

import (
	"slices"

	"hagen/internal/model"
	"hagen/internal/schema"
)

// setWords are the words that pcs does not read as a resource among the members of a
// set.
var setWords = []string{"set", "setoptions"}

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
