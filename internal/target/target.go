// Package target holds what differs between the platforms hagen compiles for:
// version facts as data. Emitters and checks use a Target's facts, never its name.
// The facts are in data, one file per target, each with its evidence.
package target

import (
	"slices"
	"strings"

	"hagen/internal/cib"
)

// Support says whether a target's pcs accepts a form.
type Support uint8

// The degrees of support.
const (
	Allowed Support = iota
	Deprecated
	Refused
)

// Target is one platform.
type Target struct {
	Name  string // rhel9
	Title string // Red Hat Enterprise Linux 9.7
	// Platform is the ID of /etc/os-release and, where it has one, the major number
	// of VERSION_ID: "rhel 9".
	Platform string
	// PCS and Pacemaker are the versions the facts were taken from.
	PCS       string
	Pacemaker string
	// Schema is the value of validate-with; FeatureSet that of crm_feature_set.
	Schema     string
	FeatureSet string

	// EscapingStops: Pacemaker's libcrmcommon (up to 2.1.7) escapes no characters
	// of a value after the first one that is not ASCII, so that a later &, < or "
	// makes the CIB malformed.
	EscapingStops bool
	// NodeAttributeNoColon: crm_attribute leaves a colon of a node attribute's name in
	// the id it makes, and the schema refuses that (3.0.0 and 3.0.3: exit code 78, "Update
	// does not conform to the configured schema"); 2.0.5 and 2.1.5 put a dot for it.
	NodeAttributeNoColon bool

	// Promoted and Unpromoted are the role names pcs writes into the CIB and
	// accepts on its command line.
	Promoted   string
	Unpromoted string
	// RuleOneString: "location rule" takes its rule as one quoted argument
	// (0.12), not as several.
	RuleOneString bool
	// RuleAlwaysBoolOp: pcs writes boolean-op="and" on a rule with a single
	// expression as well (0.12).
	RuleAlwaysBoolOp bool
	// RuleNestedScore: pcs writes score="0" on a rule in another one, and
	// score="INFINITY" on the rule of a set of defaults (up to 0.11).
	RuleNestedScore bool
	// ColocationIDScore: the id of a colocation made with score=S ends in S
	// (0.12); before, it always ends in INFINITY.
	ColocationIDScore bool
	// GroupStonith and CloneStonith: fence devices inside groups and clones.
	GroupStonith Support
	CloneStonith Support
	// CloneForce: "resource clone" has the option --force (0.11), which the clone of a
	// group with an agent that is not installed needs.
	CloneForce bool
	// CloneForceHelps: with --force, "resource clone" clones a resource whose agent is
	// not installed, and "resource meta" sets meta attributes of the clone (0.11.6).
	CloneForceHelps bool
	// MaxFencingLevel is the highest level pcs accepts; 0 means no limit.
	MaxFencingLevel int
	// LevelID: "stonith level add" takes id= (0.12).
	LevelID bool
	// MetaCut: "resource meta" and "stonith meta" put no more than 20 characters of
	// a name into the id of its nvpair, as "property set" does everywhere, and
	// check that the id is free (0.11.10, 0.12.1, 0.12.3.1); 0.10.8, 0.11.5
	// and 0.12.0.2 put in the whole name.
	MetaCut bool
	// OperationSeconds: pcs accepts the interval and timeout of an operation only
	// in its own units, of which a second is the smallest (0.12.0.2, 0.12.3.1:
	// "30000ms" is refused); before, anything Pacemaker accepts.
	OperationSeconds bool
	// StonithMeta: meta attributes of a fence device are set by "stonith meta" and
	// its operations by "stonith op" (0.11), since "resource meta" and "resource op"
	// are deprecated or refused for it.
	StonithMeta bool
	// StonithUtilization: "resource utilization" takes fence devices.
	StonithUtilization Support
	// LocationAddNamedScore: "location add" takes its score as score=S (0.12),
	// not as a bare argument.
	LocationAddNamedScore bool
	// Classes are the resource classes the schema allows in PRIMITIVE.
	Classes []string
	// Containers are the kinds of containers that pcs and the schema allow in
	// bundles.
	Containers []string
}

// ruleWords are the keywords of pcs's rule language that it also recognises in
// place of a name or value (up to 0.11).
var ruleWords = []string{
	"and", "or", "eq", "ne", "lt", "gt", "lte", "gte", "in_range", "to", "defined", "not_defined",
	"date-spec", "duration", "string", "integer", "number", "version",
}

// valueTypes may come before a value in a rule.
var valueTypes = []string{"integer", "number", "string", "version"}

// comparisons are the operators between an attribute and a value.
var comparisons = []string{"eq", "ne", "lt", "gt", "lte", "gte"}

// RuleAttribute reports whether pcs reads the attribute of an expression, alone or
// followed by others in its rule, as intended. There is no quoting inside a rule.
// pcs up to 0.11 treats its keywords as such wherever they are; 0.12 reads the
// longest possible expression, ignoring case, so that "defined eq and …" compares
// defined with and.
func (t *Target) RuleAttribute(operator, attribute string, followed bool) bool {
	if strings.ContainsAny(attribute, "()") {
		return false
	}
	unary := strings.HasSuffix(operator, "defined")
	if t.RuleOneString {
		attribute = strings.ToLower(attribute)
		if unary {
			return !followed || !slices.Contains(comparisons, attribute)
		}
	} else if slices.Contains(ruleWords, attribute) {
		return false
	}
	// "date gt 2030-01-01" is a date expression.
	return attribute != "date" || operator != "gt" && operator != "lt"
}

// RuleValue reports whether pcs reads the value of an expression as intended. 0.12
// reads the name of a type as a type and then misses the value.
func (t *Target) RuleValue(value string) bool {
	if strings.ContainsAny(value, "()") {
		return false
	}
	if t.RuleOneString {
		return !slices.Contains(valueTypes, strings.ToLower(value))
	}
	return !slices.Contains(ruleWords, value)
}

// Role translates a role of the model to the target's name.
func (t *Target) Role(role string) string {
	switch role {
	case cib.Promoted:
		return t.Promoted
	case cib.Unpromoted:
		return t.Unpromoted
	}
	return role
}
