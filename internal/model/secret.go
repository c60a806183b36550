package model

import "slices"

// HoldsSecret reports whether the configuration contains a secret.
func (c *Config) HoldsSecret() bool {
	secret := func(a *Attribute) bool { return a.Secret }
	return slices.ContainsFunc(Pairs(c.AttributeSets()), secret) ||
		slices.ContainsFunc(c.Commands, func(x *Command) bool { return x.Secret }) ||
		slices.ContainsFunc(c.Fragments, func(x *Fragment) bool { return x.Secret }) ||
		slices.ContainsFunc(c.Alerts, func(a *Alert) bool {
			return slices.ContainsFunc(a.Recipients, func(r *Recipient) bool { return r.Secret })
		}) ||
		slices.ContainsFunc(c.Bundles(), func(b *Bundle) bool { return b.Container.Secret }) ||
		slices.ContainsFunc(c.Defined(), func(p *Primitive) bool {
			return slices.ContainsFunc(p.Operations, func(o *Operation) bool {
				return slices.ContainsFunc(o.Options, secret)
			})
		})
}
