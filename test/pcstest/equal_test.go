package pcstest_test

import (
	"testing"

	"hagen/internal/agents"
	"hagen/internal/complete"
	"hagen/internal/emit/cib"
	"hagen/internal/emit/shell"
	"hagen/internal/model"
	"hagen/internal/target"
	"hagen/test/need"
	"hagen/test/pcstest"
)

// same compiles a configuration, runs its script through real pcs and compares.
func same(t *testing.T, cfg *model.Config) {
	t.Helper()
	need.Long(t)
	pcstest.Need(t)
	tg, err := target.Get("debian12")
	if err != nil {
		t.Fatal(err)
	}
	cat, err := agents.Load(tg.Name)
	if err != nil {
		t.Fatal(err)
	}
	complete.Operations(cfg, cat)
	xml, err := cib.Emit(cfg, tg)
	if err != nil {
		t.Fatal(err)
	}
	script, err := shell.Emit(cfg, tg)
	if err != nil {
		t.Fatal(err)
	}
	file := pcstest.File(t, tg.Schema, tg.FeatureSet, "1", "n1", "2", "n2")
	pcstest.Equal(t, pcstest.Run(t, script, file), xml)
	if t.Failed() {
		t.Logf("the script:\n%s", script)
	}
}

// TestResourcesEqual covers every form of a resource, with values that are
// awkward to quote and ids that pcs has to number.
func TestResourcesEqual(t *testing.T) {
	t.Parallel()
	row := pcstest.Row{Name: "T", N: 7}

	ip := pcstest.Primitive(10, "ip", "ocf:heartbeat:IPaddr2", "nic", "eno2", "ip", "192.168.1.10", "cidr_netmask", "24")
	ip.Operations = []*model.Operation{
		pcstest.Op("stop", "on-fail", "fence", "timeout", "60s"),
		pcstest.Op("monitor", "timeout", "60s", "interval", "10s", "on-fail", "restart"),
		pcstest.Op("monitor", "interval", "1min", "OCF_CHECK_LEVEL", "10"),
		pcstest.Op("start", "timeout", "60s"),
	}
	ip.Meta = pcstest.Set(row, "target-role", "Started", "migration-threshold", "-0", ">priority", "5", ">target-role", "Stopped")
	ip.Utilization = pcstest.Set(row, "memory", "100", "cpu", "2")

	taken := pcstest.Primitive(11, "odd-monitor-interval-60s", "ocf:pacemaker:Dummy", "fake", `p$x`+"`y\"z\\q' #~*%é")
	odd := pcstest.Primitive(12, "odd", "ocf:pacemaker:Dummy", "fake", "-x", "b~c", "2", "bc", "3")
	odd.Operations = []*model.Operation{pcstest.Op("monitor", "timeout", "5s"), pcstest.Op("nosuch", "interval", "3"), pcstest.Op("start")}
	odd.Meta = pcstest.Set(row, ">zzz", "1", ">aaa", "2")

	state := pcstest.Primitive(13, "state", "ocf:pacemaker:Stateful")
	state.Operations = []*model.Operation{
		pcstest.Op("monitor", "interval", "10s", "role", "Promoted"), pcstest.Op("monitor", "interval", "11s", "role", "Unpromoted", "start-delay", "3s"),
	}
	promotable := pcstest.Clone(14, "state-clone", true, state)
	promotable.Meta = pcstest.Set(row, ">promoted-max", "1", ">clone-max", "2")

	group := pcstest.Group(15, "g", pcstest.Primitive(16, "g1", "ocf:heartbeat:nginx"), pcstest.Primitive(17, "g2", "ocf:heartbeat:conntrackd"))
	group.Meta = pcstest.Set(row, ">priority", "-1")
	clone := pcstest.Clone(18, "gc", false, group)
	clone.Meta = pcstest.Set(row, ">interleave", "true", ">clone-max", "2")

	unknown := pcstest.Primitive(19, "unknown", "ocf:nosuch:agent", "x", "1")
	unknown.Operations = []*model.Operation{pcstest.Op("start", "timeout", "5s")}

	f1 := pcstest.Primitive(20, "f1", "stonith:fence_ipmilan", "pcmk_host_list", "n1", "ip", "10.0.0.1", "username", "u", "password", "p a$s")
	f1.Operations = []*model.Operation{pcstest.Op("start", "timeout", "60s"), pcstest.Op("monitor", "interval", "3600s")}
	f1.Meta = pcstest.Set(pcstest.Row{Name: "RSC_ATTRIBUTES", N: 4}, ">priority", "1")
	f2 := pcstest.Primitive(21, "f2", "stonith:fence_scsi", "devices", "/dev/sda", "pcmk_host_list", "n1 n2", "no_such", "1", "action", "off")

	grouped := pcstest.Group(25, "fg", pcstest.Primitive(26, "f3", "stonith:fence_kdump"))

	same(t, &model.Config{
		Resources: []model.Resource{f1, grouped, taken, ip, odd, promotable, clone, unknown, f2,
			pcstest.Clone(22, "ping-clone", false, pcstest.Primitive(23, "ping", "ocf:pacemaker:ping", "host_list", "10.0.0.1")),
			pcstest.Primitive(24, "remote", "ocf:pacemaker:remote", "server", "10.0.0.9"),
		},
	})
}

// TestRestEqual covers everything that is not a resource.
func TestRestEqual(t *testing.T) {
	t.Parallel()
	row := pcstest.Row{Name: "T", N: 7}
	fence := func(id string) *model.Primitive {
		return pcstest.Primitive(1, id, "stonith:fence_ipmilan", "ip", "1", "username", "u")
	}
	order := pcstest.Row{Name: "ORDER", N: 9}
	same(t, &model.Config{
		Nodes: []*model.Node{
			{Uname: "n2", ID: "2", Attributes: pcstest.Set(row, "rack", "b c", "z", "-12", "-q", "--x", "a#b:c", "2"), From: row},
			{Uname: "n1", Utilization: pcstest.Set(row, "memory", "1", "cpu", "4"), Attributes: pcstest.Set(row, "standby", "on"), From: row},
		},
		Properties:  pcstest.Set(row, "priority-fencing-delay", "10s", "no-quorum-policy", "ignore"),
		RscDefaults: pcstest.Set(row, "resource-stickiness", "200", "allow-unhealthy-nodes", "true", "allow-unhealthy-nodes-2", "1"),
		OpDefaults:  pcstest.Set(row, "timeout", "60s"),
		Resources: []model.Resource{
			pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy"), pcstest.Primitive(2, "start", "ocf:pacemaker:Dummy"),
			pcstest.Clone(4, "S", true, pcstest.Primitive(3, "s", "ocf:pacemaker:Stateful")),
			pcstest.Primitive(5, "location-A-1", "ocf:pacemaker:Dummy"),
			pcstest.Primitive(6, "show", "ocf:pacemaker:Dummy"), pcstest.Primitive(7, "set", "ocf:pacemaker:Dummy"),
			fence("f1"), fence("f2"),
		},
		FencingLevels: []*model.FencingLevel{
			pcstest.Level(1, "n1", "1", "f1", "f2"), pcstest.Level(2, "n1", "2", "f2"), pcstest.Level(3, "n2", "1", "f2"),
		},
		Locations: []*model.Location{
			pcstest.Location(1, "A", "n1", "200"), pcstest.Location(2, "A", "n2", "-INFINITY"), pcstest.Location(3, "start", "n1", "+5"),
			{ID: "named", Rsc: "start", Node: "n2", Score: "-5", From: row},
			pcstest.Rule(4, "A", "-INFINITY", "or", "", "ping-status", "lt", "1", "ping-status", "not_defined", "", "#health", "not_defined", ""),
			pcstest.Rule(5, "A", "200", "and", "", "#uname", "eq", "n1", "x", "gte", "-5", "y", "ne", "-z"),
			pcstest.Rule(6, "S", "-100", "", "Promoted", "pgsql-status", "eq", "HS:sync a$b"),
			pcstest.Rule(7, "start", "+1", "", "", "#uname", "defined", ""),
			pcstest.Location(8, "show", "n1", "5"), pcstest.Location(9, "show", "n2", "-5"), pcstest.Rule(10, "show", "5", "", "", "x", "eq", "1"),
		},
		Colocations: []*model.Colocation{
			{Rsc: "A", WithRsc: "S", Score: "-INFINITY", WithRole: "Promoted", From: row},
			{Rsc: "A", WithRsc: "start", Score: "100", From: row},
			{Rsc: "S", WithRsc: "A", Score: "INFINITY", RscRole: "Unpromoted", ID: "col", From: row},
		},
		Orders: []*model.Order{
			{First: "S", Then: "A", FirstAction: "promote", ThenAction: "start", Kind: "Mandatory", From: order},
			{First: "start", Then: "A", Symmetrical: "false", From: order},
			{First: "A", Then: "start", Kind: "Optional", FirstAction: "stop", ID: "ord", From: order},
			{First: "set", Then: "show", From: order},
		},
		Alerts: []*model.Alert{
			{Path: "/a b.sh", Options: pcstest.Set(row, "b", "x y", "a", "-1"), Meta: pcstest.Set(row, "timestamp-format", "%H:%M", "timeout", "15s"), From: row,
				Recipients: []*model.Recipient{{Value: "-x", From: row}, {Value: "y@z", Options: pcstest.Set(row, "o", "1"), Meta: pcstest.Set(row, "timeout", "5s"), From: row}}},
			{Path: "/b.sh", From: row, Recipients: []*model.Recipient{{ID: "r2", Value: "1"}}},
		},
	})
}

// TestOwnSetsEqual has attribute sets that only cibadmin makes, everywhere one can be,
// beside those that pcs makes, and values that are awkward in XML and in a shell.
func TestOwnSetsEqual(t *testing.T) {
	t.Parallel()
	row := pcstest.Row{Name: "T", N: 7}
	rule := func() *model.Rule {
		return pcstest.Rule(4, "A", "", "and", "", "#uname", "eq", "n1", "x", "defined", "").Rule
	}
	both := func(id string, pairs ...string) []*model.AttributeSet {
		return append(pcstest.Set(row, pairs...), pcstest.Own(row, id, "", nil, "b", `it's "1" <&> $x`, "a", "表示"),
			pcstest.Own(row, id+"-2", "5", rule(), pairs...), pcstest.Own(row, "", "1", nil, pairs...))
	}
	p := pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy")
	p.Params, p.Meta, p.Utilization = both("p", "state", "1"), both("m", "priority", "1", ">target-role", "Stopped"), both("u", "cpu", "1")
	alone := pcstest.Primitive(2, "B", "ocf:pacemaker:Dummy")
	alone.Meta = []*model.AttributeSet{pcstest.Own(row, "alone", "", nil, "priority", "1")}
	fence := pcstest.Primitive(3, "F", "stonith:fence_ipmilan", "ip", "10.0.0.1", "username", "u", "password", "it's <p>")
	fence.Params = append(fence.Params, pcstest.Own(row, "secret", "", nil, "password", "p2"))
	fence.Utilization = pcstest.Set(row, "cpu", "2")
	group := pcstest.Group(15, "G", pcstest.Primitive(16, "G1", "ocf:pacemaker:Dummy"))
	group.Meta = both("g", ">priority", "-1")
	clone := pcstest.Clone(18, "C", true, pcstest.Primitive(19, "S", "ocf:pacemaker:Stateful"))
	clone.Meta = both("c", ">interleave", "true")
	same(t, &model.Config{
		Nodes:       []*model.Node{{Uname: "n1", ID: "1", From: row, Attributes: both("n", "rack", "1"), Utilization: both("nu", "cpu", "1")}},
		Properties:  both("props", "no-quorum-policy", "ignore"),
		RscDefaults: both("rd", "resource-stickiness", "1"),
		OpDefaults:  both("od", "timeout", "1s"),
		Resources:   []model.Resource{p, alone, fence, pcstest.Clone(14, "GC", false, group), clone},
		Alerts: []*model.Alert{{Path: "/x", Meta: both("am", "timeout", "1s"), Options: both("ao", "a", "1"), From: row, Recipients: []*model.Recipient{
			{Value: "r", Meta: both("rm", "timeout", "1s"), Options: both("ro", "a", "1"), From: row}}}},
	})
}
