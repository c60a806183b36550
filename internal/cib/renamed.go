package cib

import (
	"strconv"
	"strings"
)

// renamed are the properties that have a second name since Pacemaker 3.0.2, each
// with its old and its new one. The old one is deprecated there and still read;
// where both are set, the new one counts and the other is silently ignored.
var renamed = [][2]string{
	{"stonith-enabled", "fencing-enabled"},
	{"stonith-action", "fencing-action"},
	{"stonith-timeout", "fencing-timeout"},
	{"stonith-max-attempts", "fencing-max-attempts"},
	{"stonith-watchdog-timeout", "fencing-watchdog-timeout"},
	{"fence-reaction", "fencing-reaction"},
	{"stop-orphan-resources", "stop-removed-resources"},
	{"stop-orphan-actions", "cancel-removed-actions"},
}

// OldProperty is the name a property had before Pacemaker 3.0.2.
func OldProperty(name string) string {
	for _, names := range renamed {
		if name == names[1] {
			return names[0]
		}
	}
	return name
}

// NewProperty is the name a property has since Pacemaker 3.0.2.
func NewProperty(name string) string {
	for _, names := range renamed {
		if name == names[0] {
			return names[1]
		}
	}
	return name
}

// KnowsNewProperties reports whether a cluster of a feature set reads the new names
// of properties: 3.0.3 has 3.20.5; 3.0.1, which does not, has 3.20.1. To the others
// a new name is one of nothing.
func KnowsNewProperties(featureSet string) bool {
	first := []int{3, 20, 2}
	for i, part := range strings.Split(featureSet, ".") {
		n, err := strconv.Atoi(part)
		switch {
		case err != nil:
			return false
		case i == len(first) || n > first[i]:
			return true
		case n < first[i]:
			return false
		}
	}
	return strings.Count(featureSet, ".") >= len(first)-1
}
