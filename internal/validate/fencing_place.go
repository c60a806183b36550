package validate

import (
	"strconv"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// fencePlaces finds devices that are restricted to the node they fence, and nodes
// that no device fences.
//
// A node banned from a device by location cannot use it. So a device that avoids
// its target is used by the other nodes, which is right; a device that only its
// target can use never fences it.
func (c *checker) fencePlaces() {
	if _, off := c.fencingOff(); off {
		return
	}
	for _, d := range c.devices() {
		if h := c.hostsOf(d); h.static && len(h.names) == 1 {
			c.keptAtHome(d, h.names[0], h.at)
		}
	}
	c.unfenced()
}

// keptAtHome checks where a device for a single node may be used.
func (c *checker) keptAtHome(d *model.Primitive, home string, listed diag.Place) {
	args := diag.Args{"id": d.ID, "node": home}
	hosts := diag.See(listed, diag.NoteHosts)
	rows := map[string]*model.Location{}
	var last *model.Location
	for _, l := range c.locationsOf(d.ID) {
		if l.Rule != nil {
			for _, r := range l.Rules() {
				c.keptByRule(r, home, args, hosts)
			}
		} else if _, ok := value.ScoreInt(l.Score); ok {
			if c.ofSet[l] && rows[l.Node] != nil {
				l = added(rows[l.Node], l)
			}
			rows[l.Node], last = l, l
		}
	}
	homeScore := scoreOf(rows[home])
	if last == nil || homeScore < 0 {
		return
	}
	best, usable := c.elsewhere(rows, home)
	switch {
	case !usable && rows[home] != nil:
		c.report.Add(diag.DeviceOnlyHome, at(rows[home].From, schema.KeyNode), args, hosts)
	case !usable:
		c.report.Add(diag.DeviceOnlyHome, at(last.From, schema.KeyNode), args, hosts)
	case homeScore > 0 && homeScore >= best:
		c.report.Add(diag.DevicePrefersHome, at(rows[home].From, schema.KeyNode), args, hosts)
	}
}

// added is what Pacemaker makes of two scores of a resource for a node.
func added(a, b *model.Location) *model.Location {
	if mustPart(a.Score) {
		return a
	}
	sum := *b
	if !mustPart(b.Score) {
		sum.Score = strconv.Itoa(max(-cib.MaxScore, min(cib.MaxScore, scoreOf(a)+scoreOf(b))))
	}
	return &sum
}

// scoreOf is the score of a location, 0 when there is none.
func scoreOf(l *model.Location) int {
	if l == nil {
		return 0
	}
	n, _ := value.ScoreInt(l.Score)
	return n
}

// elsewhere returns the best score a device has on a node other than home, and
// whether any other node can use it. If the sheet names no other nodes, the device
// counts as usable.
func (c *checker) elsewhere(rows map[string]*model.Location, home string) (best int, usable bool) {
	optIn := isFalse(c.cfg.Property("symmetric-cluster"))
	book := c.nodeBook()
	best = -cib.MaxScore
	// Nodes without a row have the score 0; there may be many of them.
	bare := len(book.names)
	if book.named[home] && rows[home] == nil {
		bare--
	}
	others := len(book.names)
	if book.named[home] {
		others--
	}
	for node, l := range rows {
		if !book.named[node] {
			continue
		}
		bare--
		if score := scoreOf(l); node != home && score != -cib.MaxScore {
			best, usable = max(best, score), true
		}
	}
	if bare > 0 && !optIn {
		best, usable = max(best, 0), true
	}
	return best, usable || others == 0
}

// locationsOf are the locations of a resource, in their order.
func (c *checker) locationsOf(id string) []*model.Location {
	if c.located == nil {
		c.located = map[string][]*model.Location{}
		for _, l := range c.locations() {
			c.located[l.Rsc] = append(c.located[l.Rsc], l)
		}
	}
	return c.located[id]
}

// keptByRule checks rules with the same effect: those that only compare #uname.
func (c *checker) keptByRule(r *model.Rule, home string, args diag.Args, hosts diag.Related) {
	score, ok := value.ScoreInt(r.Score)
	list := r.Expressions()
	if !ok || len(list) != 1 || len(r.Parts) != 1 || list[0].Attribute != unameAttribute || list[0].Value != home {
		return
	}
	switch cell := at(list[0].From, schema.KeyValue); {
	case list[0].Operation == "ne" && score == -cib.MaxScore:
		c.report.Add(diag.DeviceOnlyHome, cell, args, hosts)
	case list[0].Operation == "eq" && score > 0:
		c.report.Add(diag.DevicePrefersHome, cell, args, hosts)
	}
}

// unfenced finds nodes that no device fences, if every device lists its nodes.
func (c *checker) unfenced() {
	covered, listed := map[string]bool{}, diag.Place{}
	for _, d := range c.devices() {
		h := c.hostsOf(d)
		if !h.static {
			return
		}
		if listed.IsZero() {
			listed = h.at
		}
		for _, n := range h.names {
			covered[strings.ToLower(n)] = true
			covered[strings.ToLower(c.meant(n))] = true
		}
	}
	if len(covered) == 0 {
		return
	}
	inLevels := map[string]bool{}
	for _, l := range c.cfg.FencingLevels {
		for _, node := range c.targets(l) {
			inLevels[node] = true
		}
	}
	guests := map[string]bool{} // fenced by stopping the machine
	for _, r := range c.cfg.Remotes() {
		guests[r.Name] = r.Guest
	}
	for _, u := range c.nodeBook().uses {
		// Missing devices of a level and misspelt names have findings of their own.
		if covered[strings.ToLower(u.name)] || inLevels[u.name] || guests[u.name] || c.doubtful(u.name) {
			continue
		}
		c.report.Add(diag.NodeUnfenced, u.places[0], diag.Args{"node": u.name, "suggestion": c.nodeBook().slips.oneSlipAway(u)}, diag.See(listed, diag.NoteHosts))
	}
}
