package compile

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/internal/target"
	"hagen/test/gridtest"
)

func options(t *testing.T, name string) Options {
	t.Helper()
	opts, err := For(name)
	if err != nil {
		t.Fatal(err)
	}
	return opts
}

// cluster is a sheet of one address; more lines follow it.
func cluster(more ...string) []string {
	return append([]string{
		",PROPERTY", ",,name,value", ",,stonith-enabled,false",
		",PRIMITIVE", ",P,id,class,provider,type", ",,vip,ocf,heartbeat,IPaddr2",
		",A,type,name,value", ",,options,ip,192.0.2.10",
		",O,type,timeout,interval", ",,monitor,20s,10s",
		",RESOURCES", ",,resourceItem,id", ",,Primitive,vip",
	}, more...)
}

// dummy defines and places (the caller placing vip last) one more resource.
func dummy(id string) []string {
	return []string{",,Primitive," + id, ",PRIMITIVE", ",P,id,class,provider,type", ",," + id + ",ocf,pacemaker,Dummy"}
}

func compileLines(t *testing.T, opts Options, lines []string) *Unit {
	t.Helper()
	u, err := Sheet(gridtest.Grid(t, lines...), opts)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestSheet(t *testing.T) {
	for _, tg := range target.Names() {
		u := compileLines(t, options(t, tg), cluster())
		if got := gridtest.Findings(t, u.Report); len(got) > 0 {
			t.Errorf("%s: %v", tg, got)
		}
		if !bytes.Contains(u.XML, []byte(`<primitive`)) || !bytes.HasPrefix(u.Script, []byte("#!/bin/sh\n")) || u.Secret {
			t.Errorf("%s: XML %q\nscript %q\nsecret %t", tg, u.XML, u.Script, u.Secret)
		}
		again := compileLines(t, options(t, tg), cluster())
		if !bytes.Equal(u.XML, again.XML) || !bytes.Equal(u.Script, again.Script) {
			t.Errorf("%s: the same sheet gave other bytes", tg)
		}
	}
}

func TestSheetReports(t *testing.T) {
	location := func(rsc, attribute string) []string {
		return []string{",LOCATION_RULE", ",,rsc,score,bool_op,attribute,op,value,role", ",," + rsc + ",100,," + attribute + ",eq,1,"}
	}
	tests := []struct {
		name   string
		strict bool
		lines  []string
		want   []string
		output bool
	}{
		{"an error", false, cluster(location("vpi", "a")...), []string{"HG0601 C16"}, false},
		{"a warning", false, slices.Concat(cluster()[:8], []string{",,options,no_such,1"}, cluster()[8:]), []string{"HG0411 D9"}, true},
		{"a warning, strictly", true, slices.Concat(cluster()[:8], []string{",,options,no_such,1"}, cluster()[8:]), []string{"HG0411 D9"}, false},
		{"an id that pcs forms itself", false, cluster(dummy("vip-instance_attributes")...), []string{"HG0901 D14 [D13]"}, false},
		{"a name pcs takes for an option", false, cluster(location("vip", "role=x")...), []string{"HG0902 F16"}, false},
		{"both kinds at once", false, cluster(append(dummy("vip-instance_attributes"), location("vip", "role=x")...)...),
			[]string{"HG0901 D14 [D13]", "HG0902 F20"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			opts := options(t, "rhel9")
			opts.Strict = tt.strict
			u := compileLines(t, opts, tt.lines)
			if diff := cmp.Diff(tt.want, gridtest.Findings(t, u.Report)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if (u.XML != nil) != tt.output || (u.Script != nil) != tt.output {
				t.Errorf("XML of %d bytes, script of %d, output wanted: %t", len(u.XML), len(u.Script), tt.output)
			}
		})
	}
}

func TestSheetSeesSecrets(t *testing.T) {
	fence := []string{
		",STONITH", ",P,id,type", ",,fence1,fence_ipmilan", ",A,type,name,value",
		",,options,ip,192.0.2.1", ",,,username,u", ",,,password,s3cr3t", ",,,pcmk_host_list,node1",
	}
	command := []string{",ADDITIONAL_CONFIG", ",,config", ",,pcs resource update vip token=s3cr3t"}
	tests := map[string][]string{
		"of a fence device": slices.Concat(cluster(",,Stonith,fence1"), fence),
		"in a command":      cluster(command...),
		"of a node":         cluster(",NODE", ",,uname,type,name,value", ",,node1,attribute,db_password,s3cr3t"),
		"of an alert":       cluster(",ALERT", ",P,path", ",,/opt/alert.sh", ",A,type,name,value", ",,options,password,s3cr3t"),
		"of a recipient": cluster(",ALERT", ",P,path", ",,/opt/alert.sh", ",R,recipient", ",,me",
			",A,type,name,value", ",,options,password,s3cr3t"),
	}
	for name, lines := range tests {
		t.Run(name, func(t *testing.T) {
			u := compileLines(t, options(t, "rhel9"), lines)
			if u.XML == nil {
				t.Fatalf("not compiled: %v", gridtest.Findings(t, u.Report))
			}
			if !strings.Contains(string(u.Script), "s3cr3t") || !u.Secret {
				t.Errorf("the script holds a secret, Secret is %t", u.Secret)
			}
			for _, row := range u.Grid.Rows {
				for _, c := range (Quotes{u.Grid}).Quote(u.Grid.Place(row.Number, 1)) {
					if strings.Contains(c.Text, "s3cr3t") {
						t.Errorf("row %d would be quoted with the secret", row.Number)
					}
				}
			}
		})
	}
}

func TestQuotes(t *testing.T) {
	a, b := gridtest.Grid(t, "", ",one,,two"), gridtest.Grid(t, "x")
	b.Sheet = "other"
	q := Quotes{b, a}
	want := []diag.Quoted{{Col: 2, Text: "one"}, {Col: 4, Text: "two"}}
	if diff := cmp.Diff(want, q.Quote(a.Place(2, 3))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, at := range []diag.Place{a.Place(9, 1), {File: "nothing", Row: 1}} {
		if got := q.Quote(at); got != nil {
			t.Errorf("%s: quoted %v", at, got)
		}
	}
}
