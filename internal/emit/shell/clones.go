package shell

import (
	"slices"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// cloneWords are the words after which "resource clone" reads options, so it
// accepts no clone with that name.
var cloneWords = []string{"meta", "op"}

const (
	cloneWhy  = "--force: pcs asks the agents of a clone whether they can be cloned, and hagen does not know them all"
	insideWhy = "created as a clone: pcs %s does not clone a resource of an agent it does not know, whatever the options"
)

// clone clones what is inside it.
func (e *emitter) clone(c *model.Clone) {
	if slices.Contains(cloneWords, c.ID) {
		e.inexpressible(c.Placed(), schema.KeyID, c.ID)
	}
	if p := e.onlyCreated(c); p != nil {
		e.primitive(p, cloneKind(c), c.ID)
		return
	}
	at := where(c.Placed(), schema.KeyID, c.ID)
	for _, m := range c.Children {
		e.resource(m)
	}
	for _, m := range c.Children {
		command := pcs("resource", cloneKind(c), m.ResourceID(), c.ID)
		switch {
		case e.acceptedIn(m.Placed(), schema.KeyID):
			e.put(at, command.flag("--force"), acceptedWhy)
		case unknownIn(m) && e.target.CloneForce:
			e.put(at, command.flag("--force"), cloneWhy)
		default:
			e.put(at, command)
		}
	}
}

func cloneKind(c *model.Clone) string {
	if c.Promotable && !ofTemplate(c) {
		return "promotable"
	}
	return "clone"
}

// onlyCreated is the primitive of a clone that this pcs can create as a clone and not
// clone afterwards, nor give the clone meta attributes.
func (e *emitter) onlyCreated(c *model.Clone) *model.Primitive {
	if e.target.CloneForceHelps || len(c.Children) != 1 {
		return nil
	}
	p, ok := c.Children[0].(*model.Primitive)
	if !ok || !p.UnknownAgent || p.Class != "ocf" || p.Template != "" {
		return nil
	}
	return p
}

// unknownIn reports whether there is a primitive in a resource whose agent hagen does
// not know.
func unknownIn(r model.Resource) bool {
	if p, ok := r.(*model.Primitive); ok {
		return p.UnknownAgent && p.Template == "" // pcs looks for no agent of these
	}
	return slices.ContainsFunc(r.Members(), unknownIn)
}

// cloneMeta gives a clone its meta attributes.
func (e *emitter) cloneMeta(c *model.Clone) {
	if ofTemplate(c) {
		e.derivedMeta(c)
		return
	}
	attrs := plainPairs(c.Meta)
	if len(attrs) == 0 {
		return
	}
	if e.onlyCreated(c) == nil {
		e.meta(c, attrs)
		return
	}
	if el := e.elementOf(c); el != nil {
		set := el.SelectElement(cib.MetaAttributes)
		e.merge(set, set.Copy(), attrs[0].From, schema.KeyName, attrs[0].Name, "meta attributes of a clone whose agent it does not know")
	}
}
