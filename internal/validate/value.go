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

// kind describes what a value must look like.
type kind struct {
	mistake *diag.Kind
	fits    func(string) bool
	// repair guesses the intended value; the guess is used only if it fits.
	repair func(string) string
	// words are all possible values, if they can be listed.
	words []string
	// args are additional arguments of the mistake's message.
	args diag.Args
	// score marks numbers that Pacemaker limits to ±INFINITY.
	score bool
}

// wrong reports a value that is not of a kind and returns whether it did. The
// parser has reported blank values.
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

// guess returns what was probably meant, or "" without a guess.
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
	// booleanKind accepts what Pacemaker accepts; the parser has turned "t" and "f"
	// into true and false for options it knows.
	booleanKind = kind{mistake: diag.NotBoolean, fits: pacemakerBoolean, repair: plainBoolean}
	// thresholdKind is a score. Pacemaker reads a negative one as 1 with a warning
	// that makes crm_verify fail.
	thresholdKind = kind{mistake: diag.NotThreshold, fits: isThreshold, repair: plainScore, score: true}
	scoreKind     = kind{mistake: diag.NotScore, fits: isScore, repair: plainScore, score: true}
	// pcsIntegerKind is an integer as pcs accepts it: INFINITY as well, and
	// integers of any size, which crm_verify refuses.
	pcsIntegerKind = kind{mistake: diag.NotInteger, fits: pcsInteger, repair: plainScore}
	percentKind    = kind{mistake: diag.NotPercentage, fits: value.Percentage, repair: plainPercentage}
	portKind       = kind{mistake: diag.NotPort, fits: value.Port, repair: plainNumber}
	// intervalKind is a duration where Pacemaker also reads ISO 8601. pcs up to 0.11
	// takes those with days as well, which Pacemaker reads wrong: see cib.ISODuration.
	intervalKind = kind{mistake: diag.NotDuration, fits: interval, repair: plainDuration, args: diag.Args{"units": "ms, s, min, h"}}
	timeoutKind  = kind{mistake: diag.NotDuration, fits: cib.Duration, repair: plainDuration, args: diag.Args{"units": "ms, s, min, h"}}
	// pcsDurationKind is a duration as pcs accepts it for cluster properties, and
	// from 0.12 on for operations.
	pcsDurationKind = kind{mistake: diag.NotDuration, fits: value.PcsDuration, repair: plainDuration, args: diag.Args{"units": "s, min, h"}}
)

// choice is the kind of values that must be one of some words.
func choice(words []string) kind {
	return kind{mistake: diag.NotListed, words: words,
		fits: func(s string) bool { return slices.Contains(words, s) }}
}

// anyCase makes a choice case-insensitive.
func anyCase(k kind) kind {
	k.fits = func(s string) bool { _, ok := value.OneOf(s, k.words); return ok }
	return k
}

// optionKind is the kind of a Pacemaker option's values, as Pacemaker reads them.
// Types without a syntax (string, version, …) allow any text.
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
