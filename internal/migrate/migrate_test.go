package migrate

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/grid"
)

// sheet is a database that is promoted, made for rhel8.
const sheet = `,PROPERTY
,,name,value
,,stonith-enabled,false
,RESOURCES
,,resourceItem,resourceItem,id
,,Promotable,,cl
,,,Primitive,db
,,Primitive,,vip
,,Primitive,,vip2
,PRIMITIVE
,P,id,class,provider,type
,,db,ocf,heartbeat,redis
,O,type,timeout,interval,role
,,monitor,30000ms,10s,Master
,PRIMITIVE
,P,id,class,provider,type
,,vip,ocf,heartbeat,IPaddr2
,A,type,name,value
,,options,ip,192.0.2.1
,PRIMITIVE
,P,id,class,provider,type
,,vip2,ocf,heartbeat,IPaddr2
,A,type,name,value
,,options,ip,192.0.2.2
,,,arp_bg,true
,COLOCATION
,,rsc,with-rsc,score,rsc-role,with-rsc-role
,,vip,cl,INFINITY,Started,Master
`

// options are those of two targets.
func options(t *testing.T, from, to string) (a, b compile.Options) {
	t.Helper()
	a, errA := compile.For(from)
	b, errB := compile.For(to)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	return a, b
}

// read is the only sheet of a file.
func read(t *testing.T, name string, data []byte, opts compile.Options) *grid.Grid {
	t.Helper()
	in := compile.Open(name, data, parse.Options{})
	u, err := in.Compile(in.Sheets()[0], opts)
	if err != nil || u.Grid == nil {
		t.Fatal(err, u.Report.Sorted())
	}
	return u.Grid
}

// lines are the findings of a result, one per line.
func lines(r *Result) string {
	var b strings.Builder
	for _, d := range r.Report.Sorted() {
		b.WriteString(d.Place.Cell() + " " + d.Kind.Code + " " + d.Summary(message.English) + "\n")
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	from, to := options(t, "rhel8", "rhel10")
	r, err := Compare(read(t, "a.csv", []byte(sheet), from), from, to)
	if err != nil {
		t.Fatal(err)
	}
	found := lines(r)
	for _, want := range []string{
		`14:4 HG0513 `,
		`14:6 HG1006 the role Master is called Promoted on Red Hat Enterprise Linux 10.1`,
		`28:7 HG1006 the role Master is called Promoted`,
		`17:3 HG1001 vip does not set arp_bg: its default changes from "true" to "" on`,
		`17:3 HG1001 vip, vip2 does not set lvs_ipv6_addrlabel: its default changes from "false" to "true"`,
	} {
		if !strings.Contains(found, want) {
			t.Errorf("no %q in\n%s", want, found)
		}
	}
	var fixes []string
	for _, at := range r.Fixed() {
		fixes = append(fixes, at.Cell()+" "+r.Fixes[at])
	}
	if diff := cmp.Diff([]string{"14:4 30s", "14:6 Promoted", "28:7 Promoted"}, fixes); diff != "" {
		t.Errorf("fixes (-want +got):\n%s", diff)
	}
	if r.Blocked || r.Wrong {
		t.Errorf("blocked %v, wrong %v", r.Blocked, r.Wrong)
	}
}

// TestDurations: pcs 0.12 takes no ISO 8601 duration, and the same in seconds is the
// same interval.
func TestDurations(t *testing.T) {
	from, to := options(t, "rhel9", "rhel10")
	text := strings.Replace(sheet, "30000ms,10s,Master", "30s,PT1M30S,Master", 1)
	r, err := Compare(read(t, "a.csv", []byte(text), from), from, to)
	if err != nil || r.Blocked {
		t.Fatal(err, lines(r))
	}
	if found := lines(r); !strings.Contains(found, "14:5 HG0513 ") || r.Fixes[diag.Place{Sheet: r.Grid.Sheet, File: r.Grid.File, Row: 14, Col: 5}] != "90s" {
		t.Errorf("fixes %v\n%s", r.Fixes, found)
	}
}

// TestProperties: Pacemaker 3.0.2 has other names for some properties.
func TestProperties(t *testing.T) {
	for _, x := range []struct{ name, from, to, want string }{
		{"stonith-enabled", "debian13", "next", "3:3 fencing-enabled"},
		{"fencing-enabled", "next", "debian13", "3:3 stonith-enabled"},
		{"fencing-enabled", "debian13", "next", ""}, // as it will be
		{"stonith-enabled", "rhel8", "rhel10", ""},
		{"no-quorum-policy", "debian13", "next", ""},
	} {
		from, to := options(t, x.from, x.to)
		text := strings.Replace(sheet, "stonith-enabled,false", x.name+","+map[bool]string{true: "stop", false: "false"}[x.name == "no-quorum-policy"], 1)
		text = strings.Replace(text, "30000ms", "30s", 1)
		r, err := Compare(read(t, "a.csv", []byte(text), from), from, to)
		if err != nil || r.Blocked {
			t.Fatal(err, lines(r))
		}
		got := ""
		for _, at := range r.Fixed() {
			if at.Row == 3 {
				got = at.Cell() + " " + r.Fixes[at]
			}
		}
		if got != x.want || (x.want != "") != strings.Contains(lines(r), "HG1007 the property "+x.name+" is called ") {
			t.Errorf("%s from %s to %s: %q, want %q\n%s", x.name, x.from, x.to, got, x.want, lines(r))
		}
	}
}

// TestSameTarget finds nothing to do where nothing changes.
func TestSameTarget(t *testing.T) {
	from, to := options(t, "rhel8", "rhel8")
	r, err := Compare(read(t, "a.csv", []byte(sheet), from), from, to)
	if err != nil || r.Report.Len() > 0 || len(r.Fixes) > 0 || r.Blocked {
		t.Errorf("%v, %v, %s", err, r, lines(r))
	}
}

// TestBlocked: a fence device in a group is refused by pcs 0.12, and no new name
// helps.
func TestBlocked(t *testing.T) {
	from, to := options(t, "rhel8", "rhel10")
	text := strings.Replace(sheet, ",,Primitive,,vip2\n", ",,Group,,g\n,,,Primitive,vip2\n,,,Stonith,f\n", 1) +
		",STONITH\n,P,id,type\n,,f,fence_ipmilan\n,A,type,name,value\n,,options,ip,192.0.2.9\n,,,username,a\n"
	r, err := Compare(read(t, "a.csv", []byte(text), from), from, to)
	if err != nil {
		t.Fatal(err)
	}
	if r.Wrong || !r.Blocked || !strings.Contains(lines(r), "HG03") {
		t.Errorf("wrong %v, blocked %v:\n%s", r.Wrong, r.Blocked, lines(r))
	}
}

// TestWorkbook writes a workbook of a CSV and migrates that one again: its fixes
// are written, so that no names are left to change, and each remaining difference
// is in a note at its cell.
func TestWorkbook(t *testing.T) {
	from, to := options(t, "rhel8", "rhel10")
	r, err := Compare(read(t, "a.csv", []byte(sheet), from), from, to)
	if err != nil {
		t.Fatal(err)
	}
	book, err := r.Workbook(nil, message.Japanese)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Compare(read(t, "b.xlsx", book, from), from, to)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Fixes) > 0 || again.Blocked || strings.Contains(lines(again), diag.RoleRenamed.Code) {
		t.Errorf("the migrated workbook has fixes %v:\n%s", again.Fixes, lines(again))
	}
	more, err := again.Workbook(book, message.Japanese)
	if err != nil {
		t.Fatal(err)
	}
	checkNotes(t, again, more)
}
