package proof

import (
	"slices"
	"testing"
)

func TestShrinkFindsTheRowsThatMatter(t *testing.T) {
	var rows [][]string
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"} {
		rows = append(rows, []string{name})
	}
	holds := func(rows [][]string, name string) bool {
		return slices.ContainsFunc(rows, func(r []string) bool { return r[0] == name })
	}
	got := shrink(rows, func(rows [][]string) bool { return holds(rows, "c") && holds(rows, "h") })
	if len(got) != 2 || !holds(got, "c") || !holds(got, "h") {
		t.Errorf("got %v, want c and h", got)
	}
}
