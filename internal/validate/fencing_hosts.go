package validate

import (
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// hosts are the nodes a fence device says it can fence.
type hosts struct {
	names  []string
	at     diag.Place // the cell that lists them
	static bool       // the list is final; else the device is asked when needed
	// set has the names in small letters, and what was meant by them.
	set map[string]bool
}

// covers reports whether the list holds a node. A host whose name is reported
// as a slip stands for the one that was meant.
func (h hosts) covers(node string) bool {
	return h.set[strings.ToLower(node)]
}

// hostsOf reads pcmk_host_list and pcmk_host_map. Pacemaker takes the nodes of
// both, and neither when pcmk_host_check says to ask the device.
func hostsOf(p *model.Primitive) hosts {
	var h hosts
	if a := model.Find(p.Params, "pcmk_host_map"); a != nil && a.Value != "" {
		if strayEntry(a.Value) != "" {
			return h // reported; which nodes are meant is a guess
		}
		h.names, h.at = mapHosts(a.Value), at(a.From, schema.KeyValue)
	}
	if a := model.Find(p.Params, "pcmk_host_list"); a != nil && a.Value != "" {
		h.names, h.at = append(listHosts(a.Value), h.names...), at(a.From, schema.KeyValue)
	}
	check := model.Value(p.Params, "pcmk_host_check")
	h.static = len(h.names) > 0 && (check == "" || check == "static-list")
	return h
}

// listHosts splits "node01 node02".
func listHosts(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(" \t\n,;", r) })
}

// mapHosts takes the node names of "node01:1;node02:2,3".
func mapHosts(list string) []string {
	var out []string
	for _, entry := range mapEntries(list) {
		if name, _, ok := strings.Cut(strings.Replace(entry, "=", ":", 1), ":"); ok && name != "" {
			out = append(out, name)
		}
	}
	return out
}

// mapEntries splits a map where Pacemaker does. A comma is part of the plugs.
func mapEntries(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(" \t\n;", r) })
}

// hostMaps checks the form of pcmk_host_map, at which neither pcs nor the schema
// looks. Of an entry with two colons, as commas between entries make it, Pacemaker
// takes what is between them for the node and forgets the real one.
func (c *checker) hostMaps() {
	for _, d := range c.devices() {
		a := model.Find(d.Params, "pcmk_host_map")
		if a == nil {
			continue
		}
		if entry := strayEntry(a.Value); entry != "" {
			guess := strings.Join(strings.FieldsFunc(a.Value, func(r rune) bool { return strings.ContainsRune(", ;\t\n", r) }), ";")
			if strayEntry(guess) != "" {
				guess = ""
			}
			c.report.Add(diag.HostMapForm, at(a.From, schema.KeyValue), diag.Args{"entry": entry, "suggestion": guess})
		}
	}
}

// strayEntry is the first entry of a map that gives no node its plug, "" when
// there is none. An escaped map is left alone.
func strayEntry(list string) string {
	if strings.Contains(list, `\`) {
		return ""
	}
	for _, entry := range mapEntries(list) {
		name, plug, ok := strings.Cut(strings.ReplaceAll(entry, "=", ":"), ":")
		if !ok || name == "" || plug == "" || strings.Contains(plug, ":") || strings.HasSuffix(plug, ",") {
			return entry
		}
	}
	return ""
}
