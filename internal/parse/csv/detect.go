package csv

import (
	"bytes"
	"unicode/utf8"
)

var (
	bomUTF8    = []byte("\xef\xbb\xbf")
	bomUTF16LE = []byte("\xff\xfe")
	bomUTF16BE = []byte("\xfe\xff")
)

// detect returns the encoding of a CSV, or nil when it cannot tell, and how certain
// that is. Each step is more certain than the next: a byte order mark, the NULs of
// UTF-16, the escapes of ISO-2022-JP, strict UTF-8, then what decodes without
// errors. General detectors guess from single words and are wrong on a quarter of
// short sheets.
func detect(data []byte) (*charset, surety) {
	switch {
	case bytes.HasPrefix(data, bomUTF8):
		return utf8Charset, given
	case bytes.HasPrefix(data, bomUTF16LE):
		return utf16LE, given
	case bytes.HasPrefix(data, bomUTF16BE):
		return utf16BE, given
	}
	if c := byNULs(data); c != nil {
		return c, given
	}
	if bytes.Contains(data, []byte("\x1b$B")) || bytes.Contains(data, []byte("\x1b$@")) {
		return iso2022JP, given
	}
	if utf8.Valid(data) || nearlyUTF8(data) || mostlyUTF8(data) {
		return utf8Charset, given
	}
	return byContent(data)
}

// byNULs finds UTF-16 without a mark: delimiters, line ends and names are ASCII, so
// a good part of the bytes of one parity is NUL. The other parity may have some as
// well: the low byte of U+3000, the full-width space.
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

// Binary reports whether data is not text in any encoding: it is not UTF-16 but has
// many NULs, or NULs and other bytes that no text has.
func Binary(data []byte) bool {
	switch c, _ := detect(data); c {
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
// middle of a character, or pasted together. Other encodings have hardly any runs
// that are valid UTF-8, so reading such a file as one of them would silently turn
// all its text into something else.
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

// mostlyUTF8 reports whether more of a file's cells are in UTF-8 than in another
// encoding, which was then pasted into some of them.
func mostlyUTF8(data []byte) bool {
	mine, others := 0, 0
	for word := range foreignWords(data) {
		switch {
		case surelyUTF8(word):
			mine++
		case !utf8.Valid(word):
			others++
		}
	}
	return mine > 0 && mine >= others
}

// surelyUTF8 reports whether a text is UTF-8 and nothing else: two characters of
// three bytes each. In other encodings such bytes are words made only of the rarest
// kanji and hanja.
func surelyUTF8(word []byte) bool {
	if !utf8.Valid(word) {
		return false
	}
	long := 0
	for _, r := range string(word) {
		if utf8.RuneLen(r) > 2 {
			long++
		}
	}
	return long > 1
}
