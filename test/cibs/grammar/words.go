package grammar

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// odd are texts that sheets, XML, shells or people read otherwise than they are.
var odd = []string{
	"", " ", "  ", " blank in front", "blank at the end ", "two  blanks", "a\nline", "a\ttab", "\n", "\r", "日本語", "全角　１", "한국어",
	`"quoted"`, "it's", "<tag/>", "&amp;", "a & b", "]]>", "=1+1", "+1", "-1", "@x", "#x", "# x", "%s", "$(id)", "`id`", `\`, `a\nb`, "a,b;c",
	"INFINITY", "true", "True", "YES", "no", "on", "0", "1.0", "1e5", "0x10", "007", "1,000", "2026-11-27", "12:30", "1/2",
	"é", "e\u0301", "\u00a0", "a\u200bb", "\u2028", "\ufeff", "😀", "“x”", "–", strings.Repeat("long ", 80), "P", "id", "PRIMITIVE", "null", "none", "default",
}

// words are plausible values, by the element and the attribute, or the attribute alone.
var words = map[string][]string{
	"primitive@provider":       {"heartbeat", "pacemaker", "linbit"},
	"@description":             {"the address of the service", "made by hand", "本番系"},
	"@target-pattern":          {"node.*", "^rack[12]-.*$"},
	"@rsc-pattern":             {"vip.*", "^db-[0-9]+$"},
	"@target-attribute":        {"rack", "site"},
	"@target-value":            {"1", "a"},
	"@ticket":                  {"ticketA", "ticketB"},
	"@attribute":               {"#uname", "#kind", "rack", "pingd", "site", "id"},
	"@score-attribute":         {"pingd", "weight"},
	"@node-attribute":          {"rack", "site"},
	"@influence":               {"true", "false"},
	"@role":                    {"Started", "Stopped", "Promoted", "Unpromoted", "Master", "Slave"},
	"expression@value":         {"1", "100", "node1", "a", "2.0.1", "web server"},
	"@start":                   {"2026-01-01", "2026-11-27T12:00:00Z", "2027-W01-1"},
	"@end":                     {"2027-12-31", "2030-06-01 08:30:00 +09:00"},
	"@years":                   {"2026", "2026-2030"},
	"@months":                  {"1", "1-6"},
	"@weeks":                   {"1", "10-20"},
	"@days":                    {"1", "30"},
	"@hours":                   {"8", "9-17"},
	"@minutes":                 {"0", "0-29"},
	"@seconds":                 {"5", "0-59"},
	"@weekdays":                {"1", "1-5"},
	"@monthdays":               {"1", "1-7"},
	"@yeardays":                {"1-100"},
	"@moon":                    {"4"},
	"rsc_expression@class":     {"ocf", "stonith", "systemd"},
	"@provider":                {"heartbeat", "pacemaker"},
	"rsc_expression@type":      {"IPaddr2", "Dummy"},
	"op_expression@name":       {"monitor", "start", "stop"},
	"@interval":                {"0", "0s", "10s", "30", "1min", "20000ms", "PT5M"},
	"op@name":                  {"monitor", "start", "stop", "promote", "demote", "notify", "migrate_to", "validate-all"},
	"@timeout":                 {"20s", "60", "2min", "100ms"},
	"@start-delay":             {"5s", "0"},
	"@interval-origin":         {"2026-01-01 00:00:00"},
	"@image":                   {"localhost/httpd:2.4", "quay.io/x/y@sha256:0123"},
	"@run-command":             {"/usr/sbin/pacemaker-remoted", "/bin/sh -c 'exec sleep 1'"},
	"@network":                 {"host", "bridge"},
	"@options":                 {"rw,Z", "--log-driver=journald", "ro"},
	"@ip-range-start":          {"192.0.2.100", "2001:db8::1"},
	"@host-interface":          {"eth0"},
	"@source-dir":              {"/var/local/httpd"},
	"@source-dir-root":         {"/var/log/pods"},
	"@target-dir":              {"/var/www/html", "/var/log"},
	"@path":                    {"/usr/share/pacemaker/alerts/alert_file.sh"},
	"recipient@value":          {"/var/log/alerts", "admin@example.com"},
	"@xpath":                   {"//crm_config//nvpair[@name='maintenance-mode']", "/cib", `//*[@id="a"]`},
	"@object-type":             {"primitive", "constraints", "node"},
	"acl_permission@attribute": {"id", "score"},
	"acl_target@id":            {"alice", "bob", "haclient"},
	"acl_target@name":          {"Alice"},
	"acl_group@name":           {"operators"},
	"@crm_feature_set":         {"3.16.2"},
	"attribute@name":           {"pingd", "standby", "rack"},
}

// agentTypes are types of agents by class or provider.
var agentTypes = map[string][]string{
	"heartbeat": {"IPaddr2", "Filesystem", "apache", "pgsql", "VirtualDomain", "ethmonitor"}, "pacemaker": {"Dummy", "Stateful", "ping", "remote", "ClusterMon"},
	"linbit": {"drbd"}, "stonith": {"fence_ipmilan", "fence_xvm", "external/ssh"}, "systemd": {"httpd", "nfs-server", "getty@tty1"},
}

// pairs are names of sets and some of their values, by what has the set.
var pairs = map[string]map[string][]string{
	"crm_config": {"stonith-enabled": {"true", "false", "yes", "0"}, "no-quorum-policy": {"stop", "ignore", "freeze"}, "cluster-name": {"prod"},
		"cluster-recheck-interval": {"15min", "60"}, "maintenance-mode": {"false"}, "dc-version": {"2.1.5"}, "have-watchdog": {"false"}, "hana_site_srHook": {"SOK"},
		"placement-strategy": {"balanced"}, "batch-limit": {"10"}, "stonith-timeout": {"60s"}, "cluster-infrastructure": {"corosync"}, "last-lrm-refresh": {"1700000000"}},
	"meta_attributes": {"target-role": {"Started", "Stopped", "Master", "started"}, "is-managed": {"true", "False"}, "resource-stickiness": {"100", "INFINITY"},
		"migration-threshold": {"3", "INFINITY"}, "failure-timeout": {"60", "1h"}, "priority": {"5", "0"}, "clone-max": {"2"}, "interleave": {"true"}, "promotable": {"true", "1"},
		"allow-migrate": {"true"}, "remote-node": {"guest1"}, "multiple-active": {"stop_only"}, "timeout": {"30s"}, "record-pending": {"true"}, "notify": {"yes"}, "globally-unique": {"true"}},
	"instance_attributes": {"ip": {"192.0.2.1"}, "cidr_netmask": {"24"}, "device": {"/dev/vg/lv"}, "directory": {"/srv"}, "fstype": {"xfs"}, "config": {"/etc/x.conf"},
		"pcmk_host_list": {"node1 node2"}, "passwd": {"secret"}, "password": {"******"}, "OCF_CHECK_LEVEL": {"10", "20"}, "standby": {"on"}, "rack": {"1"}, "state": {"/run/x"}, "drbd_resource": {"r0"}, "fake": {"x"}},
	"utilization": {"cpu": {"2"}, "memory": {"1024", "2048"}},
}

// text makes a text for an attribute.
func (w *writer) text(name string, el *etree.Element) string {
	if el.Tag == "node" {
		return w.node(name, el)
	}
	if !w.plain && w.chance(7) {
		return w.one(odd...)
	}
	if list := w.known(name, el); len(list) > 0 {
		return w.one(list...)
	}
	for _, key := range []string{el.Tag + "@" + name, "@" + name} {
		if list := words[key]; len(list) > 0 {
			return w.one(list...)
		}
	}
	return w.one("a", "b-1", "Word", "x_y", "10", "two words")
}

// known are texts that depend on what else is in the document.
func (w *writer) known(name string, el *etree.Element) []string {
	get := func(a string) string { return el.SelectAttrValue(a, "") }
	switch {
	case el.Tag == "nvpair" && el.Parent() != nil:
		return w.pair(name, get("name"), el.Parent())
	case name == "type" && get("class") != "" && el.Tag != "rsc_expression":
		if list := agentTypes[get("provider")]; list != nil {
			return list
		}
		return agentTypes[get("class")]
	case el.Tag == "obj_ref" && name == "id":
		return w.named("id", "primitive", "group", "clone", "bundle", "rsc_location", "master")
	case name == "node" || name == "target":
		return w.named("uname", "node")
	case name == "devices":
		return w.devices()
	}
	return nil
}

// named are attributes of the elements that are there.
func (w *writer) named(attribute string, tags ...string) []string {
	var out []string
	for _, el := range w.whole {
		if slices.Contains(tags, el.Tag) {
			out = append(out, el.SelectAttrValue(attribute, ""))
		}
	}
	return out
}

// devices are lists of fence devices.
func (w *writer) devices() []string {
	var out []string
	for _, el := range w.whole {
		if el.Tag == "primitive" && el.SelectAttrValue("class", "") == "stonith" {
			id := el.SelectAttrValue("id", "")
			out = append(out, id)
			if len(out) > 1 {
				out = append(out, out[0]+","+id)
			}
		}
	}
	return out
}

// pair are names, or values, of a set.
func (w *writer) pair(attribute, name string, set *etree.Element) []string {
	of := set.Tag
	if of == "cluster_property_set" {
		of = "crm_config"
	}
	if attribute == "value" {
		return pairs[of][name]
	}
	var names []string
	for _, known := range slices.Sorted(maps.Keys(pairs[of])) {
		if w.chance(3) || set.FindElement("nvpair[@name='"+known+"']") == nil {
			names = append(names, known)
		}
	}
	return names
}

// node makes the name or the id of a node, which is its own.
func (w *writer) node(name string, el *etree.Element) string {
	if name == "description" {
		return w.one("left", "right rack")
	}
	base := "node"
	switch {
	case name == "id":
		base = ""
	case !w.plain && w.chance(7):
		base = w.one(odd...)
	}
	taken := w.named(name, "node")
	for n := 1; ; n++ {
		if text := base + strconv.Itoa(n); !slices.Contains(taken, text) {
			return text
		}
	}
}
