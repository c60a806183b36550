package validate

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/value"
)

// priorityDelay tells of a priority-fencing-delay that delays nothing: Pacemaker
// adds up the priorities of what runs on each node and delays the fencing of the
// node with the higher sum, so that without priorities the sums are alike.
func (c *checker) priorityDelay() {
	a := model.Find(c.cfg.Properties, "priority-fencing-delay")
	if a == nil || c.cfg.Incomplete || c.anyPriority() {
		return
	}
	if ms, ok := value.Milliseconds(a.Value); !ok || ms == 0 {
		return
	}
	if _, off := c.fencingOff(); off {
		return
	}
	c.report.Add(diag.PriorityDelayIdle, at(a.From, "name"), nil)
}

// anyPriority reports whether a resource has a priority of its own, by default,
// or perhaps by a pcs command of the sheet. 0 is what all others have.
func (c *checker) anyPriority() bool {
	isPriority := func(a *model.Attribute) bool { return a.Name == "priority" && strings.Trim(a.Value, "+-0") != "" }
	found := slices.ContainsFunc(model.Pairs(c.cfg.RscDefaults), isPriority) ||
		slices.ContainsFunc(c.cfg.Commands, func(k *model.Command) bool { return strings.Contains(k.Text, "priority") })
	c.cfg.Walk(func(r, _ model.Resource) {
		found = found || slices.ContainsFunc(model.Pairs(r.MetaSets()), isPriority)
	})
	return found
}
