package apply

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// fake is a cluster whose every step can be made to fail.
type fake struct {
	mu      sync.Mutex
	cib     []byte
	running map[string]string // primitive → node; what crm_mon shows
	saved   map[string][]byte
	log     []Entry
	idle    bool // what Idle says
	noTools bool
	file    bool

	verdict  Verdict
	simulate func(cib []byte) string // crm_simulate's answer
	onWrite  func(f *fake)           // after a write took place
	before   func(f *fake)           // before a write is looked at

	reason string // what the agent of a failed start said; "" for some reason

	orphan int // for how many more looks something runs that is in no configuration

	saveErr, appendErr, writeErr, cibErr, statusErr, idleErr error
	wrote                                                    int
}

func newFake(resources ...string) *fake {
	return &fake{cib: testCIB(7, resources...), running: map[string]string{}, saved: map[string][]byte{}, idle: true, verdict: Verdict{OK: true}}
}

// testCIB is a CIB with primitives; "a=1" has a parameter.
func testCIB(epoch int, resources ...string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<cib epoch="%d" num_updates="0" admin_epoch="0" have-quorum="1" validate-with="pacemaker-3.9"><configuration><crm_config/><nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes><resources>`, epoch)
	for _, r := range resources {
		id, value, set := strings.Cut(r, "=")
		fmt.Fprintf(&b, `<primitive id="%s" class="ocf" provider="pacemaker" type="Dummy">`, id)
		if set {
			fmt.Fprintf(&b, `<instance_attributes id="%s-ia"><nvpair id="%s-ia-p" name="p" value="%s"/></instance_attributes>`, id, id, value)
		}
		b.WriteString("</primitive>")
	}
	b.WriteString("</resources><constraints/></configuration><status/></cib>")
	return []byte(b.String())
}

var ids = regexp.MustCompile(`<primitive id="([^"]+)"`)

func primitives(cib []byte) []string {
	var out []string
	for _, m := range ids.FindAllSubmatch(cib, -1) {
		out = append(out, string(m[1]))
	}
	return out
}

func (f *fake) Name() string { return "fake:" }

func (f *fake) CIB(context.Context) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.cib, f.cibErr
}

func (f *fake) Verify(context.Context, []byte) (Verdict, error) {
	if f.noTools {
		return Verdict{}, ErrNoTools
	}
	return f.verdict, nil
}

// Simulate answers by simulate, else that everything would run on n1.
func (f *fake) Simulate(_ context.Context, cib []byte) ([]byte, error) {
	if f.noTools {
		return nil, ErrNoTools
	}
	if f.simulate != nil {
		return []byte(f.simulate(cib)), nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	after := map[string]string{}
	actions := ""
	for _, id := range primitives(cib) {
		after[id] = "n1"
		if f.running[id] == "" && string(cib) != string(f.cib) {
			actions += fmt.Sprintf(`<rsc_action action="start" resource="%s" node="n1"/>`, id)
		}
	}
	return []byte(simulation(resourcesXML(f.running), actions, resourcesXML(after))), nil
}

func simulation(before, actions, after string) string {
	const nodes = `<nodes><node name="n1" online="true"/><node name="n2" online="true"/></nodes>`
	return `<pacemaker-result><cluster_status>` + nodes + `<resources>` + before + `</resources></cluster_status><actions>` + actions +
		`</actions><revised_cluster_status>` + nodes + `<resources>` + after + `</resources></revised_cluster_status><status code="0" message="OK"/></pacemaker-result>`
}

func resourcesXML(running map[string]string) string {
	var b strings.Builder
	for id, node := range running {
		if node == "" {
			fmt.Fprintf(&b, `<resource id="%s" role="Stopped" active="false" managed="true"/>`, id)
			continue
		}
		fmt.Fprintf(&b, `<resource id="%s" role="Started" active="true" managed="true"><node name="%s"/></resource>`, id, node)
	}
	return b.String()
}

func (f *fake) Status(context.Context) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.file {
		return nil, ErrNoStatus
	}
	if f.statusErr != nil {
		return nil, f.statusErr
	}
	all := map[string]string{}
	for _, id := range primitives(f.cib) {
		all[id] = f.running[id]
	}
	orphan := ""
	if f.orphan > 0 {
		f.orphan--
		orphan = `<resource id="gone" role="Starting" active="true" orphaned="true" managed="true"><node name="n1"/></resource>`
	}
	failures := ""
	for id, node := range f.running {
		if strings.HasPrefix(node, "!") {
			failures += fmt.Sprintf(`<failure op_key="%s_start_0" node="n1" exitstatus="error" exitreason="%s" exitcode="1" call="5" last-rc-change="2026-11-20 11:04:48Z" status="complete"/>`, id, cmp.Or(f.reason, "no such thing"))
			all[id] = ""
		}
	}
	return []byte(`<pacemaker-result><summary><current_dc present="true" name="n1" with_quorum="true"/></summary><nodes/><resources>` + resourcesXML(all) + orphan +
		`</resources><failures>` + failures + `</failures><status code="0" message="OK"/></pacemaker-result>`), nil
}

func (f *fake) Write(_ context.Context, before, after []byte) error {
	if f.before != nil {
		f.before(f)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if epoch(before) != epoch(f.cib) {
		return ErrStale
	}
	if f.writeErr != nil && f.onWrite == nil {
		return f.writeErr
	}
	n, err := strconv.Atoi(rootAttr(before, "epoch"))
	if err != nil {
		return err
	}
	old := fmt.Sprintf(`epoch="%d"`, n)
	f.cib = []byte(strings.Replace(string(after), " "+old, fmt.Sprintf(` epoch="%d"`, n+1), 1))
	f.wrote++
	if f.onWrite != nil {
		f.onWrite(f)
	}
	return f.writeErr
}

func (f *fake) Idle(ctx context.Context, limit time.Duration) error {
	f.mu.Lock()
	idle, err := f.idle, f.idleErr
	f.mu.Unlock()
	if err != nil {
		return err
	}
	if idle {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(limit):
		return ErrBusy
	}
}

func (f *fake) Store() Store { return (*fakeStore)(f) }
func (f *fake) Close() error { return nil }

type fakeStore fake

func (s *fakeStore) Save(ctx context.Context, cib []byte, e Entry) (string, error) {
	if s.saveErr != nil {
		return "", s.saveErr
	}
	e.ID = "id" + strconv.Itoa(len(s.saved)+1)
	s.saved[e.ID] = cib
	return e.ID, s.Append(ctx, e)
}

func (s *fakeStore) Load(_ context.Context, id string) ([]byte, error) { return s.saved[id], nil }

func (s *fakeStore) Append(_ context.Context, e Entry) error {
	if s.appendErr != nil {
		return s.appendErr
	}
	s.log = append(s.log, e)
	return nil
}

func (s *fakeStore) Entries(context.Context) ([]Entry, error) { return s.log, nil }

// results are the results of the log in order.
func (f *fake) results() []string {
	var out []string
	for _, e := range f.log {
		out = append(out, e.Result)
	}
	return out
}

var errDisk = errors.New("no space left on device")
