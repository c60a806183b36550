package planfile

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"hagen/internal/apply"
)

const address = "https://n1:2234"

// TestSecretsAreKept: a secret that the cluster has is not in the file, and is
// taken from the cluster.
func TestSecretsAreKept(t *testing.T) {
	for _, to := range []apply.Cluster{desk, agent{cluster{name: address}, "SHA256:own"}} {
		f, data := mustMake(t, to, live(), sheet("OLDSECRET", "vip"))
		if bytes.Contains(data, []byte("OLDSECRET")) || f.Secrets.Sealed != nil {
			t.Errorf("%s: the secret is in the file:\n%s", to.Name(), data)
		}
		plan, err := carry(t, to, data, live())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(plan.After, []byte(`name="passwd" value="OLDSECRET"`)) {
			t.Errorf("%s: the secret is lost:\n%s", to.Name(), plan.After)
		}
		// A guess costs the rounds of a slow digest.
		if f.Secrets.Proof.Rounds < 600_000 || len(f.Secrets.Proof.Salt) < 16 {
			t.Errorf("the digest of the secrets is cheap: %+v", f.Secrets.Proof)
		}
	}
}

// TestNewSecretsNeedAnAgent: a secret that is to be written is not kept in a file in
// the clear.
func TestNewSecretsNeedAnAgent(t *testing.T) {
	url := []byte(strings.Replace(string(sheet("OLDSECRET", "web")), `value="/run/web"`, `value="http://u:NEWSECRET@web/"`, 1))
	second := []byte(strings.Replace(string(sheet("OLDSECRET", "web")), `name="state" value="/run/web"`, `name="passwd" value="OLDSECRET"`, 1))
	for name, compiled := range map[string][]byte{"a new password": sheet("NEWSECRET"), "one in an address": url, "the same for another": second} {
		if _, _, err := made(t, desk, live(), compiled); !errors.Is(err, ErrSecrets) {
			t.Errorf("%s: %v, want ErrSecrets", name, err)
		}
	}
	own := agent{cluster{name: address}, "SHA256:own"}
	for name, compiled := range map[string][]byte{"a new password": sheet("NEWSECRET"), "one in an address": url, "the same for another": second} {
		f, data := mustMake(t, own, live(), compiled)
		if bytes.Contains(data, []byte("SECRET")) {
			t.Errorf("%s: it is in the file:\n%s", name, data)
		}
		if f.Secrets.Agent != own.key || f.Secrets.Proof != nil {
			t.Errorf("%s: for %q, proof %v", name, f.Secrets.Agent, f.Secrets.Proof)
		}
		want, err := apply.Make(context.Background(), own, live(), apply.Request{CIB: compiled, Mode: f.Mode})
		if err != nil {
			t.Fatal(err)
		}
		plan, err := carry(t, own, data, live())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(plan.After, want.After) {
			t.Errorf("%s: it leads to\n%s\nwant\n%s", name, plan.After, want.After)
		}
	}
}

// TestSealedForOneAgent: only the agent that the secrets are encrypted for carries
// the plan out, and only this plan.
func TestSealedForOneAgent(t *testing.T) {
	own, other := agent{cluster{name: address}, "SHA256:own"}, agent{cluster{name: address}, "SHA256:other"}
	_, data := mustMake(t, own, live(), sheet("NEWSECRET"))
	_, err := carry(t, other, data, live())
	says(t, "another agent", err, textOtherAgent)
	_, err = carry(t, desk, data, live())
	says(t, "no agent", err, textNoAgent)
	_, err = carry(t, own, data, live("OLDSECRET", "THEIRSECRET"))
	says(t, "another secret", err, textSecretMoved)

	f, _ := mustMake(t, own, live(), sheet("OTHERSECRET", "vip"))
	_, err = carry(t, own, forge(t, data, func(of *File) { of.Secrets.Sealed = f.Secrets.Sealed }), live())
	if !errors.Is(err, apply.ErrSealed) {
		t.Errorf("the secrets of another plan: %v", err)
	}
	blind := unable{own}
	if _, _, err := made(t, blind, live(), sheet("NEWSECRET")); !errors.Is(err, apply.ErrNoSeal) {
		t.Errorf("an agent that cannot open it: %v", err)
	}
}

// unable is an agent of before plan files.
type unable struct{ agent }

func (unable) Unseal(context.Context, string, []byte) ([]byte, error) { return nil, apply.ErrNoSeal }
