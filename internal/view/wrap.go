package view

import (
	"strings"

	"hagen/internal/terminal"
)

// notFirst are characters that no line begins with in Japanese and Korean.
const notFirst = "、。，．・）」』】ー？！,.)?!:;"

// wrap breaks a text into lines of at most so many columns: at blanks, and between
// the letters of a script that has none.
func wrap(text string, columns int) []string {
	var lines []string
	line, width := "", 0
	for _, word := range words(text) {
		w := terminal.Width(strings.TrimRight(word, " "))
		if width > 0 && width+w > columns {
			lines = append(lines, strings.TrimRight(line, " "))
			line, width = "", 0
		}
		line, width = line+word, width+terminal.Width(word)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// words are the pieces of a text that stay together, each with the blank behind it.
func words(text string) []string {
	var out []string
	piece := ""
	for _, r := range text {
		wide := ideographic(r)
		if wide && piece != "" && !strings.ContainsRune("「（『【(", lastOf(piece)) {
			out, piece = append(out, piece), ""
		} else if piece != "" && ideographic(lastOf(piece)) && !strings.ContainsRune(notFirst, r) && r != ' ' {
			out, piece = append(out, piece), ""
		}
		piece += string(r)
		if r == ' ' {
			out, piece = append(out, piece), ""
		}
	}
	return append(out, piece)
}

func lastOf(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}

// ideographic reports whether a line may be broken at a letter: kana and kanji, not
// Hangul, which has blanks between words.
func ideographic(r rune) bool {
	return (r >= 0x3041 && r <= 0x30FF || r >= 0x4E00 && r <= 0x9FFF) && !strings.ContainsRune(notFirst, r)
}
