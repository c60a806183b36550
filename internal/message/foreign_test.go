package message

import (
	"fmt"
	"testing"
)

// TestForeignTexts tests that each sentence of other programs is recognised with
// any arguments, and not as another one.
func TestForeignTexts(t *testing.T) {
	for _, f := range foreignTexts() {
		said, args := "", map[string]any{}
		for _, p := range f.pieces {
			if p.name != "" {
				if _, again := args[p.name]; !again {
					args[p.name] = fmt.Sprint("word", len(args))
				}
				said += args[p.name].(string)
			}
			said += p.text
		}
		for _, lang := range Languages() {
			want := Fill(lang.Pattern(f.id), lang, func(name string) any { return args[name] })
			if got := Verbatim(said).In(lang); got != want {
				t.Errorf("%s, %s: %q is %q, want %q", lang, f.id, said, got, want)
			}
		}
		if got, want := Verbatim("warning: "+said).In(Japanese), "警告: "+Verbatim(said).In(Japanese); got != want {
			t.Errorf("%s: %q, want %q", f.id, got, want)
		}
	}
}

func TestVerbatim(t *testing.T) {
	for said, want := range map[string]string{
		"what is not known\x1b[31m":           "what is not known<U+001B>[31m",
		"error: what is not known":            "エラー: what is not known",
		"vip does not run: n1: not installed": "「vip」が動いていません: n1: not installed",
		"element nvpair: Relax-NG validity error : Did not expect element nvpair there": "要素 nvpair がスキーマに適合していません: 要素 nvpair はここに置けません",
		"Could not connect to the CIB: Transport endpoint is not connected":             "CIB に接続できません: 接続されていません",
	} {
		if got := Verbatim(said).In(Japanese); got != want {
			t.Errorf("%q is %q, want %q", said, got, want)
		}
	}
	const several = "vip is blocked; not rolled back: another administrator changed the configuration since; and what is not known"
	if got, want := Sentences(several).In(Japanese), "「vip」がブロックされています、ロールバックしていません: その後、他の管理者が構成を変更しました、and what is not known"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Sentences(several).In(English); got != several {
		t.Errorf("in English it is %q", got)
	}
}

// TestHeard tests that a message of another hagen is shown in the reader's language
// if this one knows all of its texts, and else in English.
func TestHeard(t *testing.T) {
	part := New("report.error").With()
	known := New("list.because", "what", "cause").With(part, Verbatim("disk"))
	for _, tt := range []struct {
		name    string
		said    Message
		english string
		want    string
	}{
		{"known", known, "error: disk", "エラー: disk"},
		{"of a newer hagen", Message{ID: "engine.of-tomorrow"}, "all is new", "all is new"},
		{"a part of it is", New("list.because", "what", "cause").With(Message{ID: "x.y"}, "z"), "new: z", "new: z"},
		{"in a list", New("tool.said", "tool", "said").With("a", List{{ID: "x.y"}}), "new", "new"},
		{"other arguments", Message{ID: "list.because", Args: map[string]any{"what": "a"}}, "a", "a"},
		{"of an older hagen", Message{}, "the cluster is still at work", "クラスタはまだ処理中です"},
		{"nothing", Message{}, "", ""},
	} {
		if got := Heard(tt.english, tt.said).In(Japanese); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
