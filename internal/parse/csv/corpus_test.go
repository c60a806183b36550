package csv

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"hagen/test/gridtest"
)

// corpus is what the sheets of a language say, in the encodings of its computers.
type corpus struct {
	language string
	remarks  string // words for people, separated by spaces
	values   string // words in values that count
	forms    []form
	known    bool // hagen reads these encodings
}

var corpora = []corpus{
	{"Japanese", "環境定義書 クラスタ構成 リソースの起動順序 監視間隔 備考 故障時の動作 待機系ノード 概要 設定内容 パラメータ種別 フェイルオーバー先を先に書くこと 本番 検証環境 データベース ｸﾗｽﾀ",
		"東京 大阪 /data/東京 /data/受注管理 共有ディスク 本番系 札幌支店 データ ｻｰﾊﾞ /mnt/共有 山田太郎 監視サーバ 営業部 販売管理 第二データセンター",
		[]form{with("cp932", "", japanese.ShiftJIS), with("euc-jp", "", japanese.EUCJP)}, true},
	{"kanji", "環境定義書 構成 起動順序 監視間隔 備考 動作 待機系 概要 設定内容 種別 本番 検証環境 設計者 承認者 更新履歴",
		"東京 大阪 /data/東京 /data/受注管理 共有 本番系 札幌支店 山田太郎 営業部 販売管理",
		[]form{with("cp932", "", japanese.ShiftJIS), with("euc-jp", "", japanese.EUCJP)}, true},
	{"Korean", "환경정의서 클러스터 구성 리소스 시작 순서 감시 간격 비고 장애 시 동작 대기 노드 개요 설정 내용 매개변수 종류 운영 검증 환경 데이터베이스",
		"서울 부산 /data/서울 /data/주문관리 공유디스크 운영서버 데이터 감시 영업부 판매관리 김철수 대전지점",
		[]form{with("cp949", "", korean.EUCKR)}, true},
	{"Chinese", "环境定义书 集群配置 资源启动顺序 监控间隔 备注 故障时的动作 备用节点 概要 设置内容 参数类型 生产环境 数据库",
		"北京 上海 /data/北京 /data/订单管理 共享磁盘 生产系统 数据 监控 销售部 张伟 广州分公司",
		[]form{with("gbk", "", simplifiedchinese.GBK), with("gb18030", "", simplifiedchinese.GB18030)}, false},
	{"traditional Chinese", "環境定義書 叢集設定 資源啟動順序 監控間隔 備註 故障時的動作 備用節點 概要 設定內容 參數類型 資料庫",
		"台北 高雄 /data/台北 /data/訂單管理 共享磁碟 資料 監控 銷售部",
		[]form{with("big5", "", traditionalchinese.Big5)}, false},
	{"Russian", "Описание окружения кластера порядок запуска ресурсов интервал проверки примечание узел резервный настройки база данных",
		"Москва Петербург /data/Москва данные резерв сервер продажи склад",
		[]form{with("koi8-r", "", charmap.KOI8R), with("windows-1251", "", charmap.Windows1251), with("iso-8859-5", "", charmap.ISO8859_5)}, false},
	{"French and German", "Définition de l'environnement démarrage arrêt nœud secours réglages supervisé Übersicht Knoten Prüfung Verfügbarkeit größer Datenträger",
		"/données /srv/müller Zürich Besançon café Größe Île übung naïve",
		[]form{with("windows-1252", "", charmap.Windows1252), with("iso-8859-15", "", charmap.ISO8859_15)}, false},
	{"Polish", "Środowisko kolejność uruchamiania węzeł zapasowy ustawienia źródło łącze",
		"Łódź Kraków /dane/główne źródło zażółć",
		[]form{with("windows-1250", "", charmap.Windows1250), with("iso-8859-2", "", charmap.ISO8859_2)}, false},
}

// sheets are sheets with one value, with as many remarks beside it as the
// number says.
func (c *corpus) sheets(remarks int) []string {
	words := strings.Fields(c.remarks)
	var out []string
	for i, value := range strings.Fields(c.values) {
		text := "# cluster,,,,\n,NODE,,,,\n,,uname,type,name,value,\n"
		for j := range remarks {
			text += "#,," + words[(i+j)%len(words)] + ",,,,\n"
		}
		out = append(out, text+",,node01,attribute,site,"+value+",\n")
	}
	return out
}

// TestCorpus tests that a value is never silently read as something else. In the
// encodings hagen reads it is right, or refused where a word or two could be
// either; other encodings are refused, or the cell says what it was taken for.
func TestCorpus(t *testing.T) {
	for _, c := range corpora {
		for _, f := range c.forms {
			for _, remarks := range []int{0, 2, 8} {
				count := map[string]int{}
				total := 0
				for i, text := range c.sheets(remarks) {
					data, err := f.encode(text)
					if err != nil {
						t.Fatalf("%s in %s: %v", c.language, f.name, err)
					}
					how := c.judge(t, f.name, text, []byte(data), strings.Fields(c.values)[i])
					count[how]++
					total++
				}
				t.Logf("%s in %s, %d remarks: %v", c.language, f.name, remarks, count)
				if c.known && remarks == 8 && count["refused"]*10 > total {
					t.Errorf("%s in %s: %d of %d sheets with remarks are refused", c.language, f.name, count["refused"], total)
				}
				if !c.known && remarks == 8 && count["refused"]*10 < total*9 {
					t.Errorf("%s in %s: only %d of %d sheets are refused", c.language, f.name, count["refused"], total)
				}
			}
		}
	}
}

// judge reads a sheet and tells what came of its value.
func (c *corpus) judge(t *testing.T, name, text string, data []byte, value string) string {
	t.Helper()
	g, report := read(data)
	if g == nil || report.HasErrors() {
		return "refused"
	}
	cells := gridtest.Cells(g)
	right := strings.HasSuffix(cells[len(cells)-1], " "+value)
	said := ""
	for _, d := range report.Sorted() {
		if d.Place.Row == len(g.Rows) && d.Place.Col == 6 {
			said = d.Severity.String()
		}
	}
	if said == "" || right != c.known {
		t.Errorf("%s %q in %s: read as %s, said %q: %v", c.language, value, name, cells[len(cells)-1], said, gridtest.Summaries(report))
	}
	return fmt.Sprintf("%s with a %s", map[bool]string{true: "right", false: "wrong"}[right], said)
}

// TestPasted: a cell of another encoding is named, wherever it is, and the
// rest of the file stays what it is.
func TestPasted(t *testing.T) {
	for _, remarks := range []int{2, 6} {
		for _, text := range corpora[0].sheets(remarks) {
			foreign, err := windowsJA.encode("故障許可回数を超えた場合の動作は別紙を参照すること")
			if err != nil {
				t.Fatal(err)
			}
			_, report := read([]byte(text + "#,,,," + foreign + ",\n"))
			last := strings.Count(text, "\n") + 1
			if got, want := gridtest.Findings(t, report), fmt.Sprintf("HG0162 %d:5", last); len(got) != 1 || got[0] != want {
				t.Errorf("CP932 in %q: %v, want %s", text, got, want)
			}
			inside, err := windowsJA.encode(text)
			if err != nil {
				t.Fatal(err)
			}
			_, report = read([]byte(inside + "#,,,,別紙を参照,\n"))
			if got, want := gridtest.Findings(t, report), fmt.Sprintf("HG0173 %d:5", last); len(got) == 0 || got[len(got)-1] != want {
				t.Errorf("UTF-8 in CP932 %q: %v, want %s", text, got, want)
			}
		}
	}
}
