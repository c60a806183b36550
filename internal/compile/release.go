package compile

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/schema"
	"hagen/internal/suggest"
	"hagen/internal/target"
)

// release recognises the platform in a title, and its major version: RHEL8,
// Red Hat Enterprise Linux 9.4, AlmaLinux 8, Debian 12.
var release = regexp.MustCompile(`(?i)(rhel|red\s*hat\s*enterprise\s*linux|rocky(?:\s*linux)?|alma(?:\s*linux)?|centos(?:\s*stream)?|oracle\s*linux|miracle\s*linux|debian|ubuntu)[\s_-]*v?(\d+)`)

// checkRelease warns when the tab, the file or the title above the tables names a
// platform and none of the named ones is the target. pcs and Pacemaker differ
// between them, and the default of --target is not a decision of the user.
func (u *Unit) checkRelease(t *target.Target) {
	whole := u.Grid.Place(0, 0)
	mentions := append([]mention{{u.Grid.Sheet, whole}, {filepath.Base(u.Grid.File), whole}}, title(u.Grid)...)
	var first *diag.Diagnostic
	for _, m := range mentions {
		for _, found := range release.FindAllStringSubmatch(suggest.HalfWidth(m.text), -1) {
			name := platform(found[1]) + found[2]
			if name == t.Name {
				return
			}
			if first == nil {
				first = &diag.Diagnostic{Place: m.at, Args: diag.Args{"named": strings.TrimSpace(found[0]), "target": t.Title, "suggestion": known(name)}}
			}
		}
	}
	if first != nil {
		u.Report.Add(diag.ReleaseDiffers, first.Place, first.Args)
	}
}

// platform returns the name that targets have for a distribution: those built from
// Red Hat's sources have its packages.
func platform(name string) string {
	switch name = strings.ToLower(name); {
	case name == "debian", name == "ubuntu":
		return name
	}
	return "rhel"
}

// known returns a target's name, or "" when there is no such target.
func known(name string) string {
	if slices.Contains(target.Names(), name) {
		return name
	}
	return ""
}

// mention is a text that may name a platform.
type mention struct {
	text string
	at   diag.Place
}

// title returns the cells above the first table of a sheet.
func title(g *grid.Grid) []mention {
	var out []mention
	for i := range g.Rows {
		row := &g.Rows[i]
		if !row.Comment() && row.At(schema.NameColumn) != "" {
			break
		}
		for _, c := range row.Cells {
			out = append(out, mention{c.Text, g.Place(row.Number, c.Col)})
		}
	}
	return out
}
