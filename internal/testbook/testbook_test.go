package testbook_test

import (
	"bytes"
	"context"
	"maps"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
	"hagen/test/need"
	"hagen/test/worldtest"
)

// book makes the book of a sheet.
func book(t *testing.T, sheet string, nodes ...string) *testbook.Book {
	t.Helper()
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	b, err := makeBook(sheet, nodes...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func makeBook(sheet string, nodes ...string) (*testbook.Book, error) {
	world, cib, err := worldtest.Start(context.Background(), "sheet.csv", sheet, nodes...)
	if err != nil {
		return nil, err
	}
	return testbook.Make(context.Background(), world, cib)
}

// unfenced is a cluster of an address, without fencing.
const unfenced = `,PROPERTY
,,name,value
,,stonith-enabled,false
,RESOURCES
,,resourceItem,id
,,Primitive,vip
,PRIMITIVE
,P,id,class,provider,type
,,vip,ocf,heartbeat,IPaddr2
,A,type,name,value
,,options,ip,192.168.1.10
,O,type,interval,timeout
,,monitor,10s,20s
`

// lines are the rows of the cases: number, what happens, what to do, what is expected.
func lines(d document.Document) []string {
	var out []string
	for _, row := range d.Chapters[1].Table.Rows {
		if len(row) > 3 {
			out = append(out, row[0].Text+" | "+row[1].Text+" | "+row[2].Text+" | "+strings.ReplaceAll(row[3].Text, "\n", "; "))
		}
	}
	return out
}

// TestSeed makes the book of seed 003.
func TestSeed(t *testing.T) {
	b := seed(t)
	d := b.Document("cluster.csv", message.English)
	got := lines(d)
	if len(b.Cases) < 12 {
		t.Errorf("%d cases", len(b.Cases))
	}
	for _, want := range []string{
		"1-3 | haproxy fails on node01 | node01# systemctl kill --signal=SIGKILL haproxy | nothing is fenced; node01: online; node02: online; ipaddr: node02 (Started); haproxy: node02 (Started); " +
			"ping: node01 (Started), node02 (Started); fence1-ipmilan: node02 (Started); fence2-ipmilan: node01 (Started)",
		"2-3 (1) | node01 crashes | node01# echo c > /proc/sysrq-trigger | fenced: node01; node01: offline; node02: online; ipaddr: node02 (Started); haproxy: node02 (Started); " +
			"ping: node02 (Started); fence1-ipmilan: node02 (Started); fence2-ipmilan: stopped",
		"2-3 (2) | node01 is back | node01# pcs cluster start | nothing is fenced; node01: online; node02: online; ipaddr: node02 (Started); haproxy: node02 (Started); " +
			"ping: node01 (Started), node02 (Started); fence1-ipmilan: node02 (Started); fence2-ipmilan: node01 (Started)",
		"6-1 (1) | Pacemaker is stopped on node01\nPacemaker is stopped on node02 | node01# pcs cluster stop --all | nothing is fenced; node01: offline; node02: offline; ipaddr: stopped; " +
			"haproxy: stopped; ping: stopped; fence1-ipmilan: stopped; fence2-ipmilan: stopped",
	} {
		found := false
		for _, line := range got {
			found = found || line == want
		}
		if !found {
			t.Errorf("the book lacks\n%s\nit has\n%s", want, strings.Join(got, "\n"))
		}
	}
	for _, f := range b.Folded {
		if f.Like == nil && f.Why.IsZero() {
			t.Errorf("no reason: %v", f.Events)
		}
	}
	if text := strings.Join(got, "\n"); !strings.Contains(text, "node01# ip route add blackhole 192.168.1.1/32") || strings.Contains(text, "ipmipass1") {
		t.Errorf("the host that is pinged, and no password, should be in\n%s", text)
	}
}

// TestThree is a cluster of three nodes without fencing, one resource of which nobody
// watches: two of its nodes at once are quorum.
func TestThree(t *testing.T) {
	b := book(t, unfenced+",,start,0s,20s\n", "n1", "n2", "n3")
	text := strings.Join(lines(b.Document("s.csv", message.English)), "\n")
	if want := "n1 crashes\nn2 crashes"; !strings.Contains(text, want) {
		t.Errorf("no case with two nodes at once:\n%s", text)
	}
}

// TestFormats writes a book in both formats and in each language, twice.
func TestFormats(t *testing.T) {
	b := book(t, unfenced, "n1", "n2")
	for _, lang := range message.Languages() {
		d := b.Document("s.csv", lang)
		for name, write := range map[string]func(document.Document) ([]byte, error){"xlsx": document.XLSX, "html": document.HTML} {
			one, err := write(d)
			if err != nil {
				t.Fatal(name, err)
			}
			two, err := write(d)
			if err != nil || !bytes.Equal(one, two) {
				t.Errorf("%s in %s: not the same twice, %v", name, lang, err)
			}
			if name == "html" {
				if !bytes.Contains(one, []byte("crm_resource --resource vip --force-stop")) {
					t.Errorf("%s: no command in the page", lang)
				}
				continue
			}
			f, err := excelize.OpenReader(bytes.NewReader(one))
			if err != nil {
				t.Fatal(err)
			}
			rows, err := f.GetRows(f.GetSheetName(1))
			if err != nil || len(rows) < len(b.Cases) {
				t.Errorf("%s: %d rows, %v", lang, len(rows), err)
			}
			f.Close()
		}
	}
}

// TestElse has both ends of a step in which the DC may crash, as the cluster of the
// lab ended (docs/testbook.md, 5-2, 5-4 and 5-5).
func TestElse(t *testing.T) {
	b := seed(t)
	elses := map[string]string{}
	for _, c := range b.Cases {
		for _, step := range c.Steps {
			if step.Else == nil {
				continue
			}
			var on []string
			for _, id := range []string{"ipaddr", "ping"} {
				for _, p := range scheduler.Places(step.Else.After, id) {
					on = append(on, id+"@"+p.Node)
				}
			}
			elses[c.Number] = strings.Join(on, " ")
		}
	}
	want := map[string]string{"5-2": "ipaddr@node01 ping@node01", "5-3": "ipaddr@node01 ping@node01", "5-4": "ipaddr@node01 ping@node01", "5-5": "ipaddr@node02 ping@node02"}
	if !maps.Equal(elses, want) {
		t.Errorf("%v, want %v", elses, want)
	}
	text := strings.Join(lines(b.Document("cluster.csv", message.English)), "\n")
	if want := "haproxy: stopped; ping: node01 (Started); fence1-ipmilan: stopped; fence2-ipmilan: node01 (Started); " +
		"if node02 is the DC, and the failure of ipaddr is noticed while the next one is elected, it is recovered but not counted:; fenced: node02; "; !strings.Contains(text, want) {
		t.Errorf("the book lacks %q:\n%s", want, text)
	}
}
