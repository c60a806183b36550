//go:build unix

package grow_test

import (
	"math"
	"runtime"
	"syscall"
	"testing"
	"time"

	"hagen/internal/compile"
	"hagen/internal/parse"
	"hagen/test/bench/grow"
	"hagen/test/need"
)

// The sizes to compare, and the allowed ratio of their times: quadratic growth
// takes 64 times as long for 8 times the rows (an exponent of 2), linear growth 8
// times (1). The limit in between allows for a busy machine; make bench is strict.
const (
	few, many   = 500, 4000
	maxExponent = 1.5
	maxPerRow   = 40 << 10 // bytes allocated, including those already freed
)

// TestTimeGrowsWithTheRows compiles each sheet in two sizes.
func TestTimeGrowsWithTheRows(t *testing.T) {
	need.Long(t)
	opts, err := compile.For("rhel9")
	if err != nil {
		t.Fatal(err)
	}
	run := func(t *testing.T, data []byte, wrong bool) (cpu time.Duration, allocated uint64) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := used(t)
		in := compile.Open("x.csv", data, parse.Options{})
		u, err := in.Compile("", opts)
		cpu = used(t) - start
		runtime.ReadMemStats(&after)
		if err != nil || u.Report.HasErrors() && !wrong {
			t.Fatalf("error %v, findings %v", err, u.Report.Sorted()[:1])
		}
		return cpu, after.TotalAlloc - before.TotalAlloc
	}
	for _, s := range grow.Sheets() {
		t.Run(s.Name, func(t *testing.T) {
			small, large := []byte(s.Make(few)), []byte(s.Make(many))
			run(t, small, s.Wrong) // what is made once
			best, perRow := math.MaxFloat64, uint64(0)
			for try := 0; try < 4 && best > maxExponent; try++ {
				a, _ := run(t, small, s.Wrong)
				b, bytes := run(t, large, s.Wrong)
				best = min(best, math.Log(float64(b)/float64(a))/math.Log(float64(many)/few))
				perRow = bytes / many
			}
			if best > maxExponent {
				t.Errorf("time grows with the %.2fth power of the rows", best)
			}
			if perRow > maxPerRow && !raceDetector { // which allocates for itself
				t.Errorf("a row takes %d KB", perRow>>10)
			}
			t.Logf("exponent %.2f, %d KB a row", best, perRow>>10)
		})
	}
}

// used is the time this process has had of all processors.
func used(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
