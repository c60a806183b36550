package validate

import (
	"slices"
	"strconv"
	"strings"

	"hagen/internal/schema"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/suggest"
)

// maxLevel is the highest level pacemaker-fenced takes; it ignores others. pcs
// checks it since 0.11.10, the schemas never: hagen does for every target.
const maxLevel = 9

// fencingLevels checks the rows of STONITH_LEVEL. pcs takes a device twice in a
// level, which helps nobody: one of the rows is a slip for another device.
func (c *checker) fencingLevels() {
	for _, level := range c.cfg.FencingLevels {
		first := map[string]*model.Device{}
		for _, d := range level.Devices {
			c.level(d, level.Index)
			if d.ID == "" {
				continue
			}
			if before := first[d.ID]; before != nil {
				c.report.Add(diag.DeviceTwice, at(d.From, schema.KeyID),
					diag.Args{"id": d.ID, "node": level.Target, "level": level.Index}, diag.See(at(before.From, schema.KeyID), diag.NoteFirst))
				continue
			}
			first[d.ID] = d
			c.levelDevice(level, d)
		}
	}
	c.levelsRepeated()
}

// levelsRepeated finds a level of a node whose devices another one has tried.
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
		key := level.Target + "\x00" + strings.Join(slices.Compact(ids), "\x00")
		before := first[key]
		if before == nil {
			first[key] = level
			continue
		}
		c.report.Add(diag.LevelRepeated, at(level.From, schema.KeyLevel),
			diag.Args{"node": level.Target, "level": level.Index, "other": before.Index},
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

// inRange: pcs would write 1 for 01, and then 01 and 1 of a node are one level.
func (c *checker) inRange(level string) bool {
	n, err := strconv.Atoi(level)
	return err == nil && n >= 1 && n <= c.highestLevel() && strconv.Itoa(n) == level
}

// levelDevice checks that a level names a fence device, and one that can fence
// the node.
func (c *checker) levelDevice(level *model.FencingLevel, d *model.Device) {
	cell := at(d.From, schema.KeyID)
	r, ok := c.index.Lookup(d.ID)
	if !ok {
		if !c.mistyped(d.ID) {
			var ids []string
			if !c.report.Full(diag.DeviceUnknown) {
				for _, p := range c.devices() {
					ids = append(ids, p.ID)
				}
			}
			args := diag.Args{"id": d.ID, "suggestion": suggest.Nearest(d.ID, ids), "devices": ""}
			// pcs takes several at once; in the sheet each has its row.
			if several := listHosts(d.ID); len(several) > 1 && !slices.ContainsFunc(several, func(id string) bool { return !slices.Contains(ids, id) }) {
				args["devices"], args["suggestion"] = strings.Join(several, ", "), ""
			}
			c.report.Add(diag.DeviceUnknown, cell, args)
		}
		return
	}
	p, ok := r.(*model.Primitive)
	if !ok || !p.Stonith() {
		if ok && p.Class == "" {
			return // not defined, which has been reported
		}
		c.report.Add(diag.NotDevice, cell, diag.Args{"id": d.ID, "item": item(r)}, diag.See(itemAt(r), diag.NoteDefined))
		return
	}
	hosts := c.hostsOf(p)
	if hosts.static && !c.doubtful(level.Target) && !hosts.covers(level.Target) {
		c.report.Add(diag.DeviceCannotFence, cell,
			diag.Args{"id": d.ID, "node": level.Target}, diag.See(hosts.at, diag.NoteHosts))
	}
}
