package validate

import (
	"slices"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/suggest"
)

// reference checks that a resource or tag exists and can have constraints.
func (c *checker) reference(id string, cell diag.Place) {
	if t := c.tagged(id); t != nil {
		c.tagReference(t, cell)
		return
	}
	r, ok := c.resource(id, cell)
	if !ok {
		return
	}
	if t, template := r.(*model.Template); template {
		c.constrainedTemplate(t, cell)
		return
	}
	if clone := c.cloneOver(r); clone != nil {
		c.report.Add(diag.ResourceInClone, cell, diag.Args{"id": id, "clone": clone.ID}, inside(clone))
	}
	if bundle := c.bundleOver(r); bundle != nil {
		c.report.Add(diag.ResourceInBundle, cell, diag.Args{"id": id, "bundle": bundle.ID}, inside(bundle))
	}
}

// resource finds the resource that a cell names, and reports one that does not
// exist.
func (c *checker) resource(id string, cell diag.Place) (model.Resource, bool) {
	r, ok := c.index.Lookup(id)
	if ok || id == "" || c.raw[id] || c.mistyped(id) { // a blank has been reported by the table parser
		return r, ok
	}
	args := diag.Args{"id": id, "suggestion": ""}
	if !c.report.Full(diag.ResourceUnknown) {
		args["suggestion"] = suggest.Instead(id, suggest.Nearest(id, c.index.IDs()))
	}
	c.report.Add(diag.ResourceUnknown, cell, args)
	return nil, false
}

// mistyped reports whether a missing resource is the consequence of another
// finding: a part of RESOURCES that could not be read, or an id with characters
// that are invisible or look like others.
func (c *checker) mistyped(id string) bool {
	if c.cfg.Incomplete {
		return true
	}
	if c.looks == nil {
		c.looks = map[string][]string{}
		for _, known := range c.index.IDs() {
			plain := suggest.Plain(known)
			c.looks[plain] = append(c.looks[plain], known)
		}
	}
	return slices.ContainsFunc(c.looks[suggest.Plain(id)], func(known string) bool { return known != id })
}

// cloneOver returns the clone that contains a resource, or nil. pcs refuses
// constraints on resources inside a clone, but accepts members of a plain group.
func (c *checker) cloneOver(r model.Resource) *model.Clone {
	if clone, ok := c.index.Top(r.ResourceID()).(*model.Clone); ok && clone.ID != r.ResourceID() {
		return clone
	}
	return nil
}

// constrainable finds a resource that can have constraints. Checks of constraints
// skip all others, which have been reported as references.
func (c *checker) constrainable(id string) (model.Resource, bool) {
	r, ok := c.index.Lookup(id)
	if !ok || c.cloneOver(r) != nil || c.bundleOver(r) != nil {
		return nil, false
	}
	return r, true
}
