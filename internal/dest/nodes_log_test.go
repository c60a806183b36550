package dest

import (
	"testing"
	"time"

	"hagen/internal/apply"
)

// TestHostName: what another machine calls a node leads nowhere else.
func TestHostName(t *testing.T) {
	for _, good := range []string{"node01", "10.0.0.2", "fd00::2", "::1", "db-1.example.com"} {
		if !hostName.MatchString(good) {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{"", "-oProxyCommand=x", "a b", "a@b", "a/b", "a?b", "a\nb", "[::1]"} {
		if hostName.MatchString(bad) {
			t.Errorf("%q is taken", bad)
		}
	}
}

// TestClusterLog: what the last write of all nodes is, and where an id is kept.
func TestClusterLog(t *testing.T) {
	entry := func(minute int, id, result string) apply.Entry {
		return apply.Entry{Time: time.Date(2026, 11, 1, 12, minute, 0, 0, time.UTC), ID: id, Result: result}
	}
	l := &Log{}
	l.add("ssh://b", []apply.Entry{entry(5, "b1", apply.ResultStarted), entry(6, "b1", apply.ResultWritten), entry(9, "b2", apply.ResultStarted), entry(9, "b2", apply.ResultRefused)})
	l.add("ssh://a", []apply.Entry{entry(1, "a1", apply.ResultStarted), entry(2, "a1", apply.ResultWritten)})
	l.sort()
	done := l.written()
	if len(done) != 2 || done[1].ID != "b1" || done[1].To != "ssh://b" {
		t.Errorf("written: %+v", done)
	}
	if l.find("a1") != "ssh://a" || l.find("b2") != "ssh://b" || l.find("c") != "" {
		t.Errorf("found at %q, %q, %q", l.find("a1"), l.find("b2"), l.find("c"))
	}
	// The clock of a node may be wrong; the version of the configuration is not.
	late := entry(30, "a0", apply.ResultWritten)
	late.Epoch = "0.9"
	soon := entry(20, "b9", apply.ResultWritten)
	soon.Epoch = "0.10"
	skewed := &Log{}
	skewed.add("ssh://a", []apply.Entry{late})
	skewed.add("ssh://b", []apply.Entry{soon})
	skewed.sort()
	if done := skewed.written(); done[1].ID != "b9" {
		t.Errorf("written last: %+v", done)
	}
	list := orders(l.Entries)
	if len(list) != 3 || list[0].ID != "a1" || list[2].Result != apply.ResultRefused {
		t.Errorf("orders: %+v", list)
	}
}
