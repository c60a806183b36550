package agents

import (
	"fmt"
	"strings"
)

// Parts are the class, provider and type of a full agent name; the provider is
// "" where the class has none.
func Parts(name string) (class, provider, typ string) {
	class, typ, _ = strings.Cut(name, ":")
	if class == "ocf" {
		provider, typ, _ = strings.Cut(typ, ":")
	}
	return class, provider, typ
}

// CheckName refuses the names pcs refuses: ocf needs a provider, the other
// classes have none, and only the instance of a systemd unit may hold a colon
// (systemd:lvm2-pvscan@252:2).
func CheckName(name string) error {
	class, provider, typ := Parts(name)
	ok := false
	switch class {
	case "ocf":
		ok = provider != "" && typ != "" && !strings.Contains(typ, ":")
	case "systemd", "service":
		unit, _, _ := strings.Cut(typ, "@")
		ok = unit != "" && !strings.Contains(unit, ":")
	case "stonith", "lsb", "nagios", "upstart", "heartbeat":
		ok = typ != "" && !strings.Contains(typ, ":")
	}
	if !ok {
		return fmt.Errorf("%q is not an agent name: write ocf:PROVIDER:TYPE or CLASS:TYPE", name)
	}
	return nil
}
