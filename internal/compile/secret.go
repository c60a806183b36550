package compile

import "hagen/internal/model"

// holdsSecret reports whether anything of a cluster is a secret.
func holdsSecret(cfg *model.Config) bool {
	secret := false
	look := func(sets []*model.AttributeSet) {
		for _, a := range model.Pairs(sets) {
			secret = secret || a.Secret
		}
	}
	look(cfg.Properties)
	look(cfg.RscDefaults)
	look(cfg.OpDefaults)
	for _, n := range cfg.Nodes {
		look(n.Attributes)
		look(n.Utilization)
	}
	cfg.Walk(func(r, _ model.Resource) {
		look(r.MetaSets())
		if p, ok := r.(*model.Primitive); ok {
			look(p.Params)
			look(p.Utilization)
		}
	})
	for _, a := range cfg.Alerts {
		look(a.Options)
		look(a.Meta)
		for _, r := range a.Recipients {
			look(r.Options)
			look(r.Meta)
		}
	}
	for _, c := range cfg.Commands {
		secret = secret || c.Secret
	}
	return secret
}
