package merge

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply/meaning"
	"hagen/internal/emit/cib"
	"hagen/internal/target"
	"hagen/test/modeltest"
)

// TestNothingIsLeftOut: what the compile writes arrives whole in a cluster that
// has nothing yet, whatever section it is in; a section that the merge or the
// reading of meanings does not know fails here.
func TestNothingIsLeftOut(t *testing.T) {
	files, err := filepath.Glob("../../../testdata/golden/*/out*.xml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden: %v", err)
	}
	cibs := map[string][]byte{}
	for _, file := range files {
		if cibs[file], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	for _, tg := range target.All() {
		full, err := cib.Emit(modeltest.Full().Config, tg)
		if err != nil {
			t.Fatal(err)
		}
		cibs["the full model for "+tg.Name] = full
	}
	for name, compiled := range cibs {
		doc, err := meaning.Parse(compiled)
		if err != nil {
			t.Fatal(err)
		}
		for _, section := range doc.Root().SelectElement("configuration").ChildElements() {
			if len(section.ChildElements()) > 0 && meaning.Print(section.Tag, section.ChildElements()...) == "" {
				t.Errorf("%s: nothing is read of section %s", name, section.Tag)
			}
		}
		config := doc.Root().SelectElement("configuration")
		for _, section := range config.ChildElements() {
			if section.Tag == "nodes" {
				for _, node := range section.ChildElements() {
					node.Child = nil // a cluster has its nodes
				}
				continue
			}
			section.Child = nil
		}
		empty, err := doc.WriteToBytes()
		if err != nil {
			t.Fatal(err)
		}
		for _, mode := range []Mode{Replace, Merge} {
			merged, err := Into(empty, compiled, mode)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if diff := cmp.Diff(lines(t, compiled), lines(t, merged)); diff != "" {
				t.Errorf("%s, %s (-compiled +merged):\n%s", name, mode, diff)
			}
		}
	}
}
