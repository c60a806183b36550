package proof

import (
	"fmt"
	"os"
	"testing"

	"hagen/internal/compile"
	"hagen/internal/target"
	"hagen/test/pcstest"
	"hagen/test/proof/fastpcs"
)

// installed is the target whose pcs runs here.
const installed = "debian12"

// fast is the environment of all tests: pcs without its import time.
var fast []string

func TestMain(m *testing.M) {
	os.Exit(withPcs(m))
}

// withPcs runs the tests with a pcs server when pcs is there at all; tests that
// need it skip (or fail in CI) when it is not.
func withPcs(m *testing.M) int {
	if !havePcs() {
		return m.Run()
	}
	pcs, err := fastpcs.Start(fastpcs.Machine{}, os.TempDir())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer pcs.Stop()
	fast = pcs.Env()
	return m.Run()
}

func havePcs() bool {
	_, err := os.Stat("/usr/sbin/pcs")
	return err == nil
}

// difference compiles nothing: it runs a compiled sheet's script through real
// pcs on a CIB that holds the sheet's nodes, and says how the result differs
// from the sheet's XML; "" when they are one cluster.
func difference(t testing.TB, unit *compile.Unit) string {
	t.Helper()
	tg, err := target.Get(installed)
	if err != nil {
		t.Fatal(err)
	}
	cib := pcstest.File(t, tg.Schema, tg.FeatureSet, pcstest.NodesOf(unit.Config)...)
	after, printed, err := pcstest.Try(t, fast, unit.Script, cib)
	if err != nil {
		return fmt.Sprintf("the script failed: %v\n%s", err, printed)
	}
	return pcstest.Difference(t, after, unit.XML)
}
