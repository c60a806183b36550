package proof

// shrink removes rows as long as the rest still fails: first large runs, then
// smaller ones, down to single rows. fails must be true of rows.
func shrink(rows [][]string, fails func([][]string) bool) [][]string {
	for size := len(rows) / 2; size > 0; {
		smaller, removed := removeRuns(rows, size, fails)
		rows = smaller
		if !removed || size > len(rows) {
			size /= 2
		}
	}
	return rows
}

// removeRuns tries to take away each run of a size, from the end, and keeps what
// still fails.
func removeRuns(rows [][]string, size int, fails func([][]string) bool) (left [][]string, removed bool) {
	for end := len(rows); end >= size; end -= size {
		candidate := append(append([][]string(nil), rows[:end-size]...), rows[end:]...)
		if fails(candidate) {
			rows, removed = candidate, true
		}
	}
	return rows, removed
}
