package apply

import (
	"reflect"
	"slices"

	"hagen/internal/apply/meaning"
)

// StillThat reports whether a plan made on what another administrator left is
// still the change that this one was: the same things with the same values, and
// none of them touched by the other. That alone would not do, since secrets are
// masked in a change: of one that the other set, nothing would show.
func (p *Plan) StillThat(fresh *Plan) (bool, error) {
	if !slices.EqualFunc(p.Changes, fresh.Changes, sameChange) {
		return false, nil
	}
	theirs, err := Compare(p.Before, fresh.Before, nil, nil)
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(theirs, func(their Change) bool {
		return slices.ContainsFunc(p.Changes, func(c Change) bool { return c.Kind == their.Kind && c.Key == their.Key })
	}), nil
}

// sameChange compares what two changes do, wherever in the sheet they come from.
func sameChange(a, b Change) bool {
	details := func(c Change) (out []meaning.Detail) {
		for _, d := range c.Details {
			out = append(out, d.Detail)
		}
		return out
	}
	return a.Action == b.Action && a.Kind == b.Kind && a.Key == b.Key && reflect.DeepEqual(details(a), details(b))
}
