package csv

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

var (
	bomUTF8    = []byte("\xef\xbb\xbf")
	bomUTF16LE = []byte("\xff\xfe")
	bomUTF16BE = []byte("\xfe\xff")
)

// detect tells the encoding of a CSV, nil when it cannot. Each step is surer
// than the next: a byte order mark, the NULs of UTF-16, the escapes of
// ISO-2022-JP, strict UTF-8, then what decodes without a fault. General
// detectors guess from single words and are wrong on a quarter of short sheets.
func detect(data []byte) *charset {
	switch {
	case bytes.HasPrefix(data, bomUTF8):
		return utf8Charset
	case bytes.HasPrefix(data, bomUTF16LE):
		return utf16LE
	case bytes.HasPrefix(data, bomUTF16BE):
		return utf16BE
	}
	if c := byNULs(data); c != nil {
		return c
	}
	if bytes.Contains(data, []byte("\x1b$B")) || bytes.Contains(data, []byte("\x1b$@")) {
		return iso2022JP
	}
	if utf8.Valid(data) || nearlyUTF8(data) {
		return utf8Charset
	}
	return byContent(data)
}

// byNULs finds UTF-16 without a mark: delimiters, line ends and names are ASCII,
// so a good part of the bytes of one parity is NUL. The other parity may hold
// some, too: the low byte of U+3000, the full-width space.
func byNULs(data []byte) *charset {
	var at [2]int
	for i, b := range data {
		if b == 0 {
			at[i&1]++
		}
	}
	const share = 16 // a file that is not UTF-16 has a few NULs by accident, if any
	switch even, odd := at[0], at[1]; {
	case odd > 4*even && odd*share > len(data):
		return utf16LE
	case even > 4*odd && even*share > len(data):
		return utf16BE
	}
	return nil
}

// Binary reports whether data is no text in any encoding: it is not UTF-16 and
// yet holds many NULs, or NULs beside other bytes that no text has.
func Binary(data []byte) bool {
	switch detect(data) {
	case utf16LE, utf16BE:
		return false
	}
	nulls, others := 0, 0
	for _, b := range data {
		switch {
		case b == 0:
			nulls++
		case b < ' ' && (b < '\t' || b > '\r') && b != 0x1b:
			others++
		}
	}
	return nulls*100 > len(data) || nulls > 0 && others > 0
}

// nearlyUTF8 reports whether data is UTF-8 with a few broken bytes: cut in the
// middle of a character, or pasted together. Other encodings have hardly any
// runs that are valid UTF-8, so taking such a file for one of them would turn
// all its text into something else without a word.
func nearlyUTF8(data []byte) bool {
	valid, broken := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 2: // pairs are valid by chance more often
			valid++
		}
		data = data[size:]
	}
	return valid >= 5 && valid >= 5*broken
}

// byContent chooses between the encodings that only their text tells apart.
func byContent(data []byte) *charset {
	if looksEUCJP(data) && clean(eucJP.decode(data)) {
		return eucJP
	}
	ja, ko := cp932.decode(data), cp949.decode(data)
	switch jaClean, koClean := clean(ja), clean(ko); {
	case jaClean && koClean:
		if koreanScore(data) > japaneseScore(ja) {
			return cp949
		}
		return cp932
	case jaClean:
		return cp932
	case koClean:
		return cp949
	case clean(eucJP.decode(data)):
		return eucJP
	}
	return nil
}

// looksEUCJP reports whether a good part of the two-byte characters are kana in
// EUC-JP (rows A4 and A5). Read as CP949 those are single letters of hangul, Greek
// and Roman numerals, of which a sheet has next to none; in CP932 they would be
// half-width punctuation. Without this look most EUC-JP would pass for Korean.
func looksEUCJP(data []byte) bool {
	kana, pairs := 0, 0
	for i := 0; i+1 < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		pairs++
		if (data[i] == 0xa4 || data[i] == 0xa5) && data[i+1] >= 0xa1 {
			kana++
		}
		i++
	}
	return kana > 1 && kana*8 >= pairs
}

// clean reports whether every byte decoded to something a sheet may hold. C1
// controls come from bytes that mean nothing in the encoding.
func clean(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return r == utf8.RuneError || r >= 0x7f && r < 0xa0
	}) < 0
}

// japaneseScore says how much a text decoded as CP932 looks like Japanese.
func japaneseScore(text string) int {
	score := 0
	for _, r := range text {
		switch {
		case r >= 0x3041 && r <= 0x30ff: // kana
			score += 3
		case r >= 0x4e00 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff: // kanji
			score++
		case r >= 0xe000 && r <= 0xf8ff: // private use
			score -= 5
		}
	}
	return score
}

// koreanScore says how much a text looks like Korean in CP949. The 2350
// syllables of KS X 1001 are those in use; the rest of hangul, and hanja, come
// mostly from reading another encoding as CP949.
func koreanScore(data []byte) int {
	score := 0
	for i := 0; i < len(data); i++ {
		if data[i] < 0x81 || i+1 == len(data) {
			continue
		}
		lead, trail := data[i], data[i+1]
		i++
		switch {
		case trail < 0xa1 || lead < 0xa1: // hangul beyond KS X 1001
			score--
		case lead >= 0xb0 && lead <= 0xc8:
			score += 3
		case lead >= 0xca && lead <= 0xfd: // hanja
			score -= 4
		}
	}
	return score
}
