package validate

import (
	"testing"

	"hagen/internal/model"
)

func group(id string, metas []*model.AttributeSet, members ...model.Resource) *model.Group {
	return &model.Group{Common: model.Common{ID: id, Meta: metas, Row: origin{"R:" + id, ""}}, Children: members}
}

func clone(id string, metas []*model.AttributeSet, member model.Resource) *model.Clone {
	return &model.Clone{Common: model.Common{ID: id, Meta: metas, Row: origin{"R:" + id, ""}}, Children: []model.Resource{member}}
}

// pair is the attribute of a plain table, row NAME.
func pair(name, value string) []*model.AttributeSet {
	a := attribute("", name, value)
	a.From = origin{name, ""}
	return sets(a)
}

func TestMetaAttributes(t *testing.T) {
	cases := []struct {
		name   string
		target string
		r      model.Resource
		want   []finding
	}{
		{"primitive", "rhel9", primitive("r", dummy, meta("migration-threshold", "3"), meta("target-role", "Stopped"), meta("failure-timeout", "PT1H"),
			meta("requires", "Quorum"), meta("resource-stickiness", "-INFINITY")), nil},
		{"group", "rhel9", group("g", pair("priority", "1")), nil},
		{"clone", "rhel9", clone("c", pair("interleave", "true"), primitive("r", dummy)), nil},
		{"unknown", "rhel9", primitive("r", dummy, meta("resource_stickiness", "100")), []finding{found("HG0451 r.meta.resource_stickiness.name", "suggestion=resource-stickiness")}},
		{"a property", "rhel9", primitive("r", dummy, meta("no-quorum-policy", "stop")), []finding{found("HG0451 r.meta.no-quorum-policy.name", "suggestion=", "table=PROPERTY")}},
		{"an operation's", "rhel9", primitive("r", dummy, meta("timeout", "60s")), []finding{found("HG0451 r.meta.timeout.name", "table=")}},
		{"moved", "rhel9", primitive("r", dummy, meta("is-managed-default", "true")), []finding{found("HG0451 r.meta.is-managed-default.name", "suggestion=is-managed")}},
		{"obsolete", "rhel9", clone("c", pair("master-max", "1"), primitive("r", stateful)), []finding{found("HG0413 master-max.name", "replacement=promoted-max")}},
		{"obsolete without successor", "rhel9", group("g", pair("ordered", "true")), []finding{found("HG0413 ordered.name", "replacement=")}},
		{"of its clone", "rhel9", clone("c", nil, primitive("r", dummy, meta("interleave", "true"))), []finding{found("HG0452 r.meta.interleave.name", "id=r", "clone=c")}},
		{"of what may be a clone", "rhel9", &model.Group{Common: model.Common{ID: "g", Meta: pair("clone-max", "2")}, Guessed: true}, nil},
		{"of no clone", "rhel9", group("g", pair("clone-max", "2")), []finding{found("HG0452 clone-max.name", "id=g", "clone=")}},
		{"score", "rhel9", primitive("r", dummy, meta("priority", "high")), []finding{found("HG0514 r.meta.priority.value", "name=priority", "suggestion=")}},
		{"beyond infinity", "rhel9", primitive("r", dummy, meta("priority", "2000000"), meta("migration-threshold", "1000001"), meta("failure-timeout", "2000000")),
			[]finding{found("HG0612 r.meta.migration-threshold.value", "limit=INFINITY"), found("HG0612 r.meta.priority.value")}},
		{"infinity", "rhel9", primitive("r", dummy, meta("migration-threshold", "INFINTY")), []finding{found("HG0523 r.meta.migration-threshold.value", "suggestion=INFINITY")}},
		{"threshold", "rhel9", primitive("r", dummy, meta("migration-threshold", "-3")), []finding{found("HG0523 r.meta.migration-threshold.value", "suggestion=")}},
		{"threshold never reached", "rhel9", primitive("r", dummy, meta("migration-threshold", "0")), nil},
		{"boolean", "rhel9", primitive("r", dummy, meta("is-managed", "ture")), []finding{found("HG0512 r.meta.is-managed.value", "suggestion=true")}},
		{"enum", "rhel9", primitive("r", dummy, meta("multiple-active", "stop")), []finding{found("HG0515 r.meta.multiple-active.value")}},
		{"role", "rhel9", primitive("r", dummy, meta("target-role", "Runing")), []finding{found("HG0515 r.meta.target-role.value")}},
		{"count", "rhel9", clone("c", pair("clone-max", "-1"), primitive("r", dummy)), []finding{found("HG0511 clone-max.value")}},
		{"blank", "rhel9", primitive("r", dummy, meta("priority", "")), nil},
		{"fence device", "rhel10", primitive("r", ipmilan, meta("provides", "unfencing"), meta("priority", "1")), nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, resources(tc.r), env(t, tc.target), (*checker).metaAttributes), tc.want...)
		})
	}
}

func TestProperties(t *testing.T) {
	cases := []struct {
		name, target    string
		property, value string
		want            []finding
	}{
		{"right", "debian12", "priority-fencing-delay", "10s", nil},
		{"word", "debian12", "node-health-strategy", "only-green", nil},
		{"recheck", "rhel9", "cluster-recheck-interval", "5min", nil},
		{"infinity", "rhel9", "batch-limit", "INFINITY", nil},
		{"beyond infinity", "rhel9", "node-health-red", "-2000000", []finding{found("HG0612 node-health-red.value", "limit=-INFINITY")}},
		{"no score", "rhel9", "pe-warn-series-max", "2000000", nil},
		{"unknown", "rhel9", "stonith-enable", "true", []finding{found("HG0441 stonith-enable.name", "suggestion=stonith-enabled")}},
		{"a resource's", "rhel9", "resource-stickiness", "1", []finding{found("HG0441 resource-stickiness.name", "suggestion=", "table=RSC_DEFAULTS")}},
		{"an operation's", "rhel9", "timeout", "60s", []finding{found("HG0441 timeout.name", "table=OP_DEFAULTS")}},
		{"nothing like it", "rhel9", "frobnicate", "1", []finding{found("HG0441 frobnicate.name", "suggestion=", "releases=")}},
		{"of a later release", "debian12", "node-pending-timeout", "1h",
			[]finding{found("HG0441 node-pending-timeout.name", "releases=Pacemaker 2.1.7 - 3.0.3", "version=2.1.5", "target=Debian 12")}},
		{"new name", "next", "fencing-enabled", "true", nil},
		{"dropped", "rhel10", "remove-after-stop", "false", []finding{found("HG0441 remove-after-stop.name", "releases=Pacemaker 2.1.5 - 2.1.10")}},
		{"owned", "rhel9", "cluster-name", "x", []finding{found("HG0442 cluster-name.name")}},
		{"generated", "rhel9", "have-watchdog", "true", []finding{found("HG0442 have-watchdog.name")}},
		{"seed 002", "rhel9", "default-resource-stickiness", "100",
			[]finding{found("HG0443 default-resource-stickiness.name", "replacement=resource-stickiness", "table=RSC_DEFAULTS")}},
		{"alias", "rhel9", "crmd-transition-delay", "1s", []finding{found("HG0443 crmd-transition-delay.name", "replacement=transition-delay", "table=")}},
		{"without successor", "rhel9", "expected-quorum-votes", "2", []finding{found("HG0443 expected-quorum-votes.name", "replacement=")}},
		{"deprecated", "rhel10", "concurrent-fencing", "true", []finding{found("HG0413 concurrent-fencing.name")}},
		{"not deprecated yet", "rhel9", "concurrent-fencing", "true", nil},
		{"watchdog", "rhel9", "stonith-watchdog-timeout", "10s", []finding{found("HG0444 stonith-watchdog-timeout.name")}},
		{"no watchdog", "rhel9", "stonith-watchdog-timeout", "0s", nil},
		{"boolean", "rhel9", "stonith-enabled", "non", []finding{found("HG0512 stonith-enabled.value")}},
		{"duration in milliseconds", "rhel9", "stonith-timeout", "60000ms", []finding{found("HG0513 stonith-timeout.value", "suggestion=60s", "units=s, min, h")}},
		{"duration", "rhel9", "stonith-timeout", "abc", []finding{found("HG0513 stonith-timeout.value", "suggestion=")}},
		{"percentage", "rhel9", "load-threshold", "80", []finding{found("HG0516 load-threshold.value", "suggestion=80%")}},
		{"case", "rhel9", "no-quorum-policy", "Stop", []finding{found("HG0515 no-quorum-policy.value", "suggestion=stop")}},
		{"word of a later release", "debian12", "no-quorum-policy", "fence", []finding{found("HG0515 no-quorum-policy.value")}},
		{"infinity in short", "rhel9", "batch-limit", "-inf", []finding{found("HG0511 batch-limit.value", "suggestion=-INFINITY")}},
		{"more than Pacemaker counts", "rhel9", "batch-limit", "99999999999999999999", []finding{found("HG0511 batch-limit.value", "suggestion=")}},
		{"integer", "rhel9", "batch-limit", "1,000", []finding{found("HG0511 batch-limit.value", "suggestion=1000")}},
		{"score", "rhel9", "node-health-red", "minus", []finding{found("HG0514 node-health-red.value")}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			cfg := &model.Config{Properties: pair(tc.property, tc.value)}
			expect(t, run(t, cfg, env(t, tc.target), (*checker).properties), tc.want...)
		})
	}
}

func TestDefaults(t *testing.T) {
	cases := []struct {
		name string
		cfg  *model.Config
		want []finding
	}{
		{"resources", &model.Config{RscDefaults: pair("resource-stickiness", "200")}, nil},
		{"clones", &model.Config{RscDefaults: pair("interleave", "true")}, nil},
		{"operations", &model.Config{OpDefaults: pair("timeout", "60s")}, nil},
		{"reaction", &model.Config{OpDefaults: pair("on-fail", "fence")}, nil},
		{"reaction of most", &model.Config{OpDefaults: pair("on-fail", "standby")},
			[]finding{found("HG0432 on-fail.value", "value=standby", "choices=ignore, block, restart, fence, restart-container")}},
		{"reaction of few", &model.Config{OpDefaults: pair("on-fail", "Demote")}, []finding{found("HG0432 on-fail.value")}},
		{"reaction slip", &model.Config{OpDefaults: pair("on-fail", "stopp")}, []finding{found("HG0515 on-fail.value", "suggestion=stop")}},
		{"resource slip", &model.Config{RscDefaults: pair("migration-treshold", "1")}, []finding{found("HG0451 migration-treshold.name", "suggestion=migration-threshold")}},
		{"old name", &model.Config{RscDefaults: pair("default-resource-stickiness", "1")}, []finding{found("HG0451 default-resource-stickiness.name", "suggestion=resource-stickiness")}},
		{"resource value", &model.Config{RscDefaults: pair("resource-stickiness", "2oo")}, []finding{found("HG0514 resource-stickiness.value")}},
		{"operation slip", &model.Config{OpDefaults: pair("time-out", "60s")}, []finding{found("HG0453 time-out.name", "suggestion=timeout")}},
		{"no default", &model.Config{OpDefaults: pair("interval", "10s")}, []finding{found("HG0453 interval.name", "names=timeout, on-fail, enabled, interval-origin, start-delay, record-pending")}},
		{"operation value", &model.Config{OpDefaults: pair("timeout", "1 minute")}, []finding{found("HG0513 timeout.value", "suggestion=1min")}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, tc.cfg, env(t, "rhel9"), (*checker).defaults), tc.want...)
		})
	}
}

func TestNodesAndAlerts(t *testing.T) {
	node := func(attributes, capacities []*model.AttributeSet) *model.Config {
		return &model.Config{Nodes: []*model.Node{{Uname: "n1", Attributes: attributes, Utilization: capacities, From: origin{"n1", ""}}}}
	}
	alert := func(path string, metas, recipientMetas []*model.AttributeSet) *model.Config {
		return &model.Config{Alerts: []*model.Alert{{
			Path: path, Meta: metas, From: origin{"alert", ""},
			Recipients: []*model.Recipient{{Value: "a@example.com", Meta: recipientMetas, From: origin{"recipient", ""}}},
		}}}
	}
	cases := []struct {
		name string
		cfg  *model.Config
		want []finding
	}{
		{"own attribute", node(pair("rack", "a"), nil), nil},
		{"standby", node(pair("standby", "on"), nil), nil},
		{"standby value", node(pair("standby", "yess"), nil), []finding{found("HG0512 standby.value", "suggestion=yes")}},
		{"health", node(pair("#health-disk", "green"), nil), nil},
		{"health value", node(pair("#health-disk", "blue"), nil), []finding{found("HG0521 #health-disk.value")}},
		{"capacity", node(nil, pair("cpu", "4")), nil},
		{"capacity value", node(nil, pair("memory", "4GB")), []finding{found("HG0511 memory.value", "suggestion=")}},
		{"use", resources(primitive("r", dummy, use("cpu", "2.0"))), []finding{found("HG0511 r.use.cpu.value", "suggestion=2")}},
		{"alert", alert("/usr/share/pacemaker/alerts/alert_smtp.sh", pair("timeout", "15s"), pair("timestamp-format", "%H")), nil},
		{"path", alert("alert.sh", nil, nil), []finding{found("HG0505 alert.path", "value=alert.sh")}},
		{"alert meta", alert("/a", pair("timout", "15s"), nil), []finding{found("HG0451 timout.name", "suggestion=timeout")}},
		{"recipient twice", &model.Config{Alerts: []*model.Alert{
			{Path: "/a", From: origin{"alert", ""}, Recipients: []*model.Recipient{
				{Value: "a", From: origin{"first", ""}}, {Value: "b", From: origin{"b", ""}}, {Value: "a", From: origin{"second", ""}}}},
			{Path: "/a", From: origin{"other", ""}, Recipients: []*model.Recipient{{Value: "a", From: origin{"other", ""}}}},
		}}, []finding{found("HG0461 second.recipient", "path=/a", "value=a").seeing("first.recipient")}},
		{"recipient meta", alert("/a", nil, pair("timeout", "15 s")), []finding{found("HG0513 timeout.value", "suggestion=15s")}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, tc.cfg, env(t, "rhel9"), (*checker).nodeAttributes, (*checker).utilization, (*checker).alerts), tc.want...)
		})
	}
}
