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

// hideSecrets masks in reports what may be a secret: the cell that follows a
// secret's name, and texts that carry one. It looks at the whole grid, not at
// the tables: a password below a misspelt header is still a password.
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

// hideStrays masks a secret that is beside its place in the row of a
// parameter: in the column of the name, or as the way to log in (auth), which is
// one of a few words and none of them.
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

// secretIn reports whether a value is a secret, and masks its cell then: the
// cell of the name may be anywhere, or be blank for the one above.
func (b *builder) secretIn(name, value string, cell diag.Place) bool {
	if !secret.In(name, value) {
		return false
	}
	b.grid.Hide(cell)
	return true
}
