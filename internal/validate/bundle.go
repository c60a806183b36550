package validate

import (
	"regexp"
	"slices"
	"strconv"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// bundle checks what contains a bundle and what it contains. pcs puts a primitive
// into it and nothing else, and makes neither groups nor clones of bundles; the
// schemas say the same.
func (c *checker) bundle(b *model.Bundle, parent model.Resource) {
	if clone, ok := parent.(*model.Clone); ok {
		c.misplaced(diag.BundleMember, b, diag.Args{"id": b.ID, "item": item(b), "parent": clone.ID}, inside(clone))
	}
	for i, m := range b.Children {
		if _, template := m.(*model.Template); template {
			continue // see templates
		}
		p, ok := m.(*model.Primitive)
		if i > 0 || !ok || p.Stonith() {
			c.misplaced(diag.BundleMember, m, diag.Args{"id": m.ResourceID(), "item": item(m), "parent": b.ID}, inside(b))
		}
	}
}

// bundles checks the tables of bundles.
func (c *checker) bundles() {
	for _, b := range c.cfg.Bundles() {
		// Without an address or a port Pacemaker cannot control what runs inside.
		if b.Child() != nil && !b.Incomplete && !b.Reachable() {
			c.report.Add(diag.BundleUnreachable, c.networkAt(b), diag.Args{"id": b.ID, "member": b.Child().ResourceID()},
				diag.See(itemAt(b.Child()), diag.NoteDefined))
		}
		if kinds := c.env.Target.Containers; b.Container.Kind != "" && !slices.Contains(kinds, b.Container.Kind) {
			k := b.Container.Kind
			c.wrong(at(b.From, schema.KeyContainer), "container", k, k, choice(kinds))
		}
		c.promotes(b)
		for _, p := range b.Ports {
			c.portMapping(b, p)
		}
		for _, s := range b.Storage {
			if (s.SourceDir == "") == (s.SourceDirRoot == "") {
				c.mapping(b, s.From, schema.KeySourceDir, "source-dir", "source-dir-root")
			}
		}
	}
}

// promotes reports a bundle whose instances Pacemaker may promote, of an agent that
// cannot. pcs takes it silently.
func (c *checker) promotes(b *model.Bundle) {
	p, ok := b.Child().(*model.Primitive)
	if !ok || !b.Promotable() {
		return
	}
	if agent, known := c.env.Catalog.Agent(p.Agent()); known && !agent.Promotable() {
		c.report.Add(diag.BundlePromotes, at(b.From, schema.KeyPromotedMax), diag.Args{"id": b.ID, "member": p.ID, "agent": p.Agent()},
			diag.See(at(p.From, schema.KeyType), diag.NoteDefined))
	}
}

// networkAt is where a bundle says how its containers are reached.
func (c *checker) networkAt(b *model.Bundle) diag.Place {
	if b.Network != nil {
		return at(b.Network.From, schema.KeyControlPort)
	}
	return at(b.From, schema.KeyID)
}

// portMapping checks a row of ports: a port, or a range of them.
func (c *checker) portMapping(b *model.Bundle, p *model.PortMapping) {
	switch {
	case (p.Port == "") == (p.Range == ""):
		c.mapping(b, p.From, schema.KeyPort, "port", "range")
	case p.Range != "" && p.InternalPort != "":
		c.mapping(b, p.From, schema.KeyInternalPort, "port", "range")
	}
}

// mapping reports a row that has not exactly one of two columns.
func (c *checker) mapping(b *model.Bundle, from model.Origin, key schema.Key, one, other string) {
	c.report.Add(diag.BundleMapping, at(from, key), diag.Args{"id": b.ID, "one": one, "other": other})
}

// bundleOver returns the bundle that contains a resource, or nil. pcs refuses
// constraints on the primitive in a bundle without --force.
func (c *checker) bundleOver(r model.Resource) *model.Bundle {
	if bundle, ok := c.index.Top(r.ResourceID()).(*model.Bundle); ok && bundle.ID != r.ResourceID() {
		return bundle
	}
	return nil
}

// several reports whether a resource may have several instances.
func several(r model.Resource) bool {
	switch r.(type) {
	case *model.Clone, *model.Bundle:
		return true
	}
	return false
}

// number is the kind of a column of whole numbers.
func number(c *schema.Column) kind {
	if c.Max == maxPort {
		return portKind
	}
	k := countKind
	k.args = diag.Args{"min": strconv.Itoa(c.Min)}
	if c.Max > 0 {
		k.args["max"] = strconv.Itoa(c.Max)
	}
	k.fits = func(s string) bool {
		n, err := strconv.Atoi(s)
		return err == nil && countKind.fits(s) && n >= c.Min && (c.Max == 0 || n <= c.Max)
	}
	return k
}

// maxPort is the highest port.
const maxPort = 65535

// portRange matches what pcs and the schemas take for a range of ports.
var portRange = regexp.MustCompile(`^[0-9]+-[0-9]+$`)

var portRangeKind = kind{mistake: diag.NotListed, fits: portRange.MatchString, args: diag.Args{"example": "8000-8080"}}

// maxReplicas bounds the containers that are counted as nodes.
const maxReplicas = 1000

// containerNodes are the containers of bundles with a primitive: to Pacemaker each of
// them is a node.
func (c *checker) containerNodes() []string {
	var out []string
	for _, b := range c.cfg.Bundles() {
		for i := 0; b.Child() != nil && i < min(b.Replicas(), maxReplicas); i++ {
			out = append(out, b.Node(i))
		}
	}
	return out
}
