package meaning

import (
	"cmp"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// bundle reads a bundle, and the primitive inside as an object of its own. Ports are
// known by their numbers and directories by where they are in the containers.
func (c *Config) bundle(el *etree.Element) {
	id := attr(el, "id")
	o := Object{Kind: Bundle, Key: id, Name: id, ID: id, Fields: rest(el, "id")}
	for _, part := range el.ChildElements() {
		switch {
		case slices.Contains(cib.Containers(), part.Tag):
			o.Fields = append(o.Fields, Field{"container", part.Tag, id, "container"})
			o.Fields = append(o.Fields, ofBundle(id, rest(part))...)
		case part.Tag == cib.Network:
			o.Fields = append(o.Fields, ofBundle(id, rest(part))...)
			for _, p := range part.SelectElements(cib.PortMapping) {
				o.Fields = append(o.Fields, ports(p)...)
			}
		case part.Tag == cib.Storage:
			for _, s := range part.SelectElements(cib.StorageMapping) {
				for _, f := range rest(s, "id", "target-dir") {
					f.Name = "storage-map " + attr(s, "target-dir") + " " + f.Name
					o.Fields = append(o.Fields, f)
				}
			}
		}
	}
	var members []string
	for _, m := range el.ChildElements() {
		if IsResource(m) {
			members = append(members, attr(m, "id"))
		}
	}
	o.Fields = append(o.Fields, Field{"members", strings.Join(members, " "), id, "id"})
	o.Fields = append(o.Fields, resourceSets(el)...)
	c.add(o)
	for _, m := range el.ChildElements() {
		if IsResource(m) {
			c.resource(m)
		}
	}
}

// ofBundle are fields of a part that has no id of its own. The old name of
// promoted-max is read as the new one.
func ofBundle(id string, fields []Field) []Field {
	for i := range fields {
		fields[i].ID = id
		if fields[i].Name == "masters" {
			fields[i].Name = "promoted-max"
		}
	}
	return fields
}

// ports are a mapping of a port, to itself unless it says otherwise, or of a range.
func ports(el *etree.Element) []Field {
	id, number, inside := attr(el, "id"), attr(el, "port"), attr(el, "internal-port")
	var out []Field
	if number != "" {
		f := Field{"port-map " + number, cmp.Or(inside, number), id, "port"}
		if inside != "" {
			f.Attr = "internal-port"
		}
		out = append(out, f)
	}
	if all := attr(el, "range"); all != "" {
		out = append(out, Field{"port-map " + all, all, id, "range"})
	}
	return out
}
