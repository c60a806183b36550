package validate

import (
	"slices"
	"strings"
	"unicode"

	"hagen/internal/suggest"
)

// misspelt finds the name that was probably intended by a name that occurs once.
//
// Nodes have names that differ by little on purpose: db01 and db02, web-a and
// web-b, pnode and snode. A correct sheet must not be questioned because of that,
// so only these count: names that read the same (upper and lower case, 0 and O, 1
// and l, a missing zero, another separator, a domain); and, when the other name is
// used at least twice, swapped letters or a single extra, missing or wrong letter
// in the middle of a word.
func misspelt(u nodeUse, all []nodeUse) *nodeUse { return newSlips(all).misspelt(u) }

// slipFor reports whether a name used once is a misspelling of another one.
func slipFor(u nodeUse, other *nodeUse) bool {
	if other.name == u.name {
		return false
	}
	often := len(other.places) > 1
	if readAlike(u.name, other.name) {
		// If both names are used once, the later one counts as misspelt.
		return often || other.places[0].Compare(u.places[0]) < 0
	}
	return often && letterSlip(u.name, other.name)
}

// readAlike reports whether a reader can hardly tell two names apart.
func readAlike(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return numbered(a) == numbered(b) || confusable.Replace(a) == confusable.Replace(b) ||
		strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+".")
}

var confusable = strings.NewReplacer("o", "0", "l", "1", "i", "1")

// numbered spells the numbers of a name without leading zeros, letters that look
// like digits as digits, and without separators that are not between digits.
func numbered(name string) string {
	runes := []rune(name)
	digit := func(i int) bool { return i >= 0 && i < len(runes) && unicode.IsDigit(runes[i]) }
	for i, r := range runes {
		if digit(i-1) || digit(i+1) {
			runes[i] = []rune(confusable.Replace(string(r)))[0]
		}
	}
	var out []rune
	for i, r := range runes {
		zero := r == '0' && digit(i+1) && (len(out) == 0 || !unicode.IsDigit(out[len(out)-1]))
		separator := strings.ContainsRune("-_.", r) && !(digit(i-1) && digit(i+1))
		if !zero && !separator {
			out = append(out, r)
		}
	}
	return string(out)
}

// letterSlip reports whether two names differ by a single typing mistake.
func letterSlip(a, b string) bool {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if len(x) < len(y) {
		x, y = y, x
	}
	from := 0
	for from < len(y) && x[from] == y[from] {
		from++
	}
	tail := 0
	for tail < len(y)-from && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	wrong, right := x[from:len(x)-tail], y[from:len(y)-tail]
	if !letters(wrong) || !letters(right) {
		return false
	}
	// Names differ on purpose in the first and the last letter of a word, and
	// anywhere in a short one.
	inside := from > 0 && wordAround(x, from) > 3
	switch len(wrong)*10 + len(right) {
	case 10: // an extra letter
		return inside
	case 11: // a different letter
		return inside && from+1 < len(x) && unicode.IsLetter(x[from+1])
	case 22: // swapped
		return wrong[0] == right[1] && wrong[1] == right[0]
	}
	return false
}

func letters(list []rune) bool {
	return !slices.ContainsFunc(list, func(r rune) bool { return !unicode.IsLetter(r) })
}

// wordAround is the length of the run of letters around a position.
func wordAround(name []rune, at int) int {
	from, to := at, at
	for from > 0 && unicode.IsLetter(name[from-1]) {
		from--
	}
	for to < len(name) && unicode.IsLetter(name[to]) {
		to++
	}
	return to - from
}

// oneSlipAway returns a name used more than once that is one slip away from a name
// used once, or "". This alone is not a reason to report the name, but a hint when
// something else is wrong with it. Nodes differ by their numbers, so another digit
// is not a slip.
func oneSlipAway(u nodeUse, all []nodeUse) string {
	if len(u.places) > 1 {
		return ""
	}
	for _, other := range all {
		numbersOnly := strings.Map(dropDigits, u.name) == strings.Map(dropDigits, other.name) &&
			len(u.name) == len(other.name) && !anagrams(u.name, other.name)
		if len(other.places) > 1 && !numbersOnly && suggest.Slips(1, u.name, other.name) {
			return other.name
		}
	}
	return ""
}

func dropDigits(r rune) rune {
	if unicode.IsDigit(r) {
		return -1
	}
	return r
}

// anagrams reports whether two names are made of the same letters.
func anagrams(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
