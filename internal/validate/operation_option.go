package validate

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
	"hagen/internal/value"
)

// operationOptionNames are the options pcs takes, "name" aside (0.11.5,
// lib/cib/resource/const.py); it refuses all others.
var operationOptionNames = []string{
	"timeout", "interval", "on-fail", "role", "start-delay", model.CheckLevel, "enabled",
	"record-pending", "interval-origin", "description", "id",
}

// operationOptions checks the options of one operation. Their names are column
// headers: an unknown one is reported once, at the header, however many rows fill
// it.
func (c *checker) operationOptions(o *model.Operation) {
	if level := model.Find(o.Params, model.CheckLevel); level != nil {
		c.wrongValue(level, countKind)
	}
	for _, a := range o.Options {
		if !slices.Contains(operationOptionNames, a.Name) {
			c.report.Add(diag.OperationOptionUnknown, at(a.From, schema.KeyName), diag.Args{
				"name": a.Name, "suggestion": suggest.Nearest(a.Name, operationOptionNames),
				"names": strings.Join(append(slices.Clone(operationOptionNames), cib.OpParam+"NAME", cib.OpMeta+"NAME"), ", "),
			})
			continue
		}
		if known, ok := c.env.Catalog.Option(agents.OperationOptions, a.Name); ok && known.Deprecated {
			c.obsolete(at(a.From, schema.KeyName), a.Name, known.ReplacedBy)
		}
		if !c.wrongValue(a, c.operationOptionKind(a.Name)) {
			c.operationOptionFits(o, a)
		}
	}
	if o.Option("start-delay") != "" && o.Option("interval-origin") != "" {
		c.report.Add(diag.OptionsExclude, optionAt(o, "start-delay"), diag.Args{"name": "start-delay", "other": "interval-origin"},
			diag.See(optionAt(o, "interval-origin"), diag.NoteOther))
	}
}

// operationOptionKind is the kind of an option's values. pcs up to 0.11 does not look
// at durations and levels; Pacemaker reads what it does not understand as 0 or as
// the default, so a typing mistake would turn a monitor off.
func (c *checker) operationOptionKind(name string) kind {
	if c.env.Target.OperationSeconds && (name == "interval" || name == "timeout") {
		return pcsDurationKind
	}
	switch name {
	case "interval":
		return intervalKind
	case "timeout", "start-delay":
		return timeoutKind
	case "id":
		return kind{mistake: diag.NotID, fits: value.ID}
	case "interval-origin":
		return kind{mistake: diag.NotDateTime, fits: value.DateTime} // else crm_verify fails
	case "enabled", "record-pending":
		return schemaBooleanKind
	case "role":
		return choice([]string{cib.Started, cib.Stopped, cib.Promoted, cib.Unpromoted})
	case "on-fail":
		if o, ok := c.env.Catalog.Option(agents.OperationOptions, name); ok && len(o.Enum) > 0 {
			return choice(o.Enum)
		}
	}
	return kind{}
}

// schemaBooleanKind is a boolean XML attribute, for which the schema accepts fewer
// words.
var schemaBooleanKind = kind{
	mistake: diag.NotBoolean, repair: plainBoolean,
	fits: func(s string) bool { return slices.Contains([]string{"true", "false", "1", "0"}, s) },
}

// operationOptionFits checks whether a valid value makes sense for the operation.
func (c *checker) operationOptionFits(o *model.Operation, a *model.Attribute) {
	cell := at(a.From, schema.KeyValue)
	switch a.Name {
	case "interval":
		// pcs accepts it; crm_verify fails: "cannot be recurring".
		if recursNever(o.Name) && recurs(o) {
			c.report.Add(diag.OperationRecurs, cell, diag.Args{"name": o.Name, "interval": a.Value})
		}
	case "role":
		if o.Name != model.OpMonitor {
			c.report.Add(diag.RoleOutsideMonitor, cell, diag.Args{"name": o.Name})
		}
	case "on-fail":
		c.onFail(o, a.Value, cell)
	}
}

// recursNever reports whether Pacemaker refuses an interval for an operation.
func recursNever(name string) bool {
	return slices.Contains([]string{model.OpStart, model.OpStop, model.OpPromote, model.OpDemote, "migrate_to", "migrate_from", "reload-agent"}, name)
}

// onFail finds reactions an operation cannot have. pcs accepts them; Pacemaker
// reports a configuration error and uses the default.
func (c *checker) onFail(o *model.Operation, v string, cell diag.Place) {
	choices := c.operationOptionKind("on-fail").words
	switch {
	case o.Name == model.OpStop:
		choices = without(choices, "standby", "demote", "stop")
	case o.Name == model.OpPromote, o.Name == model.OpMonitor && o.Option("role") == cib.Promoted && recurs(o):
		return
	default:
		choices = without(choices, "demote")
	}
	if len(choices) > 0 && !slices.Contains(choices, v) {
		c.report.Add(diag.OnFailImpossible, cell, diag.Args{"name": o.Name, "value": v, "choices": strings.Join(choices, ", ")})
	}
}

// without returns a list without the given words.
func without(list []string, words ...string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(w string) bool { return slices.Contains(words, w) })
}
