package value

import "testing"

// TestDateTime compares the forms with what Pacemaker's iso8601 says of them.
func TestDateTime(t *testing.T) {
	for _, s := range []string{
		"2030-01-01", "2030-1-1", "20300101", "2030-001", "2028-366", "2030-W01-1", "2030-W1-1", "epoch", "EPOCH",
		"2030-01-01 10:00:00", "2030-01-01T10:00", "2030-01-01 9:00", "2030-01-01 10", "20300101T0900", "20300101T090000Z",
		"2030-01-01 10:00:00Z", "2030-01-01 10:00 +09:00", "2030-01-01T09:00:00+0900", "00:00", "T00:00", "10:00:00", "24:00",
	} {
		if !DateTime(s) {
			t.Errorf("%q is a point in time", s)
		}
	}
	for _, s := range []string{
		"", "noon", "2030", "2030/01/01", "01/01/2030", "0", "10", "0900", "9:00", "25:00", "10:60", "2030-13-01", "2030-01-32",
		"2030-02-30", "20301301", "2030-01-01 x", "2030-01-01 10:60", "2030-01-01 10:00 x", "x2030-01-01",
	} {
		if DateTime(s) {
			t.Errorf("%q is not a point in time", s)
		}
	}
}
