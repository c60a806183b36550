package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hagen/test/need"
)

// TestRetry: another administrator is first. An unattended apply plans anew when
// it may, and when its change is still the same.
func TestRetry(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin", "crm_verify", "crm_simulate", "crm_diff", "crm_attribute")
	const live = `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="11" num_updates="4" admin_epoch="0" have-quorum="1"><configuration><crm_config/><nodes><node id="1" uname="node1"/></nodes><resources/><constraints/></configuration><status/></cib>`
	const sheet = ",PROPERTY\n,,name,value\n,,stonith-enabled,false\n,RESOURCES\n,,resourceItem,id\n,,Primitive,one\n,PRIMITIVE\n,P,id,class,provider,type\n,,one,ocf,pacemaker,Dummy\n"
	const (
		attribute = `crm_attribute --node node1 --name theirs --update 1 --lifetime forever`
		resource  = `/usr/sbin/cibadmin --create --scope resources --xml-text '<primitive id="theirs" class="ocf" provider="pacemaker" type="Dummy"/>'`
	)
	for _, tt := range []struct {
		name, theirs, retry string
		code                int
		said                string
	}{
		{"a node attribute", attribute, "2", 0, "is tried again (1 more)"},
		{"a node attribute, and no second try", attribute, "0", 1, "nothing was changed"},
		{"what the sheet would remove", resource, "2", 1, "nothing was changed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			cib, table := filepath.Join(dir, "cib.xml"), filepath.Join(dir, "sheet.csv")
			// The other administrator is as fast as can be: right before the first write.
			first := "#!/bin/sh\ncase \" $* \" in *' --patch '*) [ -e " + dir + "/done ] || { : > " + dir + "/done; " + tt.theirs + "; } ;; esac\nexec /usr/sbin/cibadmin \"$@\"\n"
			for path, text := range map[string]string{cib: live, table: sheet, filepath.Join(dir, "cibadmin"): first} {
				if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("PATH", dir+":"+os.Getenv("PATH")+":/usr/sbin")
			code, said := hagenRun(t, "apply", table, "--to", "file:"+cib, "--target", "debian12", "--yes", "--retry", tt.retry, "--lang", "en")
			if code != tt.code || !strings.Contains(said, tt.said) {
				t.Errorf("exit code %d, want %d; it said\n%s", code, tt.code, said)
			}
			now, err := os.ReadFile(cib)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(now), "theirs") {
				t.Errorf("the other administrator's change is lost:\n%s", now)
			}
			if applied := strings.Contains(string(now), `id="one"`); applied != (tt.code == 0) {
				t.Errorf("applied: %t\n%s", applied, now)
			}
		})
	}
}
