package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hagen/test/need"
)

// TestPageShowsThePlan compares docs/apply.md and apply.ja.md with what hagen prints of its example on
// a cluster just set up, as the test with the real cluster does.
func TestPageShowsThePlan(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_verify", "crm_simulate")
	const fresh = `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0" have-quorum="1"><configuration><crm_config/><nodes><node id="1" uname="lb1"/><node id="2" uname="lb2"/></nodes><resources/><constraints/></configuration><status>` +
		`<node_state id="1" uname="lb1" in_ccm="true" crmd="online" join="member" expected="member"/><node_state id="2" uname="lb2" in_ccm="true" crmd="online" join="member" expected="member"/></status></cib>`
	path := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(path, []byte(fresh), 0o600); err != nil {
		t.Fatal(err)
	}
	for lang, page := range map[string]string{"en": "../../docs/apply.md", "ja": "../../docs/apply.ja.md"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		a := newApp(strings.NewReader(""), &out, &out, noenv)
		if code := a.run(t.Context(), []string{"plan", "../../examples/004-haproxy/cluster.csv", "--target", "debian12", "--to", "file:" + path, "--lang", lang}); code != exitDiffers {
			t.Fatal(out.String())
		}
		_, plan, _ := strings.Cut(out.String(), "cluster.csv"+map[string]string{"en": "\n", "ja": " のもの\n"}[lang])
		if plan == "" || !strings.Contains(string(text), plan) {
			t.Errorf("%s shows another plan than\n%s", page, plan)
		}
	}
}
