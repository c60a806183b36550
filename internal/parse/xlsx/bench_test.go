package xlsx

import (
	"os"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// BenchmarkReference reads the reference workbook.
func BenchmarkReference(b *testing.B) {
	data, err := os.ReadFile("../../../testdata/reference/reference.xlsx")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		report := &diag.List{}
		book := Open("b.xlsx", data, grid.DefaultLimits(), report)
		for _, name := range book.Sheets() {
			if book.Load(name, report) == nil {
				b.Fatal(report)
			}
		}
	}
}
