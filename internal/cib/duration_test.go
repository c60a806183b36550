package cib

import "testing"

func TestDuration(t *testing.T) {
	for _, in := range []string{"0", "10", "10s", "500ms", "1min", "1m", "2h", "2hr", "5sec", "3usec", "4us", "9msec"} {
		if !Duration(in) {
			t.Errorf("Duration(%q) = false", in)
		}
	}
	for _, in := range []string{"", "10seconds", "10 s", "-1s", "1.5s", "s", "10S", "1d", "PT10S"} {
		if Duration(in) {
			t.Errorf("Duration(%q) = true", in)
		}
	}
}

func TestMilliseconds(t *testing.T) {
	for in, want := range map[string]int64{"10": 10000, "10s": 10000, "10000ms": 10000, "1min": 60000, "1m": 60000, "1h": 3600000, "1500us": 1} {
		if got, ok := Milliseconds(in); !ok || got != want {
			t.Errorf("Milliseconds(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"x", "99999999999999999999s"} {
		if _, ok := Milliseconds(in); ok {
			t.Errorf("Milliseconds(%q) should not count", in)
		}
	}
}

func TestISODuration(t *testing.T) {
	for in, want := range map[string]bool{"PT1H30M": true, "PT5S": true, "P1D": false, "P1DT1M": false, "P1W": false, "P": false, "PT": false, "PT1S1M": false, "1H": false} {
		if ISODuration(in) != want {
			t.Errorf("ISODuration(%q) = %v", in, !want)
		}
	}
}

func TestRecurrence(t *testing.T) {
	for in, want := range map[string]int64{"10s": 10_000, "PT10S": 10_000, "PT1H30M": 5_400_000, "PT0S": 0, "PT90M": 5_400_000, "500ms": 500} {
		if got, ok := Recurrence(in); !ok || got != want {
			t.Errorf("Recurrence(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"P1D", "PT", "x", "PT99999999999999999999S"} {
		if _, ok := Recurrence(in); ok {
			t.Errorf("Recurrence(%q) should not count", in)
		}
	}
}

func TestInterval(t *testing.T) {
	for s, want := range map[string]string{"": "0s", "0": "0s", "1min": "60s", "60": "60s", "1500ms": "1500ms", "1500000us": "1500ms", "PT1M": "60s", "PT1H1M1S": "3661s", "P1D": "P1D"} {
		if got := Interval(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
