package apply

import (
	"reflect"
	"slices"

	"hagen/internal/apply/meaning"
)

// StillThat reports whether a plan on the configuration of another administrator is
// still the same change: the same objects with the same values, none of them
// changed by the other. Comparing changes alone is not enough: secrets are masked
// in them, so a secret that the other set would not show.
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

// sameChange compares the effect of two changes, wherever in the sheet they come
// from.
func sameChange(a, b Change) bool {
	details := func(c Change) (out []meaning.Detail) {
		for _, d := range c.Details {
			out = append(out, d.Detail)
		}
		return out
	}
	return a.Action == b.Action && a.Kind == b.Kind && a.Key == b.Key && reflect.DeepEqual(details(a), details(b))
}
