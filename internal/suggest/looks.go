package suggest

import (
	"fmt"
	"strings"
	"unicode"
)

// Lookalike returns the ASCII character that another one looks like on most
// screens, or 0. Word processors, input methods and copied web pages insert such
// characters for plain ones.
func Lookalike(r rune) rune { return lookalikes[r].ascii }

// Plain writes a text in the ASCII it looks like: full-width letters and other
// lookalikes become what they resemble, invisible ones are dropped. Two words that
// people cannot distinguish become equal.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if ascii := Lookalike(r); ascii != 0 {
			return ascii
		}
		return r
	}, HalfWidth(Visible(s)))
}

// Alike reports whether two different words look the same on the screen.
func Alike(a, b string) bool { return a != b && Plain(a) == Plain(b) }

// Instead formats a suggestion for messages: one that looks like the word it
// replaces names the characters in which the two differ.
func Instead(word, suggestion string) string {
	if !Alike(word, suggestion) {
		return suggestion
	}
	for _, r := range word {
		if ascii := Lookalike(r); ascii != 0 && !strings.ContainsRune(suggestion, r) {
			return fmt.Sprintf("%s (%s → %s)", suggestion, Describe(r), Describe(ascii))
		}
	}
	return suggestion
}

// Spelt formats a wrong word for messages, with the character in which it differs
// from a word that looks the same.
func Spelt(word, meant string) string {
	if r, odd := OddIn(word); odd != 0 && Alike(word, meant) {
		return fmt.Sprintf("%s (%s)", Mark(word), Describe(r))
	}
	return word
}

// Invisible reports whether a character leaves no trace on the screen, or looks
// like a space but is not one. The full-width space belongs to FullWidth.
func Invisible(r rune) bool {
	switch r {
	case ' ', '\n', '\u3000':
		return false
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\ufffd': // Hangul fillers; the replacement character
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Z)
}

// Visible drops invisible characters and turns odd spaces into ordinary ones.
func Visible(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case !Invisible(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, s)
	return strings.TrimSpace(s)
}

// Mark makes invisible characters visible: ip<U+200B>addr.
func Mark(s string) string {
	var b strings.Builder
	for _, r := range s {
		if Invisible(r) || Private(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Private reports whether a character is in the private use area: what it looks
// like, and whether it is visible at all, depends on the fonts.
func Private(r rune) bool { return unicode.Is(unicode.Co, r) }

// Odd says what is wrong with the first odd character of a name.
type Odd int

// What a character of a name may be.
const (
	Unseen Odd = iota + 1
	Wide
	Alien // it looks like one of ASCII
)

// OddIn finds a character by which a name differs from what it looks like. In a
// name in another language only invisible characters and full-width letters count.
func OddIn(name string) (r rune, odd Odd) {
	for _, r := range name {
		if Invisible(r) {
			return r, Unseen
		}
	}
	for _, r := range name {
		if FullWidth(r) {
			return r, Wide
		}
	}
	plain := Plain(name)
	if strings.ContainsFunc(plain, func(r rune) bool { return r > unicode.MaxASCII }) {
		return 0, 0
	}
	for _, r := range name {
		if Lookalike(r) != 0 {
			return r, Alien
		}
	}
	return 0, 0
}

// Describe names a character that is invisible or looks like another: U+2010
// HYPHEN.
func Describe(r rune) string {
	name := unicodeNames[r]
	if name == "" {
		name = lookalikes[r].name
	}
	switch {
	case name != "":
	case FullWidth(r):
		name = "FULL-WIDTH " + HalfWidth(string(r))
	case r < unicode.MaxASCII:
		name = string(r)
	}
	return strings.TrimSpace(fmt.Sprintf("U+%04X %s", r, name))
}

// unicodeNames has the names of common characters; others are shown by number.
var unicodeNames = map[rune]string{
	'\t':     "TAB",
	'\u00a0': "NO-BREAK SPACE",
	'\u00ad': "SOFT HYPHEN",
	'\u200b': "ZERO WIDTH SPACE",
	'\u200c': "ZERO WIDTH NON-JOINER",
	'\u200d': "ZERO WIDTH JOINER",
	'\u200e': "LEFT-TO-RIGHT MARK",
	'\u200f': "RIGHT-TO-LEFT MARK",
	'\u2028': "LINE SEPARATOR",
	'\u202a': "LEFT-TO-RIGHT EMBEDDING",
	'\u202c': "POP DIRECTIONAL FORMATTING",
	'\u202d': "LEFT-TO-RIGHT OVERRIDE",
	'\u202e': "RIGHT-TO-LEFT OVERRIDE",
	'\u202f': "NARROW NO-BREAK SPACE",
	'\u2060': "WORD JOINER",
	'\u3164': "HANGUL FILLER",
	'\ufeff': "BYTE ORDER MARK",
	'\ufffd': "REPLACEMENT CHARACTER",
	'-':      "HYPHEN-MINUS",
}

// lookalikes are the characters that look like one of ASCII. Full-width forms are
// not among them: see FullWidth.
var lookalikes = map[rune]struct {
	ascii rune
	name  string
}{
	'\u2010': {'-', "HYPHEN"},                                           // ‐
	'\u2011': {'-', "NON-BREAKING HYPHEN"},                              // ‑
	'\u2012': {'-', "FIGURE DASH"},                                      // ‒
	'\u2013': {'-', "EN DASH"},                                          // –
	'\u2014': {'-', "EM DASH"},                                          // —
	'\u2015': {'-', "HORIZONTAL BAR"},                                   // ―
	'\u2212': {'-', "MINUS SIGN"},                                       // −
	'\ufe63': {'-', "SMALL HYPHEN-MINUS"},                               // ﹣
	'\u2500': {'-', "BOX DRAWINGS LIGHT HORIZONTAL"},                    // ─
	'\u2501': {'-', "BOX DRAWINGS HEAVY HORIZONTAL"},                    // ━
	'\u2043': {'-', "HYPHEN BULLET"},                                    // ⁃
	'\ufe58': {'-', "SMALL EM DASH"},                                    // ﹘
	'\u30fc': {'-', "KATAKANA-HIRAGANA PROLONGED SOUND MARK"},           // ー
	'\u2018': {'\'', "LEFT SINGLE QUOTATION MARK"},                      // ‘
	'\u2019': {'\'', "RIGHT SINGLE QUOTATION MARK"},                     // ’
	'\u201a': {'\'', "SINGLE LOW-9 QUOTATION MARK"},                     // ‚
	'\u2032': {'\'', "PRIME"},                                           // ′
	'\u02bc': {'\'', "MODIFIER LETTER APOSTROPHE"},                      // ʼ
	'\u201c': {'"', "LEFT DOUBLE QUOTATION MARK"},                       // “
	'\u201d': {'"', "RIGHT DOUBLE QUOTATION MARK"},                      // ”
	'\u201e': {'"', "DOUBLE LOW-9 QUOTATION MARK"},                      // „
	'\u2033': {'"', "DOUBLE PRIME"},                                     // ″
	'\u2024': {'.', "ONE DOT LEADER"},                                   // ․
	'\u00b7': {'.', "MIDDLE DOT"},                                       // ·
	'\u30fb': {'.', "KATAKANA MIDDLE DOT"},                              // ・
	'\ufe4f': {'_', "WAVY LOW LINE"},                                    // ﹏
	'\u2236': {':', "RATIO"},                                            // ∶
	'\ufe13': {':', "PRESENTATION FORM FOR VERTICAL COLON"},             // ︓
	'\u2044': {'/', "FRACTION SLASH"},                                   // ⁄
	'\u2215': {'/', "DIVISION SLASH"},                                   // ∕
	'\u0430': {'a', "CYRILLIC SMALL LETTER A"},                          // а
	'\u0251': {'a', "LATIN SMALL LETTER ALPHA"},                         // ɑ
	'\u03b1': {'a', "GREEK SMALL LETTER ALPHA"},                         // α
	'\u042c': {'b', "CYRILLIC CAPITAL LETTER SOFT SIGN"},                // Ь
	'\u0185': {'b', "LATIN SMALL LETTER TONE SIX"},                      // ƅ
	'\u0441': {'c', "CYRILLIC SMALL LETTER ES"},                         // с
	'\u03f2': {'c', "GREEK LUNATE SIGMA SYMBOL"},                        // ϲ
	'\u0501': {'d', "CYRILLIC SMALL LETTER KOMI DE"},                    // ԁ
	'\u0435': {'e', "CYRILLIC SMALL LETTER IE"},                         // е
	'\u04bd': {'e', "CYRILLIC SMALL LETTER ABKHASIAN CHE"},              // ҽ
	'\u0261': {'g', "LATIN SMALL LETTER SCRIPT G"},                      // ɡ
	'\u04bb': {'h', "CYRILLIC SMALL LETTER SHHA"},                       // һ
	'\u0456': {'i', "CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I"},   // і
	'\u03b9': {'i', "GREEK SMALL LETTER IOTA"},                          // ι
	'\u0458': {'j', "CYRILLIC SMALL LETTER JE"},                         // ј
	'\u03f3': {'j', "GREEK LETTER YOT"},                                 // ϳ
	'\u03ba': {'k', "GREEK SMALL LETTER KAPPA"},                         // κ
	'\u043a': {'k', "CYRILLIC SMALL LETTER KA"},                         // к
	'\u04cf': {'l', "CYRILLIC SMALL LETTER PALOCHKA"},                   // ӏ
	'\u043c': {'m', "CYRILLIC SMALL LETTER EM"},                         // м
	'\u0578': {'n', "ARMENIAN SMALL LETTER VO"},                         // ո
	'\u043e': {'o', "CYRILLIC SMALL LETTER O"},                          // о
	'\u03bf': {'o', "GREEK SMALL LETTER OMICRON"},                       // ο
	'\u0585': {'o', "ARMENIAN SMALL LETTER OH"},                         // օ
	'\u0440': {'p', "CYRILLIC SMALL LETTER ER"},                         // р
	'\u03c1': {'p', "GREEK SMALL LETTER RHO"},                           // ρ
	'\u051b': {'q', "CYRILLIC SMALL LETTER QA"},                         // ԛ
	'\u0455': {'s', "CYRILLIC SMALL LETTER DZE"},                        // ѕ
	'\u03c4': {'t', "GREEK SMALL LETTER TAU"},                           // τ
	'\u0442': {'t', "CYRILLIC SMALL LETTER TE"},                         // т
	'\u03c5': {'u', "GREEK SMALL LETTER UPSILON"},                       // υ
	'\u057d': {'u', "ARMENIAN SMALL LETTER SEH"},                        // ս
	'\u03bd': {'v', "GREEK SMALL LETTER NU"},                            // ν
	'\u0475': {'v', "CYRILLIC SMALL LETTER IZHITSA"},                    // ѵ
	'\u051d': {'w', "CYRILLIC SMALL LETTER WE"},                         // ԝ
	'\u0445': {'x', "CYRILLIC SMALL LETTER HA"},                         // х
	'\u03c7': {'x', "GREEK SMALL LETTER CHI"},                           // χ
	'\u0443': {'y', "CYRILLIC SMALL LETTER U"},                          // у
	'\u03b3': {'y', "GREEK SMALL LETTER GAMMA"},                         // γ
	'\u04af': {'y', "CYRILLIC SMALL LETTER STRAIGHT U"},                 // ү
	'\u1d22': {'z', "LATIN LETTER SMALL CAPITAL Z"},                     // ᴢ
	'\u0410': {'A', "CYRILLIC CAPITAL LETTER A"},                        // А
	'\u0391': {'A', "GREEK CAPITAL LETTER ALPHA"},                       // Α
	'\u0412': {'B', "CYRILLIC CAPITAL LETTER VE"},                       // В
	'\u0392': {'B', "GREEK CAPITAL LETTER BETA"},                        // Β
	'\u0421': {'C', "CYRILLIC CAPITAL LETTER ES"},                       // С
	'\u03f9': {'C', "GREEK CAPITAL LUNATE SIGMA SYMBOL"},                // Ϲ
	'\u0415': {'E', "CYRILLIC CAPITAL LETTER IE"},                       // Е
	'\u0395': {'E', "GREEK CAPITAL LETTER EPSILON"},                     // Ε
	'\u041d': {'H', "CYRILLIC CAPITAL LETTER EN"},                       // Н
	'\u0397': {'H', "GREEK CAPITAL LETTER ETA"},                         // Η
	'\u0406': {'I', "CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I"}, // І
	'\u0399': {'I', "GREEK CAPITAL LETTER IOTA"},                        // Ι
	'\u0408': {'J', "CYRILLIC CAPITAL LETTER JE"},                       // Ј
	'\u041a': {'K', "CYRILLIC CAPITAL LETTER KA"},                       // К
	'\u039a': {'K', "GREEK CAPITAL LETTER KAPPA"},                       // Κ
	'\u041c': {'M', "CYRILLIC CAPITAL LETTER EM"},                       // М
	'\u039c': {'M', "GREEK CAPITAL LETTER MU"},                          // Μ
	'\u039d': {'N', "GREEK CAPITAL LETTER NU"},                          // Ν
	'\u041e': {'O', "CYRILLIC CAPITAL LETTER O"},                        // О
	'\u039f': {'O', "GREEK CAPITAL LETTER OMICRON"},                     // Ο
	'\u0420': {'P', "CYRILLIC CAPITAL LETTER ER"},                       // Р
	'\u03a1': {'P', "GREEK CAPITAL LETTER RHO"},                         // Ρ
	'\u0405': {'S', "CYRILLIC CAPITAL LETTER DZE"},                      // Ѕ
	'\u0422': {'T', "CYRILLIC CAPITAL LETTER TE"},                       // Т
	'\u03a4': {'T', "GREEK CAPITAL LETTER TAU"},                         // Τ
	'\u0425': {'X', "CYRILLIC CAPITAL LETTER HA"},                       // Х
	'\u03a7': {'X', "GREEK CAPITAL LETTER CHI"},                         // Χ
	'\u04ae': {'Y', "CYRILLIC CAPITAL LETTER STRAIGHT U"},               // Ү
	'\u03a5': {'Y', "GREEK CAPITAL LETTER UPSILON"},                     // Υ
	'\u0396': {'Z', "GREEK CAPITAL LETTER ZETA"},                        // Ζ
}
