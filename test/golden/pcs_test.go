//go:build linux

package golden

import (
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"hagen/internal/agents"
	"hagen/internal/compile"
	"hagen/internal/emit/cib"
	"hagen/internal/emit/shell"
	"hagen/internal/model"
	"hagen/internal/target"
	"hagen/test/corpus"
	"hagen/test/lab"
	"hagen/test/need"
	"hagen/test/pcstest"
	"hagen/test/proof/fastpcs"
)

// unprovable are cases whose script needs what no CIB file can give.
var unprovable = map[string]string{
	"warn-property-watchdog": "pcs takes stonith-watchdog-timeout only on a node where SBD is enabled",
}

// TestScriptsEqualXML compiles every golden and every example for Debian 12,
// runs each script through the real pcs and compares what comes out with the
// XML. pcs runs inside a separate host, because it asks systemd for units and
// only a booted systemd answers. Run one alone with
//
//	go test ./test/golden -run TestScriptsEqualXML/NAME
func TestScriptsEqualXML(t *testing.T) {
	need.Long(t)
	pcstest.Need(t)
	lab.Need(t)
	host, err := lab.Start(t.Context(), "proof")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := host.Stop(); err != nil {
			t.Error(err)
		}
	})
	pcs, err := fastpcs.Start(host, "/var/lib")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pcs.Stop)
	var proven, without atomic.Int32
	t.Cleanup(func() {
		t.Logf("%d scripts equal their XML; %d inputs compile to nothing for %s", proven.Load(), without.Load(), corpus.Installed)
	})
	for _, c := range append(cases(t), others(t)...) {
		t.Run(c.Name, func(t *testing.T) {
			if why := unprovable[c.Name]; why != "" {
				t.Logf("not run: %s", why)
				return
			}
			unit, catalog := c.For(t, corpus.Installed)
			if unit == nil {
				without.Add(1)
				return
			}
			standIn(t, host, catalog, unit.Config)
			t.Parallel()
			scriptEqualsXML(t, pcs, unit)
			proven.Add(1)
		})
	}
}

// scriptEqualsXML runs a unit's script on a CIB with the sheet's nodes. Commands
// of ADDITIONAL_CONFIG stay out: the XML does not hold them, as hagen warns; nor does the
// script give the ids of CIB_ID.
func scriptEqualsXML(t *testing.T, pcs *fastpcs.Pcs, unit *compile.Unit) {
	t.Helper()
	tg, err := target.Get(corpus.Installed)
	if err != nil {
		t.Fatal(err)
	}
	unit.Config.Commands, unit.Config.Renames = nil, nil
	xml, err := cib.Emit(unit.Config, tg)
	if err != nil {
		t.Fatal(err)
	}
	script, err := shell.Emit(unit.Config, tg)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(pcstest.File(t, tg.Schema, tg.FeatureSet, pcstest.NodesOf(unit.Config)...))
	if err != nil {
		t.Fatal(err)
	}
	after, printed, err := pcs.Run(t.Context(), script, before)
	if err != nil {
		t.Fatalf("the script failed: %v\n%s", err, printed)
	}
	pcstest.Equal(t, after, xml)
}

// standIn installs in the host what a sheet uses but Debian has no package of: for
// an OCF agent a script that prints the metadata hagen knows, so that pcs accepts
// and completes it; for an LSB service an empty init script.
func standIn(t *testing.T, host *lab.Host, catalog *agents.Catalog, cfg *model.Config) {
	t.Helper()
	for _, p := range cfg.Primitives() {
		var path, script string
		agent, known := catalog.Agent(p.Agent())
		switch {
		case p.Class == "ocf" && known:
			path = filepath.Join("/usr/lib/ocf/resource.d", p.Provider, p.Type)
			script = "#!/bin/sh\ncat <<'END'\n" + pcstest.Metadata(agent, false) + "END\n"
		case p.Class == "lsb", p.Class == "service":
			path, script = filepath.Join("/etc/init.d", p.Type), "#!/bin/sh\n"
		default:
			continue
		}
		path = host.Path(path)
		if _, err := os.Stat(path); err == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}
