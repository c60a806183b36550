package diag

import (
	"hagen/internal/message"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// TestReportIsBounded: of a kind the first hundred are shown and all are counted,
// whatever becomes of them.
func TestReportIsBounded(t *testing.T) {
	many := &Kind{Code: "HG0001", Severity: Warning}
	bad := &Kind{Code: "HG0002", Severity: Error}
	at := func(row int) Place { return Place{File: "f", Row: row, Col: 1} }
	fill := func(l *List) {
		for i := range 250 {
			l.Add(many, at(i+1), Args{"n": strconv.Itoa(i)})
			l.Add(many, at(i+1), Args{"n": strconv.Itoa(i)}) // the same again
		}
		for i := range 101 {
			l.Add(bad, at(1000+i), nil)
		}
	}
	var l, merged List
	fill(&l)
	if !l.Full(many) || !l.Full(bad) || l.Full(&Kind{}) {
		t.Error("Full")
	}
	if l.Count(Warning) != 250 || l.Count(Error) != 101 || l.Len() != 351 || len(l.Sorted()) != 200 {
		t.Errorf("%d warnings, %d errors, %d in all, %d shown", l.Count(Warning), l.Count(Error), l.Len(), len(l.Sorted()))
	}
	l.Settle() // cells with an error, shown or not, get no other finding
	l.Add(&Kind{Code: "HG0003", Severity: Error}, at(1100), nil)
	if l.Count(Error) != 101 {
		t.Error("a cell that holds an error that is not shown got another one")
	}
	merged.Merge(&l)
	merged.Strict()
	if merged.Count(Error) != 351 || merged.HasErrors() != true {
		t.Errorf("after a merge and --strict: %d errors", merged.Count(Error))
	}
	if got := LeftOut(merged.LeftOut(), message.English); !strings.HasPrefix(got, "HG0001: 150 more") || !strings.Contains(got, "HG0002: 1 more") {
		t.Errorf("left out: %q", got)
	}
	if got := LeftOut(merged.LeftOut(), message.Japanese); !strings.Contains(got, "HG0001: ほかに 150 件") {
		t.Errorf("left out: %q", got)
	}
}

// TestManyFindingsAreCheap: what is counted only is not kept.
func TestManyFindingsAreCheap(t *testing.T) {
	kind := &Kind{Code: "HG0001", Severity: Remark}
	warn := &Kind{Code: "HG0002", Severity: Warning}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var l List
	const n = 100_000
	for i := range n {
		at := Place{File: "f", Row: i + 1, Col: 1}
		l.Add(kind, at, Args{"text": strings.Repeat("x", 1000)})
		l.Add(warn, at, Args{"text": strings.Repeat("x", 1000)})
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > 200*n {
		t.Errorf("%d findings keep %d MB", n, kept>>20)
	}
	if d := l.Sorted()[0]; len(d.Related)+d.Further != n-1 {
		t.Errorf("%d places and %d further ones", len(d.Related), d.Further)
	}
	runtime.KeepAlive(&l)
}
