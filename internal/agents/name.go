package agents

import (
	"fmt"
	"strings"
)

// splitName cuts a full agent name into its class and the rest, and refuses
// what pcs refuses: ocf needs a provider, the other classes have none, and only
// the instance of a systemd unit may hold a colon (systemd:lvm2-pvscan@252:2).
func splitName(name string) (class, rest string, err error) {
	class, rest, _ = strings.Cut(name, ":")
	provider, typ, twoParts := strings.Cut(rest, ":")
	ok := false
	switch class {
	case "ocf":
		ok = twoParts && provider != "" && typ != "" && !strings.Contains(typ, ":")
	case "systemd", "service":
		unit, _, _ := strings.Cut(rest, "@")
		ok = unit != "" && !strings.Contains(unit, ":")
	case "stonith", "lsb", "nagios", "upstart", "heartbeat":
		ok = rest != "" && !twoParts
	}
	if !ok {
		return "", "", fmt.Errorf("%q is not an agent name: write ocf:PROVIDER:TYPE or CLASS:TYPE", name)
	}
	return class, rest, nil
}
