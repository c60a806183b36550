package validate

import (
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// remoteResources finds resources that create nodes. pcs refuses to create them
// with the commands hagen writes: authentication keys must be set up first, which
// "pcs cluster node" does.
func (c *checker) remoteResources() {
	for _, p := range c.cfg.Primitives() {
		if p.Agent() == model.RemoteAgent {
			c.report.Add(diag.RemoteConnection, at(p.From, schema.KeyType), diag.Args{"agent": p.Agent()})
		}
		if a := model.Find(p.Meta, model.RemoteNode); a != nil {
			c.report.Add(diag.GuestNode, at(a.From, schema.KeyName), diag.Args{"name": a.Name})
		}
	}
}
