package planfile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
	"hagen/internal/message"
)

// cluster is a destination without Pacemaker's tools.
type cluster struct {
	apply.Cluster
	name string
}

func (c cluster) Name() string { return c.name }
func (c cluster) Verify(context.Context, []byte) (apply.Verdict, error) {
	return apply.Verdict{}, apply.ErrNoTools
}
func (c cluster) Simulate(context.Context, []byte) ([]byte, error) { return nil, apply.ErrNoTools }

// agent is a destination with a key; the "encryption" shows what is bound together.
type agent struct {
	cluster
	key string
}

func (a agent) SealKey() string { return a.key }
func (a agent) Seal(purpose string, text []byte) ([]byte, error) {
	return xor([]byte(a.key + "\n" + purpose + "\n" + string(text))), nil
}
func (a agent) Unseal(_ context.Context, purpose string, sealed []byte) ([]byte, error) {
	text, found := bytes.CutPrefix(xor(sealed), []byte(a.key+"\n"+purpose+"\n"))
	if !found {
		return nil, apply.ErrSealed
	}
	return text, nil
}

func xor(text []byte) []byte {
	out := bytes.Clone(text)
	for i := range out {
		out[i] ^= 0x55
	}
	return out
}

// live is a configuration; parts are replaced in it.
func live(replacements ...string) []byte {
	const whole = `<cib epoch="7" num_updates="3" admin_epoch="0" have-quorum="1" validate-with="pacemaker-3.9" crm_feature_set="3.16.1">
<configuration><crm_config>
<cluster_property_set id="hana"><nvpair id="hana-s" name="hana_site" value="SOK"/></cluster_property_set>
<cluster_property_set id="cib-bootstrap-options"><nvpair id="o-n" name="cluster-name" value="shop"/><nvpair id="o-v" name="dc-version" value="2.1.5"/></cluster_property_set></crm_config>
<nodes><node id="1" uname="n1"><instance_attributes id="n1-a"><nvpair id="n1-a-s" name="data-status" value="LATEST"/></instance_attributes></node><node id="2" uname="n2"/></nodes>
<resources><primitive id="fence" class="stonith" type="fence_ipmilan"><instance_attributes id="fence-a"><nvpair id="fence-p" name="passwd" value="OLDSECRET"/></instance_attributes></primitive></resources>
<constraints/></configuration><status/></cib>`
	return []byte(strings.NewReplacer(replacements...).Replace(whole))
}

// sheet is a compiled sheet: the fence device with a password, and more primitives.
func sheet(password string, more ...string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<cib epoch="1" num_updates="0" admin_epoch="0" validate-with="pacemaker-3.9">
  <configuration><crm_config/><nodes/><resources>
    <primitive id="fence" class="stonith" type="fence_ipmilan"><instance_attributes id="fence-instance_attributes"><nvpair id="fence-instance_attributes-passwd" name="passwd" value="%s"/></instance_attributes></primitive>
`, password)
	for _, id := range more {
		fmt.Fprintf(&b, "    <primitive id=%q class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\"><instance_attributes id=\"%s-a\"><nvpair id=\"%s-s\" name=\"state\" value=\"/run/%s\"/></instance_attributes></primitive>\n", id, id, id, id)
	}
	b.WriteString("  </resources><constraints/></configuration>\n  <status/>\n</cib>\n")
	return []byte(b.String())
}

func where(string, string) diag.Place {
	return diag.Place{File: "dir/book.xlsx", Sheet: "cluster", Row: 12, Col: 28}
}

// made is a plan file for a live configuration and a compiled sheet.
func made(t *testing.T, to apply.Cluster, before, compiled []byte) (*File, []byte, error) {
	t.Helper()
	request := apply.Request{CIB: compiled, Mode: merge.Replace, Where: where}
	plan, err := apply.Make(context.Background(), to, before, request)
	if err != nil {
		t.Fatal(err)
	}
	return Make(context.Background(), to, Order{Plan: plan, Request: request, Sheet: Sheet{"book.xlsx", "cluster", "sha256:00"},
		Target: "debian12", Who: "alice@desk", When: time.Date(2026, 11, 27, 10, 0, 0, 5, time.UTC), Hagen: "1.0"})
}

func mustMake(t *testing.T, to apply.Cluster, before, compiled []byte) (*File, []byte) {
	t.Helper()
	f, data, err := made(t, to, before, compiled)
	if err != nil {
		t.Fatal(err)
	}
	return f, data
}

// carry fits a file to a live configuration, and plans.
func carry(t *testing.T, to apply.Cluster, data, now []byte) (*apply.Plan, error) {
	t.Helper()
	f, err := Read("x.hagen", data)
	if err != nil {
		return nil, err
	}
	fit, err := f.Fit(context.Background(), to, now)
	if err != nil {
		return nil, err
	}
	plan, err := apply.Make(context.Background(), to, now, fit.Request)
	if err != nil {
		return nil, err
	}
	return plan, fit.Check(plan)
}

// says checks that an error says a text.
func says(t *testing.T, what string, err error, text message.Text) {
	t.Helper()
	if err == nil || !message.Of(err).Is(text) {
		t.Errorf("%s: %v, want %s", what, err, text.ID())
	}
}

var desk = cluster{name: "ssh://n1"}

// TestSamePlan: the file leads to exactly the plan it was made of, with its cells.
func TestSamePlan(t *testing.T) {
	before, compiled := live(), sheet("OLDSECRET", "vip")
	f, data := mustMake(t, desk, before, compiled)
	again, err := f.Encode()
	if err != nil || !bytes.Equal(again, data) {
		t.Errorf("encoded twice it is different (%v)", err)
	}
	want, err := apply.Make(context.Background(), desk, before, apply.Request{CIB: compiled, Mode: merge.Replace, Where: where})
	if err != nil {
		t.Fatal(err)
	}
	got, err := carry(t, desk, data, before)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the plan is another:\n%s", diff)
	}
	read, err := Read("x.hagen", data)
	if err != nil {
		t.Fatal(err)
	}
	want.Before, want.After = nil, nil
	if diff := cmp.Diff(want, read.Plan()); diff != "" {
		t.Errorf("what is shown is another:\n%s", diff)
	}
	if got := got.Changes[0].Place.String(); got != "dir/book.xlsx!cluster!AB12" {
		t.Errorf("its cell is %s", got)
	}
	if read.Source() != "book.xlsx!cluster sha256:00, plan "+f.Digest+" of alice@desk" {
		t.Errorf("for the log it is %q", read.Source())
	}
}

// TestPlacesOfCSV: a cell of a CSV is found again.
func TestPlacesOfCSV(t *testing.T) {
	f := &File{Shown: Shown{CellsOf: &Book{File: "a.csv"}}}
	for _, at := range []diag.Place{{}, {File: "a.csv", Row: 3}, {File: "a.csv", Row: 3, Col: 14}} {
		if got := f.place(at.Cell()); got != at {
			t.Errorf("%v is read as %v", at, got)
		}
	}
}

// TestAlteredByAByte: a file that differs in any byte is refused.
func TestAlteredByAByte(t *testing.T) {
	_, data := mustMake(t, desk, live(), sheet("OLDSECRET", "vip"))
	for i := range data {
		for _, flip := range []byte{1, 0x20} {
			altered := bytes.Clone(data)
			altered[i] ^= flip
			if _, err := Read("x.hagen", altered); err == nil {
				t.Fatalf("byte %d from %q to %q is not noticed", i, data[i], altered[i])
			}
		}
	}
	for _, other := range [][]byte{append(bytes.Clone(data), '\n'), data[:len(data)-1], bytes.Replace(data, []byte("{\n"), []byte("{\n\n"), 1),
		bytes.Replace(data, []byte(`"mode"`), []byte(`"more": 1, "mode"`), 1)} {
		_, err := Read("x.hagen", other)
		says(t, "other bytes", err, textAltered)
	}
}

// TestOtherFiles: what is not a plan of this format is called by its name.
func TestOtherFiles(t *testing.T) {
	_, data := mustMake(t, desk, live(), sheet("OLDSECRET", "vip"))
	for _, format := range []string{"0", "2"} {
		_, err := Read("x.hagen", bytes.Replace(data, []byte(`"hagen_plan": 1`), []byte(`"hagen_plan": `+format), 1))
		says(t, "format "+format, err, textOther)
	}
	for _, text := range []string{"", "a,b\n", "{}", `{"plan": 1}`} {
		_, err := Read("x.hagen", []byte(text))
		says(t, text, err, textNotPlan)
	}
	for name, is := range map[string]bool{"x.hagen": true, "X.HAGEN": true, "x.csv": false} {
		if Is(name, nil) != is {
			t.Errorf("%s: %t", name, !is)
		}
	}
	if !Is("-", data) {
		t.Error("a plan on standard input is not known")
	}
}

// TestStillFits: a change of the status, or of what the cluster and its agents set
// themselves, refuses nothing; every other does.
func TestStillFits(t *testing.T) {
	_, data := mustMake(t, desk, live(), sheet("OLDSECRET", "vip"))
	for name, now := range map[string][]byte{
		"the status":         live(`<status/>`, `<status><node_state id="1" uname="n1"/></status>`, `num_updates="3"`, `num_updates="9"`),
		"the epoch":          live(`epoch="7"`, `epoch="9"`),
		"a node attribute":   live(`value="LATEST"`, `value="STREAMING|SYNC"`),
		"a property of hana": live(`value="SOK"`, `value="SFAIL"`),
		"a remote node":      live(`<node id="2" uname="n2"/>`, `<node id="2" uname="n2"/><node id="r" uname="r" type="remote"/>`),
		"dc-version":         live(`value="2.1.5"`, `value="2.1.6"`),
	} {
		if _, err := carry(t, desk, data, now); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, tt := range map[string]struct {
		now  []byte
		want message.Text
	}{
		"a parameter":     {live(`name="passwd" value="OLDSECRET"/>`, `name="passwd" value="OLDSECRET"/><nvpair id="x" name="lanplus" value="1"/>`), textMoved},
		"another agent":   {live(`fence_ipmilan`, `fence_ilo`), textMoved},
		"a new resource":  {live(`</primitive></resources>`, `</primitive><primitive id="x" class="ocf" provider="pacemaker" type="Dummy"/></resources>`), textMoved},
		"a property":      {live(`<nvpair id="o-v"`, `<nvpair id="o-s" name="stonith-enabled" value="false"/><nvpair id="o-v"`), textMoved},
		"an ACL":          {live(`<constraints/>`, `<constraints/><acls><acl_role id="r"><acl_permission id="p" kind="read" xpath="/cib"/></acl_role></acls>`), textMoved},
		"a secret":        {live("OLDSECRET", "THEIRSECRET"), textSecretMoved},
		"a node":          {live(`<node id="2" uname="n2"/>`, ``), textMoved},
		"other nodes":     {live(`uname="n1"`, `uname="m1"`, `uname="n2"`, `uname="m2"`), textOtherCluster},
		"another cluster": {live(`value="shop"`, `value="bank"`), textOtherCluster},
	} {
		_, err := carry(t, desk, data, tt.now)
		says(t, name, err, tt.want)
	}
}

// TestNodeAttributes: an attribute that the plan sets is part of what it was made on.
func TestNodeAttributes(t *testing.T) {
	compiled := []byte(strings.Replace(string(sheet("OLDSECRET")), "<nodes/>", `<nodes><node id="1" uname="n1"><instance_attributes id="nodes-1"><nvpair id="nodes-1-site" name="site" value="b"/></instance_attributes></node></nodes>`, 1))
	of := func(site, state string) []byte {
		return live(`name="data-status" value="LATEST"/>`, `name="data-status" value="`+state+`"/><nvpair id="n1-a-site" name="site" value="`+site+`"/>`)
	}
	_, data := mustMake(t, desk, of("a", "LATEST"), compiled)
	plan, err := carry(t, desk, data, of("a", "STREAMING"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(plan.After, []byte(`name="site" value="b"`)) {
		t.Errorf("it leads to\n%s", plan.After)
	}
	_, err = carry(t, desk, data, of("c", "LATEST"))
	says(t, "another value of it", err, textMoved)
}

// TestSameEffects: effects are compared with their reasons.
func TestSameEffects(t *testing.T) {
	plan := &apply.Plan{Effects: []pcmk.Effect{{Action: "stop", Resource: "vip", Node: "n1", Why: textNameOfIt.With("a", message.Words([]string{"b"}))}}}
	f := &File{Shown: show(plan, nil)}
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again := &File{}
	if err := json.Unmarshal(data, again); err != nil {
		t.Fatal(err)
	}
	if !again.SameEffects(plan) || !again.SameEffects(again.Plan()) {
		t.Error("read back, the effects are others")
	}
	plan.Effects[0].Node = "n2"
	if again.SameEffects(plan) {
		t.Error("on another node it is the same")
	}
}

// TestAlreadyThere: a plan that was carried out has nothing to do, and no more.
func TestAlreadyThere(t *testing.T) {
	_, data := mustMake(t, desk, live(), sheet("OLDSECRET", "vip"))
	plan, err := carry(t, desk, data, live())
	if err != nil {
		t.Fatal(err)
	}
	again, err := carry(t, desk, data, plan.After)
	if err != nil || !again.Empty() {
		t.Errorf("applied again it is %v, %v", again, err)
	}
	_, err = carry(t, desk, data, bytes.ReplaceAll(plan.After, []byte("OLDSECRET"), []byte("THEIRSECRET")))
	says(t, "with another secret", err, textSecretMoved)
}

// forge alters a file and gives it the digest it then has.
func forge(t *testing.T, data []byte, change func(*File)) []byte {
	t.Helper()
	f, err := Read("x.hagen", data)
	if err != nil {
		t.Fatal(err)
	}
	change(f)
	out, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestForged: a file with a digest of its own does not do what it does not show.
func TestForged(t *testing.T) {
	_, data := mustMake(t, desk, live(), sheet("OLDSECRET", "vip"))
	swap := func(old, new string) func(*File) {
		return func(f *File) { f.CIB = strings.Split(strings.ReplaceAll(strings.Join(f.CIB, "\n"), old, new), "\n") }
	}
	_, err := carry(t, desk, forge(t, data, swap("/run/vip", "/etc/passwd")), live())
	says(t, "another value than is shown", err, textOtherChange)
	_, err = carry(t, desk, forge(t, data, func(f *File) { f.Shown.Changes = nil }), live())
	says(t, "changes that are not shown", err, textOtherChange)
	_, err = carry(t, desk, forge(t, data, func(f *File) { f.After.Digest = f.Before.Digest }), live())
	says(t, "another result", err, textOtherChange)
	show := forge(t, data, func(f *File) {
		swap(`"state" value="/run/vip"`, `"state" value="********"`)(f)
		f.Secrets.Places = append(f.Secrets.Places, Place{"vip-s", "value", "fence-p"})
	})
	if _, err := carry(t, desk, show, live()); !errors.Is(err, apply.ErrNotHidden) {
		t.Errorf("a secret where it is shown: %v", err)
	}
	if _, err := carry(t, desk, forge(t, data, func(f *File) { f.Mode = "other" }), live()); err == nil {
		t.Error("an unknown mode is taken")
	}
}
