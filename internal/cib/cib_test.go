package cib

import (
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hagen/test/need"
)

func TestBool(t *testing.T) {
	for _, s := range []string{"true", "Yes", "YES", "y", "Y", "on", "oN", "1", "TRUE"} {
		if b, ok := Bool(s); !b || !ok || !IsTrue(s) {
			t.Errorf("Bool(%q) = %v, %v", s, b, ok)
		}
	}
	for _, s := range []string{"false", "No", "n", "OFF", "0"} {
		if b, ok := Bool(s); b || !ok || IsTrue(s) {
			t.Errorf("Bool(%q) = %v, %v", s, b, ok)
		}
	}
	for _, s := range []string{"", "t", "T", "f", "2", "tru", " true", "true ", "yes,", "enabled"} {
		if _, ok := Bool(s); ok || IsTrue(s) {
			t.Errorf("Bool(%q) is a boolean", s)
		}
	}
}

func TestScore(t *testing.T) {
	for s, want := range map[string]int{
		"0": 0, "5": 5, "+5": 5, "-5": -5, "INFINITY": MaxScore, "+INFINITY": MaxScore, "-INFINITY": -MaxScore,
		"1000000": MaxScore, "1000001": MaxScore, "-2000000": -MaxScore, "99999999999999999999999": MaxScore, "999999": 999999,
	} {
		if n, ok := Score(s); n != want || !ok {
			t.Errorf("Score(%q) = %d, %v; want %d", s, n, ok, want)
		}
	}
	for s, want := range map[string]int{"": 0, "infinity": 0, "-inf": 0, "5x": 5, "-7 ": -7, "1e3": 1, "x5": 0, "+": 0, "--1": 0} {
		if n, ok := Score(s); n != want || ok {
			t.Errorf("Score(%q) = %d, %v; want %d and no score", s, n, ok, want)
		}
	}
}

func TestRole(t *testing.T) {
	for s, want := range map[string]string{
		"master": Promoted, "Promoted": Promoted, "SLAVE": Unpromoted, "unpromoted": Unpromoted, "started": Started, "STOPPED": Stopped,
	} {
		if got, ok := Role(s); got != want || !ok {
			t.Errorf("Role(%q) = %q, %v; want %q", s, got, ok, want)
		}
	}
	if got, ok := Role("stop"); got != "stop" || ok {
		t.Errorf("Role(stop) = %q, %v", got, ok)
	}
}

func TestOwned(t *testing.T) {
	for name, want := range map[string][3]bool{ // by cluster, watchdog, owned
		"dc-version": {true, false, true}, "last-lrm-refresh": {true, false, true},
		"stonith-watchdog-timeout": {false, true, true}, "fencing-watchdog-timeout": {false, true, true},
		"maintenance-mode": {false, false, false}, "stonith-timeout": {false, false, false},
	} {
		if got := [3]bool{SetByCluster(name), WatchdogTimeout(name), Owned(name)}; got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestSectionNamed(t *testing.T) {
	if s, ok := SectionNamed("op_defaults"); !ok || s.Set != "meta_attributes" || s.Required {
		t.Errorf("%+v, %v", s, ok)
	}
	if _, ok := SectionNamed("bundles"); ok {
		t.Error("there is no section of bundles")
	}
}

// schemas is where Pacemaker keeps them.
const schemas = "/usr/share/pacemaker"

// TestSectionsAreTheSchemas compares the list of sections with what the schemas of
// the installed Pacemaker allow in a configuration, and which of them they want.
func TestSectionsAreTheSchemas(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", schemas+"/pacemaker.rng")
	paths, err := filepath.Glob(schemas + "/pacemaker-[3-9].*.rng")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no schema: %v", err)
	}
	for _, path := range paths {
		found := map[string]bool{} // and whether it is required
		grammar{t: t, found: found}.read(path, true)
		var names []string
		for _, s := range Sections() {
			names = append(names, s.Name)
			required, ok := found[s.Name]
			if !ok {
				t.Errorf("%s knows no section %s", path, s.Name)
			}
			if required != s.Required {
				t.Errorf("%s: section %s required: %v", path, s.Name, required)
			}
		}
		for name := range found {
			if !slices.Contains(names, name) {
				t.Errorf("%s allows a section %s, which is not in the list", path, name)
			}
		}
	}
}

// grammar walks a RELAX NG grammar from its start to the first elements.
type grammar struct {
	t     *testing.T
	found map[string]bool
}

type rng struct {
	XMLName  xml.Name
	Name     string `xml:"name,attr"`
	Href     string `xml:"href,attr"`
	Type     string `xml:"type,attr"`
	Children []rng  `xml:",any"`
}

// read walks the grammar of a file.
func (g grammar) read(path string, required bool) {
	data, err := os.ReadFile(path)
	if err != nil {
		g.t.Fatal(err)
	}
	var root rng
	if err := xml.Unmarshal(data, &root); err != nil {
		g.t.Fatal(err)
	}
	for _, c := range root.Children {
		if c.XMLName.Local == "start" {
			g.walk(path, root, c, required)
		}
	}
}

func (g grammar) walk(path string, root, at rng, required bool) {
	switch at.XMLName.Local {
	case "element":
		switch at.Name {
		case "cib", "configuration": // the sections are inside
		case "status":
			return
		default:
			g.found[at.Name] = required
			return
		}
	case "optional", "zeroOrMore", "choice":
		required = false
	case "externalRef":
		if !strings.HasPrefix(at.Href, "status") && !strings.HasPrefix(at.Href, "cib") {
			g.read(filepath.Join(filepath.Dir(path), at.Href), required)
		}
	case "ref":
		for _, d := range root.Children {
			if d.XMLName.Local == "define" && d.Name == at.Name {
				g.walk(path, root, d, required)
			}
		}
	}
	for _, c := range at.Children {
		g.walk(path, root, c, required)
	}
}

// TestIdentitiesAreTheSchemas: the id of an element is an XML id exactly where the
// schemas of the installed Pacemaker say so.
func TestIdentitiesAreTheSchemas(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", schemas+"/pacemaker.rng")
	paths, err := filepath.Glob(schemas + "/*.rng")
	if err != nil {
		t.Fatal(err)
	}
	checked := map[string]bool{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var root rng
		if err := xml.Unmarshal(data, &root); err != nil {
			t.Fatal(err)
		}
		root.eachID(func(element string, is bool) {
			checked[element] = true
			if HoldsID(element) != is {
				t.Errorf("%s: the id of a <%s> is an XML id: %v", path, element, is)
			}
		})
	}
	for _, name := range []string{Primitive, Op, Pair, Location, Node, TagMember, ResourceRef, ACLRoleRef, Tag} {
		if !checked[name] {
			t.Errorf("no schema says what the id of a <%s> is", name)
		}
	}
}

// eachID visits the elements that have an id of their own, and whether it is an
// XML id.
func (r rng) eachID(visit func(element string, is bool)) {
	for _, c := range r.Children {
		c.eachID(visit)
	}
	if r.XMLName.Local != "element" || r.Name == "" {
		return
	}
	var look func(rng)
	look = func(at rng) {
		for _, c := range at.Children {
			switch {
			case c.XMLName.Local == "element":
			case c.XMLName.Local == "attribute" && c.Name == "id":
				visit(r.Name, len(c.Children) > 0 && c.Children[0].Type == "ID")
			default:
				look(c)
			}
		}
	}
	look(r)
}

// TestPacemakerReadsBooleans asks crm_simulate: under maintenance-mode nothing
// is started.
func TestPacemakerReadsBooleans(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	for _, s := range []string{"true", "Yes", "y", "oN", "1", "false", "NO", "t", "2", "tru", " true", "true "} {
		starts := strings.Contains(simulate(t, s, ""), "Start ")
		if IsTrue(s) == starts {
			t.Errorf("maintenance-mode=%q: Pacemaker starts: %v", s, starts)
		}
	}
}

// TestPacemakerReadsRoles asks crm_simulate: what is to be Stopped is not started.
func TestPacemakerReadsRoles(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	for _, s := range []string{"Stopped", "stopped", "STOPPED", "Started", "stop", "slave"} {
		role, _ := Role(s)
		starts := strings.Contains(simulate(t, "false", s), "Start ")
		if (role == Stopped) == starts {
			t.Errorf("target-role=%q: Pacemaker starts: %v", s, starts)
		}
	}
}

func simulate(t *testing.T, maintenance, role string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "cib.xml")
	cib := fmt.Sprintf(`<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0" have-quorum="1" dc-uuid="1">
<configuration><crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="s" name="stonith-enabled" value="false"/>
<nvpair id="m" name="maintenance-mode" value="%s"/></cluster_property_set></crm_config><nodes><node id="1" uname="n1"/></nodes>
<resources><primitive id="A" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="A-meta"><nvpair id="A-role" name="target-role" value="%s"/>
</meta_attributes></primitive></resources><constraints/></configuration>
<status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/></status></cib>`, maintenance, role)
	if err := os.WriteFile(file, []byte(cib), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("crm_simulate", "-S", "-x", file)
	cmd.Env = append(os.Environ(), "PATH="+os.Getenv("PATH")+":/usr/sbin")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("crm_simulate: %v\n%s", err, out)
	}
	return string(out)
}
