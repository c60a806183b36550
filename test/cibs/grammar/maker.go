package grammar

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"

	"github.com/beevik/etree"
)

// Maker makes documents of a grammar.
type Maker struct {
	schema string
	top    *pattern // the element configuration
	cover  *Coverage
}

// Open reads the grammar of a schema, such as pacemaker-3.9, from a folder.
func Open(dir, schema string) (*Maker, error) {
	start, err := read(filepath.Join(dir, schema+".rng"))
	if err != nil {
		return nil, err
	}
	top := find(start, func(p *pattern) bool { return p.kind == element && p.name == "configuration" }, map[*pattern]bool{})
	if top == nil {
		return nil, fmt.Errorf("%s has no element configuration", schema)
	}
	if p := find(top, func(p *pattern) bool { return p.kind == unknown }, map[*pattern]bool{}); p != nil {
		return nil, fmt.Errorf("%s: a pattern that this package does not know: %s", schema, p.name)
	}
	return &Maker{schema: schema, top: top, cover: newCoverage(top, "/cib")}, nil
}

// find is the first pattern that is meant.
func find(p *pattern, meant func(*pattern) bool, seen map[*pattern]bool) *pattern {
	if p == nil || seen[p] {
		return nil
	}
	seen[p] = true
	if meant(p) {
		return p
	}
	if found := find(p.def, meant, seen); found != nil {
		return found
	}
	for _, kid := range p.kids {
		if found := find(kid, meant, seen); found != nil {
			return found
		}
	}
	return nil
}

// Coverage is what the documents made so far have.
func (m *Maker) Coverage() *Coverage { return m.cover }

// Make makes the CIB of a number. Each third one is small, without references to sets and
// odd words, as people might have it. What it has depends on the CIBs before it as well:
// what none of them had yet is more likely.
func (m *Maker) Make(number int) ([]byte, error) {
	w := &writer{Maker: m, Rand: rand.New(rand.NewPCG(uint64(number), 1)), ids: map[string]bool{}}
	w.left = 20 + w.IntN(130)
	if w.plain = number%3 == 0; w.plain {
		w.left = 8 + w.IntN(25)
	}
	root := etree.NewElement("cib")
	for _, a := range [][2]string{{"crm_feature_set", "3.16.2"}, {"validate-with", m.schema}, {"epoch", "4"}, {"num_updates", "0"}, {"admin_epoch", "0"}} {
		root.CreateAttr(a[0], a[1])
	}
	if !w.element(m.top, root, "/cib") {
		return nil, fmt.Errorf("CIB %d cannot be made", number)
	}
	m.cover.add(root.ChildElements()[0], "/cib")
	doc := etree.NewDocumentWithRoot(root)
	doc.WriteSettings.CanonicalAttrVal = true
	doc.Indent(2)
	return doc.WriteToBytes()
}
