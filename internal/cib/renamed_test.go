package cib

import "testing"

func TestRenamedProperties(t *testing.T) {
	for old, new := range map[string]string{"stonith-enabled": "fencing-enabled", "fence-reaction": "fencing-reaction", "stop-orphan-actions": "cancel-removed-actions", "batch-limit": "batch-limit"} {
		if got := NewProperty(old); got != new {
			t.Errorf("the new name of %s is %s", old, got)
		}
		if got := OldProperty(new); got != old {
			t.Errorf("the old name of %s is %s", new, got)
		}
		if OldProperty(old) != old || NewProperty(new) != new {
			t.Errorf("%s, %s do not stay as they are", old, new)
		}
	}
	for set, want := range map[string]bool{
		"3.6.1": false, "3.16.1": false, "3.19.6": false, "3.20.0": false, "3.20.1": false, "3.20.2": true, "3.20.5": true,
		"3.20.10": true, "3.21.0": true, "4.0.0": true, "4": true, "3": false, "3.20": false, "": false, "3.x.5": false,
	} {
		if got := KnowsNewProperties(set); got != want {
			t.Errorf("%q: %v", set, got)
		}
	}
}
