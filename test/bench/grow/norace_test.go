//go:build !race

package grow_test

const raceDetector = false
