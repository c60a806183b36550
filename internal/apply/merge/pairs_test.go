package merge

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPairsOfSections: what becomes of whole sets and sections.
func TestPairsOfSections(t *testing.T) {
	const set = `<rsc_defaults><meta_attributes id="mine"><nvpair id="mine-a" name="a" value="1"/></meta_attributes></rsc_defaults>`
	sent := `<rsc_defaults><meta_attributes id="rsc_defaults-meta_attributes"><nvpair id="rsc_defaults-meta_attributes-b" name="b" value="2"/></meta_attributes></rsc_defaults>`
	for _, tt := range []struct {
		name, live, sent string
		want, not        []string
	}{
		{"a pair takes the id of the set it goes into", set, sent, []string{`<meta_attributes id="mine">`, `<nvpair id="mine-b" name="b" value="2"/>`}, []string{"rsc_defaults-meta_attributes"}},
		{"a section that is not filled goes", set, ``, nil, []string{"rsc_defaults", "meta_attributes"}},
		{"one that every CIB has stays", `<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="p" name="p" value="1"/></cluster_property_set></crm_config>`, ``,
			[]string{`<crm_config/>`}, []string{"cluster_property_set"}},
		{"one that is not there is not made", ``, `<op_defaults/>`, nil, []string{"op_defaults"}},
		{"one that is not there is made", ``, sent, []string{`<nvpair id="rsc_defaults-meta_attributes-b" name="b" value="2"/>`}, nil},
	} {
		out, err := Into(wrap(tt.live), wrap(tt.sent), Replace)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range tt.want {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: %s is not there:\n%s", tt.name, want, out)
			}
		}
		for _, not := range tt.not {
			if strings.Contains(string(out), not) {
				t.Errorf("%s: %s is there:\n%s", tt.name, not, out)
			}
		}
	}
}

// TestRestoreOwned: of the properties the cluster owns the live ones count, and
// only they; of two of a name the one in force.
func TestRestoreOwned(t *testing.T) {
	set := func(id, score, name, value string) string {
		return `<cluster_property_set id="` + id + `"` + score + `><nvpair id="` + id + `-` + name + `" name="` + name + `" value="` + value + `"/></cluster_property_set>`
	}
	state := func(sets string) []byte { return wrap(`<crm_config>` + sets + `</crm_config><resources/>`) }
	saved := state(set("cib-bootstrap-options", "", "last-lrm-refresh", "5"))
	live := state(set("cib-bootstrap-options", "", "dc-version", "3.0") + set("other", ` score="9"`, "dc-version", "2.0"))
	out, err := Restore(live, saved, live)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"property dc-version: value=3.0"}, lines(t, out)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestKeepProperties(t *testing.T) {
	config := func(value, resource string) []byte {
		return wrap(`<crm_config><cluster_property_set id="s"><nvpair id="p" name="p" value="` + value + `"/></cluster_property_set></crm_config><resources><primitive id="` + resource + `" class="lsb" type="y"/></resources>`)
	}
	out, err := KeepProperties(config("new", "b"), config("old", "a"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"property p: value=old", "primitive b: agent=lsb:y"}, lines(t, out)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, bad := range []string{"", "<cib/>"} {
		if _, err := KeepProperties([]byte(bad), config("", "a")); err == nil {
			t.Error("something else was taken for a CIB")
		}
		if _, err := KeepProperties(config("", "a"), []byte(bad)); err == nil {
			t.Error("properties of something else were kept")
		}
	}
}
