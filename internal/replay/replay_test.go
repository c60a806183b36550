package replay_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"hagen/internal/apply/meaning"
	"hagen/internal/compile"
	"hagen/internal/importer"
	"hagen/internal/parse"
	"hagen/internal/replay"
	"hagen/test/corpus"
	"hagen/test/proof"
	"hagen/test/sheettest"
)

// TestScriptsOfGoldens: the script of each golden and example reads as its XML.
func TestScriptsOfGoldens(t *testing.T) {
	t.Parallel()
	read := 0
	for _, c := range append(corpus.Goldens(t), corpus.Others(t)...) {
		if c.Sheet.Target == nil {
			continue
		}
		unit, catalog := c.For(t, c.Sheet.Target.Name)
		if unit == nil || len(unit.Config.Commands) > 0 { // what ADDITIONAL_CONFIG says is not in the XML
			continue
		}
		data, unknown, err := replay.CIB(unit.Script, c.Sheet.Target, catalog)
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		if len(unknown) > 0 {
			t.Errorf("%s: hagen does not read what it writes: %q", c.Name, unknown)
			continue
		}
		read++
		for _, d := range changes(t, unit.XML, data) {
			t.Errorf("%s: %v %v %s: %v", c.Name, d.Action, d.Kind, d.Name, d.Details)
		}
	}
	if read < 100 {
		t.Errorf("only %d scripts were read", read)
	}
}

// TestScriptsOfRandomClusters: so does the script of each random cluster.
func TestScriptsOfRandomClusters(t *testing.T) {
	t.Parallel()
	read := 0
	for _, name := range []string{"rhel8", "rhel9", "next"} {
		opts, err := compile.For(name)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(12) {
			data, err := sheettest.CSV(proof.Sheet(seed, opts.Target))
			if err != nil {
				t.Fatal(err)
			}
			unit, err := compile.Open("sheet.csv", data, parse.Options{}).Compile("", opts)
			if err != nil {
				t.Fatal(err)
			}
			if unit.XML == nil || len(unit.Config.Commands) > 0 {
				continue
			}
			got, unknown, err := replay.CIB(unit.Script, opts.Target, opts.Catalog)
			if err != nil || len(unknown) > 0 {
				t.Errorf("%s, seed %d: %q, %v", name, seed, unknown, err)
				continue
			}
			read++
			for _, d := range changes(t, unit.XML, got) {
				t.Errorf("%s, seed %d: %v %v %s: %v", name, seed, d.Action, d.Kind, d.Name, d.Details)
			}
		}
	}
	if read < 20 {
		t.Errorf("only %d scripts were read", read)
	}
}

// changes are the differences between two CIBs, but for nodes that are only named.
func changes(t *testing.T, a, b []byte) []meaning.Change {
	t.Helper()
	x, err := meaning.Of(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := meaning.Of(b)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(importer.Changes(x, y), func(c meaning.Change) bool { return c.Kind == meaning.Node && len(c.Details) == 0 })
}

// TestConfigCommands reads what pcs 0.12.3.1 printed of the cluster of an example.
func TestConfigCommands(t *testing.T) {
	opts, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"003-haproxy-fencing", "005-every-table"} {
		text, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		xml, err := os.ReadFile("testdata/" + name + ".xml")
		if err != nil {
			t.Fatal(err)
		}
		data, unknown, err := replay.CIB(text, opts.Target, opts.Catalog)
		if err != nil || len(unknown) > 0 {
			t.Fatalf("%s: %q, %v", name, unknown, err)
		}
		for _, d := range changes(t, xml, data) {
			t.Errorf("%s: %v %v %s: %v", name, d.Action, d.Kind, d.Name, d.Details)
		}
	}
}

// TestUnknown: what is not understood is named, its secrets masked.
func TestUnknown(t *testing.T) {
	opts, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"pcs resource ban vip":                                                   "pcs resource ban vip",
		"pcs resource create vip IPaddr2 ip=192.0.2.1":                           "pcs resource create vip IPaddr2 ip=192.0.2.1",
		"pcs stonith create f fence_ipmilan password=x":                          "",
		"pcs stonith create f fence_ipmilan password=hush --surprise":            "pcs stonith create f fence_ipmilan password=******** --surprise",
		"pcs constraint location vip rule date gt 2030-01-01":                    "",
		"pcs constraint location vip rule date gt or a eq 1":                     "pcs constraint location vip rule date gt or a eq 1",
		"pcs constraint rule add none a eq 1":                                    "pcs constraint rule add none a eq 1",
		"CIB_file=x cibadmin -M -A \"//node[@id='1']\" -X '<node/>'":             `cibadmin -M -A '//node[@id='\''1'\'']' -X '<node/>'`,
		"pcs property set a=$HOME":                                               `pcs property set "a=$HOME"`,
		"CIB_file=x cibadmin --delete -X '<a/>'":                                 "cibadmin --delete -X '<a/>'",
		"crm configure property a=b; echo crm; ls":                               "crm configure property a=b",
		"pcs constraint colocation add a with b -INFINITY":                       "",
		"pcs resource create a ocf:pacemaker:Dummy clone interleave=true":        "",
		"pcs resource create a ocf:pacemaker:Dummy bundle b":                     "pcs resource create a ocf:pacemaker:Dummy bundle b",
		"pcs constraint order set a b sequential=false set c setoptions id=mine": "",
	} {
		_, unknown, err := replay.CIB([]byte(text), opts.Target, opts.Catalog)
		if got := strings.Join(unknown, "; "); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", text, got, err, want)
		}
	}
}
