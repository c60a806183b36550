//go:build linux

package oracle

import "slices"

// Move is a move of clusters from one target to another, with the oracles that
// answer for both.
type Move struct{ From, To *Oracle }

// Name tells the move from others: rhel8-to-rhel10-on-13.
func (m Move) Name() string { return m.From.Target + "-to-" + m.To.Name() }

// Moves are those that are proven: each to the next release, and over one.
func Moves() []Move {
	all := All()
	named := func(name string) *Oracle {
		return all[slices.IndexFunc(all, func(o *Oracle) bool { return o.Name() == name })]
	}
	// What debian12's own pcs does with the sheets as they are, test/golden asks.
	debian12 := &Oracle{Target: "debian12", Release: "12", PCS: "0.11.5", Schema: "pacemaker-3.9",
		Differences: []*Difference{noWatchdog(), notInstalled()}}
	return []Move{
		{named("rhel8-on-11"), named("rhel9-on-12")},
		{named("rhel9-on-12"), named("rhel10-on-13")},
		{named("rhel8-on-11"), named("rhel10-on-sid")},
		{debian12, named("debian13-on-13")},
		{named("debian13-on-13"), named("next-on-sid")},
	}
}
