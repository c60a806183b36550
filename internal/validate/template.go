package validate

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// templates checks resource templates: their places, and whether a primitive is from
// them. Templates run nowhere and belong to nothing: the schemas have them at the top
// alone.
func (c *checker) templates() {
	c.cfg.Walk(func(r, parent model.Resource) {
		t, ok := r.(*model.Template)
		if !ok {
			return
		}
		if parent != nil {
			c.misplaced(diag.TemplateInside, t, diag.Args{"id": t.ID, "parent": parent.ResourceID()}, inside(parent))
		}
		if t.ID != "" && c.unused(t) && !c.wrongTemplate() {
			c.report.Add(diag.TemplateIdle, idAt(t), diag.Args{"id": t.ID})
		}
	})
}

// unused reports whether no primitive is from a template, in CIB_XML neither.
func (c *checker) unused(t *model.Template) bool {
	return !c.cfg.Incomplete && len(c.raw) == 0 && len(c.cfg.From(t.ID)) == 0
}

// wrongTemplate reports whether a primitive names what is no template, which has been
// reported: any template may be the one that is meant.
func (c *checker) wrongTemplate() bool {
	return slices.ContainsFunc(c.cfg.Primitives(), func(p *model.Primitive) bool {
		r, _ := c.index.Lookup(p.Template)
		_, ok := r.(*model.Template)
		return p.Template != "" && !ok
	})
}

// templateReference checks the template of a primitive. pcs makes no primitive from a
// template, so nothing but this check and the schemas refuse a wrong one.
func (c *checker) templateReference(id string, cell diag.Place) {
	r, ok := c.index.Lookup(id)
	if _, template := r.(*model.Template); id == "" || template || !ok && (c.raw[id] || c.mistyped(id)) {
		return
	}
	if ok {
		c.report.Add(diag.NotTemplate, cell, diag.Args{"id": id, "item": item(r)}, diag.See(itemAt(r), diag.NoteDefined))
		return
	}
	var ids []string
	for _, t := range c.cfg.Templates() {
		ids = append(ids, t.ID)
	}
	c.report.Add(diag.TemplateUnknown, cell, diag.Args{"id": id, "suggestion": suggest.Nearest(id, ids)})
}

// constrainedTemplate checks a template that a constraint names: it stands for all
// primitives from it. pcs refuses every constraint on a template, so what Pacemaker
// (2.1.5, crm_verify) says counts: it finds no primitive inside a clone or a bundle,
// and ignores the constraint if there is no primitive at all.
func (c *checker) constrainedTemplate(t *model.Template, cell diag.Place) {
	members := c.cfg.From(t.ID)
	if c.unused(t) {
		c.report.Add(diag.TemplateEmpty, cell, diag.Args{"id": t.ID})
	}
	for _, p := range members {
		if clone := c.cloneOver(p); clone != nil {
			c.report.Add(diag.ResourceInClone, cell, diag.Args{"id": p.ID, "clone": clone.ID}, inside(clone))
			return
		}
		if bundle := c.bundleOver(p); bundle != nil {
			c.report.Add(diag.ResourceInBundle, cell, diag.Args{"id": p.ID, "bundle": bundle.ID}, inside(bundle))
			return
		}
	}
}

// noTemplate reports a template where nothing but a resource has a meaning: pcs refuses
// a tag of a template, and Pacemaker a constraint that names such a tag.
func (c *checker) noTemplate(r model.Resource, cell diag.Place) {
	t, ok := r.(*model.Template)
	if !ok {
		return
	}
	var members []string
	for _, p := range c.cfg.From(t.ID) {
		members = append(members, p.ID)
	}
	c.report.Add(diag.TemplateAsResource, cell, diag.Args{"id": t.ID, "members": strings.Join(members, ", ")})
}

// templatesTogether finds colocations of two templates, which Pacemaker ignores.
func (c *checker) templatesTogether() {
	for _, x := range c.cfg.Colocations {
		a, _ := c.index.Lookup(x.Rsc)
		b, _ := c.index.Lookup(x.WithRsc)
		_, first := a.(*model.Template)
		_, second := b.(*model.Template)
		if first && second {
			c.report.Add(diag.TemplatesTogether, at(x.From, schema.KeyWithRsc), diag.Args{"first": x.Rsc, "second": x.WithRsc})
		}
	}
}
