//go:build linux

package oracle

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"hagen/internal/target"
)

// All lists the oracles, each with all in which it differs from its target.
func All() []*Oracle {
	return []*Oracle{
		{Target: "rhel8", Release: "11", PCS: "0.10.8", Schema: "pacemaker-3.5", Differences: []*Difference{
			{Reason: "pcs before 0.11 does not cut the ids of properties: 0.10.8 writes cib-bootstrap-options-priority-fencing-delay, the target's 0.10.18 was measured to cut",
				XML: uncutProperties},
			{Reason: "Pacemaker 2.0.5 writes each byte that is not ASCII as an octal number with its sign; cibadmin --modify and --query of a live cluster do, too, and 2.1.5 does not",
				XML: garbled},
			{Reason: "pcs 0.10.8 takes roles of rules in lower case alone (invalid role 'Master', use 'master' or 'slave') and writes them so",
				Script: lowerRoles, XML: lowerRolesXML},
			{Reason: "the schema of Pacemaker 2.0.5 has no influence in a colocation (constraints-3.6.rng of 2.1 has), the target's has",
				Script: without(` influence=(true|false)`), XML: without(` influence="(true|false)"`)},
			{Reason: "the schema of Pacemaker 2.0.5 has no minutes, seconds and days in dates, and yearsdays for yeardays (rule-3.5.rng); the target's has what the reference says",
				Unjudged: regexp.MustCompile(`<(date_spec|duration) [^>]*\b(yeardays|minutes|seconds|days)="`)},
		}},
		{Target: "rhel9", Release: "12", PCS: "0.11.5", Schema: "pacemaker-3.9", Differences: []*Difference{
			{Reason: "0.11.10 cuts ids of resource meta at 20 characters of the name (test/proof/dialect), 0.11.5 does not", Fact: metaUncut},
			{Reason: "with --force pcs clones a resource whose agent is not installed since 0.11.6, says its changelog; 0.11.5 does not", Fact: cloneForceHelpless},
			{Reason: "Pacemaker 2.1.5 escapes nothing behind a character that is not ASCII (target.EscapingStops): a CIB file with such a value is malformed or short of it",
				Unjudged: escapedBehind},
			{Reason: "Pacemaker 2.1.5 says 15 for the times of init scripts, from 2.1.8 on 15s (releases up to 3.0.3 were asked)",
				Stock: func(time string) string { return strings.TrimSuffix(time, "s") }},
			noWatchdog(),
		}},
		{Target: "rhel10", Release: "13", PCS: "0.12.0.2", Schema: "pacemaker-4.0", Differences: []*Difference{
			{Reason: "0.12.1 and 0.12.3.1 cut ids of resource meta at 20 characters of the name, 0.12.0.2 does not", Fact: metaUncut},
			noWatchdog(),
		}},
		{Target: "rhel10", Release: "sid", PCS: "0.12.3.1", Schema: "pacemaker-4.0", Differences: []*Difference{noWatchdog()}},
		{Target: "debian13", Release: "13", PCS: "0.12.0.2", Schema: "pacemaker-4.0", Differences: []*Difference{noWatchdog()}},
		{Target: "next", Release: "sid", PCS: "0.12.3.1", Schema: "pacemaker-4.0", Differences: []*Difference{noWatchdog()}},
	}
}

func metaUncut(t *target.Target) { t.MetaCut = false }

func cloneForceHelpless(t *target.Target) { t.CloneForceHelps = false }

func noWatchdog() *Difference {
	return &Difference{Reason: "no CIB file says that SBD is enabled, without which pcs refuses a watchdog's timeout",
		Refused: regexp.MustCompile(`stonith-watchdog-timeout can only be unset or set to 0 while SBD is disabled`)}
}

func notInstalled() *Difference {
	return &Difference{Reason: "pcs clones no OCF agent that is not installed; hagen knows this one and so forces nothing, and the root does not have it (docs/equivalence.md)",
		Refused: regexp.MustCompile(`Error: Agent 'ocf:heartbeat:azure-events-az' is not installed`)}
}

// without drops every match of a pattern.
func without(pattern string) func([]byte) []byte {
	form := regexp.MustCompile(pattern)
	return func(text []byte) []byte { return form.ReplaceAll(text, nil) }
}

var cutProperty = regexp.MustCompile(`id="cib-bootstrap-options-[^"]{20}" name="([^"]{21,})"`)

func uncutProperties(xml []byte) []byte {
	return cutProperty.ReplaceAll(xml, []byte(`id="cib-bootstrap-options-$1" name="$1"`))
}

var notASCII = regexp.MustCompile(`[^\x00-\x7f]+`)

func garbled(xml []byte) []byte {
	return notASCII.ReplaceAllFunc(xml, func(text []byte) []byte {
		var out []byte
		for _, b := range text {
			out = fmt.Appendf(out, `\%o`, uint32(int32(int8(b))))
		}
		return out
	})
}

var (
	ruleRole    = regexp.MustCompile(`( rule (?:(?:id|constraint-id|resource-discovery)=\S+ )*role=)(Master|Slave)\b`)
	ruleRoleXML = regexp.MustCompile(`(<rule [^>]*\brole=")(Master|Slave)"`)
)

// lowerRoles also reads the XML that a script gives cibadmin.
func lowerRoles(script []byte) []byte {
	return ruleRole.ReplaceAllFunc(lowerRolesXML(script), lowerLast)
}

func lowerRolesXML(xml []byte) []byte { return ruleRoleXML.ReplaceAllFunc(xml, lowerLast) }

// lowerLast writes the role at the end of a match in lower case.
func lowerLast(match []byte) []byte {
	match = bytes.Clone(match)
	at := bytes.LastIndexAny(match, "MS")
	match[at] += 'a' - 'A'
	return match
}

// escapedBehind is a value with an escaped character behind one that is not ASCII.
var escapedBehind = regexp.MustCompile(`="[^"]*[^\x00-\x7f][^"]*&(?:amp|lt|quot);`)
