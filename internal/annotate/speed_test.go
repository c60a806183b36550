//go:build unix

package annotate

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"hagen/internal/diag"
)

// TestLargeSheet is fast enough to be run on every save.
func TestLargeSheet(t *testing.T) {
	large := sheet + ",LOCATION_NODE\n,,rsc,prefers/avoids,node,score\n"
	for i := range 260 {
		large += fmt.Sprintf(",,vip,prefers,node%d,1x%d\n", i, i)
	}
	data := workbook(t, large)
	start := working(t)
	out := annotated(t, data)
	took := working(t) - start
	t.Log(took)
	if took > time.Second {
		t.Errorf("took %s", took)
	}
	list := parts(t, out)["xl/worksheets/findings1.xml"]
	if !strings.Contains(list, "160") || strings.Count(list, "HG0514") != diag.MaxOfKind+1 {
		t.Errorf("%d rows of HG0514, and no row for the rest", strings.Count(list, "HG0514"))
	}
}

// working is the time that the machine has worked for this process: it may be busy with
// others.
func working(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
