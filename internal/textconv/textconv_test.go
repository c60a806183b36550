package textconv

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/test/gridtest"
)

func TestSheet(t *testing.T) {
	g := gridtest.Grid(t,
		"# title,,x",
		"left alone",
		",PROPERTY,,beside",
		",,name,value",
		"#,,項目,設定内容",
		",,a,b,a remark",
		"note,,\"c\nd\",\"e\tf\"",
		",RESOURCES",
		",,resourceItem,resourceItem,id",
		",,Group,,g",
		",,,Primitive,p",
		",PRIMITIVE",
		",P,id,type",
		",,p,Dummy",
		",A,type,name,value",
		",,options,password,one",
		",,,url,http://u:two@h/",
		",NOSUCH,k",
		",,password,three",
		",X,token",
		",,four",
		",,five,six")
	g.Hide(diag.Place{File: g.File, Sheet: g.Sheet, Row: 22, Col: 3})
	const want = `# title | x
# left alone

[PROPERTY]  beside
  name | value
# 項目 | 設定内容
    name: a  value: b  # a remark
    name: c
        d  value: e\tf  # note

[RESOURCES]
  resourceItem | resourceItem | id
    resourceItem: Group  id: g
      resourceItem: Primitive  id: p

[PRIMITIVE]
  P  id | type
    id: p  type: Dummy
  A  type | name | value
    type: options  name: password  value: ********
    name: url  value: ********

[NOSUCH]  k
    k: password  # ********

[X]  token
    token: ********
    token: ********  # six
`
	if diff := cmp.Diff(want, Sheet(g)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEverySheet: any text is a line or more, and control characters are visible.
func TestEverySheet(t *testing.T) {
	if got := Sheet(gridtest.Grid(t)); got != "" {
		t.Errorf("of nothing: %q", got)
	}
	got := Sheet(gridtest.Grid(t, ",NODE", ",,uname", ",,a\x1b[31m\u202e"))
	if strings.ContainsAny(got, "\x1b\u202e") {
		t.Errorf("%q controls the terminal", got)
	}
}
