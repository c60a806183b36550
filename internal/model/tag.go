package model

import "hagen/internal/cib"

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
