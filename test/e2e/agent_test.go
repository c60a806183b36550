//go:build linux

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hagen/internal/agentd/client"
	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/test/lab"
)

// agentSecret is in the CIBs of the test: it must not reach the journal.
const agentSecret = "SECRET-OF-THE-CIB"

// ordered is how an order ended for its client.
type ordered struct {
	apply.Outcome
	err error
}

// dummyCIB is a cluster of one resource that takes its time to start.
func dummyCIB(id string, seconds int) string {
	return fmt.Sprintf(`<cib crm_feature_set="3.14.0" validate-with="pacemaker-3.9" epoch="0" num_updates="0" admin_epoch="0">
  <configuration>
    <crm_config><cluster_property_set id="cib-bootstrap-options">
      <nvpair id="cib-bootstrap-options-stonith-enabled" name="stonith-enabled" value="false"/>
    </cluster_property_set></crm_config>
    <nodes/>
    <resources><primitive id="%[1]s" class="ocf" provider="pacemaker" type="Dummy">
      <instance_attributes id="%[1]s-ia">
        <nvpair id="%[1]s-ia-passwd" name="passwd" value="`+agentSecret+`"/>
        <nvpair id="%[1]s-ia-op_sleep" name="op_sleep" value="%[2]d"/>
      </instance_attributes>
    </primitive></resources>
    <constraints/>
  </configuration>
  <status/>
</cib>`, id, seconds)
}

// TestAgent runs the agent as on a real node: as a systemd service, with the
// hardening of its unit, beside a running cluster. It is killed in the middle of
// one order and stopped in the middle of another.
func TestAgent(t *testing.T) {
	p := equip(start(t, lab.Config{Nodes: []string{"node01", "node02"}}))
	p.openAgent()
	run := func(name string, args ...string) string {
		t.Helper()
		return strings.TrimSpace(p.run("node01", name, args...))
	}
	if out := run("curl", "-sS", "--unix-socket", "/run/hagen/health.sock", "http://agent/health"); !strings.Contains(out, `"status":"ok"`) {
		t.Errorf("health: %s", out)
	}
	if out := run("systemctl", "show", "-p", "SubState", "--value", "hagen-agent"); out != "running" {
		t.Errorf("the service is %s", out)
	}
	opts := client.Options{Dir: client.Dir(filepath.Join(p.desk, "config.d")), Dial: p.Switch.Dial, Silence: 5 * time.Second}
	agent, err := client.Open(t.Context(), p.address(byAgent), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer agent.Close()
	push := func(cib string) <-chan ordered {
		t.Helper()
		live, err := agent.CIB(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		plan, err := apply.Make(t.Context(), agent, live, apply.Request{CIB: []byte(cib), Mode: merge.Merge})
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan ordered, 1)
		go func() {
			o := apply.Order{Before: plan.Before, After: plan.After, Timeout: time.Minute, Who: "alice@desk", Source: "test"}
			outcome, err := agent.Execute(t.Context(), o, nil)
			done <- ordered{outcome, err}
		}()
		return done
	}
	check := func(what, resource string, done <-chan ordered) {
		t.Helper()
		r := <-done
		if r.err != nil || !r.Changed || !r.Settled || len(r.Problems) > 0 {
			t.Errorf("%s: outcome %+v, error %v", what, r.Outcome, r.err)
		}
		if out := run("crm_resource", "--locate", "--resource", resource); !strings.Contains(out, "is running on") {
			t.Errorf("%s: %s", what, out)
		}
	}
	check("an order", "first", push(dummyCIB("first", 0)))

	done := push(dummyCIB("second", 6))
	underWay(t, agent)
	run("systemctl", "kill", "--signal=KILL", "--kill-whom=main", "hagen-agent")
	check("an order whose agent was killed", "second", done)

	done = push(dummyCIB("third", 6))
	underWay(t, agent)
	run("systemctl", "restart", "hagen-agent")
	check("an order whose agent was restarted", "third", done)

	p.planFile()

	run("systemctl", "stop", "hagen-agent")
	if out := run("systemctl", "show", "-p", "Result", "--value", "hagen-agent"); out != "success" {
		t.Errorf("the service ended with %s", out)
	}
	journal := run("journalctl", "--no-pager", "-u", "hagen-agent")
	if strings.Contains(journal, agentSecret) || !strings.Contains(journal, "an order has ended") {
		t.Errorf("the journal holds a secret, or no orders:\n%s", journal)
	}
	if t.Failed() {
		t.Log(journal)
	}
}

// planFile tests that a plan file with a new secret is carried out through the agent
// whose key it is encrypted for, whatever agents set meanwhile, and refused when an
// administrator changed something.
func (p *pusher) planFile() {
	p.t.Helper()
	p.bring("secret.csv", []byte(`,RESOURCES
,,resourceItem,id
,,Primitive,fourth
,PRIMITIVE
,P,id,class,provider,type
,,fourth,ocf,pacemaker,Dummy
,A,type,name,value
,,options,passwd,`+agentSecret+`-NEW
,O,type,timeout,interval,on-fail
,,monitor,20s,10s,restart
`))
	to := []string{"--to", p.address(byAgent), "--target", installed, "--mode", "merge", "-o", "change.hagen"}
	p.hagen(2, append([]string{"plan", "secret.csv"}, to...)...)
	kept, err := os.ReadFile(filepath.Join(p.desk, "change.hagen"))
	p.do(err)
	if strings.Contains(string(kept), agentSecret) {
		p.t.Errorf("a secret is in the plan file:\n%s", kept)
	}
	p.run("node01", "crm_attribute", "--node", "node01", "--name", "data-status", "--update", "LATEST")
	p.hagen(0, "apply", "change.hagen", "--yes")
	if cib := p.run("node01", "cibadmin", "--query", "--scope", "resources"); !strings.Contains(cib, agentSecret+"-NEW") {
		p.t.Errorf("the secret is not in the CIB:\n%s", cib)
	}
	p.hagen(0, "apply", "change.hagen", "--yes") // it is there already

	p.bring("secret.csv", []byte(",RESOURCES\n,,resourceItem,id\n,,Primitive,fifth\n,PRIMITIVE\n,P,id,class,provider,type\n,,fifth,ocf,pacemaker,Dummy\n,O,type,timeout,interval,on-fail\n,,monitor,20s,10s,restart\n"))
	p.hagen(2, append([]string{"plan", "secret.csv"}, to...)...)
	p.run("node01", "crm_resource", "--resource", "fourth", "--set-parameter", "fake", "--parameter-value", "theirs")
	if out := p.hagen(1, "apply", "change.hagen", "--yes"); !strings.Contains(out, "the configuration was changed since the plan was made") {
		p.t.Errorf("it said:\n%s", out)
	}
}

// underWay waits until the current order is written and the cluster settles.
func underWay(t *testing.T, c *client.Client) {
	t.Helper()
	for limit := time.Now().Add(20 * time.Second); time.Now().Before(limit); time.Sleep(100 * time.Millisecond) {
		if state, err := c.Current(t.Context()); err == nil && state != nil && state.Status == "running" && state.Stage == apply.Settling {
			return
		}
	}
	t.Fatal("no order is under way")
}
