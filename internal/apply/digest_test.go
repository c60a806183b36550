package apply

import (
	"bytes"
	"testing"
)

// TestDigest: what means the same has the same digest; what the cluster sets
// itself and what agents keep at nodes is not in it.
func TestDigest(t *testing.T) {
	one := testCIB(7, "a=1", "b")
	same := map[string][]byte{
		"another epoch": testCIB(99, "a=1", "b"),
		"another order": testCIB(7, "b", "a=1"),
		"a node attribute": bytes.Replace(one, []byte(`<node id="1" uname="n1"/>`),
			[]byte(`<node id="1" uname="n1"><instance_attributes id="i"><nvpair id="j" name="standby" value="on"/></instance_attributes></node>`), 1),
		"the cluster's own": bytes.Replace(one, []byte("<crm_config/>"),
			[]byte(`<crm_config><cluster_property_set id="s"><nvpair id="t" name="last-lrm-refresh" value="1"/></cluster_property_set></crm_config>`), 1),
	}
	for name, cib := range same {
		if Digest(cib) != Digest(one) {
			t.Errorf("%s: another digest", name)
		}
	}
	for name, cib := range map[string][]byte{
		"another value": testCIB(7, "a=2", "b"), "one more": testCIB(7, "a=1", "b", "c"), "one less": testCIB(7, "a=1"),
	} {
		if Digest(cib) == Digest(one) {
			t.Errorf("%s: the same digest", name)
		}
	}
	if Digest([]byte("no CIB")) != "" {
		t.Error("a digest of what is not a CIB")
	}
}

// TestOverruled: the log says of a write without quorum what it wrote, so that
// later it can be told that the others overruled it.
func TestOverruled(t *testing.T) {
	for _, quorum := range []bool{true, false} {
		f := newFake("a=1")
		if !quorum {
			f.cib = bytes.Replace(f.cib, []byte(`have-quorum="1"`), []byte(`have-quorum="0"`), 1)
		}
		f.running = map[string]string{"a": "n1", "b": "n1"}
		before, after := f.cib, bytes.Replace(testCIB(7, "a=1", "b"), []byte(`have-quorum="1"`), []byte(`have-quorum="0"`), 1)
		if _, err := Run(t.Context(), f, Order{Before: before, After: after, Timeout: 1}, nil); err != nil {
			t.Fatal(err)
		}
		var written *Entry
		for i := range f.log {
			if f.log[i].Result == ResultWritten {
				written = &f.log[i]
			}
		}
		if written == nil || written.Wrote != Digest(after) || written.NoQuorum == quorum {
			t.Fatalf("quorum %t: the log says %+v", quorum, written)
		}
		if Overruled(*written, after) || Overruled(*written, before) == quorum {
			t.Errorf("quorum %t: overruled by the same: %t, by the old one: %t", quorum, Overruled(*written, after), Overruled(*written, before))
		}
	}
}
