package csv

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse/grid"
	"hagen/test/gridtest"
)

// texts are the words for people in a sheet: a title, a header, a remark. The
// shorter, the harder to tell.
var (
	japaneseTexts = [][3]string{
		{"環境定義書", "ノード名", "備考"},
		{"表 1-1 クラスタ設定　…　クラスタ・ノード属性", "パラメータ種別", "起動時に設定する値"},
		{"クラスタ構成", "項目", "なし"},
		{"高可用クラスタの設定", "ホスト", "本番系のみ"},
		{"リソース配置制約", "スコア", "優先度の高いノードを先に書くこと"},
		{"STONITH の実行順序", "順序", "IPMI、SSH の順"},
		{"監視", "監視間隔", "10秒"},
	}
	// a few kanji and no kana
	kanjiTexts = [][3]string{
		{"概要", "設定内容", "x"},
		{"構成", "備考", "x"},
	}
	// vendor characters: only the Windows encodings and Unicode have all of them
	vendorTexts = [][3]string{
		{"①クラスタ設定～Ⅱ章", "㈱サンプル", "№１"},
		{"株式会社髙橋", "担当：﨑山", "ｶﾅ表記"},
	}
	koreanTexts = [][3]string{
		{"클러스터 환경 정의서", "노드 이름", "비고"},
		{"가상 아이피 자원", "설정 값", "운영 서버에서만 사용"},
		{"노드", "항목", "없음"},
		{"리소스 배치 제약", "점수", "우선 순위가 높은 노드를 먼저 쓴다"},
		{"고가용성 구성", "감시 간격", "십 초"},
		{"구성", "감시 간격", "시작"}, // also clean, if strange, in CP932
		{"자원 순서", "먼저 시작할 자원", "대칭 아님"},
	}
	// hangul beyond KS X 1001, and hanja
	rareKoreanTexts = [][3]string{
		{"클러스터 설정 뷁", "펲시", "운영(運營) 서버"},
		{"노드 속성 똠방", "이름", "확인 필요함"},
	}
)

// form is a way a file is saved.
type form struct {
	name   string
	encode func(text string) (string, error)
}

func with(name, mark string, enc encoding.Encoding) form {
	return form{name, func(text string) (string, error) {
		out, err := enc.NewEncoder().String(text)
		return mark + out, err
	}}
}

var (
	le           = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be           = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	unicodeForms = []form{
		with("utf-8", "", encoding.Nop), with("utf-8 with mark", "\xef\xbb\xbf", encoding.Nop),
		with("utf-16le", "", le), with("utf-16le with mark", "\xff\xfe", le),
		with("utf-16be", "", be), with("utf-16be with mark", "\xfe\xff", be),
	}
	windowsJA = with("cp932", "", japanese.ShiftJIS)
	windowsKO = with("cp949", "", korean.EUCKR)
	unixJA    = []form{with("euc-jp", "", japanese.EUCJP), with("iso-2022-jp", "", japanese.ISO2022JP)}
)

// sheetText is a sheet of two tables with texts for people in it.
func sheetText(words [3]string, delimiter, end string) string {
	lines := []string{
		"# " + words[0],
		",NODE,,,,",
		",,uname,type,name,value," + words[2],
		"#,," + words[1],
		",,node01,attribute,site,a",
		"",
		",ORDER",
		",,first-rsc,then-rsc",
		",,a,b",
	}
	return strings.ReplaceAll(strings.Join(lines, end), ",", delimiter) + end
}

// TestEncodings: each text in each encoding, with each delimiter and line end,
// is read as it was written. All must be right: a wrong guess shows as strange
// remarks at best, and as no tables at worst.
func TestEncodings(t *testing.T) {
	type group struct {
		texts [][3]string
		forms []form
	}
	n := 0
	for _, g := range []group{
		{japaneseTexts, append(append(unixJA[:2:2], windowsJA), unicodeForms...)},
		{kanjiTexts, append(append(unixJA[:2:2], windowsJA), unicodeForms...)},
		{vendorTexts, append([]form{windowsJA}, unicodeForms...)},
		{koreanTexts, append([]form{windowsKO}, unicodeForms...)},
		{rareKoreanTexts, append([]form{windowsKO}, unicodeForms...)},
	} {
		for _, words := range g.texts {
			for _, f := range g.forms {
				for _, delimiter := range []string{",", ";", "\t"} {
					for _, end := range []string{"\r\n", "\n", "\r"} {
						n++
						checkForm(t, words, f, delimiter, end)
					}
				}
			}
		}
	}
	t.Logf("%d files", n)
	if n < 360 {
		t.Errorf("only %d files were read", n)
	}
}

func checkForm(t *testing.T, words [3]string, f form, delimiter, end string) {
	t.Helper()
	data, err := f.encode(sheetText(words, delimiter, end))
	if err != nil {
		t.Fatalf("%s in %s: %v", words, f.name, err)
	}
	what := fmt.Sprintf("%s in %s, delimiter %q, line end %q", words, f.name, delimiter, end)
	g, report := read([]byte(data))
	if g == nil || report.Len() > 0 {
		t.Errorf("%s: %v", what, gridtest.Summaries(report))
		return
	}
	want := []string{"1:1 # " + words[0], "2:2 NODE", "3:3 uname", "3:4 type", "3:5 name", "3:6 value", "3:7 " + words[2],
		"4:1 #", "4:3 " + words[1], "5:3 node01", "5:4 attribute", "5:5 site", "5:6 a",
		"7:2 ORDER", "8:3 first-rsc", "8:4 then-rsc", "9:3 a", "9:4 b"}
	if got := gridtest.Cells(g); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s: read %q", what, got)
	}
}

// TestCP932 decodes what Windows makes of these characters, by Python's codec.
func TestCP932(t *testing.T) {
	for bytes, want := range map[string]string{
		"8740875587 8a8160":     "①Ⅱ㈱～",
		"817c8161819181 9281ca": "－∥￠￡￢",
		"fbfcfab1":              "髙﨑",
		"b6c5":                  "ｶﾅ",
		"f040f041f080f9fc":      "\ue000\ue001\ue03f\ue757", // users' own characters
		"88c0f040414243":        "安\ue000ABC",
		"8140f0":                "　\ufffd",
		"82f082f182f0":          "をんを", // a trail byte that looks like a lead byte
		"5c7e":                  `\~`,
	} {
		data, err := hex.DecodeString(strings.ReplaceAll(bytes, " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		if got := decodeCP932(data); got != want {
			t.Errorf("%s = %q, want %q", bytes, got, want)
		}
	}
}

// TestEncodingOption: what the user says overrides what would be found.
func TestEncodingOption(t *testing.T) {
	text := sheetText(japaneseTexts[0], ",", "\n")
	encoded, err := windowsJA.encode(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"cp932": true, "Shift_JIS": true, "SJIS": true, "windows-31j": true, "utf-8": false, "euc-jp": false} {
		report := &diag.List{}
		f := Open("t.csv", []byte(encoded), name, grid.DefaultLimits(), report)
		if f == nil {
			t.Fatalf("%s: %v", name, gridtest.Summaries(report))
		}
		g := f.Load(report)
		if ok := g != nil && gridtest.Cells(g)[0] == "1:1 # 環境定義書"; ok != want {
			t.Errorf("--encoding %s: read %t, want %t", name, ok, want)
		}
		if !want && fmt.Sprint(gridtest.Summaries(report)[0]) != fmt.Sprintf("t.csv:1:1 HG0162 the text is not valid %s here", name) {
			t.Errorf("--encoding %s: %v", name, gridtest.Summaries(report))
		}
	}
	for _, name := range Encodings() {
		if c, ok := charsetNamed(strings.ToUpper(name)); !ok || c.name != name {
			t.Errorf("%s is not found by its own name", name)
		}
	}
	report := &diag.List{}
	if Open("t.csv", []byte(text), "cp923", grid.DefaultLimits(), report) != nil {
		t.Error("an unknown encoding was taken")
	}
	if got := fmt.Sprint(gridtest.Summaries(report)); got != "[t.csv HG0161 unknown encoding cp923]" || report.Sorted()[0].Help(message.English) != "did you mean cp932?" {
		t.Errorf("%s: %s", got, report.Sorted()[0].Help(message.English))
	}
}

// TestBroken: bytes that mean nothing are named at their cell.
func TestBroken(t *testing.T) {
	text := sheetText(japaneseTexts[1], ",", "\r\n")
	jis, err := unixJA[1].encode(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ data, want string }{
		"UTF-8 with a broken byte": {strings.Replace(text, "ノード", "ノ\xe3ード", 1), "t.csv:1:1 HG0162 the text is not valid utf-8 here"},
		"UTF-8 cut in a character": {strings.TrimRight(text, "\r\n") + "環"[:2], "t.csv:9:4 HG0162 the text is not valid utf-8 here"},
		"UTF-8 with mark":          {"\xef\xbb\xbf,NODE\n,\xff", "t.csv:2:2 HG0162 the text is not valid utf-8 here"},
		"UTF-16 cut":               {"\xff\xfe,\x00N\x00O\x00D\x00E\x00\n\x00x", "t.csv:2:1 HG0162 the text is not valid utf-16le here"},
		"a broken quote as well":   {"\xef\xbb\xbf,\xff\n,\"x", "t.csv:1:2 HG0162 the text is not valid utf-8 here"},
		"nothing that fits":        {",NODE\n,\xff\xfe\xfd\x81\xff", "t.csv HG0160 the encoding of the file cannot be determined"},
		"ISO-2022-JP":              {jis + "\x1b$B\x01\x01", "t.csv:10:1 HG0162 the text is not valid iso-2022-jp here"},
	} {
		t.Run(name, func(t *testing.T) {
			g, report := read([]byte(c.data))
			if got := gridtest.Summaries(report); len(got) != 1 || got[0] != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if g != nil {
				t.Error("read anyway")
			}
		})
	}
}
