package suggest

import (
	"testing"
	"unicode"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"vip\u2010db": "vip-db", "ｖｉｐ－ｄｂ": "vip-db", "vi\u200bp": "vip", "оn\u2212fail": "on-fail",
		"vip-db": "vip-db", "東京": "東京", "a\u00a0b": "a b",
	} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOddIn(t *testing.T) {
	for in, want := range map[string]Odd{
		"vip\u2010db": Alien, "vip－db": Wide, "vip\u200b": Unseen, "оn": Alien,
		"vip-db": 0, "": 0, "サーバー": 0, "東京\u2010": 0, "Москва": 0,
	} {
		if r, got := OddIn(in); got != want || (r == 0) != (want == 0) {
			t.Errorf("OddIn(%q) = %U, %d, want %d", in, r, got, want)
		}
	}
}

func TestInstead(t *testing.T) {
	for _, c := range []struct{ word, suggestion, want string }{
		{"vip\u2010db", "vip-db", "vip-db (U+2010 HYPHEN → U+002D HYPHEN-MINUS)"},
		{"ОRDER", "ORDER", "ORDER (U+041E CYRILLIC CAPITAL LETTER O → U+004F O)"},
		{"vip_db", "vip-db", "vip-db"},
		{"vip-db", "", ""},
	} {
		if got := Instead(c.word, c.suggestion); got != c.want {
			t.Errorf("Instead(%q, %q) = %q, want %q", c.word, c.suggestion, got, c.want)
		}
	}
}

// TestLookalikes: each entry maps a character outside ASCII to one inside, and has
// a name.
func TestLookalikes(t *testing.T) {
	for r, to := range lookalikes {
		if r <= unicode.MaxASCII || to.ascii <= ' ' || to.ascii > unicode.MaxASCII || to.name == "" || FullWidth(r) {
			t.Errorf("%U: %+v", r, to)
		}
	}
}
