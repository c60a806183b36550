package proof

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"hagen/internal/target"
	"hagen/test/need"
	"hagen/test/pcstest"
)

var (
	clusters = flag.Int("clusters", 2, "random clusters to run through real pcs; make clusters runs 40")
	seed     = flag.Uint64("seed", 0, "the first random cluster's seed; 0 takes one from the clock")
	keep     = flag.String("keep", "", "folder to keep the shrunken sheet of each failure in, such as ../../testdata/golden")
)

// shrinkTime bounds the search for a smaller sheet that also fails: what is left
// then is good enough to look at.
const shrinkTime = 2 * time.Minute

// workers is how many scripts run at a time: CI has two cores.
const workers = 2

// TestRandomClusters compiles random sheets, runs each script through real pcs
// and compares what comes out with the XML. Run one again with
//
//	go test ./test/proof -run TestRandomClusters -clusters 1 -seed N
func TestRandomClusters(t *testing.T) {
	need.Long(t)
	pcstest.Need(t)
	first := *seed
	if first == 0 {
		first = uint64(time.Now().UnixNano()) % 1_000_000_000
	}
	t.Logf("%d random clusters from seed %d", *clusters, first)
	var next atomic.Uint64
	for w := range workers {
		t.Run(fmt.Sprintf("worker%d", w), func(t *testing.T) {
			t.Parallel()
			for i := next.Add(1) - 1; i < uint64(*clusters); i = next.Add(1) - 1 {
				randomCluster(t, first+i)
			}
		})
	}
}

func randomCluster(t *testing.T, seed uint64) {
	t.Helper()
	tg, err := target.Get(installed)
	if err != nil {
		t.Fatal(err)
	}
	rows := Sheet(seed, tg)
	diff := sheetDifference(t, rows)
	if diff == "" {
		return
	}
	t.Errorf("seed %d: %s", seed, diff)
	until := time.Now().Add(shrinkTime)
	small := shrink(rows, func(rows [][]string) bool { return time.Now().Before(until) && sheetDifference(t, rows) != "" })
	t.Logf("seed %d shrunk to:\n%s\nwhere: %s", seed, csvOf(t, small), sheetDifference(t, small))
	if *keep != "" {
		keepSheet(t, fmt.Sprintf("proof-seed-%d", seed), small)
	}
}

// sheetDifference is how XML and script of a sheet differ; a sheet that does
// not compile without a finding does not count, so that shrinking keeps to
// right sheets.
func sheetDifference(t *testing.T, rows [][]string) string {
	t.Helper()
	unit := compileRows(t, rows, installed)
	if unit.Report.HasMistakes() || unit.XML == nil {
		return ""
	}
	return difference(t, unit)
}

func keepSheet(t *testing.T, name string, rows [][]string) {
	t.Helper()
	dir := filepath.Join(*keep, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "in.csv"), csvOf(t, rows), 0o644); err != nil {
		t.Fatal(err)
	}
}
