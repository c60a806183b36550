package agentd_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/dest"
	"hagen/test/need"
)

const (
	noFencing = `<crm_config><cluster_property_set id="cib-bootstrap-options">
      <nvpair id="cib-bootstrap-options-stonith-enabled" name="stonith-enabled" value="false"/>
    </cluster_property_set></crm_config>`
	emptyCIB = `<cib crm_feature_set="3.14.0" validate-with="pacemaker-3.9" epoch="5" num_updates="0" admin_epoch="0">
  <configuration>` + noFencing + `<nodes/><resources/><constraints/></configuration>
  <status/>
</cib>
`
	sheetCIB = `<cib crm_feature_set="3.14.0" validate-with="pacemaker-3.9" epoch="0" num_updates="0" admin_epoch="0">
  <configuration>
    ` + noFencing + `
    <nodes/>
    <resources><primitive id="p" class="ocf" provider="pacemaker" type="Dummy">
      <instance_attributes id="p-ia"><nvpair id="p-ia-passwd" name="passwd" value="` + secret + `"/></instance_attributes>
    </primitive></resources>
    <constraints/>
  </configuration>
  <status/>
</cib>
`
)

// TestRealTools has Pacemaker's tools and an agent push to a CIB
// file: plan through the agent, apply, history, and back.
func TestRealTools(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin", "crm_diff", "crm_verify", "crm_simulate")
	file := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(file, []byte(emptyCIB), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	node, err := dest.Opener{}.Open(ctx, "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	a := newAgent(t)
	a.cfg.Cluster = node
	a.start()
	alice := a.user("alice")
	c, err := dest.Opener{Keys: alice.Dir, Trust: alice.Ask}.Open(ctx, "https://"+a.address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()

	push := func(r apply.Request, action string) apply.Outcome {
		t.Helper()
		live, err := c.CIB(ctx)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := apply.Make(ctx, c, live, r)
		if err != nil {
			t.Fatal(err)
		}
		if plan.Empty() {
			t.Fatal("nothing to do")
		}
		outcome, err := apply.Run(ctx, c, apply.Order{Before: plan.Before, After: plan.After, Who: "alice@desk", Source: "s", Action: action}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return outcome
	}
	outcome := push(apply.Request{CIB: []byte(sheetCIB), Mode: merge.Replace}, "apply")
	if got, err := os.ReadFile(file); err != nil || !outcome.Changed || !strings.Contains(string(got), `id="p"`) {
		t.Fatalf("outcome %+v, %v, the file:\n%s", outcome, err, got)
	}
	saved, err := c.Store().Load(ctx, outcome.SavedAs)
	if err != nil || string(saved) != emptyCIB {
		t.Fatalf("saved as %s (%v):\n%s", outcome.SavedAs, err, saved)
	}
	outcome = push(apply.Request{Saved: saved}, "rollback")
	if got, err := os.ReadFile(file); err != nil || !outcome.Changed || strings.Contains(string(got), `id="p"`) {
		t.Fatalf("outcome %+v, %v, the file:\n%s", outcome, err, got)
	}
	entries, err := c.Store().Entries(ctx)
	if err != nil || len(entries) < 4 || entries[len(entries)-1].Action != "rollback" || entries[0].Who != "alice@desk, key alice" {
		t.Errorf("history %+v, %v", entries, err)
	}
}
