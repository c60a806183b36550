package validate

import (
	"slices"
	"strconv"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
	"hagen/internal/value"
)

// kind is what a value must look like.
type kind struct {
	mistake *diag.Kind
	fits    func(string) bool
	// repair guesses what was meant; its guess counts only if it fits.
	repair func(string) string
	// words are all the values there are, when they can be listed.
	words []string
	// args are further arguments of the mistake's message.
	args diag.Args
	// score: Pacemaker cuts a number to ±INFINITY.
	score bool
}

// wrong reports a value that is not of a kind, and returns whether it did. A
// blank value has been reported by the parser.
func (c *checker) wrong(at diag.Place, name, shown, v string, k kind) bool {
	if v == "" || k.fits == nil {
		return false
	}
	if k.fits(v) {
		if limit, beyond := value.Beyond(v); beyond && k.score {
			c.report.Add(diag.ScoreBeyond, at, diag.Args{"name": name, "value": shown, "limit": limit})
		}
		return false
	}
	args := diag.Args{"name": name, "value": shown, "suggestion": "", "choices": strings.Join(k.words, ", ")}
	for key, arg := range k.args {
		args[key] = arg
	}
	if shown == v { // a guess at a secret would show the secret
		args["suggestion"] = suggest.Instead(v, k.guess(v))
	}
	c.report.Add(k.mistake, at, args)
	return true
}

// wrongValue is wrong for an attribute's value.
func (c *checker) wrongValue(a *model.Attribute, k kind) bool {
	return c.wrong(at(a.From, schema.KeyValue), a.Name, shown(a), a.Value, k)
}

// guess is what was probably meant, "" when nothing comes to mind.
func (k kind) guess(v string) string {
	half := strings.TrimSpace(suggest.HalfWidth(v))
	if k.fits(half) {
		return half
	}
	if k.repair != nil {
		if g := k.repair(half); g != "" && k.fits(g) {
			return g
		}
	}
	return suggest.Nearest(half, k.words)
}

// The kinds of values.
var (
	integerKind = kind{mistake: diag.NotInteger, fits: value.Integer, repair: plainNumber}
	countKind   = kind{mistake: diag.NotInteger, fits: value.Count, repair: plainNumber}
	// boolean takes what Pacemaker takes; "t" and "f" have become true and
	// false where the parser knows the option.
	booleanKind = kind{mistake: diag.NotBoolean, fits: pacemakerBoolean, repair: plainBoolean}
	// thresholdKind is a score that Pacemaker takes for 1 below 0, with a warning
	// that crm_verify fails for.
	thresholdKind = kind{mistake: diag.NotThreshold, fits: isThreshold, repair: plainScore, score: true}
	scoreKind     = kind{mistake: diag.NotScore, fits: isScore, repair: plainScore, score: true}
	// pcsIntegerKind is an integer to pcs, which also takes INFINITY, and integers
	// of any size, which crm_verify does not.
	pcsIntegerKind = kind{mistake: diag.NotInteger, fits: pcsInteger, repair: plainScore}
	percentKind    = kind{mistake: diag.NotPercentage, fits: value.Percentage, repair: plainPercentage}
	portKind       = kind{mistake: diag.NotPort, fits: value.Port, repair: plainNumber}
	// intervalKind is a duration where Pacemaker also reads ISO 8601.
	intervalKind = kind{mistake: diag.NotDuration, fits: interval, repair: plainDuration, args: diag.Args{"units": "ms, s, min, h"}}
	timeoutKind  = kind{mistake: diag.NotDuration, fits: cib.Duration, repair: plainDuration, args: diag.Args{"units": "ms, s, min, h"}}
	// pcsDurationKind is what pcs takes as the value of a cluster property, and from
	// 0.12 on as an operation's times.
	pcsDurationKind = kind{mistake: diag.NotDuration, fits: value.PcsDuration, repair: plainDuration, args: diag.Args{"units": "s, min, h"}}
)

// choice is the kind of values that are one of some words.
func choice(words []string) kind {
	return kind{mistake: diag.NotListed, words: words,
		fits: func(s string) bool { return slices.Contains(words, s) }}
}

// anyCase relaxes a choice to words in any case.
func anyCase(k kind) kind {
	k.fits = func(s string) bool { _, ok := value.OneOf(s, k.words); return ok }
	return k
}

// optionKind is the kind of a Pacemaker option's values, as Pacemaker reads
// them. Types without a form of their own (string, version, …) take any text.
func optionKind(o *agents.Option) kind {
	switch o.Type {
	case "boolean":
		return booleanKind
	case "score":
		return scoreKind
	case "integer":
		return integerKind
	case "nonnegative_integer":
		return countKind
	case "percentage":
		return percentKind
	case "port":
		return portKind
	case "duration", "time":
		return intervalKind
	case "timeout":
		return timeoutKind
	case "select", "enum":
		return choice(o.Enum)
	}
	return kind{}
}

func isScore(s string) bool { _, ok := value.Score(s); return ok }

func pcsInteger(s string) bool {
	_, err := strconv.ParseInt(s, 10, 64)
	return err == nil || strings.HasSuffix(s, cib.Infinity) && isScore(s)
}

func isThreshold(s string) bool { return isScore(s) && !strings.HasPrefix(s, "-") }

// pacemakerBoolean is stricter than value.Boolean, as are Pacemaker and pcs:
// "t" and "f" are not booleans to them.
func pacemakerBoolean(s string) bool { _, ok := cib.Bool(s); return ok }

func interval(s string) bool { return cib.Duration(s) || cib.ISODuration(s) }
