package csv

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/relevant"
)

// reportGuess reports how each value that is not ASCII was read, if the encoding
// was detected by content alone: decoded wrongly, /data/東京 is still a valid path.
// Texts for people are not reported.
func (f *File) reportGuess(g *grid.Grid, cells *relevant.Cells, report *diag.List) {
	if f.surety == given {
		return
	}
	kind := map[surety]*diag.Kind{sure: diag.EncodingGuessed, likely: diag.EncodingLikely, doubtful: diag.EncodingDoubtful}[f.surety]
	pasted := f.pasted()
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			args := diag.Args{"encoding": f.charset.name, "encodings": listed()}
			switch {
			case utf8.RuneCountInString(c.Text) == len(c.Text):
			case containsAny(c.Text, pasted):
				report.Add(diag.EncodingMixed, g.Place(row.Number, c.Col), args)
			case cells.Value(row.Number, c.Col):
				report.Add(kind, g.Place(row.Number, c.Col), args)
			}
		}
	}
}

// pasted returns the first decoded words that are UTF-8 in a file of another
// encoding.
func (f *File) pasted() []string {
	const enough = 100
	var out []string
	for word := range foreignWords(f.data) {
		if surelyUTF8(word) {
			out = append(out, f.charset.decode(word))
		}
		if len(out) == enough {
			break
		}
	}
	return out
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// reportBroken reports the first cells with invalid bytes, or the file.
func (f *File) reportBroken(g *grid.Grid, report *diag.List) {
	const enough = 10 // with more, the encoding of the whole file is wrong
	args := diag.Args{"encoding": f.charset.name, "encodings": listed()}
	var pasted []string
	if f.surety != given {
		pasted = f.pasted()
	}
	found := 0
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			if !strings.ContainsRune(c.Text, utf8.RuneError) || found == enough {
				continue
			}
			found++
			kind := diag.EncodingBroken
			if containsAny(c.Text, pasted) {
				kind = diag.EncodingMixed
			}
			report.Add(kind, g.Place(row.Number, c.Col), args)
		}
	}
	if found == 0 {
		report.Add(diag.EncodingBroken, g.Place(0, 0), args)
	}
}
