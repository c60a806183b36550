package table

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/schema"
	"hagen/test/gridtest"
)

func TestFindings(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want []string
	}{
		"right": {
			rows: []string{"#title", ",PROPERTY", ",,name,,value", "#,,名前", ",,stonith-enabled,,true,備考"},
		},
		"names and headers in any case, columns in any order": {
			rows: []string{",property", ",,VALUE,Name", ",,true,stonith-enabled"},
		},
		"text in column A that starts no comment counts for nothing": {
			rows: []string{"old", ",PROPERTY", "note", ",,name,value", "x,,stonith-enabled,true"},
		},
		"a table without data": {
			rows: []string{",PROPERTY", ",,name,value", ",NODE", ",,uname,type,name,value"},
		},
		"nothing at all": {want: []string{"HG0201"}},
		"no table name": {
			rows: []string{",,name,value", ",,a,b"},
			want: []string{"HG0201"},
		},
		"another sheet altogether": {
			rows: []string{"Taro,Tokyo,x", "Jiro,Osaka,y"},
			want: []string{"HG0201"},
		},
		"rows before the first table": {
			rows: []string{",,Cluster of the shop", ",,second line", ",PROPERTY", ",,name,value"},
			want: []string{"HG0205 C1"},
		},
		"a slip in a name, the rest read as meant": {
			rows: []string{",PROPERY", ",,name,value", ",,a"},
			want: []string{"HG0202 B1", "HG0213 D3"},
		},
		"a slip in a name whose table is there already": {
			rows: []string{",PROPERTIES", ",,name,value", ",,a", ",PROPERTY", ",,name,value"},
			want: []string{"HG0202 B1"},
		},
		"a remark without #": {
			rows: []string{",LOCATION_NODE", ",,rsc,prefers/avoids,node,score", ",,ここから", ",,a,prefers,n1", ",,two words", ",PROPERTY", ",,name,value", ",,メモ", ",,a"},
			want: []string{"HG0229 C3", "HG0229 C5", "HG0229 C8", "HG0213 D9"},
		},
		"a row that is not filled in": {
			rows: []string{",ORDER", ",,first-rsc,then-rsc", ",,a,b", ",LOCATION_NODE", ",,rsc,prefers/avoids,node", ",,a", ",,,avoids,n1"},
			want: []string{"HG0229 C6"},
		},
		"a full-width name": {
			rows: []string{",ＰＲＯＰＥＲＴＹ", ",,name,value", ",,a,b"},
			want: []string{"HG0202 B1"},
		},
		"a slip in a block table's name": {
			rows: []string{",PRIMITVE", ",P,id,type", ",,a,Dummy", ",A,type,name,value", ",,options,a"},
			want: []string{"HG0202 B1", "HG0213 E5"},
		},
		"an unknown table is skipped up to the next name": {
			rows: []string{",TICKETS", ",,a,b", ",,c,d", ",P,x", ",A,y", ",PROPERTY", ",,name,value", ",,a"},
			want: []string{"HG0202 B1", "HG0213 D8"},
		},
		"a near name whose columns do not fit is skipped": {
			rows: []string{",ORDERS", ",,resources,options", ",,a b,c"},
			want: []string{"HG0202 B1"},
		},
		"text in column B of a data row": {
			rows: []string{",PROPERTY", ",,name,value", ",see below,a,b", ",,c"},
			want: []string{"HG0202 B3"},
		},
		"a block letter outside": {
			rows: []string{",PROPERTY", ",,name,value", ",P,id,type", ",,x", ",O,type", ",,", ",,x"},
			want: []string{"HG0204 B3"},
		},
		"a block letter before any table": {
			rows: []string{",R,recipient", ",,x"},
			want: []string{"HG0204 B1"},
		},
		"an unknown block letter": {
			rows: []string{",PRIMITIVE", ",P,id,type", ",,a,Dummy", ",R,recipient", ",,x", ",A,type,name,value", ",,options,a"},
			want: []string{"HG0203 B4", "HG0213 E7"},
		},
		"rows before the first letter": {
			rows: []string{",ALERT", ",,path", ",,/x", ",P,path", ",,/y"},
			want: []string{"HG0212 C2"},
		},
		"no header row before the next table": {
			rows: []string{",PROPERTY", ",NODE", ",,uname,type,name,value"},
			want: []string{"HG0206 B1"},
		},
		"no header row before the end": {
			rows: []string{",PROPERTY", "#,,name,value"},
			want: []string{"HG0206 B1"},
		},
		"a block table without blocks": {
			rows: []string{",ALERT", ",PRIMITIVE"},
			want: []string{"HG0206 B1", "HG0206 B2"},
		},
		"data where the header should be": {
			rows: []string{",PROPERTY", ",,stonith-enabled,false", ",,a,b"},
			want: []string{"HG0207 C2"},
		},
		"a letter without headers": {
			rows: []string{",PRIMITIVE", ",P", ",,a"},
			want: []string{"HG0208 B2"},
		},
		"a missing column": {
			rows: []string{",NODE", ",,,uname,name,value", ",,,n1,a,b"},
			want: []string{"HG0209 D2"},
		},
		"a missing column of a block": {
			rows: []string{",PRIMITIVE", ",P,class", ",,ocf"},
			want: []string{"HG0209 B2", "HG0209 B2"},
		},
		"a misspelt column is one mistake": {
			rows: []string{",PROPERTY", ",,nmae,value", ",,a,b", ",,,d"},
			want: []string{"HG0209 C2", "HG0213 C4"},
		},
		"operations without their type": {
			rows: []string{",PRIMITIVE", ",O,timeout,interval", ",,60s,0"},
			want: []string{"HG0209 B2"},
		},
		"operations with a misspelt type": {
			rows: []string{",PRIMITIVE", ",O,typ,interval", ",,start,0"},
			want: []string{"HG0209 C2"},
		},
		"a doubled column": {
			rows: []string{",PROPERTY", ",,name,value,Value", ",,a,,b"},
			want: []string{"HG0210 E2 [D2]"},
		},
		"a doubled operation option": {
			rows: []string{",PRIMITIVE", ",O,type,timeout,interval,timeout", ",,start,60s,0,60s"},
			want: []string{"HG0210 F2 [D2]"},
		},
		"unknown columns are ignored": {
			rows: []string{",COLOCATION", ",,rsc,with-rsc,score,rsc-rol,備考", ",,a,b,1,Started,x"},
			want: []string{"HG0211 F2", "HG0211 G2"},
		},
		"missing values": {
			rows: []string{",PROPERTY", ",,name,,value", ",,a", ",,,,b", ",,,remark"},
			want: []string{"HG0213 E3", "HG0213 C4", "HG0153 D5"},
		},
		"text between headers is said once a column": {
			rows: []string{",PROPERTY", ",,name,,value", ",,a,two words,b", ",,c,x,d,e", ",PROPERTY", ",,name,,value", ",,f,x,g"},
			want: []string{"HG0153 D3", "HG0153 D7"},
		},
		"a value beside its header": {
			rows: []string{",ORDER", ",,first-rsc,,then-rsc,,kind", "#,,先,,後,,種別,,備考", ",,,a,b,,Optional", ",,a,,b,,,Optional", ",,a,,b,,,two words", ",,a,,b,,,,Optional", ",,,,,,,x"},
			want: []string{"HG0152 D4", "HG0152 H5"},
		},
		"a value in a column headed for people": {
			rows: []string{",ORDER", ",,first-rsc,then-rsc,kind,,symmetrical", "#,,先,後,種別,備考,対称", ",,a,b,,Optional,false"},
			want: []string{"HG0153 F4"},
		},
		"nothing to inherit": {
			rows: []string{",NODE", ",,uname,type,name,value", ",,,attribute,a,1", ",,,,b,2", ",,n1,,c,3"},
			want: []string{"HG0213 C3"},
		},
		"inheritance ends with the table": {
			rows: []string{",NODE", ",,uname,type,name,value", ",,n1,attribute,a,1", ",NODE", ",,uname,type,name,value", ",,,attribute,b,2"},
			want: []string{"HG0213 C6"},
		},
		"inheritance ends with the block": {
			rows: []string{",PRIMITIVE", ",A,type,name,value", ",,meta,a,1", ",,,b,2", ",A,type,name,value", ",,,c,3"},
			want: []string{"HG0213 C6"},
		},
		"a kind of attribute without an attribute": {
			rows: []string{",PRIMITIVE", ",A,type,name,value", ",,options", ",,,ip,192.0.2.1", ",,meta,a", ",,,,", ",,utilization"},
			want: []string{"HG0213 E5"},
		},
		"a constraint without its node is not a label": {
			rows: []string{",LOCATION_NODE", ",,rsc,prefers/avoids,node", ",,a,prefers,n1", ",,,avoids"},
			want: []string{"HG0213 E4"},
		},
		"no resource item": {
			rows: []string{",RESOURCES", ",,resourceItem,resourceItem,id", ",,,,a"},
			want: []string{"HG0213 C3"},
		},
		"a table name in column C": {
			rows: []string{",PROPERTY", ",,name,value", ",,NODE", ",,uname,type,name,value", ",,n1,attribute,a"},
			want: []string{"HG0231 C3", "HG0213 F5"},
		},
		"a table name in column A": {
			rows: []string{",PROPERTY", ",,name,value", "primitive", ",P,id,type", ",,a,Dummy"},
			want: []string{"HG0231 A3"},
		},
		"a resource item is not a table name": {
			rows: []string{",RESOURCES", ",,resourceItem,resourceItem,id", ",,Primitive", ",PRIMITIVE", ",P,id,type"},
			want: []string{"HG0213 E3"},
		},
		"a word in column A above data is not a table name": {
			rows: []string{",PROPERTY", ",,name,value", "node", ",,a,b"},
		},
		"a column too many on the left": {
			rows: []string{",# title", ",,PROPERTY", ",,,name,value", ",,,a,b", ",,NODE", ",,,uname,type,name,value"},
			want: []string{"HG0230 C2"},
		},
		"column A deleted": {
			rows: []string{"title", "PROPERTY", ",name,value", ",a,b", "STONITH_LEVEL", ",node,id,level", ",n1,f,1", "RESOURCES", ",Stonith,,f"},
			want: []string{"HG0230 A2"},
		},
		"a list of the tables in column C": {
			rows: []string{",,NODE", ",,PROPERTY", ",,ORDER", ",PROPERTY", ",,name,value", ",NODE", ",,uname,type,name,value"},
			want: []string{"HG0205 C1"},
		},
		"two resource items": {
			rows: []string{",RESOURCES", ",,resourceItem,resourceItem,id", ",,Group,Primitive,a"},
			want: []string{"HG0214 D3 [C3]"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var report diag.List
			Parse(gridtest.Grid(t, c.rows...), &report)
			if diff := cmp.Diff(c.want, gridtest.Findings(t, &report)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAdvice: the help says what was probably meant.
func TestAdvice(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"table":              {[]string{",RESOURCE", ",,id"}, "did you mean RESOURCES?"},
		"full-width table":   {[]string{",ＮＯＤＥ"}, "did you mean NODE?"},
		"full-width block":   {[]string{",ALERT", ",P,path", ",Ｒ,recipient"}, "did you mean R?"},
		"block letter":       {[]string{",ALERT", ",P,path", ",O,type"}, "the blocks of ALERT are P, A, R, S"},
		"block outside":      {[]string{",O,type"}, "write one of PRIMITIVE, STONITH, TEMPLATE in column B of a row above it"},
		"column":             {[]string{",ORDER", ",,first-rsc,then-rsc,knd"}, "did you mean kind?"},
		"required column":    {[]string{",PROPERTY", ",,name,vlaue"}, "rename the column vlaue to value"},
		"shift to the right": {[]string{",,NODE", ",,ORDER"}, "delete columns on the left until NODE is in column B"},
		"shift to the left":  {[]string{"NODE", "ORDER"}, "insert an empty column left of column A"},
		"missing word":       {[]string{",LOCATION_NODE", ",,rsc,prefers/avoids,node", ",,a,,n1"}, "write one of prefers, avoids"},
	} {
		t.Run(name, func(t *testing.T) {
			var report diag.List
			Parse(gridtest.Grid(t, c.rows...), &report)
			list := report.Sorted()
			if len(list) != 1 {
				t.Fatalf("%d findings: %v", len(list), gridtest.Findings(t, &report))
			}
			if got := list[0].Help(message.English); got != c.want {
				t.Errorf("help %q; want %q", got, c.want)
			}
		})
	}
}

func TestRows(t *testing.T) {
	g := gridtest.Grid(t,
		",node",
		",,uname,type,name,value",
		",,n1,attribute,a,\"one\n\ntwo\"",
		",,,,b,2",
		",ADDITIONAL_CONFIG",
		",,config",
		",,\"pcs resource \\\n  cleanup\"",
	)
	var report diag.List
	tables := Parse(g, &report)
	if got := gridtest.Findings(t, &report); len(tables) != 2 || len(got) != 1 || got[0] != "HG0234 F3" {
		t.Fatalf("%d tables, findings %v", len(tables), gridtest.Findings(t, &report))
	}
	first, second := tables[0].Sections[0].Rows[0], tables[0].Sections[0].Rows[1]
	command := tables[1].Sections[0].Rows[0]
	for _, c := range []struct{ name, got, want string }{
		{"table", tables[0].Schema.Name, schema.NodeTable},
		{"table of a row", first.Table(), schema.NodeTable},
		{"place of a table", tables[0].Place.Cell(), "B1"},
		{"place of a section", tables[0].Sections[0].Place.Cell(), "C2"},
		{"line breaks", first.Get(schema.KeyValue), "one two"},
		{"line breaks of a command", command.Get(schema.KeyConfig), "pcs resource \\\n  cleanup"},
		{"inherited value", second.Get(schema.KeyUname), "n1"},
		{"place of an inherited value", second.At(schema.KeyUname).Cell(), "C3"},
		{"own cell of an inherited value", second.Cell(schema.KeyUname).Cell(), "C4"},
		{"place of a value", second.At(schema.KeyName).Cell(), "E4"},
		{"place of what is not a field", second.At(schema.KeyRsc).Cell(), "E4"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q; want %q", c.name, c.got, c.want)
		}
	}
	if second.Own(schema.KeyUname) || !second.Own(schema.KeyName) || !first.Own(schema.KeyUname) {
		t.Error("Own does not tell a row's values from inherited ones")
	}
}

func TestOperations(t *testing.T) {
	var report diag.List
	tables := Parse(gridtest.Grid(t,
		",PRIMITIVE",
		",O,timeout,Type,,OCF_CHECK_LEVEL,on-fail",
		",,60s,monitor,,10,restart",
		",,,start",
	), &report)
	if report.Len() > 0 {
		t.Fatal(gridtest.Findings(t, &report))
	}
	rows := tables[0].Sections[0].Rows
	var got []string
	for _, e := range rows[0].Extra {
		got = append(got, e.Header+"="+e.Text+" "+e.Place.Cell())
	}
	want := []string{"timeout=60s C3", "OCF_CHECK_LEVEL=10 F3", "on-fail=restart G3"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(rows[1].Extra) > 0 || rows[1].Get(schema.KeyType) != "start" {
		t.Errorf("a row without options reads as %+v", rows[1])
	}
}

func TestDepth(t *testing.T) {
	var report diag.List
	tables := Parse(gridtest.Grid(t,
		",RESOURCES",
		",,resourceItem,,resourceItem,id,resourceItem",
		",,Group,,,g",
		",,,,Clone,c",
		",,,,,p,Primitive",
	), &report)
	if report.Len() > 0 {
		t.Fatal(gridtest.Findings(t, &report))
	}
	for want, row := range tables[0].Sections[0].Rows {
		if row.Depth != want {
			t.Errorf("%s has depth %d; want %d", row.Get(schema.KeyID), row.Depth, want)
		}
	}
	if at := tables[0].Sections[0].Rows[2].At(schema.KeyResourceItem).Cell(); at != "G5" {
		t.Errorf("the cell of the resource item is %s; want G5", at)
	}
}

// TestBroken: what could not be read leaves a mark, and only that does.
func TestBroken(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string // each table; ! when broken, ? without a schema
	}{
		"whole":           {[]string{",PROPERTY", ",,name,value"}, "PROPERTY"},
		"misspelt column": {[]string{",PROPERTY", ",,nmae,value"}, "PROPERTY"},
		"misspelt name":   {[]string{",PROPERY", ",,name,value"}, "PROPERTY"},
		"missing column":  {[]string{",PROPERTY", ",,name"}, "PROPERTY!"},
		"no header":       {[]string{",PROPERTY"}, "PROPERTY!"},
		"near name":       {[]string{",ORDERS", ",,x"}, "ORDER!"},
		"no name":         {[]string{",XYZXYZ", ",,x"}, "?!"},
		"cut off":         {[]string{",PROPERTY", ",,name,value", ",what is this,a,b"}, "PROPERTY! ?!"},
		"bad letter":      {[]string{",ALERT", ",P,path", ",X,y", ",A,type,name,value"}, "ALERT!"},
	} {
		t.Run(name, func(t *testing.T) {
			var report diag.List
			var got []string
			for _, tab := range Parse(gridtest.Grid(t, c.rows...), &report) {
				s := "?"
				if tab.Schema != nil {
					s = tab.Schema.Name
				}
				if tab.Broken {
					s += "!"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("tables %q; want %q", s, c.want)
			}
		})
	}
}

// TestMerged: a value merged over several rows is missing from all but the first,
// which matters only in rows of data and where a blank does not inherit.
func TestMerged(t *testing.T) {
	g := gridtest.Grid(t,
		",PRIMITIVE", ",P,id,class,provider,type", ",,a,ocf,pacemaker,Dummy",
		",O,type,timeout,interval", ",,start,60s", ",,monitor,,10s", ",,,,,,,remark",
		",LOCATION_NODE", ",,rsc,prefers/avoids,node,score", ",,a,prefers,n1,200", ",,,,n2")
	g.Merge(6, 4, "D5:D7")
	g.Merge(7, 4, "D5:D7")
	g.Merge(11, 3, "C10:C11")
	g.Merge(11, 4, "D10:D11")
	g.Merge(11, 6, "F10:F11")
	var report diag.List
	Parse(g, &report)
	if diff := cmp.Diff([]string{"HG0150 D6", "HG0150 F11"}, gridtest.Findings(t, &report)); diff != "" {
		t.Error(diff)
	}
}

func TestAny(t *testing.T) {
	if !Any(gridtest.Grid(t, "x", ",,a", ",node")) {
		t.Error("a sheet with a table has none")
	}
	if Any(gridtest.Grid(t, "#,NODE", ",nodes", ",,NODE", ",P")) {
		t.Error("a sheet without a table has one")
	}
}

// TestMergedHeaders: values anywhere below a merged header.
func TestMergedHeaders(t *testing.T) {
	g := gridtest.Grid(t,
		",RESOURCES",
		",,resourceItem,,,id,",
		",,Group,,,g",
		",,,Primitive,,,p",
		",RESOURCES",
		",,resourceItem,,resourceItem,,id",
		",,,Group,,,h",
		",,,,,Primitive,q",
		",PRIMITIVE",
		",O,type,timeout,,interval,",
		",,monitor,,60s,,10s",
	)
	g.Widen(2, 3, 5) // one header: each of its columns is a depth
	g.Widen(2, 6, 7)
	g.Widen(6, 3, 4) // headers side by side: each is a depth
	g.Widen(6, 5, 6)
	g.Widen(10, 4, 5)
	g.Widen(10, 6, 7)
	var report diag.List
	tables := Parse(g, &report)
	if report.Len() > 0 {
		t.Fatal(gridtest.Findings(t, &report))
	}
	var got []string
	for _, table := range tables[:2] {
		for _, row := range table.Sections[0].Rows {
			got = append(got, fmt.Sprint(row.Get(schema.KeyID), row.Depth, " ", row.At(schema.KeyID).Cell()))
		}
	}
	for _, e := range tables[2].Sections[0].Rows[0].Extra {
		got = append(got, e.Header+"="+e.Text+" "+e.Place.Cell())
	}
	if diff := cmp.Diff([]string{"g0 F3", "p1 G4", "h0 G7", "q1 G8", "timeout=60s E11", "interval=10s G11"}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
