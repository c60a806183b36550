package csv

import (
	"iter"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
)

// surety is how certain an encoding is.
type surety int

const (
	doubtful surety = iota // another encoding is nearly as likely
	likely
	sure
	given // by the user, by a mark, or by a form no other encoding has
)

// The odds above which a guess counts as likely and as certain, as logarithms, and
// the prior odds of the encodings hagen knows: sheets come from Japan and Korea.
var (
	likelyOdds = math.Log(20)
	sureOdds   = math.Log(1000)
	priorOdds  = math.Log(50)
)

// byContent chooses between the encodings that only the text distinguishes. It
// returns nil when none can decode the data.
//
// Each encoding is rated by the text it decodes to: how often people write such
// characters in its language, compared with how often they result from bytes in
// another encoding. Most bytes of one encoding are valid in another, so validity
// alone says little: kanji of EUC-JP are rare hangul, Chinese gives rare kanji,
// European accents swallow the letter after them. Text that does not look like a
// known language is doubtful as well.
func byContent(data []byte) (*charset, surety) {
	words := sample(data)
	var best *charset
	first, second := math.Inf(-1), math.Inf(-1)
	for _, c := range []*charset{cp932, cp949, eucJP} {
		if !c.fits(data) {
			continue
		}
		score := 0.0
		for _, w := range words {
			score += weigh(c.decode(w), c.language)
		}
		if score > first {
			best, first, second = c, score, first
		} else if score > second {
			second = score
		}
	}
	switch odds := min(first+priorOdds, first-second); {
	case odds >= sureOdds:
		return best, sure
	case odds >= likelyOdds:
		return best, likely
	}
	return best, doubtful
}

// fits reports whether an encoding can decode a file, apart from pasted cells in
// UTF-8.
func (c *charset) fits(data []byte) bool {
	for piece := range pieces(data) {
		if clean(c.decode(piece)) {
			continue
		}
		for word := range foreignWords(piece) {
			if !surelyUTF8(word) && !clean(c.decode(word)) {
				return false
			}
		}
	}
	return true
}

// text decodes a whole file, a large one piece by piece, to keep only one copy in
// memory.
func (c *charset) text(data []byte) string {
	if c.language == nil {
		return c.decode(data)
	}
	var out strings.Builder
	out.Grow(len(data))
	for piece := range pieces(data) {
		out.WriteString(c.decode(piece))
	}
	return out.String()
}

// pieces cuts a file in one of the encodings with a language after bytes that are
// not part of a longer character.
func pieces(data []byte) iter.Seq[[]byte] {
	const size = 64 << 10
	return func(yield func([]byte) bool) {
		for len(data) > 0 {
			end := len(data)
			if end > size {
				if at := slices.IndexFunc(data[size:], separates); at >= 0 {
					end = size + at + 1
				}
			}
			if !yield(data[:end]) {
				return
			}
			data = data[end:]
		}
	}
}

// sample returns distinct words of a file that are not ASCII, as many as are needed
// for a decision.
func sample(data []byte) [][]byte {
	const enough = 1000
	seen := map[string]bool{}
	var out [][]byte
	for word := range foreignWords(data) {
		if !seen[string(word)] && !surelyUTF8(word) {
			seen[string(word)] = true
			out = append(out, word)
		}
		if len(out) == enough {
			break
		}
	}
	return out
}

// foreignWords returns the words of a file that are not ASCII. Delimiters and
// spaces end a word; none of these bytes is part of a longer character in any
// encoding.
func foreignWords(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		from, foreign := 0, false
		for i, b := range data {
			switch {
			case b >= utf8.RuneSelf:
				foreign = true
			case !separates(b):
			case foreign && !yield(data[from:i]):
				return
			default:
				from, foreign = i+1, false
			}
		}
		if foreign {
			yield(data[from:])
		}
	}
}

// separates reports whether a byte ends a word.
func separates(b byte) bool {
	switch b {
	case ' ', ',', ';', '\t', '\r', '\n', '"':
		return true
	}
	return false
}

// unknown is how likely a two-byte character is in a text of an unknown language,
// single the same for one byte.
const (
	unknown = 1.0 / 3000
	single  = 1.0 / 150
)

// weigh sums up how much more likely the characters of a text are in a language
// than in a text of an unknown language, as logarithms.
func weigh(text string, likelihood func(before, r rune) float64) float64 {
	score, before := 0.0, ' '
	for _, r := range text {
		if r >= utf8.RuneSelf {
			base := unknown
			if halfKana(r) {
				base = single
			}
			score += math.Log(likelihood(before, r) / base)
		}
		before = r
	}
	return score
}

// japaneseText is how likely a character is in Japanese text: the share of its class,
// spread over the class.
func japaneseText(before, r rune) float64 {
	switch {
	case r >= 0x3041 && r <= 0x309f: // hiragana
		return .35 / 83
	case r >= 0x30a1 && r <= 0x30ff: // katakana
		return .25 / 87
	case strings.ContainsRune(commonKanji, r):
		return .32 / 790
	case unicode.Is(unicode.Han, r) && jisLevel1(r):
		return .02 / 2100
	case unicode.Is(unicode.Han, r):
		return .003 / 3750
	case halfKana(r) && halfKana(before):
		return .2 / 63
	case halfKana(r):
		return .0005 / 63
	case private(r):
		return 1e-9
	}
	return .06 / 500 // punctuation, full-width letters, signs
}

// koreanText is how likely a character is in Korean text.
func koreanText(_, r rune) float64 {
	switch {
	case strings.ContainsRune(commonHangul, r):
		return .85 / 400
	case r >= 0xac00 && r <= 0xd7a3 && ksx1001(r):
		return .06 / 1950
	case r >= 0xac00 && r <= 0xd7a3:
		return .004 / 8822
	case unicode.Is(unicode.Han, r):
		return .006 / 4888
	case r >= 0x3041 && r <= 0x30ff: // kana
		return .0005 / 170
	case unicode.In(r, unicode.Greek, unicode.Cyrillic, unicode.Hangul):
		return .004 / 250
	case private(r):
		return 1e-9
	}
	return .05 / 500
}

// jisLevel1 reports whether a kanji is one of the common ones of JIS X 0208, which
// come first, up to 腕 (0x4F53).
func jisLevel1(r rune) bool {
	out := encoded(japanese.EUCJP, r)
	return len(out) == 2 && out[0] >= 0xb0 && out[0] <= 0xcf
}

// ksx1001 reports whether a syllable is one of the 2350 common ones of EUC-KR, to
// which CP949 adds the rest.
func ksx1001(r rune) bool {
	out := encoded(korean.EUCKR, r)
	return len(out) == 2 && out[0] >= 0xb0 && out[0] <= 0xc8 && out[1] >= 0xa1
}

// encoded returns the bytes of a character, or none when the encoding lacks it.
func encoded(enc encoding.Encoding, r rune) []byte {
	out, err := enc.NewEncoder().Bytes([]byte(string(r)))
	if err != nil {
		return nil
	}
	return out
}

func halfKana(r rune) bool { return r >= 0xff61 && r <= 0xff9f }

// private reports whether a character is in the private use area.
func private(r rune) bool { return unicode.Is(unicode.Co, r) }

// clean reports whether every byte decoded to a character a sheet may contain. C1
// controls come from bytes that are invalid in the encoding.
func clean(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return r == utf8.RuneError || r >= 0x7f && r < 0xa0
	}) < 0
}
