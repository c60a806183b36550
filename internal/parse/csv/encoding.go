package csv

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
)

// charset is an encoding CSVs come in. decode replaces invalid bytes with U+FFFD.
type charset struct {
	name   string // for --encoding and in messages
	also   []string
	decode func(data []byte) string
	// language is how likely a character is in the encoding's language, for
	// encodings that only the text distinguishes; nil for the others.
	language func(before, r rune) float64
}

var (
	utf8Charset = &charset{"utf-8", []string{"utf8"}, decodeUTF8, nil}
	utf16LE     = &charset{"utf-16le", []string{"utf-16", "utf16", "utf16le"},
		using(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)), nil}
	utf16BE = &charset{"utf-16be", []string{"utf16be"},
		using(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)), nil}
	cp932 = &charset{"cp932", []string{"shift-jis", "shiftjis", "sjis", "ms932", "windows-31j"}, decodeCP932, japaneseText}
	// x/text's EUC-KR is all of CP949, including its extra hangul.
	cp949     = &charset{"cp949", []string{"euc-kr", "euckr", "uhc"}, using(korean.EUCKR), koreanText}
	eucJP     = &charset{"euc-jp", []string{"eucjp"}, using(japanese.EUCJP), japaneseText}
	iso2022JP = &charset{"iso-2022-jp", []string{"jis"}, using(japanese.ISO2022JP), nil}

	charsets = []*charset{utf8Charset, utf16LE, utf16BE, cp932, cp949, eucJP, iso2022JP}
)

// Encodings lists the names for --encoding; each has well-known aliases.
func Encodings() []string {
	names := make([]string, len(charsets))
	for i, c := range charsets {
		names[i] = c.name
	}
	return names
}

// charsetNamed finds a charset by one of its names, ignoring case.
func charsetNamed(name string) (*charset, bool) {
	name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "_", "-")
	for _, c := range charsets {
		if c.name == name {
			return c, true
		}
		for _, also := range c.also {
			if also == name {
				return c, true
			}
		}
	}
	return nil, false
}

// broke reports whether decoding met invalid bytes. In UTF-8 the replacement
// character may also be in the file itself.
func (c *charset) broke(data []byte, text string) bool {
	if c == utf8Charset {
		return !utf8.Valid(data)
	}
	return strings.ContainsRune(text, utf8.RuneError)
}

func using(enc encoding.Encoding) func([]byte) string {
	return func(data []byte) string {
		// Decoders of x/text replace what they cannot decode; they do not fail.
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return string(utf8.RuneError)
		}
		return string(out)
	}
}

func decodeUTF8(data []byte) string {
	return strings.ToValidUTF8(string(data), string(utf8.RuneError))
}

// decodeCP932 decodes what Windows calls Shift_JIS. x/text maps it as Windows
// does ("～" is U+FF5E) but refuses the characters users define themselves
// (F040–F9FC), which Windows keeps in the private use area.
func decodeCP932(data []byte) string {
	plain := using(japanese.ShiftJIS)
	var out strings.Builder
	from := 0
	for i := 0; i < len(data); i++ {
		lead := data[i]
		if !cp932Lead(lead) || i+1 == len(data) {
			continue
		}
		if r, ok := userDefined(lead, data[i+1]); ok {
			out.WriteString(plain(data[from:i]))
			out.WriteRune(r)
			from = i + 2
		}
		if cp932Trail(data[i+1]) {
			i++
		}
	}
	if from == 0 {
		return plain(data)
	}
	out.WriteString(plain(data[from:]))
	return out.String()
}

func cp932Lead(b byte) bool  { return b >= 0x81 && b <= 0x9f || b >= 0xe0 && b <= 0xfc }
func cp932Trail(b byte) bool { return b >= 0x40 && b <= 0xfc && b != 0x7f }

// userDefined maps a user-defined character as Windows does: 188 to a lead byte,
// from U+E000.
func userDefined(lead, trail byte) (rune, bool) {
	if lead < 0xf0 || lead > 0xf9 || !cp932Trail(trail) {
		return 0, false
	}
	n := int(trail) - 0x40
	if trail > 0x7f {
		n--
	}
	return rune(0xe000 + (int(lead)-0xf0)*188 + n), true
}
