package shell_test

import (
	"fmt"
	"strings"
	"testing"

	"hagen/internal/model"
	"hagen/test/pcstest"
)

// TestFreshOnly stops before it touches a configuration that has what the script
// would create, and names it.
func TestFreshOnly(t *testing.T) {
	t.Parallel()
	cfg := small("1")
	cfg.Resources = []model.Resource{
		pcstest.Clone(1, "web.clone", false, pcstest.Primitive(2, "web", "ocf:pacemaker:Dummy")),
		pcstest.Primitive(3, "db", "ocf:pacemaker:Dummy"),
	}
	cfg.Alerts = []*model.Alert{{ID: "mail", Path: "/x", From: row}}
	cfg.Tags = []*model.Tag{{ID: "all", Members: []*model.TagMember{{ID: "db", From: row}}, From: row}}
	for _, tt := range []struct{ name, cib, want string }{
		{"empty", `<resources/>`, ""},
		{"others", `<primitive id="web2"/><clone id="webxclone"/><group id="we"/>`, ""},
		{"history of a resource that is gone", `<lrm_resource id="web"/><obj_ref id="db"/>`, ""},
		{"a resource", "<resources>\n<primitive class=\"ocf\" id=\"web\" type=\"x\"><operations/>", " web"},
		{"all on one line", `<clone id="web.clone"><primitive id="web"/></clone><group id="db"></group><alert id="mail"/><tag id="all"/>`, " web.clone web db mail all"},
	} {
		b := newBench(t)
		b.write("cib.xml", "<cib>"+tt.cib+"</cib>\n")
		stderr, calls, status := b.run(cfg, "cib.xml")
		if tt.want == "" {
			if status != 0 || stderr != "" || len(calls) < 5 {
				t.Errorf("%s: status %d, stderr %q, calls %q", tt.name, status, stderr, calls)
			}
			continue
		}
		said := fmt.Sprintf("fresh configuration; these ids exist already:%s\n", tt.want)
		if status != 1 || !strings.Contains(stderr, said) || !strings.Contains(stderr, "use hagen apply") || calls[0] != "" {
			t.Errorf("%s: status %d, stderr %q, calls %q", tt.name, status, stderr, calls)
		}
	}
}
