package validate

import (
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
	"hagen/internal/value"
)

// ids checks the form of resource ids. The schemas accept any NCName; pcs accepts
// only ASCII, and every id also goes through pcs.
func (c *checker) ids() {
	folded := map[string]model.Resource{}
	c.cfg.Walk(func(r, _ model.Resource) {
		id := r.ResourceID()
		if id == "" {
			return // reported by the table parser
		}
		var related []diag.Related
		if p, ok := r.(*model.Primitive); ok && !at(p.From, schema.KeyID).IsZero() {
			related = append(related, diag.See(at(p.From, schema.KeyID), diag.NoteDefined))
		}
		c.idForm(id, idAt(r), related...)
		// Pacemaker and pcs distinguish "VIP" and "vip"; people rarely do.
		first, seen := folded[strings.ToLower(id)]
		if !seen {
			folded[strings.ToLower(id)] = r
		} else if first.ResourceID() != id {
			c.report.Add(diag.IDCase, idAt(r), diag.Args{"id": id, "other": first.ResourceID()},
				diag.See(idAt(first), diag.NoteOther))
		}
	})
}

// idAt is the cell of RESOURCES that gives a resource its id.
func idAt(r model.Resource) diag.Place { return at(r.Placed(), schema.KeyID) }

// idForm reports an id that pcs does not accept.
func (c *checker) idForm(id string, cell diag.Place, related ...diag.Related) {
	if id == "" || value.ID(id) {
		return
	}
	kind, char := diag.IDCharacter, oddCharacter(id)
	if start := []rune(id)[0]; !value.ID(string(start)) {
		kind, char = diag.IDStart, start
	}
	guess := suggestID(id)
	if _, taken := c.index.Lookup(guess); taken {
		guess = ""
	}
	c.report.Add(kind, cell, diag.Args{"id": id, "character": quoted(char), "suggestion": guess}, related...)
}

// oddCharacter returns the first character that is not allowed in an id.
func oddCharacter(id string) rune {
	r, _ := firstRune(id, func(r rune) bool { return !inID(r) })
	return r
}

// inID reports whether a character is allowed after the first one of an id.
func inID(r rune) bool { return value.ID("_" + string(r)) }

// quoted makes a space readable in a message.
func quoted(r rune) string {
	if r == ' ' {
		return "' '"
	}
	return string(r)
}

// suggestID replaces characters that are not allowed in an id with dashes. It
// returns "" when no letter is left.
func suggestID(id string) string {
	var b strings.Builder
	for _, r := range suggest.Plain(id) {
		if inID(r) {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	out := strings.Trim(b.String(), "-.")
	if !strings.ContainsFunc(out, func(r rune) bool { return r != '_' && value.ID(string(r)) }) {
		return ""
	}
	if !value.ID(out) {
		out = "rsc-" + out // it starts with a digit
	}
	return out
}
