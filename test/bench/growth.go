package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"hagen/test/bench/grow"
)

// The budget of growth, from fewRows to manyRows of any table.
const (
	fewRows, manyRows = 1000, 16000
	maxExponent       = 1.15
	maxPerRow         = 25 << 10 // bytes of memory
)

// growth compiles each kind of long sheet in two sizes, as a whole process, and
// reports whether time and memory grow as they may.
func growth(ctx context.Context, dir, bin string) (bool, error) {
	fmt.Printf("\n%-32s %10s %10s %9s %12s   (budget: %.2f, %d KB)\n", "long sheets: rows", fmt.Sprint(fewRows), fmt.Sprint(manyRows), "exponent", "a row", maxExponent, maxPerRow>>10)
	ok := true
	for _, s := range grow.Sheets() {
		few, less, err := compileLong(ctx, dir, bin, s.Make(fewRows))
		if err != nil {
			return false, fmt.Errorf("%s: %w", s.Name, err)
		}
		many, more, err := compileLong(ctx, dir, bin, s.Make(manyRows))
		if err != nil {
			return false, fmt.Errorf("%s: %w", s.Name, err)
		}
		exponent := math.Log(float64(many)/float64(few)) / math.Log(manyRows/fewRows)
		perRow := float64(more-less) / (manyRows - fewRows)
		remark := ""
		if exponent > maxExponent || perRow > maxPerRow {
			ok, remark = false, "   over the budget"
		}
		fmt.Printf("%-32s %10s %10s %9.2f %9.1f KB%s\n", s.Name, few.Round(time.Millisecond), many.Round(time.Millisecond), exponent, perRow/1024, remark)
	}
	return ok, nil
}

// compileLong is the least processor time of three runs, and the most memory of
// one. Sheets may be full of mistakes: then there are only findings to write.
func compileLong(ctx context.Context, dir, bin, sheet string) (cpu time.Duration, memory int64, err error) {
	in := filepath.Join(dir, "long.csv")
	if err := os.WriteFile(in, []byte(sheet), 0o600); err != nil {
		return 0, 0, err
	}
	for i := range 3 {
		cmd := exec.CommandContext(ctx, bin, in, "-o", filepath.Join(dir, "long.xml"))
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			return 0, 0, err
		}
		if code := cmd.ProcessState.ExitCode(); code < 0 || code > 2 {
			return 0, 0, fmt.Errorf("hagen ended with %s", cmd.ProcessState)
		}
		t := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		if i == 0 || t < cpu {
			cpu = t
		}
		memory = max(memory, peak(cmd.ProcessState))
	}
	return cpu, memory, nil
}
