package validate

import "testing"

func TestPlaceholders(t *testing.T) {
	for _, s := range []string{
		"-", "ー", "－", "なし", "N/A", "n/a", "TBD", "tbd", "(TBD)", "[TBD]", "未定", "（未定）", "※要確認", "要確認！", "同上", "없음",
		"XX.XX.XX.XX", "xx.xx.xx.xx", "192.168.XX.XX", "10.0.0.x/24", "ＸＸ．ＸＸ．ＸＸ．ＸＸ", "XXXX", "xxx", "???",
		"＜ホスト名＞", "＜tag＞", "<hostname>", "<NODE>", "<Node 1>", "<node-1>", "<vip>", "○○○", "●●サーバ", "本番○○", "/data/○○/db",
	} {
		if !isPlaceholder(s) {
			t.Errorf("%q passes", s)
		}
	}
	for _, s := range []string{
		"", "?", "none", "null", "NONE", "no", "0", "x", "xx", "-1", "-INFINITY", "--force", "192.168.0.1", "10.0.0.0/24", "::", "*", "?x", "a-b",
		"/data/<db>/x", "<a><b>", "a<b", "<tag>", "</html>", "<br/>", "無線", "未定義", "なし崩し", "tbd1", "node-x", "NA", "○", "1.2.3", "xfs", "max.1.2.3",
	} {
		if isPlaceholder(s) {
			t.Errorf("%q is a value", s)
		}
	}
}
