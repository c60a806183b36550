package message

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"testing"
)

func TestFill(t *testing.T) {
	args := map[string]any{"id": "vip", "n": 1, "many": 3, "said": "a\x1b[2J", "err": Of(fs.ErrNotExist), "list": List{Verbatim("a"), Verbatim("b")}}
	for _, c := range []struct {
		lang       Lang
		text, want string
	}{
		{English, "no argument", "no argument"},
		{English, "{id} and {id}", "vip and vip"},
		{English, "{n, plural, one {1 node} other {{n} nodes}}", "1 node"},
		{English, "{many, plural, one {1 node} other {{many} nodes}} of {id}", "3 nodes of vip"},
		{Japanese, "{n, plural, one {1 node} other {{n} ノード}}", "1 ノード"},
		{English, "{said}", "a<U+001B>[2J"},
		{English, "{err}", "no such file or directory"},
		{Japanese, "{err}", "ファイルまたはディレクトリがありません"},
		{English, "{list}", "a, b"},
		{Japanese, "{list}", "a、b"},
		{English, "'{'id'}' it's", "{id} it's"},
		{English, "open {id", "open {id"},
		{English, "{missing}.", "."},
	} {
		if got := Fill(c.text, c.lang, func(name string) any { return args[name] }); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	got := Placeholders("{b} {n, plural, one {one {a}} other {{n} {b}}} '{'c'}'")
	if want := []string{"b", "n", "a"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestErrorsSpeak tests that an error's own message is used, that a known error of
// the system is in the reader's language, and that the cause is kept.
func TestErrorsSpeak(t *testing.T) {
	text := New("report.more", "code", "count", "max")
	f := Fail(text, &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}, 2, 3)
	if !errors.Is(f, fs.ErrPermission) {
		t.Error("the cause is lost")
	}
	if got, want := Of(fmt.Errorf("wrapped: %w", f)).In(Japanese), "権限がありません: ほかに 2 件あります (表示は 3 件まで)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Of(errors.New("other\n")).In(Japanese); got != `other\n` {
		t.Errorf("a foreign error became %q", got)
	}
}

// TestKeptAsJSON: a message that was kept says the same.
func TestKeptAsJSON(t *testing.T) {
	m := New("report.more", "code", "count", "max").With(Verbatim("words of others"), 7, List{New("report.error").With(), Verbatim("x")})
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back Message
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	for _, lang := range Languages() {
		if a, b := m.In(lang), back.In(lang); a != b {
			t.Errorf("%s: %q became %q by way of %s", lang, a, b, data)
		}
	}
	for _, old := range []string{`"said before"`, `""`} {
		var m Message
		if err := json.Unmarshal([]byte(old), &m); err != nil || m.In(English) != old[1:len(old)-1] {
			t.Errorf("%s became %q, %v", old, m.In(English), err)
		}
	}
	for _, wrong := range []string{`7`, `{"args":{}}`, `[]`, `{"id":"x","args":{"a":true}}`} {
		if err := json.Unmarshal([]byte(wrong), &m); err == nil {
			t.Errorf("%s was taken", wrong)
		}
	}
}

// TestNames tests that thousands of names can be stored as JSON and read back.
func TestNames(t *testing.T) {
	if got := Names(Words([]string{"a", "b", "c"})).In(Japanese); got != "a, b, c" {
		t.Errorf("it became %q", got)
	}
	data, err := json.Marshal(Names(Words(make([]string, 20_000))))
	if err != nil {
		t.Fatal(err)
	}
	var back Message
	if err := json.Unmarshal(data, &back); err != nil {
		t.Error(err)
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, said string
		want          map[string]any
	}{
		{"required {rsc} start", "required vip start", map[string]any{"rsc": Verbatim("vip")}},
		{"{a} on {b}", "x on y on z", map[string]any{"a": Verbatim("x"), "b": Verbatim("y on z")}},
		{"plain", "plain", nil},
	} {
		if got, ok := match(split(c.pattern), c.said); !ok || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q in %q: %v, %v", c.pattern, c.said, got, ok)
		}
	}
	for _, said := range []string{"plain ", "plai", ""} {
		if _, ok := match(split("plain"), said); ok {
			t.Errorf("%q was taken for plain", said)
		}
	}
}

func TestParse(t *testing.T) {
	c, err := parse("# c\na = x\\s\nb =\n    one\n\n      two\n\nc.1 = a \\\\ = b\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := (catalog{"a": "x ", "b": "one\n\n  two", "c.1": `a \ = b`}); !reflect.DeepEqual(c, want) {
		t.Errorf("got %q", c)
	}
	for _, wrong := range []string{"a = x\na = y\n", "no key\n", "two words = x\n", "= x\n"} {
		if _, err := parse(wrong); err == nil {
			t.Errorf("%q was taken", wrong)
		}
	}
}

func TestLocale(t *testing.T) {
	for locale, want := range map[string]Lang{"ja_JP.UTF-8": Japanese, "ja": Japanese, "en_US": English, "C": "c", "de_DE@euro": "de"} {
		got, ok := Locale(locale)
		if got != want || ok != (want == Japanese || want == English) {
			t.Errorf("%s is %s, %v", locale, got, ok)
		}
	}
}
