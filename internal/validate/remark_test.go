package validate

import "testing"

func TestPriorityDelay(t *testing.T) {
	tree := []string{"Group g", "  Primitive a", "Stonith fence db1 db2"}
	property := []string{",PROPERTY", ",,name,value", ",,priority-fencing-delay,10s"}
	with := func(tables ...string) sheet { return sheet{tree: tree, tables: append(property[:3:3], tables...)} }
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"no priority", with(), []string{"HG0446 C3"}},
		{"a priority of 0", with(",RSC_ATTRIBUTES", ",,id,name,value", ",,g,priority,0"), []string{"HG0446 C3"}},
		{"of a group", with(",RSC_ATTRIBUTES", ",,id,name,value", ",,g,priority,10"), nil},
		{"of a member, below 0", with(",RSC_ATTRIBUTES", ",,id,name,value", ",,a,priority,-10"), nil},
		{"by default", with(",RSC_DEFAULTS", ",,name,value", ",,priority,1"), nil},
		{"by a command", with(",ADDITIONAL_CONFIG", ",,config", ",,pcs resource meta a priority=1"), nil},
		{"no delay", sheet{tree: tree, tables: []string{",PROPERTY", ",,name,value", ",,priority-fencing-delay,0s"}}, nil},
		{"no fencing", with(",PROPERTY", ",,name,value", ",,stonith-enabled,false"), nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.only(t, (*checker).priorityDelay, tc.want...) })
	}
}

func TestFilledIn(t *testing.T) {
	table := func(agent string, rows ...string) sheet {
		return sheet{tree: []string{"Primitive a undefined"}, tables: append([]string{",PRIMITIVE", ",P,id,class,provider,type", ",,a," + agent,
			",O,type,timeout,interval,on-fail,enabled"}, rows...)}
	}
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"all written", table("ocf,heartbeat,pgsql", ",,monitor,60s,10s", ",,start,120s"), nil},
		{"names alone", table("ocf,heartbeat,pgsql", ",,monitor", ",,start", ",,stop"), nil},
		{"no interval", table("ocf,heartbeat,pgsql", ",,monitor,60s"), []string{"HG0447 C5"}},
		{"no timeouts", table("ocf,heartbeat,pgsql", ",,start,,,restart", ",,monitor,,10s", ",,stop,,,block"), []string{"HG0448 C5 [C6] [C7]"}},
		{"no timeout, and 20s is enough", table("ocf,pacemaker,Dummy", ",,start,,,restart", ",,monitor,,10s"), nil},
		{"never run", table("ocf,heartbeat,pgsql", ",,monitor,,10s,,false"), nil},
		{"no monitor", table("ocf,heartbeat,pgsql", ",,start,120s"), []string{"HG0449 C3"}},
		{"no monitor of an unknown agent", table("ocf,site,own", ",,start,120s"), []string{"HG0449 C3"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.only(t, (*checker).filledIn, tc.want...) })
	}
	s := table("ocf,heartbeat,pgsql", ",,start,,,restart", ",,monitor,60s,10s")
	s.tables = append(s.tables, ",OP_DEFAULTS", ",,name,value", ",,timeout,180s")
	s.only(t, (*checker).filledIn)
	s.tables[len(s.tables)-1] = ",,timeout,30s"
	s.only(t, (*checker).filledIn, "HG0448 C5")
}

// TestFilledInOfEach tests that other resources are checked when one is not
// defined.
func TestFilledInOfEach(t *testing.T) {
	sheet{tree: []string{"Primitive b undefined", "Primitive a undefined"}, tables: []string{
		",PRIMITIVE", ",P,id,class,provider,type", ",,a,ocf,heartbeat,pgsql", ",O,type,timeout,interval", ",,start,120s"}}.
		only(t, (*checker).filledIn, "HG0303 F32", "HG0449 C3")
}

func TestBlankScores(t *testing.T) {
	locations([]string{"Primitive a"}, ",,a,prefers,db1,", ",,a,prefers,db2,INFINITY", ",,a,avoids,db3,").
		only(t, (*checker).blankScores, "HG0613 F3")
}

func TestPromotedMonitor(t *testing.T) {
	monitors := func(item string, rows ...string) sheet {
		return sheet{tree: []string{item + " k", "  Primitive a undefined"}, tables: append([]string{",PRIMITIVE", ",P,id,class,provider,type",
			",,a,ocf,pacemaker,Stateful", ",O,type,timeout,interval,role"}, rows...)}
	}
	for _, tc := range []struct {
		name string
		s    sheet
		want []string
	}{
		{"no role", monitors("Promotable", ",,monitor,20s,10s"), []string{"HG0450 C5"}},
		{"the other role", monitors("Promotable", ",,start,20s", ",,monitor,20s,10s,Slave", ",,monitor,20s,11s"), []string{"HG0450 C6"}},
		{"both", monitors("Promotable", ",,monitor,20s,10s", ",,monitor,20s,9s,Master"), nil},
		{"the agent's", monitors("Promotable", ",,monitor"), nil},
		{"not promotable", monitors("Clone", ",,monitor,20s,10s"), nil},
	} {
		t.Run(tc.name, func(t *testing.T) { tc.s.only(t, (*checker).filledIn, tc.want...) })
	}
}
