// Package templates holds the layout of what hagen writes for people to read and
// run. The code decides on the commands, a template on their layout.
package templates

import (
	_ "embed" // the template text
	"text/template"
)

//go:embed script.sh.tmpl
var script string

// Script is the layout of the pcs script. Its data are those of package
// emit/shell: Title, PCS, Creates, Sections of Steps.
func Script() (*template.Template, error) {
	return template.New("script.sh").Parse(script)
}
