package cib

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// hasXML reports whether a sheet in a folder has the table CIB_XML.
func hasXML(t *testing.T, dir string) bool {
	t.Helper()
	sheets, err := filepath.Glob(dir + "/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(sheets, func(sheet string) bool {
		data, err := os.ReadFile(sheet)
		return err == nil && strings.Contains(string(data), "\n,CIB_XML")
	})
}

// TestSayableIsWhatTheCompileWrites compares the table of what a sheet can say with
// the XML of all goldens and examples: nothing is written that it lacks, and it
// claims nothing that is never written.
func TestSayableIsWhatTheCompileWrites(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../testdata/golden/*/out*.xml", "../../examples/*/*.xml"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		files = append(files, found...)
	}
	written := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if hasXML(t, filepath.Dir(file)) {
			continue // CIB_XML can say everything
		}
		var root element
		if err := xml.Unmarshal(data, &root); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, section := range root.Children {
			if section.XMLName.Local == "configuration" {
				for _, s := range section.Children {
					if known, ok := SectionNamed(s.XMLName.Local); !ok || !known.Sayable {
						t.Errorf("%s: no table is known to fill a section %s", file, s.XMLName.Local)
					}
					s.check(t, file, written)
				}
			}
		}
	}
	unwritten := []string{"op@record-pending", "op@interval-origin", "resources/master", "clone/instance_attributes",
		"cluster_property_set/rule", "utilization/rule"} // the column rule of all sets
	for _, s := range Elements() {
		tag := s.Name
		for _, name := range s.Attrs {
			if at := tag + "@" + name; !written[at] && !slices.Contains(unwritten, at) {
				t.Errorf("no golden has a %s, which is said to be sayable", at)
			}
		}
		for _, name := range s.Children {
			if at := tag + "/" + name; tag != "master" && !written[at] && !slices.Contains(unwritten, at) {
				t.Errorf("no golden has a %s, which is said to be sayable", at)
			}
		}
	}
}

type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
}

func (e element) check(t *testing.T, file string, written map[string]bool) {
	for _, a := range e.Attrs {
		written[e.XMLName.Local+"@"+a.Name.Local] = true
		if !CanSayAttribute(e.XMLName.Local, a.Name.Local) { // the type of a remote node goes without saying
			t.Errorf("%s: the compile writes %s of a <%s>, which is said to be unsayable", file, a.Name.Local, e.XMLName.Local)
		}
	}
	for _, c := range e.Children {
		written[e.XMLName.Local+"/"+c.XMLName.Local] = true
		if !CanSayChild(e.XMLName.Local, c.XMLName.Local) {
			t.Errorf("%s: the compile writes a <%s> in a <%s>, which is said to be unsayable", file, c.XMLName.Local, e.XMLName.Local)
		}
		c.check(t, file, written)
	}
}

func TestUnsayable(t *testing.T) {
	for _, c := range [][2]string{
		{"rsc_location", "lifetime"},
		{"op", "rule"}, {"rule", "lifetime"}, {"nothing", "x"},
	} {
		if CanSayChild(c[0], c[1]) {
			t.Errorf("a <%s> in a <%s> can be said", c[1], c[0])
		}
	}
	for _, a := range [][2]string{
		{"meta_attributes", "id-ref"}, {"nvpair", "id-ref"},
	} {
		if CanSayAttribute(a[0], a[1]) {
			t.Errorf("%s of a <%s> can be said", a[1], a[0])
		}
	}
	if !CanSayAttribute("rsc_location", "resource-discovery") || !CanSayAttribute("meta_attributes", "score") {
		t.Error("what says nothing more is lost")
	}
}
