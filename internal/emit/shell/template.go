package shell

import (
	"slices"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// template adds a resource template with all that is in it.
func (e *emitter) template(t *model.Template) {
	if el := e.elementOf(t); el != nil {
		e.merge(el, el.Copy(), t.From, schema.KeyID, t.ID, "resource templates")
	}
}

// derived adds a primitive from a template with all that is in it: into a bundle, or at
// the top, from where the commands of pcs for groups and clones take it.
func (e *emitter) derived(p *model.Primitive) {
	el := e.elementOf(p)
	if el == nil {
		return
	}
	place := el
	if inPlace(el) && el.Parent().Tag != cib.Bundle {
		for place.Parent().Tag != cib.Resources {
			place = place.Parent()
		}
	}
	e.merge(place, el.Copy(), p.From, schema.KeyTemplate, p.ID, "primitives from a template")
}

// ofTemplate reports whether a primitive from a template is in a resource. pcs from
// 0.11 on looks for the agents of clones with meta attributes, and finds none.
func ofTemplate(r model.Resource) bool {
	if p, ok := r.(*model.Primitive); ok {
		return p.Template != ""
	}
	return slices.ContainsFunc(r.Members(), ofTemplate)
}

// derivedMeta gives a clone of primitives from a template its meta attributes,
// promotable among them.
func (e *emitter) derivedMeta(clone *model.Clone) {
	el := e.elementOf(clone)
	if el == nil || !clone.Promotable && len(plainPairs(clone.Meta)) == 0 {
		return
	}
	if set := el.SelectElement(cib.MetaAttributes); set != nil {
		e.merge(set, set.Copy(), clone.Row, schema.KeyID, clone.ID, "meta attributes of clones of primitives from a template")
	}
}

// namesTemplate reports whether a constraint names a template: pcs knows no such
// resource.
func (e *emitter) namesTemplate(ids ...string) bool {
	if e.templates == nil {
		e.templates = map[string]bool{}
		for _, t := range e.cfg.Templates() {
			e.templates[t.ID] = true
		}
	}
	return slices.ContainsFunc(ids, func(id string) bool { return e.templates[id] })
}

// inSets are the ids of all members of sets.
func inSets(sets []*model.ResourceSet) []string {
	var out []string
	for _, s := range sets {
		for _, m := range s.Members {
			out = append(out, m.ID)
		}
	}
	return out
}

const constraintOfTemplate = "constraints on a template"
