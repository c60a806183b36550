package build

import (
	"regexp"
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
