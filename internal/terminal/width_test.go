package terminal

import "testing"

func TestDisplayWidth(t *testing.T) {
	tests := []struct {
		name, text string
		want       int
	}{
		{"ascii", "monitor", 7},
		{"kanji and kana", "監視ウ", 6},
		{"half-width kana with its own voiced mark", "ｶﾞ", 2},
		{"full-width letters and space", "ＩＰ　", 6},
		{"kana with a combining voiced mark", "か\u3099", 2},
		{"latin with a combining accent", "e\u0301", 1},
		{"hangul", "노드", 4},
		{"decomposed hangul", "\u1102\u1169", 2},
		{"ambiguous counts one", "①○", 2},
		{"emoji", "🔥", 2},
		{"nothing", "", 0},
		{"half-width kana with a semi-voiced mark", "ﾊﾟ", 2},
		{"a family of emoji", "👨\u200d👩\u200d👧", 2},
		{"a flag", "🇯🇵", 2},
		{"a kanji with a variation selector", "葛\U000E0100", 2},
		{"thai with a mark above", "ก็", 1},
		{"the signs of English prose", "“x” – ±…", 8},
	}
	for _, tt := range tests {
		if got := Width(tt.text); got != tt.want {
			t.Errorf("%s: Width(%q) = %d, want %d", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestWidest: what must not wrap counts characters of ambiguous width as wide.
func TestWidest(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
	}{{"①○±", 6}, {"監視 ok", 7}, {"[===] 1/2", 9}, {"", 0}} {
		if got := Widest(tt.text); got != tt.want {
			t.Errorf("Widest(%q) = %d, want %d", tt.text, got, tt.want)
		}
	}
}

func TestVisible(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain 値　段", "plain 値　段"},
		{"a\nb\tc", `a\nb\tc`},
		{"vip\u200b", "vip<U+200B>"},
		{"\x1b[31mred", "<U+001B>[31mred"},
		{"no\u00a0break", "no<U+00A0>break"},
		{"\u202eevil", "<U+202E>evil"},
		{"か\u3099", "か\u3099"},
	}
	for _, tt := range tests {
		if got := Visible(tt.in); got != tt.want {
			t.Errorf("Visible(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestClip(t *testing.T) {
	tests := []struct {
		in    string
		limit int
		want  string
	}{
		{"short", 5, "short"},
		{"longer", 5, "lo..."},
		{"全角文字列", 10, "全角文字列"},
		{"全角文字列", 9, "全角文..."},
		{"全角文字列", 8, "全角..."},
		{"か\u3099か\u3099か\u3099", 5, "か\u3099..."},
		{"longer", 3, "..."},
	}
	for _, tt := range tests {
		got := Clip(tt.in, tt.limit)
		if got != tt.want || Width(got) > tt.limit {
			t.Errorf("Clip(%q, %d) = %q, want %q", tt.in, tt.limit, got, tt.want)
		}
	}
}
