package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestImportSaysWhatItChanges: each kind of what an imported sheet does not have, or has
// otherwise, is told under a heading of its own. What Pacemaker reads as the same is no
// difference for scripts.
func TestImportSaysWhatItChanges(t *testing.T) {
	const agent = `class="ocf" provider="pacemaker" type="Dummy"`
	const same = `<primitive id="a" ` + agent + `><meta_attributes id="m"><nvpair id="p" name="is-managed" value="Yes"/></meta_attributes><instance_attributes id="i"><nvpair id="q" name="fake"/></instance_attributes><operations id="ops"><op id="o" name="monitor" interval="9s" timeout="60"/></operations></primitive>`
	for _, c := range []struct {
		name, resources string
		code            int
		want            []string
	}{
		{"the same to Pacemaker", same, exitSame, []string{
			"left out, because Pacemaker does not read it:\n  primitive a: instance_attributes/nvpair fake\n",
			"spelt in another way, which Pacemaker reads as the same:\n  primitive a: meta_attributes/nvpair is-managed: Yes → true\n",
		}},
		{"a blank at the end, a reference", same + `<primitive id="b" ` + agent + `><instance_attributes id="j"><nvpair id="r" name="fake" value="x "/></instance_attributes><operations id-ref="ops"/></primitive>`, exitDiffers, []string{
			"written in full, because the cluster says it by reference (id-ref):\n  primitive b: operations: ops\n",
			"fake: \"x \" → x\n",
		}},
	} {
		dir := t.TempDir()
		cib := filepath.Join(dir, "cib.xml")
		text := `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9"><configuration><crm_config/><nodes/><resources>` + c.resources + `</resources><constraints/></configuration><status/></cib>`
		if err := os.WriteFile(cib, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		said := imports(t, c.code, cib, "-o", filepath.Join(dir, "sheet.csv"))
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: not said: %q\n%s", c.name, want, said)
			}
		}
	}
}
