package model

import "hagen/internal/cib"

// ResourceSet is a set of resources that a constraint is about.
type ResourceSet struct {
	ID         string // "" for the one that pcs forms
	Members    []*Member
	Sequential string // "", true, false: the order of the members means nothing
	Role       string // "" for all roles
	Action     string // "" for start
	RequireAll string // "", true, false: one of the members is enough
	From       Origin // fields: those of the constraint; rsc, sequential, role, action, require-all, set-id
}

// Member is a resource in a set.
type Member struct {
	ID   string
	From Origin // fields: rsc
}

// Element is a set of resources.
func (s *ResourceSet) Element() string { return cib.ResourceSet }

// Source is the row.
func (s *ResourceSet) Source() Origin { return s.From }

// Each visits the attributes.
func (s *ResourceSet) Each(visit func(attribute, value string)) {
	visit("sequential", s.Sequential)
	visit("require-all", s.RequireAll)
	visit("action", s.Action)
	visit("role", s.Role)
	visit("id", s.ID)
}

// Element is a reference to a resource.
func (m *Member) Element() string { return cib.ResourceRef }

// Source is the cell.
func (m *Member) Source() Origin { return m.From }

// Each visits the resource.
func (m *Member) Each(visit func(attribute, value string)) { visit("id", m.ID) }

// SetNamed is the first set that has an id of its own, nil if every set has the implied one.
func SetNamed(sets []*ResourceSet) *ResourceSet {
	for _, s := range sets {
		if s.ID != "" {
			return s
		}
	}
	return nil
}

// inSets visits sets and their members.
func inSets(sets []*ResourceSet, visit func(Entity)) {
	for _, s := range sets {
		visit(s)
		for _, m := range s.Members {
			visit(m)
		}
	}
}
