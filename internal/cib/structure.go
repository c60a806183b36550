package cib

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// structure lists what the schemas pacemaker-3.0 to 3.9 allow in each element:
// element | attributes | children. Those that all of them want have a '!'; an element
// that refers to another (id-ref) needs no id.
//
//go:embed structure.txt
var structure string

// Allowed is what an element may hold.
type Allowed struct{ Attributes, Required, Children []string }

var allowed = sync.OnceValue(func() map[string]Allowed {
	out := map[string]Allowed{}
	for line := range strings.Lines(structure) {
		parts := strings.Split(line+"||", "|")
		var required []string
		for _, a := range strings.Fields(parts[1]) {
			if name, found := strings.CutSuffix(a, "!"); found {
				required = append(required, name)
			}
		}
		out[strings.TrimSpace(parts[0])] = Allowed{strings.Fields(strings.ReplaceAll(parts[1], "!", "")), required, strings.Fields(parts[2])}
	}
	return out
})

// AllowedIn returns what the schemas allow in an element of a configuration; known is
// false for an element no schema has.
func AllowedIn(element string) (a Allowed, known bool) {
	a, known = allowed()[element]
	return a, known
}

// HasAttribute reports whether the element may have an attribute.
func (a Allowed) HasAttribute(name string) bool { return slices.Contains(a.Attributes, name) }

// HasChild reports whether the element may hold another.
func (a Allowed) HasChild(name string) bool { return slices.Contains(a.Children, name) }
