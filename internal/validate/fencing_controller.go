package validate

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// controllerAgents fence one machine at an address: its management controller. They
// have no plugs, or a single one named after the address.
var controllerAgents = set("fence_ipmilan", "fence_ipmilanplus", "fence_idrac", "fence_ilo", "fence_ilo2", "fence_ilo3",
	"fence_ilo3_ssh", "fence_ilo4", "fence_ilo4_ssh", "fence_ilo5", "fence_ilo5_ssh", "fence_ilo_ssh", "fence_ilo_mp",
	"fence_imm", "fence_drac", "fence_drac5", "fence_rsa", "fence_rsb", "fence_amt", "fence_amt_ws")

// controllers finds two devices for different nodes with the address of one
// controller: a copied table in which the address was not changed. One node would
// be switched off instead of the other.
func (c *checker) controllers() {
	type device struct {
		*model.Primitive
		hosts
	}
	first := map[string]device{}
	for _, d := range c.devices() {
		address := controller(d)
		here := device{d, c.hostsOf(d)}
		if address == nil || len(here.names) == 0 {
			continue
		}
		key := d.Type + " " + sameAddress(address.Value) + " " + model.Value(d.Params, "ipport")
		other, again := first[key]
		if !again {
			first[key] = here
			continue
		}
		if slices.ContainsFunc(here.names, other.covers) {
			continue
		}
		c.report.Add(diag.ControllersAlike, at(address.From, schema.KeyValue), diag.Args{
			"id": d.ID, "node": strings.Join(here.names, ", "), "value": address.Value,
			"other": other.ID, "other_node": strings.Join(other.names, ", "),
		}, diag.See(at(controller(other.Primitive).From, schema.KeyValue), diag.NoteFirst))
	}
}

// controller returns the address of the only machine a device fences, or nil when
// it has none or may fence several.
func controller(d *model.Primitive) *model.Attribute {
	if !controllerAgents[d.Type] || model.Find(d.Params, "port_as_ip") != nil {
		return nil
	}
	for _, name := range []string{"ip", "ipaddr"} {
		if a := model.Find(d.Params, name); a != nil && a.Value != "" {
			return a
		}
	}
	return nil
}
