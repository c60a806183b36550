package pcstest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hagen/internal/agents"
	"hagen/internal/target"
	"hagen/test/pcstest"
)

// TestMetadata: what is printed of an agent is read back as it was, for every
// agent of every target.
func TestMetadata(t *testing.T) {
	t.Parallel()
	for _, tg := range target.All() {
		catalog, err := agents.Load(tg.Name)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range catalog.Names() {
			want, ok := catalog.Agent(name)
			if !ok {
				t.Fatal(name)
			}
			got, err := agents.ReadMetadata(name, []byte(pcstest.Metadata(want, false)))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(agents.Param{}, "UniqueGroup", "ShortDesc")); diff != "" { // OCF 1.0 has no groups; the words are made up
				t.Errorf("%s, %s (-known +read):\n%s", tg.Name, name, diff)
			}
		}
	}
}
