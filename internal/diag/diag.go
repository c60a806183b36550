// Package diag is the one way every stage says what is wrong with the user's
// input: stable codes, places, related places, messages in each language, and
// their rendering as text or JSON.
//
// A Diagnostic keeps its code, arguments and places apart from its wording, so
// that the same finding can be shown in Japanese, in English or to a machine.
// It is never used for failures of I/O (plain errors) or bugs of our own.
package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Severity says whether a finding stops the compile.
type Severity uint8

// The severities, in rising order.
const (
	Warning Severity = iota + 1
	Error
)

// String is the word used in reports and JSON.
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Kind is one mistake hagen knows: its stable code, its severity and its words.
// Kinds are declared in the catalog files of this package and nowhere else.
type Kind struct {
	Code     string // "HG0201"; never reused for another mistake
	Severity Severity
	EN, JA   Message
}

// Message is a kind's wording in one language. {name} stands for an argument.
type Message struct {
	// Summary says what is wrong: lower case, no full stop.
	Summary string
	// Help says what to write instead. The first line whose arguments are all
	// given and not empty is shown; none is fine.
	Help []string
}

// Note labels a related place ("the first one is here").
type Note struct {
	Key    string // stable, for JSON
	EN, JA string
}

// Args are the values a message names. They must never hold a secret.
type Args map[string]string

// Related is another place that belongs to the finding.
type Related struct {
	Place Place
	Note  *Note
	Args  Args
}

// Diagnostic is one finding.
type Diagnostic struct {
	Kind     *Kind
	Severity Severity
	Place    Place
	Args     Args
	Related  []Related
}

// List collects the findings of a run. The zero value is ready to use.
type List struct {
	items   []Diagnostic
	seen    map[string]bool
	settled map[Place]bool
}

// Add reports a finding at a place. The same finding (kind, place, arguments)
// is kept once: a value inherited by ten rows is one mistake.
func (l *List) Add(kind *Kind, at Place, args Args, related ...Related) {
	l.add(Diagnostic{Kind: kind, Severity: kind.Severity, Place: at, Args: args, Related: related})
}

func (l *List) add(d Diagnostic) {
	if l.settled[d.Place] {
		return
	}
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	key := d.identity()
	if l.seen[key] {
		return
	}
	l.seen[key] = true
	l.items = append(l.items, d)
}

// Settle keeps later findings away from the cells that hold an error by now: a
// cell that could not be read (a date, a formula without a value) has some text
// in the grid, and what that text would cause is no further mistake.
func (l *List) Settle() {
	for _, d := range l.items {
		if d.Severity < Error || d.Place.Col == 0 {
			continue
		}
		if l.settled == nil {
			l.settled = map[Place]bool{}
		}
		l.settled[d.Place] = true
	}
}

// See names a related place with a note that needs no arguments.
func See(at Place, note *Note) Related { return Related{Place: at, Note: note} }

// Merge takes over all findings of another list.
func (l *List) Merge(other *List) {
	for _, d := range other.items {
		l.add(d)
	}
}

// Strict turns every warning into an error, as --strict asks.
func (l *List) Strict() {
	for i := range l.items {
		l.items[i].Severity = Error
	}
}

// HasErrors reports whether anything stops the compile.
func (l *List) HasErrors() bool { return l.Count(Error) > 0 }

// Count counts the findings of one severity.
func (l *List) Count(s Severity) int {
	n := 0
	for _, d := range l.items {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Len counts all findings.
func (l *List) Len() int { return len(l.items) }

// Sorted returns the findings by place, then code: the order of every report.
func (l *List) Sorted() []Diagnostic {
	out := slices.Clone(l.items)
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(a.Place.Compare(b.Place), cmp.Compare(a.Kind.Code, b.Kind.Code),
			cmp.Compare(a.identity(), b.identity()))
	})
	return out
}

// identity is what makes two findings the same one.
func (d Diagnostic) identity() string {
	keys := make([]string, 0, len(d.Args))
	for k := range d.Args {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var b strings.Builder
	b.WriteString(d.Kind.Code)
	b.WriteByte(0)
	b.WriteString(d.Place.String())
	for _, k := range keys {
		b.WriteByte(0)
		b.WriteString(k)
		b.WriteByte('=')
		b.WriteString(d.Args[k])
	}
	return b.String()
}
