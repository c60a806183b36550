package merge

import (
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// TestHolds: what refers to an id does not hold it.
func TestHolds(t *testing.T) {
	for tag, want := range map[string]bool{"node": false, "resource_ref": false, "obj_ref": false, "role": false, "acl_target": false, "primitive": true, "acl_role": true} {
		el := etree.NewElement(tag)
		if holds(el) {
			t.Errorf("a <%s> without an id holds one", tag)
		}
		el.CreateAttr("id", "x")
		if holds(el) != want {
			t.Errorf("a <%s> holds its id: %v", tag, !want)
		}
	}
}

// TestIntoSettlesIDsOfAlerts: the ids of alerts are not names, so that one that is
// taken is changed; what only refers to an id does not take it.
func TestIntoSettlesIDsOfAlerts(t *testing.T) {
	live := `<resources/><constraints/><alerts><alert id="alert_1" path="/z"><recipient id="alert_1-recipient" value="me"/></alert></alerts><tags><tag id="t"><obj_ref id="b"/></tag></tags>`
	sent := `<resources><primitive id="b" class="lsb" type="y"/></resources><alerts><alert id="alert_1" path="/x"><recipient id="alert_1-recipient" value="you"/></alert></alerts>`
	out, err := Into(wrap(live), wrap(sent), Merge)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<alert id="alert_1" path="/z">`, `<alert id="alert_1-1" path="/x">`, `<recipient id="alert_1-recipient-1" value="you"/>`, `<primitive id="b"`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%s is not there:\n%s", want, out)
		}
	}
}
