package build

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/grid"
	"hagen/internal/schema"
	"hagen/internal/secret"
)

// hideSecrets masks possible secrets in reports: the cell after a secret's name,
// and texts that contain one. It looks at the whole grid, not only at tables: a
// password below a misspelt header is still a password.
func hideSecrets(g *grid.Grid) {
	for i := range g.Rows {
		row := &g.Rows[i]
		before := ""
		for _, c := range row.Cells {
			if c.Text == "" {
				continue
			}
			hide := secret.In(before, c.Text)
			before = c.Text
			if hide {
				g.Hide(g.Place(row.Number, c.Col))
				before = "" // a secret is not a name
			}
		}
	}
}

// hideStrays masks a secret in the wrong cell of a parameter's row: in the name
// column, or as the value of auth if that is not one of its few words.
func (b *builder) hideStrays(p *model.Primitive, a *model.Attribute) {
	if a == nil || b.env.Catalog == nil {
		return
	}
	agent, known := b.env.Catalog.Agent(p.Agent())
	if !known {
		return
	}
	param, named := agent.Param(a.Name)
	switch {
	case named && strings.Contains(a.Name, "auth") && len(param.Enum) > 0 && !slices.Contains(param.Enum, a.Value):
		a.Secret = true
		b.grid.Hide(a.From.At(schema.KeyValue))
	case !named && secret.Name(a.Value):
		if _, swapped := agent.Param(a.Value); swapped {
			a.Secret, a.Swapped = true, true
			b.grid.Hide(a.From.At(schema.KeyName))
		}
	}
}

// secretIn reports whether a value is a secret and then masks its cell. hideSecrets
// misses a value whose name is not in the cell before it, or is inherited.
func (b *builder) secretIn(name, value string, cell diag.Place) bool {
	if !secret.In(name, value) {
		return false
	}
	b.grid.Hide(cell)
	return true
}
