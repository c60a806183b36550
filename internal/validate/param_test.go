package validate

import (
	"testing"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/target"
)

const (
	ipaddr2    = "ocf:heartbeat:IPaddr2"
	filesystem = "ocf:heartbeat:Filesystem"
	ipmilan    = "stonith:fence_ipmilan"
)

func TestParameters(t *testing.T) {
	cases := []struct {
		name   string
		target string
		p      *model.Primitive
		want   []finding
	}{
		{"right", "rhel9", primitive("r", ipaddr2, param("ip", "192.168.0.10"), param("nic", "eth0"), param("cidr_netmask", "24")), nil},
		{"fence device", "rhel9", primitive("r", ipmilan, param("pcmk_host_list", "db01"), param("ip", "192.168.28.11"),
			param("username", "pacemaker"), param("password", "secret"), param("lanplus", "1")), nil},
		{"tracing", "rhel9", primitive("r", "ocf:pacemaker:Dummy", param("trace_ra", "1"), param("trace_file", "/tmp/x")), nil},
		{"unknown", "rhel9", primitive("r", ipaddr2, param("ip", "192.168.0.10"), param("cidr_netmsk", "24")),
			[]finding{found("HG0411 r.cidr_netmsk.name", "agent="+ipaddr2, "name=cidr_netmsk", "suggestion=cidr_netmask", "releases=")}},
		{"of a later release", "rhel8", primitive("r", "ocf:heartbeat:IPsrcaddr", param("ipaddress", "192.168.0.10"), param("pref", "1")),
			[]finding{found("HG0411 r.pref.name", "suggestion=", "releases=resource-agents 4.16.0 - 4.18.0")}},
		{"unknown on a fence device", "rhel9", primitive("r", ipmilan, param("ip", "h"), param("pcmk_host_lst", "db01")),
			[]finding{found("HG0411 r.pcmk_host_lst.name", "suggestion=pcmk_host_list")}},
		{"of a unit", "rhel9", primitive("r", "systemd:haproxy", param("config", "/etc/x")), []finding{found("HG0411 r.config.name", "agent=systemd:haproxy")}},
		{"of an unknown agent", "rhel9", primitive("r", "ocf:acme:widget", param("config", "/etc/x")), nil},
		{"of an unknown fence agent", "rhel9", primitive("r", "stonith:fence_acme", param("pcmk_host_check", "static")),
			[]finding{found("HG0515 r.pcmk_host_check.value", "value=static", "choices=dynamic-list, static-list, status, none")}},
		{"missing", "rhel9", primitive("r", filesystem, param("directory", "/data")),
			[]finding{found("HG0412 r.type", "agent="+filesystem, "names=device, fstype")}},
		{"missing below rows that could not be read", "rhel9", primitive("r", filesystem, func(p *model.Primitive) { p.Incomplete = true }), nil},
		{"a meta attribute", "rhel9", primitive("r", ipaddr2, param("ip", "192.168.0.10"), param("migration-threshold", "3")),
			[]finding{found("HG0411 r.migration-threshold.name", "suggestion=", "meta=migration-threshold")}},
		{"missing once only", "rhel9", primitive("r", ipaddr2, param("ip\u200b", "192.168.0.10")),
			[]finding{found("HG0501 r.ip\u200b.name", "text=ip<U+200B>", "suggestion=ip")}},
		{"old half of a pair", "rhel9", primitive("r", ipmilan, param("ipaddr", "192.168.28.11"), param("login", "u")),
			[]finding{found("HG0413 r.ipaddr.name", "name=ipaddr", "replacement=ip"), found("HG0413 r.login.name", "replacement=username")}},
		{"action", "rhel9", primitive("r", ipmilan, param("ip", "h"), param("action", "off")), []finding{found("HG0415 r.action.name")}},
		{"fencing duration", "rhel9", primitive("r", ipmilan, param("ip", "h"), param("pcmk_reboot_timeout", "10 seconds")),
			[]finding{found("HG0513 r.pcmk_reboot_timeout.value", "suggestion=10s")}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, resources(tc.p), env(t, tc.target), (*checker).parameters), tc.want...)
		})
	}
}

func TestParameterValues(t *testing.T) {
	vip := func(ip, prefix string) *model.Primitive {
		p := primitive("r", ipaddr2, param("ip", ip))
		if prefix != "" {
			param("cidr_netmask", prefix)(p)
		}
		return p
	}
	fence := func(name, value string) *model.Primitive {
		if name == "ip" {
			return primitive("r", ipmilan, param("ip", value))
		}
		return primitive("r", ipmilan, param("ip", "h"), param(name, value))
	}
	cases := []struct {
		name string
		p    *model.Primitive
		want []finding
	}{
		{"IPv6", vip("2001:db8::10", "64"), nil},
		{"dotted netmask", vip("192.168.0.10", "255.255.255.0"), nil},
		{"octet", vip("192.168.0.256", ""), []finding{found("HG0518 r.ip.value", "name=ip", "value=192.168.0.256", "suggestion=")}},
		{"leading zeros", vip("192.168.001.010", ""), []finding{found("HG0518 r.ip.value", "suggestion=192.168.1.10")}},
		{"full width", vip("１９２.168.0.10", ""), []finding{found("HG0518 r.ip.value", "suggestion=192.168.0.10")}},
		{"host name", vip("vip.example.com", ""), []finding{found("HG0518 r.ip.value", "address=")}},
		{"prefix in the address", vip("192.168.0.10/24", ""),
			[]finding{found("HG0518 r.ip.value", "address=192.168.0.10", "prefix=24", "prefix_name=cidr_netmask")}},
		{"the longest prefix", vip("192.168.0.10", "32"), nil},
		{"the longest prefix of IPv6", vip("2001:db8::10", "128"), nil},
		{"the shortest prefix", vip("192.168.0.10", "1"), nil},
		{"no prefix", vip("192.168.0.10", "0"), []finding{found("HG0519 r.cidr_netmask.value")}},
		{"prefix too long", vip("192.168.0.10", "33"), []finding{found("HG0519 r.cidr_netmask.value", "max=32", "suggestion=")}},
		{"prefix with slash", vip("192.168.0.10", "/24"), []finding{found("HG0519 r.cidr_netmask.value", "suggestion=24")}},
		{"IPv6 prefix too long", vip("2001:db8::10", "129"), []finding{found("HG0519 r.cidr_netmask.value", "max=128")}},
		{"IPv6 netmask", vip("2001:db8::10", "255.255.255.0"), []finding{found("HG0519 r.cidr_netmask.value")}},
		{"netmask with a hole", vip("192.168.0.10", "255.0.255.0"), []finding{found("HG0519 r.cidr_netmask.value")}},
		{"IPv6addr with a prefix", primitive("r", "ocf:heartbeat:IPv6addr", param("ipv6addr", "2001:db8::10/64")), nil},
		{"fence host name", fence("ip", "bmc1.example.com"), nil},
		{"fence address slip", fence("ip", "192.168.28.311"), []finding{found("HG0506 r.ip.value", "value=192.168.28.311")}},
		{"ping host slip", primitive("r", "ocf:pacemaker:ping", param("host_list", "gw.example.com 10.0.0.300")),
			[]finding{found("HG0506 r.host_list.value", "value=10.0.0.300")}},
		{"port", primitive("r", "ocf:linuxhajp:pgsql", param("pgport", "5432")), nil},
		{"no port", primitive("r", "ocf:heartbeat:pgsql", param("pgport", "54321234")), []finding{found("HG0517 r.pgport.value", "name=pgport")}},
		{"fence ipport", fence("ipport", "0"), []finding{found("HG0517 r.ipport.value")}},
		{"fence plug called port", primitive("r", "stonith:fence_apc", param("ip", "h"), param("username", "u"), param("port", "outlet-3")), []finding{found("HG0413 r.port.name", "replacement=plug")}},
		{"boolean", fence("lanplus", "yes"), nil},
		{"no boolean", fence("lanplus", "enabled"), []finding{found("HG0532 r.lanplus.value", "agent="+ipmilan, "suggestion=true")}},
		{"seconds", fence("power_timeout", "30"), nil},
		{"no seconds", fence("power_timeout", "2min"), []finding{found("HG0533 r.power_timeout.value", "suggestion=120")}},
		{"choice", fence("privlvl", "operator"), nil},
		{"a choice in another case", fence("privlvl", "OPERATOR"), nil},
		{"no choice", fence("privlvl", "operater"), []finding{found("HG0534 r.privlvl.value", "suggestion=operator", "choices=callback, user, operator, administrator")}},
		{"integer", primitive("r", "ocf:pacemaker:ping", param("host_list", "h"), param("attempts", "3x")), []finding{found("HG0531 r.attempts.value", "suggestion=")}},
		{"integer that reads a unit", primitive("r", "ocf:pacemaker:ping", param("host_list", "h"), param("timeout", "2s"), param("dampen", "10s")), nil},
		{"default of another type", primitive("r", filesystem, param("device", "/dev/sdb1"), param("directory", "/d"), param("fstype", "xfs"),
			param("fast_stop", "yes"), param("force_unmount", "safe")), nil},
		{"glued devices", primitive("r", "ocf:heartbeat:storage-mon", param("drives", "/dev/sda/dev/sdb")),
			[]finding{found("HG0504 r.drives.value", "suggestion=/dev/sda /dev/sdb")}},
		{"two devices", primitive("r", "ocf:heartbeat:storage-mon", param("drives", "/dev/sda /dev/mapper/mpatha")), nil},
		{"secret", primitive("r", ipmilan, param("ip", "h"), param("password", "/dev/sda/dev/sdb")), nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, resources(tc.p), env(t, "rhel9"), (*checker).parameters), tc.want...)
		})
	}
}

func TestUniqueParameters(t *testing.T) {
	mount := func(id, device, directory string, more ...part) *model.Primitive {
		return primitive(id, filesystem, append(more, param("device", device), param("directory", directory), param("fstype", "xfs"))...)
	}
	cases := []struct {
		name string
		list []model.Resource
		want []finding
	}{
		{"different", []model.Resource{primitive("a", ipaddr2, param("ip", "10.0.0.1")), primitive("b", ipaddr2, param("ip", "10.0.0.2"))}, nil},
		{"same", []model.Resource{primitive("a", ipaddr2, param("ip", "10.0.0.1")), primitive("b", ipaddr2, param("ip", "10.0.0.1"))},
			[]finding{found("HG0414 b.ip.value", "id=b", "other=a", "name=ip", "value=10.0.0.1").seeing("a.ip.value")}},
		{"three", []model.Resource{primitive("a", ipaddr2, param("ip", "10.0.0.1")), primitive("b", ipaddr2, param("ip", "10.0.0.1")), primitive("c", ipaddr2, param("ip", "10.0.0.1"))},
			[]finding{found("HG0414 b.ip.value", "other=a"), found("HG0414 c.ip.value", "other=a")}},
		{"another spelling", []model.Resource{primitive("a", ipaddr2, param("ip", "2001:db8::1")), primitive("b", ipaddr2, param("ip", "2001:DB8:0::1"))},
			[]finding{found("HG0414 b.ip.value", "value=2001:DB8:0::1")}},
		{"older agent", []model.Resource{primitive("a", "ocf:heartbeat:IPaddr", param("ip", "10.0.0.1")), primitive("b", ipaddr2, param("ip", "10.0.0.1"))},
			[]finding{found("HG0414 b.ip.value", "other=a")}},
		{"in a group", []model.Resource{&model.Group{Children: []model.Resource{primitive("a", ipaddr2, param("ip", "10.0.0.1"))}}, primitive("b", ipaddr2, param("ip", "10.0.0.1"))},
			[]finding{found("HG0414 b.ip.value")}},
		{"defaults", []model.Resource{primitive("a", "ocf:pacemaker:ping"), primitive("b", "ocf:pacemaker:ping")}, nil},
		{"attribute names", []model.Resource{primitive("a", "ocf:pacemaker:ping", param("name", "ping-status")), primitive("b", "ocf:pacemaker:ping", param("name", "ping-status"))},
			[]finding{found("HG0414 b.name.value", "name=name")}},
		{"group of parameters", []model.Resource{
			primitive("a", "ocf:pacemaker:remote", param("server", "n1"), param("port", "3121")),
			primitive("b", "ocf:pacemaker:remote", param("server", "n1"), param("port", "3122")),
			primitive("c", "ocf:pacemaker:remote", param("server", "n1"), param("port", "3121")),
		}, []finding{found("HG0414 c.server.value", "other=a", "name=server, port", "value=n1, 3121")}},
		{"mount points", []model.Resource{mount("a", "/dev/sda", "/data"), mount("b", "/dev/sdb", "/data/")}, []finding{found("HG0414 b.directory.value", "name=directory")}},
		{"devices", []model.Resource{mount("a", "/dev/sda", "/a"), mount("b", "/dev/sda", "/b")}, []finding{found("HG0414 b.device.value", "name=device")}},
		{"subvolumes", []model.Resource{mount("a", "/dev/sda", "/a", param("options", "subvol=a")), mount("b", "/dev/sda", "/b", param("options", "subvol=b"))}, nil},
		{"exports", []model.Resource{mount("a", "nas:/vol", "/a"), mount("b", "nas:/vol", "/b")}, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, resources(tc.list...), env(t, "rhel9"), (*checker).uniqueParameters), tc.want...)
		})
	}
}

// TestDefaultsAreRight sets each parameter of each agent to its default, and to the
// values its metadata list, in every release: none may be reported for any target,
// and neither may the operations that an agent advertises.
func TestDefaultsAreRight(t *testing.T) {
	var envs []Env
	values := map[string][]string{} // by agent and parameter
	for _, tg := range target.All() {
		e := env(t, tg.Name)
		envs = append(envs, e)
		eachParameter(e, func(agent *agents.Agent, p *agents.Param) {
			key := agent.Name + " " + p.Name
			values[key] = append(append(values[key], p.Enum...), p.Default)
		})
	}
	for _, e := range envs {
		t.Run(e.Target.Name, func(t *testing.T) {
			eachParameter(e, func(agent *agents.Agent, known *agents.Param) {
				for _, v := range values[agent.Name+" "+known.Name] {
					quietValue(t, e, agent, known, v)
				}
			})
			for _, name := range e.Catalog.Names() {
				agent, _ := e.Catalog.Agent(name)
				quietOperations(t, e, agent)
			}
		})
	}
}

func eachParameter(e Env, visit func(*agents.Agent, *agents.Param)) {
	for _, name := range e.Catalog.Names() {
		agent, _ := e.Catalog.Agent(name)
		for i := range agent.Params {
			visit(agent, &agent.Params[i])
		}
	}
}

// quietValue checks one value as a sheet would give it.
func quietValue(t *testing.T, e Env, agent *agents.Agent, known *agents.Param, v string) {
	t.Helper()
	report := &diag.List{}
	c := &checker{cfg: &model.Config{}, env: e, report: &reporter{list: report}}
	p := primitive("r", agent.Name, param(known.Name, v))
	c.parameterValue(p, agent, known, p.Params[0].Attributes[0])
	for _, d := range report.Sorted() {
		t.Errorf("%s", describeFinding(d))
	}
}

// quietOperations gives a resource the operations its agent advertises.
func quietOperations(t *testing.T, e Env, agent *agents.Agent) {
	t.Helper()
	p := primitive("r", agent.Name)
	intervals := map[string]bool{}
	for _, action := range agent.Actions {
		var options []string
		key := action.Name + " " + action.Interval
		if intervals[key] {
			continue // pcs moves the interval of the second one itself
		}
		intervals[key] = true
		for option, v := range map[string]string{"interval": action.Interval, "timeout": action.Timeout, "role": action.Role} {
			if v != "" {
				options = append(options, option+"="+v)
			}
		}
		op(action.Name, options...)(p)
	}
	for _, d := range run(t, resources(p), e, (*checker).operations).Sorted() {
		t.Errorf("%s: %s", agent.Name, describeFinding(d))
	}
}
