package validate

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// parameterValue checks the value of a known parameter. pcs checks none: what hagen
// is sure of by the parameter's meaning is an error, because the resource cannot
// start; what only the metadata say is a warning, because metadata have been wrong
// before (an integer with the default "5s").
func (c *checker) parameterValue(p *model.Primitive, agent *agents.Agent, param *agents.Param, a *model.Attribute) {
	if a.Value == param.Default || slices.Contains(furtherValues[agent.Name+" "+a.Name], a.Value) {
		return
	}
	if c.addressValue(p, agent, a) {
		return
	}
	if isPort(p, param) {
		c.wrongValue(a, portKind)
		return
	}
	k := metadataKind(param)
	if p.Stonith() && len(param.Enum) > 0 && len(k.words) > 0 {
		k = anyCase(k) // fencing.py compares in upper case
	}
	k.args = diag.Args{"agent": agent.Name}
	if c.wrongValue(a, k) {
		return
	}
	c.gluedPaths(a)
}

// furtherValues are values that an agent accepts but the metadata of some releases
// do not list, by agent and parameter.
var furtherValues = map[string][]string{
	"ocf:heartbeat:Filesystem force_unmount": {"safe"}, // a boolean until 4.10 made it the default
}

// metadataKind is the kind of a parameter's values by its metadata; any text
// when the default itself does not fit.
func metadataKind(param *agents.Param) kind {
	var k kind
	switch param.Type {
	case "boolean":
		k = kind{mistake: diag.OddBoolean, fits: func(s string) bool { _, ok := value.Boolean(s); return ok }, repair: plainBoolean}
	case "integer":
		k = kind{mistake: diag.OddInteger, fits: value.Integer, repair: plainNumber}
		if timeName.MatchString(param.Name) {
			// Many agents accept a unit here although they declare an integer.
			k.fits = func(s string) bool { return value.Integer(s) || cib.Duration(s) }
		}
	case "second":
		k = kind{mistake: diag.OddSeconds, fits: value.Integer, repair: plainSeconds}
	case "time":
		k = timeoutKind
	}
	if len(param.Enum) > 0 {
		k = choice(param.Enum)
		k.mistake = diag.OddChoice
	}
	if k.fits != nil && param.Default != "" && !k.fits(param.Default) {
		return kind{}
	}
	return k
}

// timeName recognises names of durations.
var timeName = regexp.MustCompile(`time|interval|delay|dampen|wait|sleep|period`)

// plainSeconds turns "10s" and "2min" into a number of seconds.
func plainSeconds(s string) string {
	if ms, ok := cib.Milliseconds(plainDuration(s)); ok && ms%1000 == 0 {
		return strconv.FormatInt(ms/1000, 10)
	}
	return plainNumber(s)
}

// portNames are parameters that hold one TCP or UDP port. On fence devices
// "port" is the outlet or the virtual machine.
var portNames = []string{"port", "pgport", "ipport", "squid_port", "serverport", "proxyport", "migrateport", "replication_port"}

func isPort(p *model.Primitive, param *agents.Param) bool {
	if p.Stonith() && param.Name == "port" || !slices.Contains(portNames, param.Name) {
		return false
	}
	return param.Default == "" || value.Port(param.Default)
}

// gluedPaths finds "/dev/sda/dev/sdb": a list of devices without separators, for
// example two lines of a cell joined by hand.
func (c *checker) gluedPaths(a *model.Attribute) {
	if a.Secret {
		return
	}
	words := strings.Fields(a.Value)
	glued := false
	for i, w := range words {
		if second := strings.LastIndex(w, "/dev/"); strings.HasPrefix(w, "/dev/") && second > len("/dev/") && !strings.ContainsAny(w, ",;:=|") {
			words[i] = w[:second] + " " + w[second:]
			glued = true
		}
	}
	if glued {
		c.report.Add(diag.GluedPaths, at(a.From, schema.KeyValue), diag.Args{"value": a.Value, "suggestion": strings.Join(words, " ")})
	}
}
