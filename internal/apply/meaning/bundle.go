package meaning

import (
	"cmp"
	"fmt"
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
				o.again(ports(p)...)
			}
		case part.Tag == cib.Storage:
			for _, s := range part.SelectElements(cib.StorageMapping) {
				fields := rest(s, "id", "target-dir")
				for i := range fields {
					fields[i].Name = "storage-map " + attr(s, "target-dir") + " " + fields[i].Name
				}
				o.again(fields...)
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

// again adds fields; one that is there already gets a number behind its name, so that
// both are compared.
func (o *Object) again(fields ...Field) {
	for _, f := range fields {
		name := f.Name
		for n := 2; slices.ContainsFunc(o.Fields, func(have Field) bool { return have.Name == f.Name }); n++ {
			f.Name = fmt.Sprintf("%s (%d)", name, n)
		}
		o.Fields = append(o.Fields, f)
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
