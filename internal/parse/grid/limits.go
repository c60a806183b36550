package grid

import "strconv"

// Limits keep a damaged or hostile file from using up the machine's memory. They
// are far above what real sheets need.
type Limits struct {
	FileBytes  int64 // the file as given
	UnzipBytes int64 // everything a workbook unzips to
	PartBytes  int64 // one XML part of a workbook
	Parts      int   // entries of a workbook's zip
	Rows, Cols int   // the last row and column that may hold text
	Cells      int   // cells with text in a sheet
}

// DefaultLimits returns the default limits.
func DefaultLimits() Limits {
	return Limits{
		FileBytes:  64 << 20,
		UnzipBytes: 64 << 20,
		PartBytes:  16 << 20,
		Parts:      4096,
		Rows:       100_000,
		Cols:       256,
		Cells:      2_000_000,
	}
}

// OrDefault fills limits that are not set.
func (l Limits) OrDefault() Limits {
	d := DefaultLimits()
	fill(&l.FileBytes, d.FileBytes)
	fill(&l.UnzipBytes, d.UnzipBytes)
	fill(&l.PartBytes, d.PartBytes)
	fill(&l.Parts, d.Parts)
	fill(&l.Rows, d.Rows)
	fill(&l.Cols, d.Cols)
	fill(&l.Cells, d.Cells)
	return l
}

func fill[T int | int64](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// Size formats a number of bytes for messages.
func Size(n int64) string {
	if n < 1<<20 {
		return strconv.FormatInt(n>>10, 10) + " KiB"
	}
	return strconv.FormatInt(n>>20, 10) + " MiB"
}
