package build

import (
	"regexp"

	"hagen/internal/model"
	"hagen/internal/parse/grid"
)

// assignment is a name=value inside a command line.
var assignment = regexp.MustCompile(`([A-Za-z0-9_.-]+)=`)

// setsSecret reports whether a command gives a secret a value.
func setsSecret(command string) bool {
	for _, m := range assignment.FindAllStringSubmatch(command, -1) {
		if model.SecretName(m[1]) {
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
			after = model.SecretName(c.Text)
		}
	}
}
