package replay

import (
	"fmt"
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// bundleCreate carries out resource bundle create.
func (r *replayer) bundleCreate(c call) bool {
	el := r.sections[cib.Resources].CreateElement(cib.Bundle)
	el.CreateAttr("id", c.words[0])
	parts := blocks(c.words[1:], "container", "network", "port-map", "storage-map", "meta")
	for _, p := range parts {
		plain, options := split(p.words)
		container := p.name == "container"
		if p.name == "" || container != (len(plain) == 1) || len(plain) > 1 {
			return false
		}
		if p.name == "meta" {
			r.pairs(el, cib.MetaAttributes, options)
			continue
		}
		tag, in := p.name, el
		switch {
		case container:
			tag = plain[0]
		case p.name == "port-map":
			tag, in = cib.PortMapping, child(el, cib.Network)
		case p.name == "storage-map":
			tag, in = cib.StorageMapping, child(el, cib.Storage)
		}
		if in == el {
			attributes(child(el, tag), options)
			continue
		}
		part := in.CreateElement(tag)
		id, _ := take(options, "id")
		if id == "" {
			id = mappingID(in, c.words[0], p.name, options)
		}
		part.CreateAttr("id", id)
		attributes(part, options)
	}
	return len(parts) > 0
}

// block is a keyword of a command and the words after it.
type block struct {
	name  string
	words []string
}

// blocks divides words at keywords, each time one comes.
func blocks(words []string, keywords ...string) []block {
	var out []block
	for _, w := range words {
		switch {
		case slices.Contains(keywords, w):
			out = append(out, block{name: w})
		case len(out) == 0:
			return []block{{words: words}}
		default:
			last := &out[len(out)-1]
			last.words = append(last.words, w)
		}
	}
	return out
}

// bundleUpdate carries out resource bundle update ID meta.
func (r *replayer) bundleUpdate(c call) bool {
	parts := blocks(c.words[1:], "meta")
	el := r.find(c.words[0])
	if el == nil || el.Tag != cib.Bundle || len(parts) != 1 || parts[0].name != "meta" {
		return false
	}
	plain, options := split(parts[0].words)
	r.pairs(el, cib.MetaAttributes, options)
	return len(plain) == 0
}

// child is the element of a tag in another one, made when it is not there.
func child(parent *etree.Element, tag string) *etree.Element {
	if el := parent.SelectElement(tag); el != nil {
		return el
	}
	return parent.CreateElement(tag)
}

// mappingID is the id that pcs gives a mapping of a bundle.
func mappingID(list *etree.Element, bundle, kind string, options [][2]string) string {
	base := bundle + "-" + kind
	if kind == "port-map" {
		port, _ := take(options, "port")
		ports, _ := take(options, "range")
		base = cib.CleanID(base + "-" + port + ports)
	}
	id := base
	for n := 1; list.FindElement(fmt.Sprintf("*[@id='%s']", id)) != nil; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}
