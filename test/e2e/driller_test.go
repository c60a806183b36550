//go:build linux

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/apply/tools"
	"hagen/internal/drill"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
	"hagen/test/lab"
)

// driller is a cluster with its sheet's configuration, at rest, and its test book.
type driller struct {
	*pusher
	rest *pcmk.State    // as the scheduler starts the sheet
	book *testbook.Book // of the cluster as it is

	same, all int // cases that ended as expected, and those carried out
}

// start starts the cluster, applies its sheet from the desk, and waits until everything
// runs where the scheduler starts it.
func (c bookCluster) start(t *testing.T) *driller {
	t.Helper()
	d := &driller{pusher: equip(start(t, c.config, c.services...))}
	d.openSSH()
	d.begin(c.sheet, nil)
	return d
}

// begin applies a sheet, changed if there is a change, and makes its book.
func (d *driller) begin(sheet string, change func(string) string) {
	d.t.Helper()
	data, err := os.ReadFile(sheet)
	d.do(err)
	d.bring("cluster.csv", data)
	if change != nil {
		d.bring("applied.csv", []byte(change(string(data))))
		d.apply(overSSH, "applied.csv")
	} else {
		d.apply(overSSH, "cluster.csv")
	}
	unit := compiledFrom(d.t, sheet)
	world, err := scheduler.Start(d.t.Context(), tools.New("local:", tools.Local{}), unit.XML, d.Config.Nodes)
	d.do(err)
	d.rest = world.State
	d.reached("everything runs where the scheduler starts it")
	live := d.run(d.Config.Nodes[0], "cibadmin", "--query")
	configuration, err := merge.Into([]byte(live), unit.XML, merge.Replace)
	d.do(err)
	world, err = scheduler.Live(d.t.Context(), tools.New("local:", tools.Local{}), configuration)
	d.do(err)
	d.book, err = testbook.Make(d.t.Context(), world, configuration)
	d.do(err)
}

func (d *driller) reached(what string) {
	d.t.Helper()
	d.do(d.WaitFor(d.t.Context(), settling, what, d.atRest))
}

// atRest reports whether everything runs where the scheduler starts it.
func (d *driller) atRest() bool {
	out, err := d.Run(d.t.Context(), d.Config.Nodes[0], "crm_mon", "--output-as=xml", "-1", "--inactive")
	if err != nil {
		return false
	}
	s, err := pcmk.ReadStatus([]byte(out))
	if err != nil || len(s.Failures)+len(s.Counts) > 0 {
		return false
	}
	for _, n := range s.Nodes {
		if !n.Online || n.Standby || n.Pending || n.Unclean {
			return false
		}
	}
	return !slices.ContainsFunc(scheduler.Primitives(d.rest), func(id string) bool {
		return !testbook.SamePlaces(scheduler.Places(s, id), scheduler.Places(d.rest, id))
	})
}

// fresh starts everything anew, unless it is at rest.
func (d *driller) fresh() {
	d.t.Helper()
	power := labPower{d.Cluster}
	for _, n := range d.Config.Nodes {
		d.do(power.On(d.t.Context(), n))
	}
	if d.atRest() {
		return
	}
	first := d.Config.Nodes[0]
	d.run(first, "pcs", "cluster", "stop", "--all", "--force", "--request-timeout=120")
	d.run(first, "pcs", "cluster", "start", "--all", "--wait=180")
	d.reached("everything was started anew")
	d.idle()
}

// drillArgs are the arguments of hagen drill over SSH for the sheet.
func (d *driller) drillArgs(args ...string) []string {
	return append([]string{"drill", "cluster.csv", "--to", d.address(overSSH), "--target", d.target(), "--yes-disturb", d.Config.Name, "-o", "result.json"}, args...)
}

// drill runs hagen drill on the desk, to its end, and returns its result.
func (d *driller) drill(args ...string) drill.Record {
	d.t.Helper()
	d.hagenAnyhow(d.drillArgs(args...)...)
	return d.result()
}

func (d *driller) result() drill.Record {
	d.t.Helper()
	var rec drill.Record
	data, err := os.ReadFile(filepath.Join(d.desk, "result.json"))
	d.do(err)
	d.do(json.Unmarshal(data, &rec))
	if dir := os.Getenv(testbooks + "_RESULTS"); dir != "" {
		d.do(os.WriteFile(filepath.Join(dir, d.Config.Name+".json"), data, 0o600))
	}
	return rec
}

// withPower carries one case out with the power of the lab.
func (d *driller) withPower(number string) drill.Record {
	d.t.Helper()
	job := drill.Drill{Book: d.book, Cases: []string{number}, Hosts: labHosts{d.Cluster}, Power: labPower{d.Cluster}, Limit: 15 * time.Minute}
	result, err := job.Run(d.t.Context())
	d.do(err)
	return *result.Record(drill.About{Sheet: "cluster.csv", Cluster: d.Config.Name}, message.English)
}

// labHosts runs commands in the hosts of the lab.
type labHosts struct{ *lab.Cluster }

// Run runs a command in a host that has booted.
func (h labHosts) Run(ctx context.Context, node string, c tools.Command) (tools.Result, error) {
	host := h.Host(node)
	if host == nil || !host.Up() {
		return tools.Result{}, fmt.Errorf("%s is off", node)
	}
	state, _ := host.Command(ctx, "systemctl", "is-system-running").Output()
	if s := strings.TrimSpace(string(state)); s != "running" && s != "degraded" {
		return tools.Result{}, fmt.Errorf("%s has not booted: %s", node, s)
	}
	cmd := host.Command(ctx, c.Argv[0], c.Argv[1:]...)
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(c.Stdin), &stdout, &stderr
	err := cmd.Run()
	res := tools.Result{Stdout: stdout.Bytes(), Stderr: stderr.Bytes()}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() >= 0 {
		res.Code, err = exit.ExitCode(), nil
	}
	return res, err
}

// labPower switches the hosts of the lab.
type labPower struct{ *lab.Cluster }

// Off takes a host down as a power failure does.
func (p labPower) Off(_ context.Context, node string) error { return p.Crash(node) }

// On boots a host, or waits for one that boots already.
func (p labPower) On(ctx context.Context, node string) error {
	if !p.Host(node).Up() {
		if err := p.Boot(ctx, node); err == nil || !p.Host(node).Up() {
			return err
		}
	}
	return p.Settled(ctx, node)
}
