// Package diag is how every stage reports what is wrong with the user's input:
// stable codes, places, related places, messages in each language, and their
// rendering as text or JSON.
//
// A Diagnostic keeps its code, arguments and places apart from its wording, so that
// the same finding can be shown in message.Japanese, in message.English or to a
// machine. It is never used for I/O errors (plain errors) or bugs of hagen.
package diag

import (
	"cmp"
	"hash/fnv"
	"io"
	"maps"
	"slices"
	"strings"
)

// Severity says whether a finding stops the compile.
type Severity uint8

// The severities, in rising order. A remark is not a mistake: it says what pcs or
// Pacemaker do with something that may surprise its author. It does not change the
// exit code, --strict ignores it, and --quiet leaves it out.
const (
	Remark Severity = iota + 1
	Warning
	Error
)

// String is the word used in reports and JSON.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "note"
}

// Kind is one mistake hagen knows: its stable code and its severity. Kinds are
// declared in the catalog files of this package and nowhere else; their words are
// in the language files of package message.
type Kind struct {
	Code     string // "HG0201"; never reused for another mistake
	Severity Severity
}

// Note labels a related place ("the first one is here").
type Note struct {
	Key string // stable, for JSON
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
	// Further is how many places of a remark are not among the related ones.
	Further int
	// Sensitive says that the cell holds a secret, which the arguments leave out.
	Sensitive bool
	// Accepted says that people live with it: Related has why, and --strict leaves it
	// a warning.
	Accepted bool
}

// MaxOfKind is how many findings of a kind a report shows; the others are only
// counted. More would not be read, and reporting a sheet with the same mistake in
// every row must not take a gigabyte.
const MaxOfKind = 100

// List collects the findings of a run. The zero value is ready to use.
type List struct {
	items   []Diagnostic
	seen    map[uint64]bool // by a hash of identity
	settled map[Place]bool
	remarks map[remarkKey]int // where in items the remarks of a kind are

	ofKind map[*Kind]int  // how many there are, including those left out
	more   []More         // what was left out, in order of first occurrence
	broken map[Place]bool // cells with an error that was left out

	accept func(Diagnostic) (Related, bool)
}

// Accept makes warnings of the further findings that are accepted; the function also
// says why.
func (l *List) Accept(accepted func(Diagnostic) (Related, bool)) { l.accept = accepted }

// More is how many findings of a kind were left out of a report.
type More struct {
	Kind     *Kind
	Severity Severity
	Count    int
}

// remarkKey identifies a remark that is made once: its kind and the sheet.
type remarkKey struct{ code, file, sheet string }

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
		l.seen, l.ofKind = map[uint64]bool{}, map[*Kind]int{}
	}
	key := d.hash()
	if l.seen[key] {
		return
	}
	l.seen[key] = true
	if d.Severity == Remark && l.joins(d) {
		return
	}
	if l.accept != nil && d.Severity > Remark {
		if why, ok := l.accept(d); ok { // few, and each with a reason: none is left out
			d.Severity, d.Accepted = Warning, true
			d.Related = append(slices.Clip(d.Related), why)
			l.items = append(l.items, d)
			return
		}
	}
	if l.Full(d.Kind) {
		l.leaveOut(More{d.Kind, d.Severity, 1})
		if d.Severity == Error && d.Place.Col > 0 {
			if l.broken == nil {
				l.broken = map[Place]bool{}
			}
			l.broken[d.Place] = true
		}
		return
	}
	l.ofKind[d.Kind]++
	l.items = append(l.items, d)
}

// Full reports whether a further finding of a kind would only be counted, so that
// its details are not needed.
func (l *List) Full(kind *Kind) bool { return l.ofKind[kind] >= MaxOfKind }

// leaveOut counts a finding that is not shown.
func (l *List) leaveOut(m More) {
	for i := range l.more {
		if l.more[i].Kind == m.Kind && l.more[i].Severity == m.Severity {
			l.more[i].Count += m.Count
			return
		}
	}
	l.more = append(l.more, m)
}

// LeftOut returns how many findings the report does not show, by code.
func (l *List) LeftOut() []More {
	return slices.SortedStableFunc(slices.Values(l.more), func(a, b More) int { return cmp.Compare(a.Kind.Code, b.Kind.Code) })
}

// joins makes a remark once per sheet: the first place is shown and lists the
// others. Otherwise a remark on every third row would bury the mistakes.
func (l *List) joins(d Diagnostic) bool {
	if l.remarks == nil {
		l.remarks = map[remarkKey]int{}
	}
	key := remarkKey{d.Kind.Code, d.Place.File, d.Place.Sheet}
	i, found := l.remarks[key]
	if !found {
		l.remarks[key] = len(l.items)
		return false
	}
	first := l.items[i]
	if len(first.Related) >= MaxOfKind { // JSON has that many, the text their number
		l.items[i].Further++
		return true
	}
	if d.Place.Compare(first.Place) < 0 {
		first, d = d, first
	}
	also := append(slices.Clip(first.Related), Related{Place: d.Place, Note: NoteAlso, Args: d.Args})
	first.Related = append(also, d.Related...)
	first.Further = max(first.Further, d.Further)
	l.items[i] = first
	return true
}

// Settle suppresses later findings for the cells that have an error so far: a cell
// that could not be read (a date, a formula without a value) has some text in the
// grid, and the consequences of that text are not further mistakes.
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
	if l.settled == nil {
		l.settled = map[Place]bool{}
	}
	maps.Copy(l.settled, l.broken)
	l.broken = nil
}

// See names a related place with a note that needs no arguments.
func See(at Place, note *Note) Related { return Related{Place: at, Note: note} }

// Merge adds all findings of another list.
func (l *List) Merge(other *List) {
	for _, d := range other.items {
		l.add(d)
	}
	for _, m := range other.more {
		l.leaveOut(m)
	}
}

// Strict turns every warning into an error, as --strict asks. A remark stays
// one: a correct sheet has some.
func (l *List) Strict() {
	for i := range l.items {
		if l.items[i].Severity == Warning && !l.items[i].Accepted {
			l.items[i].Severity = Error
		}
	}
	for i := range l.more {
		if l.more[i].Severity == Warning {
			l.more[i].Severity = Error
		}
	}
}

// Quiet leaves the remarks out, as --quiet asks.
func (l *List) Quiet() {
	l.items = slices.DeleteFunc(l.items, func(d Diagnostic) bool { return d.Severity == Remark })
	l.more = slices.DeleteFunc(l.more, func(m More) bool { return m.Severity == Remark })
	l.remarks = nil
}

// HasErrors reports whether anything stops the compile.
func (l *List) HasErrors() bool { return l.Count(Error) > 0 }

// HasMistakes reports whether anything is wrong: an error or a warning.
func (l *List) HasMistakes() bool { return l.Count(Error)+l.Count(Warning) > 0 }

// Count counts the findings of one severity.
func (l *List) Count(s Severity) int {
	n := 0
	for _, d := range l.items {
		if d.Severity == s {
			n++
		}
	}
	for _, m := range l.more {
		if m.Severity == s {
			n += m.Count
		}
	}
	return n
}

// Len counts all findings.
func (l *List) Len() int { return l.Count(Error) + l.Count(Warning) + l.Count(Remark) }

// Sorted returns the findings by place, then code: the order of every report. It
// has at most MaxOfKind of a kind; LeftOut counts the rest.
func (l *List) Sorted() []Diagnostic {
	out := slices.Clone(l.items)
	for _, i := range l.remarks {
		out[i].Related = slices.Clone(out[i].Related)
		slices.SortStableFunc(out[i].Related, byPlaceAlso)
	}
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(a.Place.Compare(b.Place), cmp.Compare(a.Kind.Code, b.Kind.Code),
			cmp.Compare(a.identity(), b.identity()))
	})
	return out
}

// byPlaceAlso puts the further places of a remark, in order, after what belongs to
// its first one.
func byPlaceAlso(a, b Related) int {
	switch {
	case a.Note == NoteAlso && b.Note == NoteAlso:
		return a.Place.Compare(b.Place)
	case a.Note == NoteAlso:
		return 1
	case b.Note == NoteAlso:
		return -1
	}
	return 0
}

// hash is a hash of identity: a list of many thousand findings keeps only this.
func (d Diagnostic) hash() uint64 {
	h := fnv.New64a()
	io.WriteString(h, d.identity())
	return h.Sum64()
}

// identity is equal for equal findings.
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
