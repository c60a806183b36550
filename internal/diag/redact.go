package diag

import "maps"

// Mask stands for a secret in reports, whatever its length.
const Mask = "********"

// plainArgs are the arguments that never contain the text of their finding's cell:
// they may be shown at the cell of a secret. All others are masked there, so that a
// new message cannot reveal a secret.
var plainArgs = map[string]bool{
	"agent": true, "block": true, "character": true, "choices": true, "column": true, "columns": true, "count": true,
	"encoding": true, "item": true, "letter": true, "limit": true, "max": true, "meta": true, "name": true, "option": true,
	"pcs": true, "providers": true, "range": true, "releases": true, "replacement": true, "swapped": true, "table": true, "tables": true,
	"target": true, "type": true, "units": true,
}

// telling is the length from which a secret is masked wherever it is quoted.
// Shorter ones may be ordinary words: a password "admin" must not hide the user
// admin.
const telling = 6

// Redact masks secrets in the findings: the arguments of findings at a cell in
// hidden, and arguments anywhere that are the text of such a cell.
func (l *List) Redact(hidden func(Place) bool, secrets map[string]bool) {
	for i := range l.items {
		d := &l.items[i]
		d.Sensitive = hidden(d.Place)
		d.Args = redacted(d.Args, d.Sensitive, secrets)
		for j := range d.Related {
			r := &d.Related[j]
			r.Args = redacted(r.Args, hidden(r.Place), secrets)
		}
	}
}

// redacted returns arguments without secrets. A suggestion for a secret is left
// out.
func redacted(args Args, sensitive bool, secrets map[string]bool) Args {
	out := args
	for name, value := range args {
		quoted := secrets[value] && (sensitive || len(value) >= telling)
		if value == "" || !quoted && (!sensitive || plainArgs[name]) {
			continue
		}
		if out = maps.Clone(out); name == "suggestion" {
			out[name] = ""
		} else {
			out[name] = Mask
		}
	}
	return out
}
