package migrate

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/parse"
)

func TestTry(t *testing.T) {
	from, _ := compile.For("rhel8")
	to, _ := compile.For("rhel10")
	files, _ := filepath.Glob("../../examples/*/cluster.csv")
	more, _ := filepath.Glob("../../testdata/golden/real-*/in.csv")
	count := map[string]int{}
	for _, f := range append(files, more...) {
		data, _ := os.ReadFile(f)
		in := compile.Open(f, data, parse.Options{})
		u, err := in.Compile(in.Sheets()[0], from)
		if err != nil || u.Grid == nil {
			t.Log(f, err)
			continue
		}
		r, err := Compare(u.Grid, from, to)
		if err != nil {
			t.Error(f, err)
			continue
		}
		fmt.Println("##", f, "wrong", r.Wrong, "blocked", r.Blocked, "fixes", r.Fixes)
		for _, d := range r.Report.Sorted() {
			count[d.Kind.Code]++
			fmt.Println("  ", d.Place.Cell(), d.Kind.Code, d.Args)
		}
	}
	_ = diag.Args{}
	fmt.Println(count)
}
