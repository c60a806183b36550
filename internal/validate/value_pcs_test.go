package validate

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/test/need"
)

// TestPcsRefusalsAreErrors asks the real pcs (0.11.5, the target debian12): what it
// refuses must be an error in hagen, and it must accept a sheet without errors.
func TestPcsRefusalsAreErrors(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install pcs pacemaker-cli-utils", "pcs", "cibadmin")
	if version, err := exec.Command("pcs", "--version").Output(); err != nil || !strings.HasPrefix(string(version), "0.11.5") {
		need.Skip(t, "pcs is "+strings.TrimSpace(string(version))+", the facts of debian12 are from 0.11.5")
	}
	// only marks cases that hagen refuses and pcs accepts: Pacemaker would not.
	const only = true
	cases := []struct {
		name     string
		p        *model.Primitive
		property []*model.AttributeSet
		stricter bool
		forced   bool // with --force, as the script creates it
	}{
		{name: "right", p: primitive("r", dummy, param("fake", "a b"), meta("priority", "1"), op("monitor", "interval=10", "timeout=5min"))},
		{name: "fence device", p: primitive("f", ipmilan, param("ip", "h"), param("pcmk_host_list", "n1"), op("start", "timeout=60s"), op("stop", "on-fail=ignore"))},
		{name: "missing", p: primitive("r", ipaddr2, param("nic", "eth0"))},
		{name: "remote", p: primitive("r", "ocf:pacemaker:remote", param("server", "h")), forced: true},
		{name: "guest", p: primitive("r", dummy, meta("remote-node", "g")), forced: true},
		{name: "guest with its own name", p: primitive("r", dummy, meta("remote-node", "r")), forced: true, stricter: only}, // Pacemaker makes no node of it
		{name: "fence operation", p: primitive("f", ipmilan, param("ip", "h"), op("promote"))},
		{name: "twice", p: primitive("r", dummy, op("stop", "timeout=1"), op("stop", "timeout=2"))},
		{name: "default interval", p: primitive("r", dummy, op("monitor", "timeout=1"), op("monitor", "interval=1min"))},
		{name: "milliseconds", p: primitive("r", dummy, op("monitor", "interval=500ms"), op("monitor", "interval=600ms"))},
		{name: "enabled", p: primitive("r", dummy, op("monitor", "enabled=yes"))},
		{name: "delay and origin", p: primitive("r", dummy, op("monitor", "start-delay=1", "interval-origin=00:00"))},
		{name: "duration", p: primitive("r", dummy, op("monitor", "interval=10seconds")), stricter: only},
		{name: "owned property", property: pair("cluster-name", "x")},
		{name: "boolean property", property: pair("stonith-enabled", "t")},
		{name: "duration property", property: pair("stonith-timeout", "60000ms")},
		{name: "percentage property", property: pair("load-threshold", "80")},
		{name: "infinite property", property: pair("batch-limit", "INFINITY")},
	}
	empty, err := exec.Command("cibadmin", "--empty").Output()
	if err != nil {
		t.Fatal(err)
	}
	e := env(t, "debian12")
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			cfg, args := &model.Config{Properties: tc.property}, []string{"property", "set"}
			for _, a := range model.Pairs(tc.property) {
				args = append(args, a.Name+"="+a.Value)
			}
			if tc.p != nil {
				cfg.Resources, args = []model.Resource{tc.p}, createCommand(tc.p)
			}
			file := filepath.Join(t.TempDir(), "cib.xml")
			if err := os.WriteFile(file, empty, 0o600); err != nil {
				t.Fatal(err)
			}
			if tc.forced {
				args = append([]string{"--force"}, args...)
			}
			out, err := exec.Command("pcs", slices.Concat([]string{"-f", file}, args)...).CombinedOutput()
			report := run(t, cfg, e, checks...)
			if refused := err != nil || tc.stricter; refused != report.HasErrors() {
				t.Errorf("pcs %q: %v\n%shagen: %d errors of %d findings", args, err, out, report.Count(diag.Error), report.Len())
			}
			if tc.stricter && err != nil {
				t.Error("pcs refuses this as well")
			}
		})
	}
}

// createCommand is the pcs command that creates a resource.
func createCommand(p *model.Primitive) []string {
	args := []string{"resource", "create", p.ID, p.Agent()}
	if p.Stonith() {
		args = []string{"stonith", "create", p.ID, p.Type}
	}
	for _, a := range model.Pairs(p.Params) {
		args = append(args, a.Name+"="+a.Value)
	}
	for i, a := range model.Pairs(p.Meta) {
		if i == 0 {
			args = append(args, "meta")
		}
		args = append(args, a.Name+"="+a.Value)
	}
	for _, o := range p.Operations {
		args = append(args, "op", o.Name)
		for _, a := range o.Given() {
			args = append(args, a.Name+"="+a.Value)
		}
	}
	return args
}
