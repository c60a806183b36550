package replay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/complete"
	"hagen/internal/model"
)

// find finds a resource by its id.
func (r *replayer) find(id string) *etree.Element {
	for _, el := range r.sections[cib.Resources].FindElements(".//*") {
		if cib.IsResource(el.Tag) && el.SelectAttrValue("id", "") == id {
			return el
		}
	}
	return nil
}

// createDevice carries out stonith create, whose agent has no class.
func (r *replayer) createDevice(c call) bool {
	if len(c.words) < 2 {
		return false
	}
	c.words = slices.Clone(c.words)
	if !strings.HasPrefix(c.words[1], cib.Stonith+":") {
		c.words[1] = cib.Stonith + ":" + c.words[1]
	}
	return r.create(c)
}

// create carries out resource create and, with the class in the agent's name, stonith
// create.
func (r *replayer) create(c call) bool {
	parts := sections(c.words, "op", "meta", "clone", "promotable", "group", "bundle", "master", "future")
	if len(parts["master"])+len(parts["future"]) > 0 {
		return false
	}
	plain, params := split(parts[""])
	if len(plain) != 2 || r.find(plain[0]) != nil {
		return false
	}
	class, provider, kind := cib.AgentParts(plain[1])
	if class == "" || kind == "" {
		return false // pcs looks for such an agent on the node
	}
	el := r.sections[cib.Resources].CreateElement(cib.Primitive)
	for _, a := range [][2]string{{"id", plain[0]}, {"class", class}, {"provider", provider}, {"type", kind}} {
		if a[1] != "" {
			el.CreateAttr(a[0], a[1])
		}
	}
	r.pairs(el, cib.InstanceAttributes, params)
	none, meta := split(parts["meta"])
	if c.disabled {
		meta = append(meta, [2]string{"target-role", cib.Stopped})
	}
	r.pairs(el, cib.MetaAttributes, meta)
	if len(none) > 0 || !r.operations(el, parts["op"], !c.noDefault) {
		return false
	}
	return r.place(el, c, parts)
}

// place puts a new primitive into a group, a bundle or a clone.
func (r *replayer) place(el *etree.Element, c call, parts map[string][]string) bool {
	id := el.SelectAttrValue("id", "")
	group := c.group
	if words := parts["group"]; len(words) > 0 {
		if group = words[0]; len(words) > 1 {
			return false
		}
	}
	if words := parts["bundle"]; len(words) > 0 {
		b := r.find(words[0])
		if b == nil || b.Tag != cib.Bundle || len(words) > 1 || group != "" {
			return false
		}
		el.Parent().RemoveChild(el)
		b.AddChild(el)
		return true
	}
	if group != "" {
		return r.groupAdd(call{words: []string{group, id}})
	}
	for _, kind := range []string{"clone", "promotable"} {
		if _, given := parts[kind]; given || slices.Contains(c.words, kind) {
			return r.wrap(call{words: append([]string{id}, parts[kind]...)}, kind == "promotable")
		}
	}
	return true
}

// operations gives a primitive its operations, and those that pcs adds: all of the
// agent's metadata, else its monitor.
func (r *replayer) operations(el *etree.Element, words []string, defaults bool) bool {
	p := &model.Primitive{Class: el.SelectAttrValue("class", ""), Provider: el.SelectAttrValue("provider", ""), Type: el.SelectAttrValue("type", "")}
	p.ID, p.From, p.Row = el.SelectAttrValue("id", ""), model.Nowhere, model.Nowhere
	for _, w := range words {
		name, value, found := strings.Cut(w, "=")
		switch {
		case !found:
			p.Operations = append(p.Operations, &model.Operation{Name: w, From: model.Nowhere})
		case len(p.Operations) == 0:
			return false
		case name == "id":
		case name == model.CheckLevel:
			op := p.Operations[len(p.Operations)-1]
			op.Params = []*model.AttributeSet{{Attributes: []*model.Attribute{{Name: name, Value: value, From: model.Nowhere}}}}
		default:
			op := p.Operations[len(p.Operations)-1]
			op.Options = append(op.Options, &model.Attribute{Name: name, Value: value, From: model.Nowhere})
		}
	}
	r.complete(p, defaults)
	if len(p.Operations) > 0 {
		list := el.CreateElement(cib.Operations)
		for _, op := range p.Operations {
			r.operation(list, op)
		}
	}
	return true
}

// complete adds the operations that pcs adds.
func (r *replayer) complete(p *model.Primitive, defaults bool) {
	agent, _ := r.catalog.Agent(p.Agent())
	if !defaults {
		p.DefaultOps = "false"
		if !slices.ContainsFunc(p.Operations, func(op *model.Operation) bool { return op.Name == model.OpMonitor }) && agent != nil {
			for _, op := range complete.Offered(p, agent) {
				if op.Name == model.OpMonitor {
					p.Operations = append(p.Operations, op)
				}
			}
		}
	}
	complete.Operations(&model.Config{Resources: []model.Resource{p}}, r.catalog)
}

func (r *replayer) operation(list *etree.Element, op *model.Operation) {
	el := list.CreateElement(cib.Op)
	el.CreateAttr("id", operationID(list, op))
	el.CreateAttr("name", op.Name)
	for _, o := range op.Options {
		if o.Value != "" {
			el.CreateAttr(o.Name, o.Value)
		}
	}
	if op.Option("interval") == "" {
		el.CreateAttr("interval", op.Interval())
	}
	for _, p := range model.Pairs(op.Params) { // OCF_CHECK_LEVEL
		set := el.CreateElement(cib.InstanceAttributes)
		set.CreateAttr("id", el.SelectAttrValue("id", "")+"-"+cib.InstanceAttributes)
		pair := set.CreateElement(cib.Pair)
		pair.CreateAttr("id", set.SelectAttrValue("id", "")+"-"+p.Name)
		pair.CreateAttr("name", p.Name)
		pair.CreateAttr("value", p.Value)
	}
}

// operationID is the id that pcs gives an operation: cibadmin adds to it by that.
func operationID(list *etree.Element, op *model.Operation) string {
	base := cib.CleanID(list.Parent().SelectAttrValue("id", "") + "-" + op.Name + "-interval-" + op.Interval())
	id := base
	for n := 1; list.FindElement(fmt.Sprintf("op[@id='%s']", id)) != nil; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}

// opDelete carries out resource op delete with the name of an operation.
func (r *replayer) opDelete(c call) bool {
	if len(c.words) != 2 {
		return false
	}
	el := r.find(c.words[0])
	if el == nil {
		return false
	}
	list := el.SelectElement(cib.Operations)
	if list == nil {
		return false
	}
	for _, op := range list.SelectElements(cib.Op) {
		if op.SelectAttrValue("name", "") == c.words[1] {
			list.RemoveChild(op)
		}
	}
	return true
}

// groupAdd carries out resource group add.
func (r *replayer) groupAdd(c call) bool {
	plain, options := split(c.words)
	if len(plain) < 2 || len(options) > 0 {
		return false
	}
	g := r.find(plain[0])
	for _, id := range plain[1:] {
		el := r.find(id)
		if el == nil || el.Tag != cib.Primitive || g != nil && g.Tag != cib.Group {
			return false
		}
		if g == nil { // pcs puts a group at the end
			g = r.sections[cib.Resources].CreateElement(cib.Group)
			g.CreateAttr("id", plain[0])
		}
		el.Parent().RemoveChild(el)
		g.AddChild(el)
	}
	return true
}

func (r *replayer) clone(c call) bool { return r.wrap(c, false) }

func (r *replayer) promotable(c call) bool { return r.wrap(c, true) }

// wrap carries out resource clone and resource promotable.
func (r *replayer) wrap(c call, promotable bool) bool {
	plain, options := split(slices.DeleteFunc(slices.Clone(c.words), func(w string) bool { return w == "meta" }))
	if len(plain) == 0 || len(plain) > 2 {
		return false
	}
	el := r.find(plain[0])
	if el == nil || el.Tag != cib.Primitive && el.Tag != cib.Group || el.Parent().Tag != cib.Resources {
		return false
	}
	id := plain[0] + "-clone"
	if len(plain) == 2 {
		id = plain[1]
	}
	list := el.Parent()
	at := el.Index()
	list.RemoveChild(el)
	out := etree.NewElement(cib.Clone)
	out.CreateAttr("id", id)
	list.InsertChildAt(at, out)
	out.AddChild(el)
	if promotable {
		options = append([][2]string{{"promotable", "true"}}, options...)
	}
	r.pairs(out, cib.MetaAttributes, options)
	return true
}

// sets carries out the commands that put names and values into a resource.
func (r *replayer) sets(tag string) func(call) bool {
	return func(c call) bool {
		plain, options := split(c.words)
		if len(plain) != 1 || len(options) == 0 {
			return false
		}
		el := r.find(plain[0])
		if el == nil {
			return false
		}
		r.pairs(el, tag, options)
		return true
	}
}

// disable carries out resource disable.
func (r *replayer) disable(c call) bool {
	for _, id := range c.words {
		el := r.find(id)
		if el == nil {
			return false
		}
		r.pairs(el, cib.MetaAttributes, [][2]string{{"target-role", cib.Stopped}})
	}
	return true
}
