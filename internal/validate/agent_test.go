package validate

import (
	"testing"

	"hagen/internal/model"
	"hagen/internal/schema"
)

func TestAgents(t *testing.T) {
	const rhel9 = "rhel9"
	stonithTable := primitive("f", "stonith:fence_ipmilan")
	stonithTable.From = origin{"f", schema.PrimitiveTable}
	cases := []struct {
		name   string
		target string
		p      *model.Primitive
		want   []finding
	}{
		{"ocf", rhel9, primitive("r", "ocf:heartbeat:IPaddr2"), nil},
		{"linuxhajp", rhel9, primitive("r", "ocf:linuxhajp:pgsql"), nil},
		{"systemd", rhel9, primitive("r", "systemd:haproxy"), nil},
		{"instance", rhel9, primitive("r", "systemd:getty@tty1"), nil},
		{"lsb", rhel9, primitive("r", "lsb:haproxy"), nil},
		{"service", "rhel10", primitive("r", "service:haproxy"), nil},
		{"fence", rhel9, primitive("r", "stonith:fence_ipmilan"), nil},
		{"no definition", rhel9, primitive("r", ""), nil},
		{"class", rhel9, primitive("r", "ofc:heartbeat:IPaddr2"), []finding{found("HG0401 r.class", "class=ofc", "suggestion=ocf")}},
		{"class and provider", rhel9, primitive("r", "", func(p *model.Primitive) { p.Class, p.Type = "ocf:heartbeat", "IPaddr2" }),
			[]finding{found("HG0401 r.class", "class=ocf:heartbeat", "suggestion=ocf")}},
		{"class of no target", rhel9, primitive("r", "heartbeat:IPaddr"), []finding{found("HG0401 r.class")}},
		{"nagios", "rhel10", primitive("r", "nagios:check_tcp"), []finding{found("HG0402 r.class", "class=nagios", "target=Red Hat Enterprise Linux 10.1")}},
		{"nagios still", "rhel8", primitive("r", "nagios:check_tcp"), []finding{found("HG0407 r.type", "agent=nagios:check_tcp")}},
		{"stonith as primitive", rhel9, stonithTable, []finding{found("HG0403 f.type", "id=f", "agent=fence_ipmilan")}},
		{"fence agent as ocf", rhel9, primitive("r", "ocf:heartbeat:fence_ipmilan"), []finding{found("HG0403 r.type")}},
		{"no provider", rhel9, primitive("r", "ocf::ping"), []finding{found("HG0404 r.provider", "suggestion=pacemaker")}},
		{"no provider, several", rhel9, primitive("r", "ocf::Dummy"), []finding{found("HG0404 r.provider", "suggestion=")}},
		{"provider", rhel9, primitive("r", "systemd:haproxy", func(p *model.Primitive) { p.Provider = "heartbeat" }),
			[]finding{found("HG0405 r.provider", "class=systemd")}},
		{"provider unknown", rhel9, primitive("r", "ocf:hartbeat:Dummy"), []finding{found("HG0406 r.provider", "provider=hartbeat", "suggestion=heartbeat")}},
		{"provider unknown, type known", rhel9, primitive("r", "ocf:acme:IPaddr2"), []finding{found("HG0406 r.provider", "suggestion=heartbeat")}},
		{"agent", rhel9, primitive("r", "ocf:heartbeat:IPadr2"), []finding{found("HG0407 r.type", "agent=ocf:heartbeat:IPadr2", "suggestion=IPaddr2")}},
		{"agent of the other provider", rhel9, primitive("r", "ocf:heartbeat:ping"), []finding{found("HG0407 r.type", "suggestion=ocf:pacemaker:ping")}},
		{"agent of a later release", "rhel8", primitive("r", "ocf:heartbeat:iface-macvlan"), []finding{found("HG0407 r.type", "suggestion=", "releases=resource-agents 4.12.0 - 4.18.0")}},
		{"fence agent", rhel9, primitive("r", "stonith:fence_ipmi_lan"), []finding{found("HG0407 r.type", "agent=stonith:fence_ipmi_lan", "suggestion=fence_ipmilan")}},
		{"fence agent cut short", rhel9, primitive("r", "stonith:fence_ipmi"), []finding{found("HG0407 r.type", "suggestion=fence_ipmilan")}},
		{"fence agent of a site", rhel9, primitive("r", "stonith:fence_acmecorp"), []finding{found("HG0407 r.type", "suggestion=")}},
		{"agent of a site", rhel9, primitive("r", "ocf:heartbeat:backup"), []finding{found("HG0407 r.type", "suggestion=")}},
		{"case", rhel9, primitive("r", "ocf:heartbeat:ipaddr2"), []finding{found("HG0408 r.type", "suggestion=ocf:heartbeat:IPaddr2")}},
		{"case of the provider", rhel9, primitive("r", "ocf:Heartbeat:IPaddr2"), []finding{found("HG0408 r.provider", "suggestion=ocf:heartbeat:IPaddr2")}},
		{"whole name as type", rhel9, primitive("r", "ocf:heartbeat:ocf:heartbeat:IPaddr2"), []finding{found("HG0416 r.type", "value=ocf:heartbeat:IPaddr2", "column=type", "suggestion=IPaddr2")}},
		{"whole name of a fence agent", rhel9, primitive("r", "stonith:stonith:fence_ipmilan"), []finding{found("HG0416 r.type", "suggestion=fence_ipmilan")}},
		{"colon in a unit", rhel9, primitive("r", "systemd:a:b"), []finding{found("HG0416 r.type", "suggestion=b")}},
		{"colon in a provider", rhel9, primitive("r", "ocf::backup", func(p *model.Primitive) { p.Provider = "ocf:acme" }), []finding{found("HG0416 r.provider", "column=provider", "suggestion=")}},
		{"remote", rhel9, primitive("r", "ocf:pacemaker:remote"), []finding{found("HG0409 r.type", "id=r", "node=r")}},
		{"guest", rhel9, primitive("r", "ocf:heartbeat:VirtualDomain", meta("remote-node", "g1")), []finding{found("HG0410 r.meta.remote-node.name", "id=r", "node=g1")}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, resources(tc.p), env(t, tc.target), (*checker).agents, (*checker).remoteResources), tc.want...)
		})
	}
}
