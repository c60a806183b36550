// Command bench measures the compile of the reference sheet as a whole process,
// beside the same cluster made by its pcs script and by crmsh, in one run.
//
//	go run ./test/bench [-n RUNS] [-sheet FILE]
//
// It prints medians and ratios and ends with 1 when the budget is missed: 20 ms for
// the compile, and 100 times faster than the script; of long sheets, time that
// grows at most with the 1.15th power of the rows and 25 KB of memory per row. pcs
// and crmsh are only measured if they are installed.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// The budget for a machine with two cores.
const (
	maxCompile = 20 * time.Millisecond
	minRatio   = 100
)

func main() {
	runs := flag.Int("n", 21, "compile runs; the median counts")
	sheet := flag.String("sheet", "testdata/reference/reference.xlsx", "sheet to compile")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ok, err := measure(ctx, *sheet, *runs)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
	if err != nil || !ok {
		stop()
		os.Exit(1)
	}
}

// measure runs everything in a new folder and reports whether the
// budget was kept.
func measure(ctx context.Context, sheet string, runs int) (bool, error) {
	dir, err := os.MkdirTemp("", "hagen-bench")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	bin, xml, script := filepath.Join(dir, "hagen"), filepath.Join(dir, "out.xml"), filepath.Join(dir, "out.sh")
	if err := run(ctx, nil, "go", "build", "-o", bin, "./cmd/hagen"); err != nil {
		return false, err
	}
	compile, err := median(runs, func() error {
		return run(ctx, nil, bin, sheet, "--target", "debian12", "-o", xml, "--sh", script)
	})
	if err != nil {
		return false, err
	}
	fmt.Printf("%-28s %10s   (median of %d, budget %s)\n", "hagen, whole process", compile.Round(100*time.Microsecond), runs, maxCompile)
	ok := compile <= maxCompile

	if have("pcs", "cibadmin") {
		t, err := timeScript(ctx, dir, script, xml)
		if err != nil {
			return false, err
		}
		ratio := float64(t) / float64(compile)
		fmt.Printf("%-28s %10s   %.0f times as long (budget: at least %d)\n", "its pcs script", t.Round(time.Millisecond), ratio, minRatio)
		ok = ok && ratio >= minRatio
	} else {
		fmt.Println("pcs script: not measured, apt install pcs pacemaker-cli-utils")
	}
	if have("crm", "cibadmin") {
		t, err := timeCrmsh(ctx, dir, xml)
		if err != nil {
			return false, err
		}
		fmt.Printf("%-28s %10s   %.1f times as long\n", "crm configure load", t.Round(time.Millisecond), float64(t)/float64(compile))
	} else {
		fmt.Println("crm configure load: not measured, apt install crmsh")
	}
	grows, err := growth(ctx, dir, bin)
	return ok && grows, err
}

// timeScript runs the emitted script on an empty CIB file.
func timeScript(ctx context.Context, dir, script, xml string) (time.Duration, error) {
	cib := filepath.Join(dir, "pcs.xml")
	if err := emptyCIB(ctx, cib, xml); err != nil {
		return 0, err
	}
	return median(1, func() error { return run(ctx, nil, "sh", script, cib) })
}

// timeCrmsh loads the same cluster, as crmsh itself writes it, into an empty
// CIB file.
func timeCrmsh(ctx context.Context, dir, xml string) (time.Duration, error) {
	show := exec.CommandContext(ctx, "crm", "configure", "show")
	show.Env = append(os.Environ(), "CIB_file="+xml)
	text, err := show.Output()
	if err != nil {
		return 0, fmt.Errorf("let crmsh write the cluster down: %w", err)
	}
	source, cib := filepath.Join(dir, "cluster.crm"), filepath.Join(dir, "crm.xml")
	if err := os.WriteFile(source, text, 0o600); err != nil {
		return 0, err
	}
	return median(3, func() error {
		if err := emptyCIB(ctx, cib, xml); err != nil {
			return err
		}
		return run(ctx, []string{"CIB_file=" + cib}, "crm", "-F", "configure", "load", "update", source)
	})
}

// nodeTag is the start of a node in a CIB.
var nodeTag = regexp.MustCompile(`<node id="[^"]*" uname="[^"]*"`)

// emptyCIB writes a CIB that holds the nodes of another and nothing else, as a new
// cluster has it: pcs refuses attributes of nodes that do not exist.
func emptyCIB(ctx context.Context, path, like string) error {
	out, err := exec.CommandContext(ctx, "cibadmin", "--empty").Output()
	if err != nil {
		return fmt.Errorf("make an empty CIB: %w", err)
	}
	xml, err := os.ReadFile(like)
	if err != nil {
		return err
	}
	var nodes []byte
	for _, tag := range nodeTag.FindAll(xml, -1) {
		nodes = append(append(nodes, tag...), "/>"...)
	}
	out = bytes.Replace(out, []byte("<nodes/>"), []byte("<nodes>"+string(nodes)+"</nodes>"), 1)
	return os.WriteFile(path, out, 0o600)
}

// median runs something n times and returns the middle duration.
func median(n int, what func() error) (time.Duration, error) {
	times := make([]time.Duration, n)
	for i := range times {
		start := time.Now()
		if err := what(); err != nil {
			return 0, err
		}
		times[i] = time.Since(start)
	}
	slices.Sort(times)
	return times[n/2], nil
}

func run(ctx context.Context, env []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

func have(names ...string) bool {
	for _, n := range names {
		if _, err := exec.LookPath(n); err != nil {
			return false
		}
	}
	return true
}
