package cib

// BootstrapOptions is the property set of pcs and crmsh. Its pairs take precedence
// over those of every other set, whatever their scores.
const BootstrapOptions = "cib-bootstrap-options"

// SetByCluster reports whether Pacemaker or pcs itself sets a property: pcs refuses
// to set it.
func SetByCluster(property string) bool {
	switch property {
	case "cluster-infrastructure", "cluster-name", "dc-version", "have-watchdog", "last-lrm-refresh":
		return true
	}
	return false
}

// WatchdogTimeout reports whether a property depends on the machines' watchdogs. An
// operator may set it; it must not be removed because a sheet does not have it.
func WatchdogTimeout(property string) bool {
	return property == "stonith-watchdog-timeout" || property == "fencing-watchdog-timeout"
}

// SetByOperators reports whether a node attribute belongs to the operators, so that
// a rollback must not undo it.
func SetByOperators(attribute string) bool {
	return attribute == "standby" || attribute == "maintenance"
}

// Owned reports whether a property belongs to the cluster: it is kept when a
// configuration without it is pushed.
func Owned(property string) bool { return SetByCluster(property) || WatchdogTimeout(property) }
