package build

import (
	"regexp"
	"slices"
	"strings"

	"hagen/internal/model"
	"hagen/internal/parse/grid"
	"hagen/internal/suggest"
)

// slips are the words of secrets' names, and how many slips still leave no doubt
// about what was meant.
var slips = []struct {
	word string
	n    int
}{{"password", 2}, {"passwd", 1}, {"passphrase", 2}}

// secretName is model.SecretName for names as people type them: a password below
// pasword is a password in every report and every output all the same.
func secretName(name string) bool {
	if strings.Contains(name, "パスワード") {
		return true
	}
	name = typed(name)
	if model.SecretName(name) {
		return true
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == '-' })
	for i, word := range words {
		for _, secret := range slips {
			if suggest.Slips(secret.n, word, secret.word) {
				words[i] = secret.word
			}
		}
	}
	return model.SecretName(strings.Join(words, "_"))
}

// assignment is a name=value inside a command line.
var assignment = regexp.MustCompile(`([A-Za-z0-9_.-]+)=`)

// typed is a name as it was meant to be typed: in half-width letters, and
// without what cannot be seen.
func typed(name string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f {
			return -1
		}
		return r
	}, suggest.HalfWidth(name))
}

// setsSecret reports whether a command gives a secret a value.
func setsSecret(command string) bool {
	for _, m := range assignment.FindAllStringSubmatch(command, -1) {
		if secretName(m[1]) {
			return true
		}
	}
	return false
}

// hideSecrets masks in reports what may be a secret: the cell that follows a
// secret's name, and commands that set one. It looks at the whole grid, not at
// the tables: a password below a misspelt header is still a password.
func hideSecrets(g *grid.Grid) {
	for i := range g.Rows {
		row := &g.Rows[i]
		after := false
		for _, c := range row.Cells {
			if c.Text == "" {
				continue
			}
			if after || setsSecret(c.Text) {
				g.Hide(g.Place(row.Number, c.Col))
			}
			after = secretName(c.Text)
		}
	}
}

// hideStrays masks a secret that stands beside its place in the row of a
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
		b.grid.Hide(a.From.At("value"))
	case !named && secretName(a.Value):
		if _, swapped := agent.Param(a.Value); swapped {
			a.Secret, a.Swapped = true, true
			b.grid.Hide(a.From.At("name"))
		}
	}
}
