package apply

import (
	"errors"
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/message"
)

var (
	textRefused       = message.New("apply.refused", "danger")
	textAllow         = message.New("apply.allow", "dangers")
	textNotScriptable = message.New("apply.not-scriptable", "name")
	textUsePatch      = message.New("apply.use-patch")
)

// Permit refuses a plan with dangers that are not allowed: it says each, and how
// they are allowed.
func (p *Plan) Permit(allowed []Danger) error {
	refused := p.Refused(allowed)
	if len(refused) == 0 {
		return nil
	}
	var list []error
	var words []string
	for _, r := range refused {
		words = append(words, string(r.Danger))
		f := message.Fail(textRefused, r)
		if len(words) == len(refused) {
			f.Advise(textAllow, strings.Join(words, ","))
		}
		list = append(list, f)
	}
	return errors.Join(list...)
}

// Scriptable refuses a plan that a script of pcs commands cannot carry out: it
// adds what is not there yet.
func (p *Plan) Scriptable() error {
	for _, c := range p.Changes {
		adds := c.Action == meaning.Add
		sets := c.Action == meaning.Modify && slices.Contains([]meaning.Kind{meaning.Property, meaning.RscDefault, meaning.OpDefault, meaning.Node}, c.Kind)
		if !adds && !sets {
			return message.Fail(textNotScriptable, c.Name).Advise(textUsePatch)
		}
	}
	return nil
}
