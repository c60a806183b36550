// Package explain says of each code of package diag what it means and why it
// matters, with a fragment of a sheet that shows the mistake and one without it.
//
// data/ has a file a code. A test compiles every fragment: the wrong one has the
// finding, the right one has no mistake at all.
package explain

import (
	"embed"
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/suggest"
	"hagen/internal/target"
)

var textUnknown = message.New("explain.unknown", "code")

//go:embed data/*.txt
var files embed.FS

// Entry explains a code.
type Entry struct {
	Kind *diag.Kind
	// Targets are what the fragments are compiled for; of two, the sheet moves from
	// the first to the second (hagen migrate).
	Targets []string
	// Nodes are those of the cluster the fragments are for; none where they do not
	// matter.
	Nodes []string

	words map[message.Lang]words
	rows  []row
}

// words explain a code in a language.
type words struct{ means, why string }

// Means is what a code means in a language.
func (e *Entry) Means(lang message.Lang) string { return e.in(lang).means }

// Why is why it matters.
func (e *Entry) Why(lang message.Lang) string { return e.in(lang).why }

func (e *Entry) in(lang message.Lang) words {
	if w, found := e.words[lang]; found {
		return w
	}
	return e.words[message.English]
}

// HasFragments reports whether a fragment of a sheet can show the mistake.
func (e *Entry) HasFragments() bool { return len(e.rows) > 0 }

// Of explains a code: HG0303, or hg0303, or 0303.
func Of(code string) (*Entry, error) {
	word := strings.ToUpper(strings.TrimSpace(code))
	if !strings.HasPrefix(word, "HG") {
		word = "HG" + word
	}
	kinds := diag.Kinds()
	i := slices.IndexFunc(kinds, func(k *diag.Kind) bool { return k.Code == word })
	if i < 0 {
		return nil, message.Fail(textUnknown, code).DidYouMean(suggest.Nearest(word, diag.Codes()))
	}
	data, err := files.ReadFile("data/" + word + ".txt")
	if err != nil {
		return nil, err
	}
	return read(kinds[i], string(data))
}

// OtherTarget reports whether the fragments are for another target than hagen
// compiles for by default.
func (e *Entry) OtherTarget() bool { return e.Targets[0] != target.Default }
