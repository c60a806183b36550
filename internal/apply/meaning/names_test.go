package meaning

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestConstraintsRead: what constraints are called and what they say.
func TestConstraintsRead(t *testing.T) {
	for constraint, want := range map[string][]string{
		`<rsc_order id="o" first="a" then="b" kind="Serialize"/>`:                                  {"order a -> b", "kind=Serialize", "symmetrical=false", "first-action=start", "then-action=start", "first=a", "then=b"},
		`<rsc_order id="o" first="a" first-action="promote" then="b" then-action="start"/>`:        {"order promote a -> b", "kind=Mandatory", "symmetrical=true", "first-action=promote", "then-action=start", "first=a", "then=b"},
		`<rsc_order id="o" first="a" first-action="stop" then="b" score="5"/>`:                     {"order stop a -> stop b", "kind=Mandatory", "symmetrical=true", "first-action=stop", "then-action=stop", "first=a", "then=b"},
		`<rsc_order id="o"><resource_set id="s"><resource_ref id="a"/></resource_set></rsc_order>`: {"order {a}", "kind=Mandatory", "symmetrical=true", "sets={a}"},
		`<rsc_colocation id="c" score="5"><resource_set id="s" role="Master"><resource_ref id="a"/></resource_set></rsc_colocation>`: {
			"colocation {a role=Promoted}", "score=5", "sets={a role=Promoted}"},
		`<rsc_location id="l" node="n" score="5"><resource_set id="s"><resource_ref id="a"/><resource_ref id="b"/></resource_set></rsc_location>`: {
			"location {a b} (n)", "node=n", "score=5", "sets={a b}"},
		`<rsc_location id="l" rsc-pattern="web.*" node="n" score="5"/>`:                {"location /web.*/ (n)", "rsc-pattern=web.*", "node=n", "score=5"},
		`<rsc_location id="l" rsc="a" resource-discovery="never" node="n" score="5"/>`: {"location a (n)", "rsc=a", "node=n", "score=5", "resource-discovery=never"},
		`<rsc_location id="l" rsc="a"><rule id="r" score="5" role="Master"><expression id="e" attribute="p" operation="defined"/></rule><rule id="q" score="7"><expression id="f" attribute="q" operation="eq" value="1" type="number"/></rule></rsc_location>`: {
			"location a ([Promoted]defined p; q eq number:1)", "rsc=a", "score=5", "role=Promoted", "rule=defined p", "score 2=7", "rule 2=q eq number:1"},
	} {
		var got []string
		for _, o := range of(t, `<constraints>`+constraint+`</constraints>`).Objects {
			got = append(got, string(o.Kind)+" "+o.Key)
			for _, f := range o.Fields {
				got = append(got, f.Name+"="+f.Value)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", constraint, diff)
		}
	}
}

// TestDuplicatesArePaired: of several about the same those that say the same are
// the same, in whatever order they come.
func TestDuplicatesArePaired(t *testing.T) {
	const one, two = `<rsc_location id="x" rsc="a" node="n1" score="1"/>`, `<rsc_location id="y" rsc="a" node="n1" score="2"/>`
	if d := Diff(of(t, `<constraints>`+one+two+`</constraints>`), of(t, `<constraints>`+two+one+`</constraints>`)); len(d) > 0 {
		t.Errorf("%+v", d)
	}
	const me, you = `<alert id="1" path="/a"><recipient id="r" value="me"/></alert>`, `<alert id="2" path="/a"><select><select_nodes/></select><recipient id="s" value="you"/></alert>`
	if d := Diff(of(t, `<alerts>`+me+you+`</alerts>`), of(t, `<alerts>`+you+me+`</alerts>`)); len(d) > 0 {
		t.Errorf("%+v", d)
	}
	d := Diff(of(t, `<alerts>`+me+you+`</alerts>`), of(t, `<alerts>`+you+`</alerts>`))
	if len(d) == 0 || !strings.Contains(d[0].Name, "/a") {
		t.Errorf("one of two alerts is gone: %+v", d)
	}
}

func TestUnsayableOf(t *testing.T) {
	c := `<clone id="c"><primitive id="a" class="lsb" type="t"><operations><op id="o" name="monitor"><meta_attributes id="m"><rule id="r"/></meta_attributes></op></operations></primitive><meta_attributes id="cm" id-ref="x"/></clone>`
	doc, err := Parse(wrap(`<resources>` + c + `</resources>`))
	if err != nil {
		t.Fatal(err)
	}
	el := doc.FindElement("//clone")
	if got := UnsayableOf(el); len(got) != 1 || got[0].What != "meta_attributes/@id-ref" {
		t.Errorf("of the clone: %+v", got)
	}
	if got := UnsayableOf(el.SelectElement("primitive")); len(got) != 1 || got[0].What != "operations/op/meta_attributes/rule" {
		t.Errorf("of its member: %+v", got)
	}
}
