//go:build linux

package oracle

import (
	"bytes"
	"regexp"
	"sync/atomic"

	"hagen/internal/target"
)

// Difference is one thing in which the pcs or the Pacemaker of an oracle is not
// the target's.
type Difference struct {
	Reason string // with what shows it

	// Fact changes what hagen knows of the target's pcs to what is so for the oracle's.
	Fact func(*target.Target)
	// Script and XML change what hagen wrote into what is right for the oracle.
	Script, XML func([]byte) []byte
	// Stock changes the target's times of init scripts into those of the oracle's Pacemaker.
	Stock func(time string) string
	// Unjudged is in the XML of a sheet that the oracle cannot be asked about.
	Unjudged *regexp.Regexp
	// Refused is what the oracle says where the target does not, or where no CIB
	// file can tell: the script is not judged then.
	Refused *regexp.Regexp

	used atomic.Bool
}

// rewrite changes a text and notes whether that made a difference.
func (d *Difference) rewrite(change func([]byte) []byte, text []byte) []byte {
	if change == nil {
		return text
	}
	changed := change(text)
	if !bytes.Equal(changed, text) {
		d.used.Store(true)
	}
	return changed
}

// refusal finds the difference for which an oracle refuses a script.
func (o *Oracle) refusal(printed []byte) *Difference {
	for _, d := range o.Differences {
		if d.Refused != nil && d.Refused.Match(printed) {
			d.used.Store(true)
			return d
		}
	}
	return nil
}

// unjudged finds the difference for which a sheet is not judged.
func (o *Oracle) unjudged(xml []byte) *Difference {
	for _, d := range o.Differences {
		if d.Unjudged != nil && d.Unjudged.Match(xml) {
			d.used.Store(true)
			return d
		}
	}
	return nil
}

// Unused are the differences that no script needed so far. Facts are not among
// them: they hold whether a sheet meets them or not.
func (o *Oracle) Unused() []string {
	var out []string
	for _, d := range o.Differences {
		if d.Fact == nil && !d.used.Load() {
			out = append(out, d.Reason)
		}
	}
	return out
}

// asked is a target with the facts of the oracle's pcs.
func (o *Oracle) asked(tg *target.Target) *target.Target {
	changed := *tg
	for _, d := range o.Differences {
		if d.Fact != nil {
			d.Fact(&changed)
		}
	}
	return &changed
}
