// Package suggest finds the word that was probably meant.
package suggest

import "strings"

// Nearest returns the candidate closest to word by edit distance (insertions,
// deletions, substitutions, swaps of neighbours; case and full width are ignored),
// or "" when none is close enough. Of equally close candidates the first wins.
func Nearest(word string, candidates []string) string {
	w := []rune(strings.ToLower(HalfWidth(word)))
	limit := len(w)/3 + 1
	best, bestCost := "", limit+1
	for _, c := range candidates {
		if cost := distance(w, []rune(strings.ToLower(c)), bestCost); cost < bestCost {
			best, bestCost = c, cost
		}
	}
	return best
}

// Only is like Nearest, but returns "" when another candidate is equally close.
func Only(word string, candidates []string) string {
	near := Nearest(word, candidates)
	if near == "" {
		return ""
	}
	n := 0
	for !Slips(n, word, near) {
		n++
	}
	for _, c := range candidates {
		if c != near && Slips(n, word, c) {
			return ""
		}
	}
	return near
}

// Slips reports whether a word is at most n typing mistakes away from another,
// counted as in Nearest.
func Slips(n int, word, other string) bool {
	return distance([]rune(strings.ToLower(HalfWidth(word))), []rune(strings.ToLower(other)), n+1) <= n
}

// FullWidth reports whether a character is the full-width form of one of ASCII,
// which Japanese and Korean input methods produce by accident.
func FullWidth(r rune) bool { return r == '\u3000' || r >= '！' && r <= '～' }

// HalfWidth writes the full-width characters of a text as ASCII.
func HalfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u3000':
			return ' '
		case FullWidth(r):
			return r - '！' + '!'
		}
		return r
	}, s)
}

// distance returns the optimal string alignment distance. It may stop early and
// return any number of at least limit.
func distance(a, b []rune, limit int) int {
	if abs(len(a)-len(b)) >= limit {
		return limit
	}
	before := make([]int, len(b)+1)
	last := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
