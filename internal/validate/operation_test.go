package validate

import (
	"testing"

	"hagen/internal/model"
)

const (
	dummy    = "ocf:pacemaker:Dummy"
	stateful = "ocf:pacemaker:Stateful"
)

func TestOperations(t *testing.T) {
	cases := []struct {
		name string
		p    *model.Primitive
		want []finding
	}{
		{"right", primitive("r", dummy, op("start", "timeout=60s", "on-fail=restart"), op("monitor", "timeout=60s", "interval=10s", "on-fail=restart"),
			op("stop", "timeout=60s", "on-fail=fence")), nil},
		{"fence device", primitive("f", ipmilan, op("start", "timeout=60s"), op("monitor", "interval=3600s"), op("stop", "on-fail=ignore")), nil},
		{"unit", primitive("r", "systemd:haproxy", op("start", "timeout=100s"), op("monitor", "interval=10s")), nil},
		{"all options", primitive("r", dummy, op("monitor", "interval=10", "timeout=5", "start-delay=1min", "enabled=false",
			"record-pending=true", "description=x", "id=r-mon", model.CheckLevel+"=10")), nil},
		{"two roles", primitive("r", stateful, op("monitor", "interval=10s", "role=Promoted"), op("monitor", "interval=11s", "role=Unpromoted")), nil},
		{"probe options beside a monitor", primitive("r", dummy, op("monitor", "interval=0s", "timeout=90s"), op("monitor", "interval=10s")), nil},
		{"unknown", primitive("r", dummy, op("moniter", "interval=10s")), []finding{found("HG0421 r.moniter.type", "agent="+dummy, "suggestion=monitor")}},
		{"status", primitive("r", dummy, op("status", "interval=10s")), []finding{found("HG0421 r.status.type", "suggestion=monitor")}},
		{"not of this agent", primitive("r", "ocf:heartbeat:IPaddr2", op("promote")), []finding{found("HG0421 r.promote.type", "names=start, stop, status, monitor, meta-data, validate-all")}},
		{"slip with an unknown agent", primitive("r", "ocf:acme:widget", op("moniter", "interval=10s"), op("backup", "interval=10s")),
			[]finding{found("HG0422 r.moniter.type", "suggestion=monitor")}},
		{"option", primitive("r", dummy, op("start", "Timeout=60s"), op("stop", "Timeout=60s")), []finding{found("HG0423 r.Timeout", "name=Timeout", "suggestion=timeout")}},
		{"twice", primitive("r", dummy, op("start", "timeout=1s"), op("start", "timeout=2s")), []finding{found("HG0424 r.start#2.type", "id=r", "name=start").seeing("r.start.type")}},
		{"monitor twice without interval", primitive("r", dummy, op("monitor"), op("monitor")), []finding{found("HG0424 r.monitor#2.type")}},
		{"same interval", primitive("r", dummy, op("monitor", "interval=10s"), op("monitor", "interval=10s", model.CheckLevel+"=10")),
			[]finding{found("HG0425 r.monitor#2.interval", "interval=10s").seeing("r.monitor.interval")}},
		{"same interval, other roles", primitive("r", stateful, op("monitor", "interval=10s", "role=Promoted"), op("monitor", "interval=10s", "role=Unpromoted")),
			[]finding{found("HG0425 r.monitor#2.interval")}},
		{"same interval, other units", primitive("r", dummy, op("monitor", "interval=1min"), op("monitor", "interval=60000ms")), []finding{found("HG0425 r.monitor#2.interval")}},
		{"same as the default", primitive("r", dummy, op("monitor"), op("monitor", "interval=60")), []finding{found("HG0425 r.monitor#2.interval")}},
		{"one interval pcs cannot read", primitive("r", dummy, op("monitor", "interval=500ms"), op("monitor", "interval=10s"), op("monitor", "interval=11")), nil},
		{"the first of several", primitive("r", dummy, op("monitor", "interval=10s"), op("monitor", "interval=60"), op("monitor", "interval=1min"), op("monitor", "interval=60s")),
			[]finding{found("HG0425 r.monitor#3.interval").seeing("r.monitor#2.interval"), found("HG0425 r.monitor#4.interval").seeing("r.monitor#2.interval")}},
		{"other operations", primitive("r", dummy, op("start", "interval=0"), op("stop", "interval=0"), op("monitor", "interval=10s")), nil},
		{"intervals pcs cannot read", primitive("r", dummy, op("monitor", "interval=500ms"), op("monitor", "interval=700ms")),
			[]finding{found("HG0426 r.monitor#2.interval", "interval=700ms", "other=500ms")}},
		{"delay and origin", primitive("r", dummy, op("monitor", "interval=10s", "start-delay=1s", "interval-origin=00:00")),
			[]finding{found("HG0427 r.monitor.start-delay").seeing("r.monitor.interval-origin")}},
		{"recurring start", primitive("r", dummy, op("start", "interval=10s")), []finding{found("HG0428 r.start.interval", "name=start", "interval=10s")}},
		{"start with 0", primitive("r", dummy, op("start", "interval=0"), op("stop", "interval=0s")), nil},
		{"never monitored", primitive("r", dummy, op("monitor", "interval=0")), []finding{found("HG0429 r.monitor.interval", "id=r")}},
		{"role of start", primitive("r", dummy, op("start", "role=Started")), []finding{found("HG0430 r.start.role")}},
		{"stop with on-fail standby", primitive("r", dummy, op("stop", "on-fail=standby")),
			[]finding{found("HG0431 r.stop.on-fail", "value=standby", "choices=ignore, block, restart, fence, restart-container")}},
		{"demoting start", primitive("r", dummy, op("start", "on-fail=demote")), []finding{found("HG0431 r.start.on-fail")}},
		{"demoting monitor of no role", primitive("r", stateful, op("monitor", "interval=10s", "on-fail=demote")), []finding{found("HG0431 r.monitor.on-fail")}},
		{"demoting monitor", primitive("r", stateful, op("monitor", "interval=10s", "role=Promoted", "on-fail=demote"), op("promote", "on-fail=demote")), nil},
		{"interval", primitive("r", dummy, op("monitor", "interval=10seconds")), []finding{found("HG0513 r.monitor.interval", "value=10seconds", "suggestion=10s")}},
		{"Japanese unit", primitive("r", dummy, op("monitor", "interval=１０秒")), []finding{found("HG0513 r.monitor.interval", "suggestion=10s")}},
		{"days", primitive("r", dummy, op("monitor", "interval=2 days")), []finding{found("HG0513 r.monitor.interval", "suggestion=48h")}},
		{"ISO 8601 interval", primitive("r", dummy, op("monitor", "interval=PT1M")), nil},
		{"ISO 8601 timeout", primitive("r", dummy, op("monitor", "timeout=PT1M")), []finding{found("HG0513 r.monitor.timeout", "suggestion=60s")}},
		{"ISO 8601 interval in days", primitive("r", dummy, op("monitor", "interval=P1D")), []finding{found("HG0513 r.monitor.interval", "suggestion=24h")}},
		{"ISO 8601 interval in weeks", primitive("r", dummy, op("monitor", "interval=P1W2DT1M")), []finding{found("HG0513 r.monitor.interval", "suggestion=777660s")}},
		{"ISO 8601 interval in months", primitive("r", dummy, op("monitor", "interval=P1M")), []finding{found("HG0513 r.monitor.interval", "suggestion=")}},
		{"ISO 8601 interval of 0", primitive("r", dummy, op("monitor", "interval=PT0S")), []finding{found("HG0429 r.monitor.interval", "id=r")}},
		{"ISO 8601 interval twice", primitive("r", dummy, op("monitor", "interval=10s"), op("monitor", "interval=PT10S")),
			[]finding{found("HG0425 r.monitor#2.interval", "interval=PT10S")}},
		{"start-delay", primitive("r", dummy, op("monitor", "start-delay=soon")), []finding{found("HG0513 r.monitor.start-delay", "suggestion=")}},
		{"on-fail", primitive("r", dummy, op("monitor", "on-fail=restrat")), []finding{found("HG0515 r.monitor.on-fail", "suggestion=restart")}},
		{"role", primitive("r", dummy, op("monitor", "role=Leader")), []finding{found("HG0515 r.monitor.role", "choices=Started, Stopped, Promoted, Unpromoted")}},
		{"enabled", primitive("r", dummy, op("monitor", "enabled=maybe")), []finding{found("HG0512 r.monitor.enabled")}},
		{"check level", primitive("r", dummy, op("monitor", model.CheckLevel+"=deep")), []finding{found("HG0511 r.monitor."+model.CheckLevel, "name="+model.CheckLevel)}},
		{"origin", primitive("r", dummy, op("monitor", "interval-origin=2030-01-31 09:00")), nil},
		{"origin in words", primitive("r", dummy, op("monitor", "interval-origin=noon")), []finding{found("HG0522 r.monitor.interval-origin", "name=interval-origin", "value=noon")}},
		{"id", primitive("r", dummy, op("monitor", "id=1x")), []finding{found("HG0520 r.monitor.id")}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, resources(tc.p), env(t, "rhel9"), (*checker).operations), tc.want...)
		})
	}
}

func TestObsoleteOperationOption(t *testing.T) {
	p := primitive("r", dummy, op("monitor", "record-pending=true"))
	expect(t, run(t, resources(p), env(t, "rhel9"), (*checker).operations))
	expect(t, run(t, resources(p), env(t, "rhel10"), (*checker).operations), found("HG0413 r.record-pending", "name=record-pending"))
}
