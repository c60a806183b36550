package agents

import (
	"fmt"
	"strings"

	"hagen/internal/cib"
)

// CheckName refuses the names pcs refuses: ocf needs a provider, the other classes
// have none, and only the instance of a systemd unit may contain a colon
// (systemd:lvm2-pvscan@252:2).
func CheckName(name string) error {
	class, provider, typ := cib.AgentParts(name)
	ok := false
	switch class {
	case cib.OCF:
		ok = provider != "" && typ != "" && !strings.Contains(typ, ":")
	case "systemd", cib.Service:
		unit, _, _ := strings.Cut(typ, "@")
		ok = unit != "" && !strings.Contains(unit, ":")
	case cib.Stonith, "lsb", "nagios", "upstart", "heartbeat":
		ok = typ != "" && !strings.Contains(typ, ":")
	}
	if !ok {
		return fmt.Errorf("%q is not an agent name: write ocf:PROVIDER:TYPE or CLASS:TYPE", name)
	}
	return nil
}
