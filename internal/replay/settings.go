package replay

import (
	"strconv"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
)

// property carries out property set.
func (r *replayer) property(c call) bool {
	plain, options := split(c.words)
	if len(plain) > 0 {
		return false
	}
	r.pairs(r.sections[cib.CrmConfig], cib.PropertySet, options)
	return true
}

// defaults carries out … defaults update.
func (r *replayer) defaults(section string) func(call) bool {
	return func(c call) bool {
		plain, options := split(c.words)
		if len(plain) > 0 {
			return false
		}
		r.pairs(r.sections[section], cib.MetaAttributes, options)
		return true
	}
}

// defaultsSet carries out … defaults set create.
func (r *replayer) defaultsSet(section string) func(call) bool {
	return func(c call) bool {
		parts := sections(c.words, "meta", "rule")
		plain, options := split(parts[""])
		alone, values := split(parts["meta"])
		var said *model.Rule
		if words := parts["rule"]; len(words) > 0 {
			if said = parsed(words); said == nil {
				return false
			}
		}
		if len(plain)+len(alone) > 0 || !only(options, "id", "score") {
			return false
		}
		set := etree.NewElement(cib.MetaAttributes)
		id, rest := take(options, "id")
		if id == "" {
			id = r.id(section + "-" + cib.MetaAttributes)
		}
		set.CreateAttr("id", id)
		attributes(set, rest)
		if said != nil {
			r.ruleIn(set, said, nil)
		}
		r.pairsOf(set, values)
		r.sections[section].AddChild(set)
		return true
	}
}

// sections divides words at keywords; what comes before them is under "".
func sections(words []string, keywords ...string) map[string][]string {
	out := map[string][]string{}
	at := ""
	for _, w := range words {
		for _, k := range keywords {
			if w == k {
				at = k
			}
		}
		if w == at && at != "" {
			continue
		}
		out[at] = append(out[at], w)
	}
	return out
}

// node carries out node attribute and node utilization.
func (r *replayer) node(tag string) func(call) bool {
	return func(c call) bool {
		plain, options := split(c.words)
		if len(plain) != 1 || len(options) == 0 {
			return false
		}
		r.pairs(r.nodeNamed(plain[0]), tag, options)
		return true
	}
}

// nodeNamed finds a node by its name, or adds it.
func (r *replayer) nodeNamed(name string) *etree.Element {
	nodes := r.sections[cib.Nodes]
	for _, el := range nodes.SelectElements(cib.Node) {
		if el.SelectAttrValue("uname", "") == name {
			return el
		}
	}
	n := nodes.CreateElement(cib.Node)
	n.CreateAttr("id", strconv.Itoa(len(nodes.ChildElements())))
	n.CreateAttr("uname", name)
	if r.remote(name) {
		n.CreateAttr("type", "remote")
	}
	return n
}

// remote reports whether a resource creates the node of a name.
func (r *replayer) remote(name string) bool {
	if el := r.find(name); el != nil && el.SelectAttrValue("class", "") == "ocf" && el.SelectAttrValue("type", "") == "remote" {
		return true
	}
	for _, p := range r.sections[cib.Resources].FindElements(".//nvpair[@name='remote-node']") {
		if p.SelectAttrValue("value", "") == name {
			return true
		}
	}
	return false
}

// alert carries out alert create.
func (r *replayer) alert(c call) bool {
	parts := sections(c.words, "options", "meta")
	plain, options := split(parts[""])
	path, rest := take(options, "path")
	if len(plain) > 0 || path == "" || !only(rest, "id", "description") {
		return false
	}
	el := r.sections[cib.Alerts].CreateElement(cib.Alert)
	id, _ := take(rest, "id")
	if id == "" {
		id = "alert"
		if n := len(r.sections[cib.Alerts].ChildElements()); n > 1 {
			id += "-" + strconv.Itoa(n-1)
		}
	}
	el.CreateAttr("id", id)
	el.CreateAttr("path", path)
	attributes(el, rest)
	return r.details(el, parts)
}

// details puts options and meta into an alert or a recipient.
func (r *replayer) details(el *etree.Element, parts map[string][]string) bool {
	plainOptions, options := split(parts["options"])
	plainMeta, meta := split(parts["meta"])
	r.pairs(el, cib.InstanceAttributes, options)
	r.pairs(el, cib.MetaAttributes, meta)
	return len(plainOptions)+len(plainMeta) == 0
}

// recipient carries out alert recipient add.
func (r *replayer) recipient(c call) bool {
	parts := sections(c.words, "options", "meta")
	plain, options := split(parts[""])
	value, rest := take(options, "value")
	if len(plain) != 1 || value == "" || !only(rest, "id", "description") {
		return false
	}
	for _, a := range r.sections[cib.Alerts].SelectElements(cib.Alert) {
		if a.SelectAttrValue("id", "") == plain[0] {
			el := a.CreateElement(cib.Recipient)
			id, rest := take(rest, "id")
			if id == "" {
				id = plain[0] + "-" + cib.Recipient
				if n := len(a.SelectElements(cib.Recipient)); n > 1 {
					id += "-" + strconv.Itoa(n-1)
				}
			}
			el.CreateAttr("id", id)
			el.CreateAttr("value", value)
			attributes(el, rest)
			return r.details(el, parts)
		}
	}
	return false
}

// tag carries out tag create.
func (r *replayer) tag(c call) bool {
	plain, options := split(c.words)
	if len(plain) < 2 || len(options) > 0 {
		return false
	}
	el := r.sections[cib.Tags].CreateElement(cib.Tag)
	el.CreateAttr("id", plain[0])
	for _, member := range plain[1:] {
		el.CreateElement(cib.TagMember).CreateAttr("id", member)
	}
	return true
}

// level carries out stonith level add.
func (r *replayer) level(c call) bool {
	plain, options := splitLevel(c.words)
	if len(plain) < 3 || !only(options, "id") {
		return false
	}
	el := r.sections[cib.FencingTopology].CreateElement(cib.FencingLevel)
	el.CreateAttr("id", r.id("level"))
	el.CreateAttr("index", plain[0])
	levelTarget(el, plain[1])
	el.CreateAttr("devices", devices(plain[2:]))
	return true
}
