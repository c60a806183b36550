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
	for in, want := range map[string]bool{"PT1H30M": true, "P1D": true, "P": false, "PT": false, "1H": false} {
		if ISODuration(in) != want {
			t.Errorf("ISODuration(%q) = %v", in, !want)
		}
	}
}

func TestInterval(t *testing.T) {
	for s, want := range map[string]string{"": "0s", "0": "0s", "1min": "60s", "60": "60s", "1500ms": "1500ms", "1500000us": "1500ms", "PT1M": "PT1M"} {
		if got := Interval(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
