//go:build linux

package oracle

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/test/pcstest"
)

const (
	ocfDir   = "/usr/lib/ocf/resource.d"
	fenceDir = "/usr/sbin"
	// realCrmResource is the release's own, see wrap.
	realCrmResource = "/usr/sbin/crm_resource.real"
	stockDir        = "/usr/share/hagen-stock" // answers for units and init scripts, by class
)

// furnish puts the agents of the target in the place of those of the release.
func (p *Pcs) furnish(catalog *agents.Catalog) error {
	if err := p.removeAgents(); err != nil {
		return err
	}
	for _, name := range catalog.Names() {
		agent, _ := catalog.Agent(name)
		if err := p.writeAgent(agent); err != nil {
			return err
		}
	}
	for _, class := range []string{"systemd", "lsb", cib.Service} {
		stock, ok := catalog.Agent(class + ":x")
		if !ok {
			return fmt.Errorf("nothing is known of the class %s", class)
		}
		if err := p.root.WriteFile(filepath.Join(stockDir, class), pcstest.Metadata(stock, false), 0o644); err != nil {
			return err
		}
	}
	return p.wrap()
}

// removeAgents takes away the agents that came with the release.
func (p *Pcs) removeAgents() error {
	var errs []error
	for _, pattern := range []string{ocfDir + "/*/*", fenceDir + "/fence_*"} {
		paths, err := filepath.Glob(p.root.Path(pattern))
		errs = append(errs, err)
		for _, path := range paths {
			errs = append(errs, os.Remove(path))
		}
	}
	return errors.Join(errs...)
}

// writeAgent writes an agent that prints its metadata and finds all else well.
func (p *Pcs) writeAgent(agent *agents.Agent) error {
	asked := `case "$1" in meta-data) ;; *) exit 0 ;; esac`
	if strings.HasPrefix(agent.Name, cib.Stonith+":") { // Pacemaker asks it on standard input
		asked = `case "$* $(cat)" in *metadata*) ;; *) exit 0 ;; esac`
	}
	script := "#!/bin/sh\n" + asked + "\ncat <<'END'\n" + pcstest.Metadata(agent, p.oldRoles()) + "END\n"
	return p.root.WriteFile(agentPath(agent.Name), script, 0o755)
}

// agentPath is where an agent is found; "" for those that are no programs.
func agentPath(name string) string {
	switch class, provider, kind := cib.AgentParts(name); class {
	case cib.OCF:
		return filepath.Join(ocfDir, provider, kind)
	case cib.Stonith:
		return filepath.Join(fenceDir, kind)
	}
	return ""
}

// oldRoles: a Pacemaker before 2.1 knows Master and Slave alone.
func (p *Pcs) oldRoles() bool { return strings.HasPrefix(p.oracle.PCS, "0.10.") }

// wrap puts a script in the place of crm_resource that answers for units and init
// scripts: pcs would ask systemd, which does not run here.
func (p *Pcs) wrap() error {
	const tool = "/usr/sbin/crm_resource"
	if err := os.Rename(p.root.Path(tool), p.root.Path(realCrmResource)); err != nil {
		return err
	}
	return p.root.WriteFile(tool, `#!/bin/sh
case "$1 $2" in
"--show-metadata systemd:"* | "--show-metadata lsb:"* | "--show-metadata service:"*)
    exec cat `+stockDir+`/"${2%%:*}"
    ;;
esac
exec `+realCrmResource+` "$@"
`, 0o755)
}

// standIn writes the agents of a sheet that the target's catalog does not have:
// those of a file of the site's own.
func (p *Pcs) standIn(catalog *agents.Catalog, cfg *model.Config) error {
	for _, r := range cfg.Primitives() {
		agent, known := catalog.Agent(r.Agent())
		path := agentPath(r.Agent())
		if !known || path == "" {
			continue
		}
		if _, err := os.Stat(p.root.Path(path)); err == nil {
			continue
		}
		if err := p.writeAgent(agent); err != nil {
			return err
		}
	}
	return nil
}
