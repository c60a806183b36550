package validate

import (
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// hosts are the nodes that a fence device can fence according to its parameters.
type hosts struct {
	names  []string
	at     diag.Place // the cell that lists them
	static bool       // the list is final; else the device is asked when needed
	// set has the names in lower case, and the names that misspelt ones probably
	// mean.
	set map[string]bool
}

// covers reports whether a node is in the list. A host whose name is reported as
// misspelt counts as the intended one.
func (h hosts) covers(node string) bool {
	return h.set[strings.ToLower(node)]
}

// hostsOf reads pcmk_host_list and pcmk_host_map. Pacemaker uses the nodes of both,
// and of neither when pcmk_host_check tells it to ask the device.
func hostsOf(p *model.Primitive) hosts {
	var h hosts
	if a := model.Find(p.Params, "pcmk_host_map"); a != nil && a.Value != "" {
		if strayEntry(a.Value) != "" {
			return h // reported; the intended nodes are unknown
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

// mapHosts returns the node names in "node01:1;node02:2,3".
func mapHosts(list string) []string {
	var out []string
	for _, entry := range mapEntries(list) {
		if name, _, ok := strings.Cut(strings.Replace(entry, "=", ":", 1), ":"); ok && name != "" {
			out = append(out, name)
		}
	}
	return out
}

// mapEntries splits a map as Pacemaker does. A comma belongs to the plugs.
func mapEntries(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(" \t\n;", r) })
}

// hostMaps checks the form of pcmk_host_map, which neither pcs nor the schema
// checks. An entry gets two colons when entries are separated by commas; Pacemaker
// then takes the text between the colons as the node and loses the real one.
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

// strayEntry returns the first entry of a map that does not assign a plug to a
// node, or "" when there is none. A map with escapes is not checked.
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
