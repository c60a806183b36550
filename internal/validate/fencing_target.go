package validate

import (
	"regexp"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// severalTargets reports whether a cell of STONITH_LEVEL is meant for several nodes,
// rightly written or not.
func severalTargets(text string) bool {
	return strings.HasPrefix(text, model.TargetPattern) || strings.HasPrefix(text, model.TargetAttribute)
}

// targetForm checks what a level is for. pcs takes an empty pattern, an empty value
// and a pattern that is no regular expression; Pacemaker finds no node by them.
func (c *checker) targetForm(l *model.FencingLevel) {
	if severalTargets(l.Target) || l.Pattern != "" && !readable(l.Pattern) {
		c.report.Add(diag.TargetForm, at(l.From, schema.KeyNode), diag.Args{"value": l.Nodes()})
	}
}

// readable reports whether Pacemaker may read a pattern: an extended regular
// expression, with what the C library adds to POSIX. One with a backslash is not
// judged.
func readable(pattern string) bool {
	if strings.Contains(pattern, `\`) {
		return true
	}
	_, err := regexp.Compile(pattern)
	_, posix := regexp.CompilePOSIX(pattern)
	return err == nil || posix == nil
}

// targets lists the nodes that a level is for, as far as the sheet names them.
func (c *checker) targets(l *model.FencingLevel) []string {
	var out []string
	switch {
	case l.Pattern != "":
		pattern, err := regexp.Compile(l.Pattern)
		if err != nil {
			return nil
		}
		for _, node := range c.nodeBook().all() {
			if pattern.MatchString(node) {
				out = append(out, node)
			}
		}
	case l.Attribute != "":
		for _, n := range c.cfg.Nodes {
			if model.Value(n.Attributes, l.Attribute) == l.Value {
				out = append(out, n.Uname)
			}
		}
	case !severalTargets(l.Target):
		out = append(out, l.Target)
	}
	return out
}
