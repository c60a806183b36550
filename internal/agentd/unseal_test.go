package agentd_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/planfile"
)

// withSecret is newCIB with a parameter that is a secret the cluster does not have.
var withSecret = strings.Replace(newCIB, vip, `<primitive id="vip" class="ocf" provider="pacemaker" type="Dummy"><instance_attributes id="vip-a"><nvpair id="vip-p" name="passwd" value="NEW-`+secret+`"/></instance_attributes></primitive>`, 1)

// TestPlanFileThroughAgent: one client plans, another applies the file; the secret
// is not in it, and only this agent opens it.
func TestPlanFileThroughAgent(t *testing.T) {
	a := newAgent(t).start()
	alice, bob := a.as("alice"), a.as("bob")
	ctx := context.Background()
	request := apply.Request{CIB: []byte(withSecret), Mode: merge.Replace}
	live, err := alice.CIB(ctx)
	if err != nil {
		t.Fatal(err)
	}
	// The fake's crm_verify knows only newCIB.
	plan := &apply.Plan{Before: live}
	if plan.Changes, err = apply.Drift(live, request); err != nil {
		t.Fatal(err)
	}
	if plan.After, err = merge.Into(live, request.CIB, request.Mode); err != nil {
		t.Fatal(err)
	}
	_, data, err := planfile.Make(ctx, alice, planfile.Order{Plan: plan, Request: request, Who: "alice@desk", When: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte(secret)) {
		t.Errorf("the secret is in the file:\n%s", data)
	}

	f, err := planfile.Read("x.hagen", data)
	if err != nil {
		t.Fatal(err)
	}
	fit, err := f.Fit(ctx, bob, live)
	if err != nil {
		t.Fatal(err)
	}
	if diff, err := apply.Drift([]byte(withSecret), fit.Request); err != nil || len(diff) != 0 {
		t.Errorf("the sheet of the file is another: %+v, %v", diff, err)
	}
	if err := fit.Check(plan); err != nil {
		t.Error(err)
	}
	if !strings.Contains(a.log.String(), "the secrets of a plan are opened") || !strings.Contains(a.log.String(), "client=bob") {
		t.Error("the log does not say who opened it")
	}

	other := newAgent(t).start()
	if _, err := f.Fit(ctx, other.as("carol"), live); err == nil || !strings.Contains(err.Error(), alice.SealKey()) {
		t.Errorf("another agent: %v", err)
	}
}

// TestUnseal: the agent opens what is sealed for its key and purpose, refuses the
// rest, and takes no request that it does not understand.
func TestUnseal(t *testing.T) {
	a := newAgent(t).start()
	c := a.as("alice")
	ctx := context.Background()
	id, err := keys.LoadNode(a.cfg.Keys)
	if err != nil {
		t.Fatal(err)
	}
	if c.SealKey() != string(id.Fingerprint()) {
		t.Errorf("sealed for %s, the agent has %s", c.SealKey(), id.Fingerprint())
	}
	sealed, err := c.Seal("plan", []byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := c.Unseal(ctx, "plan", sealed); err != nil || string(text) != secret {
		t.Errorf("unsealed %q, %v", text, err)
	}
	if _, err := c.Unseal(ctx, "another", sealed); !errors.Is(err, apply.ErrSealed) {
		t.Errorf("another purpose: %v", err)
	}
	if _, err := c.Unseal(ctx, "plan", sealed[1:]); !errors.Is(err, apply.ErrSealed) {
		t.Errorf("damaged: %v", err)
	}
	for _, body := range []string{"", "{", `{"purpose":"plan","more":1}`, `{"sealed":"%"}`} {
		if code, _ := a.raw("POST", api.PathUnseal, strings.NewReader(body), nil); code != http.StatusBadRequest {
			t.Errorf("%q is answered with %d", body, code)
		}
	}
}
