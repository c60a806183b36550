package view

import (
	"bytes"
	"strings"
	"testing"
)

// TestHistoryStaysNarrow: a long reason pushes no other row off the screen.
func TestHistoryStaysNarrow(t *testing.T) {
	reason := strings.Repeat("virtual_ip failed on lb1; ", 10)
	rows := [][]string{{"id", "result", "source"}, {"1", "failed", "a.csv"}, {"2", "settled", "b.csv"}}
	var out bytes.Buffer
	if err := writeHistory(&out, rows, []string{reason, ""}); err != nil {
		t.Fatal(err)
	}
	want := "id  result   source\n1   failed   a.csv\n    " + reason + "\n2   settled  b.csv\n"
	if out.String() != want {
		t.Errorf("it shows\n%s\nwant\n%s", out.String(), want)
	}
}
