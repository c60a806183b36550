package validate

import (
	"slices"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// maxLevel is the highest level pacemaker-fenced takes; it ignores others. pcs
// checks it since 0.11.10 and the schemas never do, so hagen checks it for every
// target.
const maxLevel = 9

// fencingLevels checks the rows of STONITH_LEVEL. pcs accepts a device twice in a
// level, which is useless: one of the rows was probably meant for another device.
func (c *checker) fencingLevels() {
	for _, level := range c.cfg.FencingLevels {
		c.targetForm(level)
		first := map[string]*model.Device{}
		for _, d := range level.Devices {
			c.level(d, level.Index)
			if d.ID == "" {
				continue
			}
			if before := first[d.ID]; before != nil {
				c.report.Add(diag.DeviceTwice, at(d.From, schema.KeyID),
					diag.Args{"id": d.ID, "node": level.Nodes(), "level": level.Index}, diag.See(at(before.From, schema.KeyID), diag.NoteFirst))
				continue
			}
			first[d.ID] = d
			c.canFence(level, d)
		}
	}
	c.levelsRepeated()
}

// devicesAgain returns the rows of STONITH_LEVEL that repeat a device of their
// level. They get no other finding.
func (c *checker) devicesAgain() map[*model.Device]bool {
	again := map[*model.Device]bool{}
	for _, level := range c.cfg.FencingLevels {
		seen := map[string]bool{}
		for _, d := range level.Devices {
			again[d] = seen[d.ID]
			seen[d.ID] = true
		}
	}
	return again
}

// levelsRepeated finds a level that has the same devices as another level of the
// node.
func (c *checker) levelsRepeated() {
	first := map[string]*model.FencingLevel{}
	for _, level := range c.cfg.FencingLevels {
		if !c.inRange(level.Index) {
			continue
		}
		var ids []string
		for _, d := range level.Devices {
			ids = append(ids, d.ID)
		}
		slices.Sort(ids)
		key := level.Nodes() + "\x00" + strings.Join(slices.Compact(ids), "\x00")
		before := first[key]
		if before == nil {
			first[key] = level
			continue
		}
		c.report.Add(diag.LevelRepeated, at(level.From, schema.KeyLevel),
			diag.Args{"node": level.Nodes(), "level": level.Index, "other": before.Index},
			diag.See(at(before.From, schema.KeyLevel), diag.NoteFirst))
	}
}

func (c *checker) level(d *model.Device, level string) {
	if !c.inRange(level) {
		c.report.Add(diag.LevelRange, at(d.From, schema.KeyLevel),
			diag.Args{"level": level, "max": strconv.Itoa(c.highestLevel())})
	}
}

func (c *checker) highestLevel() int {
	if n := c.env.Target.MaxFencingLevel; n > 0 {
		return n
	}
	return maxLevel
}

// inRange checks the number of a level. pcs would write 01 as 1, so that 01 and 1
// would be the same level.
func (c *checker) inRange(level string) bool {
	n, err := strconv.Atoi(level)
	return err == nil && n >= 1 && n <= c.highestLevel() && strconv.Itoa(n) == level
}

// deviceReference checks that a fence device exists and is one.
func (c *checker) deviceReference(id string, cell diag.Place) {
	r, ok := c.index.Lookup(id)
	switch {
	case id == "":
	case ok:
		if p, prim := r.(*model.Primitive); !prim || !p.Stonith() && p.Class != "" { // undefined ones are reported elsewhere
			c.report.Add(diag.NotDevice, cell, diag.Args{"id": id, "item": item(r)}, diag.See(itemAt(r), diag.NoteDefined))
		}
	case !c.mistyped(id) && !c.raw[id]:
		var ids []string
		if !c.report.Full(diag.DeviceUnknown) {
			for _, p := range c.devices() {
				ids = append(ids, p.ID)
			}
		}
		args := diag.Args{"id": id, "suggestion": suggest.Nearest(id, ids), "devices": ""}
		// pcs accepts several at once; in the sheet each has its own row.
		if several := listHosts(id); len(several) > 1 && !slices.ContainsFunc(several, func(id string) bool { return !slices.Contains(ids, id) }) {
			args["devices"], args["suggestion"] = strings.Join(several, ", "), ""
		}
		c.report.Add(diag.DeviceUnknown, cell, args)
	}
}

// canFence checks that the device of a level can fence its node.
func (c *checker) canFence(level *model.FencingLevel, d *model.Device) {
	r, _ := c.index.Lookup(d.ID)
	p, ok := r.(*model.Primitive)
	if !ok || !p.Stonith() {
		return // reported as a reference
	}
	hosts := c.hostsOf(p)
	for _, node := range c.targets(level) {
		if hosts.static && !c.doubtful(node) && !hosts.covers(node) {
			c.report.Add(diag.DeviceCannotFence, at(d.From, schema.KeyID),
				diag.Args{"id": d.ID, "node": node}, diag.See(hosts.at, diag.NoteHosts))
			return
		}
	}
}
