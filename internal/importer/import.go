package importer

import (
	"fmt"
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/book"
	"hagen/internal/cib"
	"hagen/internal/compile"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/internal/schema"
)

// rounds is how often a sheet is compiled to find out what the checks refuse: what one
// refusal takes out of the tables can make others.
const rounds = 12

// Import makes the sheet of a CIB. The error is about the CIB: it cannot be read.
func Import(data []byte, opts Options) (*Result, error) {
	source, err := meaning.Parse(data)
	if err != nil {
		return nil, err
	}
	i := &importing{Options: opts, data: data, source: source, lost: map[string]bool{},
		refused: refusals{has: map[[2]string]bool{}, except: map[*etree.Element]bool{}}}
	if hasMembers(source) { // none in a CIB that was never in a cluster
		if _, err = nodes.Read("CIB", data); err != nil {
			return nil, err
		}
	}
	if opts.Lossless {
		i.omitMasked()
	}
	for range rounds {
		again, err := i.tables()
		if err != nil {
			return nil, err
		}
		if !again {
			break
		}
	}
	return i.result, i.finish()
}

// hasMembers reports whether a CIB has nodes that are not remote.
func hasMembers(doc *etree.Document) bool {
	return slices.ContainsFunc(doc.FindElements("//configuration/nodes/node"), func(n *etree.Element) bool {
		return n.SelectAttrValue("type", "") != "remote"
	})
}

// importing is the import of one CIB.
type importing struct {
	Options
	data    []byte
	source  *etree.Document
	lost    map[string]bool // ids that no permission can name
	refused refusals

	masked []Left
	reader *reader
	doc    *etree.Document // what is in the tables
	result *Result
	unit   *compile.Unit
}

// omitMasked takes passwords out of the CIB of which it has but asterisks. A CIB from
// Pacemaker itself has its passwords: they are asterisks indeed.
func (i *importing) omitMasked() {
	if i.source.Root().SelectAttr("admin_epoch") != nil {
		return
	}
	r := &reader{}
	for _, p := range i.source.FindElements("//" + cib.Pair) {
		if p.Parent() != nil {
			r.omitMasked(p.Parent())
		}
	}
	i.masked = r.left
}

// tables writes the tables and compiles them. It reports whether that has shown what
// they must not say.
func (i *importing) tables() (again bool, err error) {
	doc := i.source.Copy()
	written := writeOut(doc.FindElement("/cib/configuration"))
	refs := references(doc.Root())
	out := i.takeOut(doc)
	r, title := read(doc, i.Options, i.lost, refs, out)
	r.left = append(r.left, written...)
	for _, p := range out {
		p.left = len(r.left)
		r.parts = append(r.parts, p)
		r.left = append(r.left, Left{Why: NoTable, What: p.what})
	}
	r.out.table(schema.AcceptTable, i.refused.rows)
	if r.out.number == 0 { // a sheet has a table
		t, _ := schema.Lookup(schema.PropertyTable)
		r.out.title(t)
		r.out.block(&t.Blocks[0], nil)
	}
	i.reader, i.doc = r, doc
	i.result = &Result{Tab: textTab.In(i.Lang), Title: title, Rows: r.out.rows, Left: r.left, Secret: r.secret}
	if err := i.compile(); err != nil {
		return false, err
	}
	again = i.result.loses(i.lost)
	return i.refused.add(i.result.Report, i.result.Rows, i.source.FindElement("/cib/configuration"), i.Lang) || again, nil
}

// takeOut removes what no table can say, since its rows would be refused.
func (i *importing) takeOut(doc *etree.Document) []part {
	var out []part
	from, to := i.source.FindElement("/cib/configuration"), doc.FindElement("/cib/configuration")
	for n, section := range from.ChildElements() {
		copied := to.ChildElements()[n]
		children := copied.ChildElements()
		for k, el := range section.ChildElements() {
			if i.refused.except[el] {
				what := path(children[k])
				out = append(out, part{parent: copied, el: children[k], what: what, after: rivals(children[k])})
				copied.RemoveChild(children[k])
			}
		}
	}
	return out
}

// compile compiles the rows and compares them with what they should say.
func (i *importing) compile() error {
	sheet, err := book.CSV(i.result.Rows)
	if err != nil {
		return err
	}
	i.unit, err = compile.Open("sheet.csv", sheet, parse.Options{}).Compile("", compile.Options{Target: i.Target, Catalog: i.Catalog})
	if err != nil {
		return fmt.Errorf("compile the imported sheet: %w", err)
	}
	i.result.Report = i.unit.Report
	return nil
}

// compiled is the configuration of the compiled sheet; nil when it has errors.
func (i *importing) compiled() (*etree.Element, error) {
	if i.unit.XML == nil {
		return nil, nil
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(i.unit.XML); err != nil {
		return nil, fmt.Errorf("read the compiled sheet: %w", err)
	}
	return doc.FindElement("/cib/configuration"), nil
}

// finish writes what the tables lack as XML, and compares the result with the CIB.
func (i *importing) finish() error {
	made, err := i.compiled()
	if err != nil {
		return err
	}
	if made != nil {
		if err := i.addXML(made); err != nil {
			return err
		}
	}
	if i.unit.XML == nil {
		return nil
	}
	i.result.XML = i.unit.XML
	if made, err = i.compiled(); err != nil {
		return err
	}
	i.result.Exact = Canonical(i.source.FindElement("/cib/configuration")) == Canonical(made)
	if i.Lossless {
		if i.result.Exact {
			i.result.Left = nil
		}
		i.result.Left = append(i.result.Left, i.masked...)
	}
	i.result.Left = append(i.result.Left, dangling(made)...)
	now, err := meaning.Of(i.unit.XML)
	if err != nil {
		return fmt.Errorf("read the compiled sheet: %w", err)
	}
	want := i.doc
	if i.Lossless {
		want = i.source
	}
	i.result.Differs = slices.DeleteFunc(meaning.Diff(meaning.OfDocument(want), now), spelling)
	i.result.Respelled = respelled(want.FindElement("/cib/configuration"), made, i.result.Differs)
	return nil
}

// dangling are references to what the compiled sheet does not have: Pacemaker would
// refuse all of it.
func dangling(made *etree.Element) []Left {
	has := map[string]bool{}
	for _, el := range made.FindElements(".//*[@id]") {
		has[el.SelectAttrValue("id", "")] = true
	}
	var out []Left
	for _, el := range made.FindElements(".//*[@id-ref]") {
		if id := el.SelectAttrValue("id-ref", ""); !has[id] {
			out = append(out, Left{NoTable, path(el) + "@id-ref", id})
		}
	}
	return out
}

// addXML adds the rows of CIB_XML and CIB_ID, if the sheet compiles with them.
func (i *importing) addXML(made *etree.Element) error {
	before, unit := *i.result, i.unit
	var w *rawRows
	var said []part
	if i.Lossless {
		w = lossless(i.source.FindElement("/cib/configuration"), made)
	} else {
		w, said = i.design(made)
	}
	if len(w.xml)+len(w.ids) == 0 {
		return nil
	}
	l := i.reader.out
	l.rows = slices.Clone(l.rows)
	l.table(schema.CIBXMLTable, w.xml)
	l.table(schema.CIBIDTable, w.ids)
	i.result.Rows, i.result.Raw, i.result.Secret = l.rows, len(w.xml), i.result.Secret || w.secret
	if err := i.compile(); err != nil {
		return err
	}
	if i.unit.XML == nil { // the tables alone are better than nothing
		*i.result, i.unit = before, unit
		return nil
	}
	for _, p := range said {
		i.result.Left[p.left].Why = AsXML
		if next := first(p.after, func(el *etree.Element) bool { return el.Parent() == p.parent }); next != nil {
			p.parent.InsertChildAt(next.Index(), p.el)
		} else if p.el != nil {
			p.parent.AddChild(p.el)
		} else {
			p.parent.CreateAttr(p.attr.FullKey(), p.attr.Value)
		}
	}
	return nil
}

// lossless is what makes the compiled sheet the CIB: changes of single elements, or
// where that cannot be, whole sections.
func lossless(s, c *etree.Element) *rawRows {
	p, ok := difference(s, c)
	if !ok {
		p = &patch{pair: map[*etree.Element]*etree.Element{s: c}}
		for _, section := range filled(s) {
			p.ops = append(p.ops, rawOp{el: section, parent: s})
			if old := c.SelectElement(section.Tag); old != nil {
				p.pair[section] = old
			}
		}
	}
	return p.rows(c, true)
}

// part is something that no table can say: an element, or an attribute of one.
type part struct {
	parent *etree.Element // of the element, or the one with the attribute
	el     *etree.Element
	attr   etree.Attr
	what   string
	left   int // where it is in the list of what is left out
	// after are the sets behind a set that set something it sets as well: which of two
	// comes first counts.
	after []*etree.Element
}

// design is what no table can say: new elements in those that the tables make, and
// such with one more attribute.
func (i *importing) design(c *etree.Element) (w *rawRows, said []part) {
	p := &patch{pair: map[*etree.Element]*etree.Element{}}
	p.follow(i.reader.config, c)
	around := map[*etree.Element]*etree.Element{}
	for _, x := range i.reader.parts {
		if x.el == nil {
			if p.attribute(x, around) {
				said = append(said, x)
			}
			continue
		}
		said = append(said, x)
		p.element(x.el.Copy(), x.parent, around)
		if op := &p.ops[max(0, len(p.ops)-1)]; len(p.ops) > 0 && op.parent == x.parent {
			op.before = first(x.after, func(el *etree.Element) bool { return p.pair[el] != nil })
		}
	}
	return p.rows(c, false), said
}

// first is the first element of some kind, or nil.
func first(list []*etree.Element, is func(*etree.Element) bool) *etree.Element {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i]
	}
	return nil
}

// rivals are the sets behind a set that set something it sets as well.
func rivals(set *etree.Element) []*etree.Element {
	if set.Tag != cib.PropertySet && !slices.Contains(cib.Sets(), set.Tag) || set.Parent() == nil {
		return nil
	}
	var out []*etree.Element
	behind := false
	for _, other := range set.Parent().SelectElements(set.Tag) {
		if behind && slices.ContainsFunc(set.SelectElements(cib.Pair), func(p *etree.Element) bool {
			return has(other, cib.Pair, "name", p.SelectAttrValue("name", ""))
		}) {
			out = append(out, other)
		}
		behind = behind || other == set
	}
	return out
}

// element puts a new element into one that the tables make. Others that it is in are
// new as well.
func (p *patch) element(el, parent *etree.Element, around map[*etree.Element]*etree.Element) {
	for p.pair[parent] == nil && parent.Parent() != nil {
		if known := around[parent]; known != nil {
			known.AddChild(el)
			return
		}
		wrap := etree.NewElement(parent.Tag)
		wrap.Attr = slices.Clone(parent.Attr)
		wrap.AddChild(el)
		around[parent] = wrap
		el, parent = wrap, parent.Parent()
	}
	p.ops = append(p.ops, rawOp{el: el, parent: parent})
}

// attribute gives a compiled element one more attribute, by a copy that takes its
// place: of one with nothing in it, since all of that would be said twice.
func (p *patch) attribute(x part, copies map[*etree.Element]*etree.Element) bool {
	c := p.pair[x.parent]
	if x.attr.Key == "id-ref" { // and nothing else, whatever is compiled
		el := x.parent.Copy()
		el.CreateAttr("id-ref", x.attr.Value)
		p.element(el, x.parent.Parent(), copies)
		return true
	}
	if c == nil || len(c.ChildElements()) > 0 || !replaceable(c) || x.parent.Parent() == nil {
		return false
	}
	el := copies[x.parent]
	if el == nil {
		el = c.Copy()
		copies[x.parent], p.pair[el] = el, c
		p.ops = append(p.ops, rawOp{el: el, parent: x.parent.Parent()})
	}
	el.CreateAttr(x.attr.FullKey(), x.attr.Value)
	return true
}

// follow pairs the elements of the CIB with those of the compiled sheet.
func (p *patch) follow(s, c *etree.Element) {
	p.pair[s] = c
	pairs, _ := pairing(s, c, false)
	for a, b := range pairs {
		p.follow(a, b)
	}
	for _, section := range s.ChildElements() { // those that are empty now
		if made := c.SelectElement(section.Tag); s.Tag == "configuration" && made != nil && p.pair[section] == nil {
			p.pair[section] = made
		}
	}
}
