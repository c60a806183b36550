package grow_test

import (
	"strings"
	"testing"

	"hagen/internal/schema"
	"hagen/test/bench/grow"
)

// TestEveryTableIsLong fails for a table that no sheet makes long.
func TestEveryTableIsLong(t *testing.T) {
	for _, table := range schema.Tables() {
		long := false
		for _, s := range grow.Sheets() {
			_, rows, ok := strings.Cut("\n"+s.Make(400), "\n,"+table.Name+"\n")
			long = long || ok && (strings.Count(rows, "\n") > 100)
		}
		if !long {
			t.Errorf("no sheet of package grow is long in %s", table.Name)
		}
	}
}
