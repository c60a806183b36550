package agentd_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/scheduler"
)

// The CIBs of the tests hold a secret: it must not reach any log. Each of these is
// the configuration of a cluster that manages nothing without the property, so
// that from newCIB to oldCIB it takes two writes (see apply.Halfway).
const (
	secret   = "SECRET-OF-THE-CIB"
	property = `<cluster_property_set id="cib-bootstrap-options"><nvpair id="o" name="stonith-enabled" value="false"/></cluster_property_set>`
	vip      = `<primitive id="vip" class="ocf" provider="pacemaker" type="Dummy"/>`
)

var (
	oldCIB   = cib("", "")
	newCIB   = cib(property, vip)
	halfCIB  = cib(property, "") // between the two writes
	otherCIB = strings.Replace(cib(property, strings.Replace(vip, "vip", "theirs", 1)), `epoch="7"`, `epoch="20"`, 1)
)

func cib(properties, resources string) string {
	return `<cib epoch="7" num_updates="0" admin_epoch="0" have-quorum="1" validate-with="pacemaker-3.9"><configuration><crm_config>` + properties +
		`</crm_config><nodes><node id="1" uname="n1"><instance_attributes id="n1-a"><nvpair id="n1-a-p" name="passwd" value="` + secret +
		`"/></instance_attributes></node></nodes><resources>` + resources + `</resources><constraints/></configuration><status/></cib>`
}

func same(a, b string) bool {
	is, err := apply.Same([]byte(a), []byte(b))
	return err == nil && is
}

// fakeCluster is a cluster on which everything in the CIB runs at once. A step
// named in hold waits until its channel is closed, and says in reached that it is
// there.
type fakeCluster struct {
	mu      sync.Mutex
	cib     string
	down    bool
	file    bool // nothing runs: it is a CIB file
	broken  bool // vip fails
	panics  bool
	saved   map[string]string
	log     []apply.Entry
	hold    map[string]chan struct{}
	reached chan string
	writes  int
	fail    map[string]error
}

func newCluster() *fakeCluster {
	return &fakeCluster{cib: oldCIB, saved: map[string]string{}, hold: map[string]chan struct{}{},
		reached: make(chan string, 1000), fail: map[string]error{}}
}

// at makes a step wait; release lets it go on.
func (c *fakeCluster) at(step string) (release func()) {
	ch := make(chan struct{})
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hold[step] = ch
	return sync.OnceFunc(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.hold, step)
		close(ch)
	})
}

func (c *fakeCluster) step(ctx context.Context, name string) error {
	c.mu.Lock()
	ch, err := c.hold[name], c.fail[name]
	c.mu.Unlock()
	c.reached <- name
	if ch != nil {
		select {
		case <-ch:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return err
}

// wait waits until a step is reached.
func (c *fakeCluster) wait(t *testing.T, step string) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for {
		select {
		case got := <-c.reached:
			if got == step {
				return
			}
		case <-limit:
			t.Fatalf("the step %q was not reached", step)
		}
	}
}

// set changes the cluster from outside.
func (c *fakeCluster) set(change func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change()
}

// has reports whether the cluster has this configuration.
func (c *fakeCluster) has(cib string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return same(c.cib, cib)
}

func (c *fakeCluster) Name() string { return "local:" }
func (c *fakeCluster) CIB(context.Context) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down {
		return nil, errors.New("cibadmin: not connected; " + secret)
	}
	return []byte(c.cib), nil
}
func (c *fakeCluster) Verify(_ context.Context, cib []byte) (apply.Verdict, error) {
	return apply.Verdict{OK: string(cib) == newCIB, Messages: []string{"a warning"}}, nil
}

var primitive = regexp.MustCompile(`<primitive id="([^"]+)"`)

// resources is what runs with a CIB, as crm_mon and crm_simulate show it.
func resources(cib, more string) string {
	out := ""
	for _, m := range primitive.FindAllStringSubmatch(cib, -1) {
		out += `<resource id="` + m[1] + `" role="Started" active="true"` + more + `><node name="n1"/></resource>`
	}
	return "<resources>" + out + "</resources>"
}

// AskScheduler answers with the question.
func (c *fakeCluster) AskScheduler(_ context.Context, q scheduler.Question) (*scheduler.Answer, error) {
	return &scheduler.Answer{Version: strings.Join(q.Options(), " "), CIB: q.CIB}, nil
}

// Simulate answers as the scheduler of a fresh cluster does: it stops what is in
// no configuration only where it manages something.
func (c *fakeCluster) Simulate(ctx context.Context, cib []byte) ([]byte, error) {
	err := c.step(ctx, "simulate")
	c.mu.Lock()
	defer c.mu.Unlock()
	now, then := resources(c.cib, ` managed="true"`), resources(string(cib), ` managed="true"`)
	if !primitive.Match(cib) && !strings.Contains(string(cib), "stonith-enabled") {
		then = resources(c.cib, ` orphaned="true" managed="false"`)
	}
	const nodes = `<nodes><node name="n1" online="true"/></nodes>`
	return []byte(`<pacemaker-result><cluster_status>` + nodes + now + `</cluster_status><actions/><revised_cluster_status>` + nodes + then +
		`</revised_cluster_status><status code="0" message="OK"/></pacemaker-result>`), err
}

func (c *fakeCluster) Status(context.Context) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file {
		return nil, apply.ErrNoStatus
	}
	failures := ""
	if c.broken && strings.Contains(c.cib, vip) {
		failures = `<failure op_key="vip_start_0" node="n1" exitstatus="error" exitreason="` + secret + `" exitcode="1" call="5" last-rc-change="2026-11-20 11:04:48Z" status="complete"/>`
	}
	return []byte(`<pacemaker-result><summary><current_dc present="true" name="n1" with_quorum="true"/></summary><nodes/>` + resources(c.cib, ` managed="true"`) +
		`<failures>` + failures + `</failures><status code="0" message="OK"/></pacemaker-result>`), nil
}

var epochs = regexp.MustCompile(` epoch="(\d+)"`)

func (c *fakeCluster) Write(ctx context.Context, before, after []byte) error {
	if err := c.step(ctx, "write"); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	had, live := epochs.FindStringSubmatch(string(before)), epochs.FindStringSubmatch(c.cib)
	if had[1] != live[1] {
		return apply.ErrStale
	}
	n, err := strconv.Atoi(live[1])
	if err != nil {
		return err
	}
	c.cib = epochs.ReplaceAllString(string(after), fmt.Sprintf(` epoch="%d"`, n+1))
	c.writes++
	return nil
}
func (c *fakeCluster) Idle(ctx context.Context, _ time.Duration) error {
	if c.has(halfCIB) {
		return c.step(ctx, "idle between")
	}
	return c.step(ctx, "idle")
}
func (c *fakeCluster) Others(context.Context) ([][]string, error) {
	return [][]string{{"node02", "10.0.0.2"}}, nil
}
func (c *fakeCluster) Store() apply.Store { return c }
func (c *fakeCluster) Close() error       { return nil }
func (c *fakeCluster) Save(ctx context.Context, cib []byte, e apply.Entry) (string, error) {
	if c.panics {
		panic("ouch")
	}
	if err := c.step(ctx, "save"); err != nil {
		return "", err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e.ID = "id-1"
	c.saved[e.ID], c.log = string(cib), append(c.log, e)
	return e.ID, nil
}
func (c *fakeCluster) Load(_ context.Context, id string) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return []byte(c.saved[id]), nil
}
func (c *fakeCluster) Append(ctx context.Context, e apply.Entry) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.log = append(c.log, e)
	return nil
}
func (c *fakeCluster) Entries(context.Context) ([]apply.Entry, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.log, nil
}

// results are those of the log, in order.
func (c *fakeCluster) results() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []string
	for _, e := range c.log {
		out = append(out, e.Result)
	}
	return strings.Join(out, " ")
}
