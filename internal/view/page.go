package view

import (
	"cmp"
	"io"
	"strings"

	"hagen/internal/message"
	"hagen/internal/terminal"
)

// page is a text for people that is being written.
type page struct {
	lang  message.Lang
	color bool
	// brief leaves the fields and most names out.
	brief bool
	width int // where long lists are broken
	b     strings.Builder
}

// page is an empty one for a stream.
func (s *Screen) page(stream any) *page {
	return &page{lang: s.Lang, color: s.colored(stream), brief: s.Brief, width: lineWidth(stream)}
}

// show writes a page.
func (s *Screen) show(v *page) error {
	if _, err := io.WriteString(s.Out, harmless(v.b.String())); err != nil {
		return message.CannotWrite(message.Stdout, err)
	}
	return nil
}

// The colours, as SGR parameters.
const (
	sgrRed    = "31"
	sgrGreen  = "32"
	sgrYellow = "33"
	sgrBold   = "1"
	sgrDim    = "2"
)

func (v *page) paint(sgr, s string) string {
	if !v.color || s == "" {
		return s
	}
	return "\x1b[" + sgr + "m" + s + "\x1b[0m"
}

func (v *page) line(parts ...string) {
	v.b.WriteString(strings.TrimRight(strings.Join(parts, ""), " ") + "\n")
}

// maxLine is where long lists and quoted rows are broken at the latest, and minLine
// at the earliest, however narrow a terminal is.
const (
	maxLine = 100
	minLine = 30
)

// gutter is what is before a quoted row: the number of the row and a line.
const gutter = 8

// quoteWidth is how wide a quoted row may be on a stream.
func quoteWidth(stream any) int {
	if n := columns(stream); n > 0 {
		return min(maxLine, max(minLine, n-gutter))
	}
	return maxLine
}

// lineWidth is where long lists are broken on a stream.
func lineWidth(stream any) int {
	if n := columns(stream); n > 0 {
		return min(maxLine, max(minLine, n))
	}
	return maxLine
}

// words writes words after a head, separated and wrapped.
func (v *page) words(head string, words []string, separator string) {
	line, width := head, plainWidth(head)
	for i, w := range words {
		if i < len(words)-1 {
			w += separator
		}
		if width+plainWidth(w) > cmp.Or(v.width, maxLine) && width > 8 {
			v.line(line)
			line, width = "        ", 8
		}
		line, width = line+w, width+plainWidth(w)
	}
	v.line(line)
}

// plainWidth is the width of a text without its colours.
func plainWidth(s string) int {
	for {
		i := strings.Index(s, "\x1b[")
		if i < 0 {
			return terminal.Width(s)
		}
		end := strings.IndexByte(s[i:], 'm')
		s = s[:i] + s[i+end+1:]
	}
}
