package xlsx

import (
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// TestTarget reads the target from the custom document properties.
func TestTarget(t *testing.T) {
	const (
		custom = "docProps/custom.xml"
		open   = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`
		one    = `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="hagen.target"><vt:lpwstr>rhel8</vt:lpwstr></property>`
		other  = `<property fmtid="x" pid="3" name="Department"><vt:vector size="1"><vt:lpstr>rhel9</vt:lpstr></vt:vector></property>`
	)
	plain := workbook("")
	p := plain.with("_rels/.rels", strings.Replace(plain["_rels/.rels"], "</Relationships>",
		`<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>`, 1))
	for name, c := range map[string]struct {
		pack   pack
		target string
		want   []string
	}{
		"no properties":       {plain, "", nil},
		"a relation to none":  {p, "", nil},
		"no relation":         {plain.with(custom, open+one+`</Properties>`), "", nil},
		"the target":          {p.with(custom, open+other+one+`</Properties>`), "rhel8", nil},
		"in capitals, padded": {p.with(custom, open+strings.NewReplacer("hagen", "Hagen", "rhel8", " rhel8 ").Replace(one)+`</Properties>`), "rhel8", nil},
		"others":              {p.with(custom, open+other+`</Properties>`), "", nil},
		"of another type":     {p.with(custom, open+strings.ReplaceAll(one, "lpwstr", "bool")+`</Properties>`), "rhel8", nil},
		"twice":               {p.with(custom, open+one+strings.Replace(one, "rhel8", "rhel9", 1)+`</Properties>`), "", []string{"HG0122"}},
		"cut":                 {p.with(custom, open+one), "", []string{"HG0122"}},
		"of another kind":     {p.with(custom, "<x/>"), "", []string{"HG0122"}},
	} {
		t.Run(name, func(t *testing.T) {
			report := &diag.List{}
			b := Open("b.xlsx", c.pack.zip(t), grid.DefaultLimits(), report)
			checkFound(t, c.want, report)
			if b != nil && b.Target() != c.target {
				t.Errorf("the target is %q, want %q", b.Target(), c.target)
			}
		})
	}
}
