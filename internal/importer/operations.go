package importer

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/complete"
	"hagen/internal/model"
)

// operations are the rows of a block O.
type operations struct {
	// listed says that these are all: hagen must not add any (default-ops false).
	listed  bool
	options []string   // the headers after the type
	rows    [][]string // the type, then a cell for each option
}

// optionOrder is how the options of operations are ordered.
var optionOrder = []string{"interval", "timeout", "on-fail", "role", "start-delay", "enabled", "interval-origin", "record-pending", cib.CheckLevel}

// operations reads the operations of a primitive. Those that hagen would add by
// itself from the agent's metadata are left to it, if the cluster has all of them.
func (r *reader) operations(el *etree.Element) operations {
	var all []*etree.Element
	if section := el.SelectElement(cib.Operations); section != nil {
		if !r.Lossless && r.refs[section.SelectAttrValue("id", "")] {
			return operations{listed: true} // other resources have them as well, by an id that no table says
		}
		r.take(section)
		all = section.SelectElements(cib.Op)
	}
	has, added := map[string][]string{}, map[string][]string{}
	if el.Tag == cib.Primitive && el.SelectAttr("template") == nil {
		added = r.added(el)
	}
	for _, op := range all {
		options := r.options(op)
		name := options["name"]
		has[name] = append(has[name], text(options))
	}
	var out operations
	for name := range added {
		out.listed = out.listed || len(has[name]) == 0 && !r.AllOperations
	}
	var listed []map[string]string
	for _, op := range all {
		options := r.options(op)
		if name := options["name"]; out.listed || r.AllOperations || !sameTexts(has[name], added[name]) {
			listed = append(listed, options)
		}
	}
	out.arrange(listed)
	return out
}

// added are the operations hagen adds to a primitive that lists none, by name.
func (r *reader) added(el *etree.Element) map[string][]string {
	p := primitive(el)
	complete.Operations(&model.Config{Resources: []model.Resource{p}}, r.Catalog)
	out := map[string][]string{}
	for _, op := range p.Operations {
		options := map[string]string{"name": op.Name}
		for _, a := range op.Given() {
			options[a.Name] = a.Value
		}
		out[op.Name] = append(out[op.Name], text(options))
	}
	return out
}

// options reads the attributes of an operation that a sheet can say.
func (r *reader) options(op *etree.Element) map[string]string {
	out := map[string]string{}
	r.take(op)
	for _, a := range op.Attr {
		if a.Key != "id" && cib.CanSayAttribute(cib.Op, a.Key) && a.Key != "description" {
			out[a.Key] = r.get(op, a.Key)
		}
	}
	for _, p := range r.pairs(op, cib.InstanceAttributes) {
		if p.name == cib.CheckLevel {
			out[p.name] = p.value
		} else {
			out[cib.OpParam+p.name] = p.value
		}
	}
	for _, p := range r.pairs(op, cib.MetaAttributes) {
		out[cib.OpMeta+p.name] = p.value
	}
	return out
}

// text is what an operation means, in one spelling.
func text(options map[string]string) string {
	var parts []string
	for name, value := range options {
		switch name {
		case "interval":
			value = cib.Interval(value)
		case "timeout", "start-delay":
			if ms, ok := cib.Milliseconds(value); ok {
				value = fmt.Sprint(ms)
			}
		case "role":
			value, _ = cib.Role(value)
		}
		parts = append(parts, name+"="+value)
	}
	slices.Sort(parts)
	return strings.Join(parts, "\x00")
}

// sameTexts reports whether two lists hold the same texts.
func sameTexts(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

// arrange gives each operation a row. The columns are the options that one has: those
// that all sheets know, then parameters and meta attributes by name.
func (o *operations) arrange(list []map[string]string) {
	has := map[string]bool{}
	for _, options := range list {
		for name, value := range options {
			has[name] = has[name] || value != "" && name != "name"
		}
	}
	for _, name := range optionOrder {
		if has[name] {
			o.options = append(o.options, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(has)) {
		if has[name] && !slices.Contains(optionOrder, name) {
			o.options = append(o.options, name)
		}
	}
	for _, options := range list {
		cells := []string{options["name"]}
		for _, name := range o.options {
			cells = append(cells, options[name])
		}
		o.rows = append(o.rows, cells)
	}
}
