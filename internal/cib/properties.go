package cib

// BootstrapOptions is the property set of pcs and crmsh. Its pairs count before
// those of every other set, whatever their scores.
const BootstrapOptions = "cib-bootstrap-options"

// SetByCluster reports whether Pacemaker or pcs itself sets a property: pcs
// refuses to set it for any user.
func SetByCluster(property string) bool {
	switch property {
	case "cluster-infrastructure", "cluster-name", "dc-version", "have-watchdog", "last-lrm-refresh":
		return true
	}
	return false
}

// WatchdogTimeout reports whether a property goes with the watchdogs of the
// machines. An operator may set it; it must not be removed because a sheet is
// silent about it.
func WatchdogTimeout(property string) bool {
	return property == "stonith-watchdog-timeout" || property == "fencing-watchdog-timeout"
}

// SetByOperators reports whether a node attribute is the operators' own: what a
// rollback must not undo.
func SetByOperators(attribute string) bool {
	return attribute == "standby" || attribute == "maintenance"
}

// Owned reports whether a property is the cluster's own: it stays what it is
// when a configuration that does not name it is pushed.
func Owned(property string) bool { return SetByCluster(property) || WatchdogTimeout(property) }
