package kinds

import (
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/cib"
	"hagen/internal/target"
)

// TestMadeIDsMeanNothing fails for an element that the reader of meanings does not
// know: of such an element it takes every id as part of the meaning. It also fails
// for a part of a rule that it reads as text.
func TestMadeIDsMeanNothing(t *testing.T) {
	whole := xmlOf(t, plain().Config, target.All()[0])
	nested := changed(t, whole, func(el *etree.Element) {
		if rule := el.SelectElement(cib.Rule); el.Tag == cib.Location && rule != nil {
			inner := rule.Copy()
			inner.CreateAttr("id", "inner")
			inner.RemoveAttr("score")
			rule.AddChild(inner)
		}
	})
	for _, xml := range []string{whole, nested} {
		same(t, xml, changed(t, xml, func(el *etree.Element) {
			identity := cib.ElementNamed(el.Tag).Identity
			if id := el.SelectAttr("id"); id != nil && (identity == cib.Made || identity == cib.Numbered) {
				id.Value += "-other"
			}
		}))
	}
	said := ""
	read, err := meaning.Of([]byte(nested))
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range read.Objects {
		for _, f := range o.Fields {
			said += f.Value + "\n"
		}
	}
	for _, tag := range []string{cib.Rule, cib.Expression} {
		if strings.Contains(said, tag+"(") {
			t.Errorf("the reader of meanings reads a <%s> as an element that it does not know:\n%s", tag, said)
		}
	}
}

// TestMasterIsAClone: the old spelling of a promotable clone means the same.
func TestMasterIsAClone(t *testing.T) {
	const old = `<cib><configuration><crm_config/><nodes/><resources><master id="c">` + primitive + `</master></resources><constraints/></configuration></cib>`
	const now = `<cib><configuration><crm_config/><nodes/><resources><clone id="c"><meta_attributes id="m"><nvpair id="n" name="promotable" value="true"/></meta_attributes>` +
		primitive + `</clone></resources><constraints/></configuration></cib>`
	same(t, now, old)
}

const primitive = `<primitive id="p" class="ocf" provider="pacemaker" type="Dummy"/>`

// TestMergeDropsEmptied: what held resources goes when the sheet has all of them
// elsewhere.
func TestMergeDropsEmptied(t *testing.T) {
	const sent = `<cib><configuration><crm_config/><nodes/><resources>` + primitive + `</resources><constraints/></configuration></cib>`
	var tags []string
	for _, e := range cib.Elements() {
		if e.Resource && slices.Contains(e.Children, cib.Primitive) {
			tags = append(tags, e.Name)
		}
	}
	if len(tags) < 3 {
		t.Fatalf("only %q hold primitives", tags)
	}
	for _, tag := range tags {
		t.Run(tag, func(t *testing.T) {
			live := strings.Replace(sent, primitive, "<"+tag+` id="c">`+primitive+"</"+tag+">", 1)
			same(t, sent, into(t, live, sent, merge.Merge))
		})
	}
}

// TestConstraintKeys: every kind of constraint that tables can say says what it is
// about, whatever its id.
func TestConstraintKeys(t *testing.T) {
	xml := xmlOf(t, plain().Config, target.All()[0])
	for _, el := range configuration(t, xml).SelectElement(cib.Constraints).ChildElements() {
		if meaning.ConstraintKey(el) == "" {
			t.Errorf("the reader of meanings does not say what a <%s> is about", el.Tag)
		}
	}
}

// changed is a CIB with its elements edited.
func changed(t *testing.T, xml string, edit func(*etree.Element)) string {
	t.Helper()
	doc, err := meaning.Parse([]byte(xml))
	if err != nil {
		t.Fatal(err)
	}
	walk(doc.Root().SelectElement("configuration"), edit)
	out, err := doc.WriteToString()
	if err != nil {
		t.Fatal(err)
	}
	return out
}
