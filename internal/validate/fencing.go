package validate

import (
	"strings"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// fencing finds what cannot work because fencing is off or there is no device.
func (c *checker) fencing() {
	if property, off := c.fencingOff(); off {
		c.fencingUnused(property)
		return
	}
	if len(c.devices()) == 0 {
		c.noDevice()
	}
}

// fencingOff finds the row that switches fencing off.
func (c *checker) fencingOff() (*model.Attribute, bool) {
	a := c.eitherProperty("stonith-enabled")
	return a, a != nil && isFalse(a.Value)
}

// devices are the fence devices, in the order of the sheet.
func (c *checker) devices() []*model.Primitive {
	var out []*model.Primitive
	for _, p := range c.cfg.Primitives() {
		if p.Stonith() {
			out = append(out, p)
		}
	}
	return out
}

// noDevice: with fencing on and nothing to fence with, Pacemaker starts no resource
// at all. A cluster with watchdog-only fencing has no device, and a pcs command of
// the sheet may create one.
func (c *checker) noDevice() {
	if c.cfg.Incomplete || c.cfg.PropertiesIncomplete || len(c.cfg.Primitives()) == 0 || c.watchdog() {
		return
	}
	for _, command := range c.cfg.Commands {
		if strings.Contains(command.Text, "stonith") {
			return
		}
	}
	if c.misspeltProperty("stonith-enabled") {
		return // the misspelt name may be stonith-enabled
	}
	cell := itemAt(c.cfg.Resources[0])
	if a := c.eitherProperty("stonith-enabled"); a != nil {
		if !isTrue(a.Value) {
			return // neither on nor off, reported as a value
		}
		cell = at(a.From, schema.KeyValue)
	}
	c.report.Add(diag.NoFenceDevice, cell, nil)
}

// watchdog reports whether nodes fence themselves with their watchdog.
func (c *checker) watchdog() bool {
	for _, name := range []string{"stonith-watchdog-timeout", "fencing-watchdog-timeout"} {
		v := c.cfg.Property(name)
		if ms, ok := cib.Milliseconds(v); v != "" && !(ok && ms == 0) {
			return true
		}
	}
	return false
}

// fencingUnused finds settings that have no effect while fencing is off.
func (c *checker) fencingUnused(property *model.Attribute) {
	off := diag.Related{Place: at(property.From, schema.KeyValue), Note: diag.NoteFencingOff}
	if devices := c.devices(); len(devices) > 0 {
		c.report.Add(diag.FencingOff, off.Place, diag.Args{"id": devices[0].ID},
			diag.See(itemAt(devices[0]), diag.NoteDefined))
	}
	// crm_verify complains about it, and Pacemaker stops the resource instead,
	// which the sheet does not ask for.
	onFail := func(a *model.Attribute, cell diag.Place) {
		if a.Name == "on-fail" && strings.EqualFold(a.Value, "fence") {
			c.report.Add(diag.OnFailFence, cell, nil, off)
		}
	}
	requires := func(a *model.Attribute) {
		if a.Name == "requires" && (a.Value == "fencing" || a.Value == "unfencing") {
			c.report.Add(diag.RequiresFencing, at(a.From, schema.KeyValue), diag.Args{"value": a.Value}, off)
		}
	}
	for _, a := range model.Pairs(c.cfg.OpDefaults) {
		onFail(a, at(a.From, schema.KeyValue))
	}
	for _, a := range model.Pairs(c.cfg.RscDefaults) {
		requires(a)
	}
	c.cfg.Walk(func(r, _ model.Resource) {
		for _, a := range model.Pairs(r.MetaSets()) {
			requires(a)
		}
		if p := model.Defined(r); p != nil {
			for _, op := range p.Operations {
				for _, a := range op.Options {
					onFail(a, at(a.From, schema.KeyValue))
				}
			}
		}
	})
}
