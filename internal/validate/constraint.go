package validate

import (
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// serialized: Pacemaker warns that it ignores symmetrical in a Serialize order.
func (c *checker) serialized() {
	for _, o := range c.cfg.Orders {
		if o.Kind == "Serialize" && isTrue(o.Symmetrical) {
			c.report.Add(diag.SerializeSymmetrical, at(o.From, schema.KeySymmetrical), nil)
		}
	}
}

// requireAll: Pacemaker 2.1 warns about require-all in an order after a clone
// ("deprecated", get_minimum_first_instances).
func (c *checker) requireAll() {
	for _, o := range c.cfg.Orders {
		first, _ := c.index.Lookup(o.First)
		if _, clone := first.(*model.Clone); clone && isFalse(o.RequireAll) {
			c.report.Add(diag.RequireAllDeprecated, at(o.From, schema.KeyRequireAll), diag.Args{"id": o.First})
		}
	}
}

// isTrue and isFalse read a boolean as Pacemaker does; for other texts both are
// false.
func isTrue(s string) bool  { return cib.IsTrue(s) }
func isFalse(s string) bool { b, ok := cib.Bool(s); return ok && !b }
