package model

import (
	"slices"

	"hagen/internal/cib"
)

// Tag is a name for a set of resources.
type Tag struct {
	ID      string
	Members []*TagMember
	From    Origin // columns: id
}

// TagMember is a resource with a tag.
type TagMember struct {
	ID   string
	From Origin // columns: ref
}

// TagIDs are the ids of the tags of a configuration.
func TagIDs(c *Config) map[string]bool {
	out := map[string]bool{}
	for _, t := range c.Tags {
		out[t.ID] = true
	}
	return out
}

// TagsFirst reports whether a constraint names a tag, which then has to be made before it.
func TagsFirst(c *Config) bool {
	tags, found := TagIDs(c), false
	c.Entities(func(x Entity) {
		if x.Element() == cib.TagMember {
			return
		}
		refers := cib.ElementNamed(x.Element()).Refers
		x.Each(func(name, value string) { found = found || tags[value] && slices.Contains(refers, name) })
	})
	return found
}

// Element is a tag.
func (t *Tag) Element() string { return cib.Tag }

// Source is the first row of the tag.
func (t *Tag) Source() Origin { return t.From }

// Each visits the id.
func (t *Tag) Each(visit func(attribute, value string)) { visit("id", t.ID) }

// Element is a reference to a resource.
func (m *TagMember) Element() string { return cib.TagMember }

// Source is the row.
func (m *TagMember) Source() Origin { return m.From }

// Each visits the id of the resource.
func (m *TagMember) Each(visit func(attribute, value string)) { visit("id", m.ID) }
