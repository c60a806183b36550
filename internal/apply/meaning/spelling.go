package meaning

import (
	"strconv"
	"strings"

	"hagen/internal/cib"
)

// sameValue reports whether two values of a field mean the same to Pacemaker: 10
// and 10s for a time, yes and true for a boolean. Agents read their parameters and
// node attributes themselves, so there only equal values are the same.
func sameValue(o *Object, field, a, b string) bool {
	return a == b || canonical(o, field, a) == canonical(o, field, b)
}

// SameProperty reports whether two values of a cluster property are one to
// Pacemaker.
func SameProperty(name, a, b string) bool {
	return sameValue(&Object{Kind: Property, Key: name}, Value, a, b)
}

// canonical returns a value for comparison. The plan shows values as written.
func canonical(o *Object, field, text string) string {
	if o.Kind == Tag || (o.Kind == ACLUser || o.Kind == ACLGroup) && field == "roles" {
		return anyOrder(text)
	}
	name, owned := field, o.Kind == Property || o.Kind == RscDefault || o.Kind == OpDefault
	switch {
	case owned: // a default under a rule has it in its name
		name = o.Key
	case strings.HasPrefix(field, "op ") || strings.HasPrefix(field, "meta "):
		owned = true
	}
	name = name[strings.LastIndexByte(name, ' ')+1:]
	if !owned {
		return text
	}
	length := cib.Milliseconds
	if name == "interval" { // as a timeout, Pacemaker reads no PT10S
		length = cib.Recurrence
	}
	if ms, ok := length(text); ok && isTime(name) {
		return strconv.FormatInt(ms, 10) + "ms"
	}
	// A 1 may be a number as well.
	if b, ok := cib.Bool(text); ok && text != "0" && text != "1" {
		if b {
			return "true"
		}
		return "false"
	}
	return text
}

// isTime reports whether Pacemaker reads an attribute of an operation, a meta
// attribute or a property of this name as a time: interval, timeout,
// failure-timeout, cluster-recheck-interval, start-delay, dc-deadtime.
func isTime(name string) bool {
	for _, end := range []string{"interval", "timeout", "delay", "deadtime"} {
		if name == end || strings.HasSuffix(name, "-"+end) {
			return true
		}
	}
	return name == "shutdown-lock-limit" || name == "shutdown-escalation"
}
