// Package merge merges a compiled configuration into a live CIB: what the cluster
// itself owns is kept, the rest becomes what the sheet says.
//
// What stays whatever the mode: the version and schema of the CIB, the nodes with
// their ids, the properties the cluster sets itself, property sets that are not
// pcs's, node attributes the sheet does not name (operators and agents keep state
// in them: standby, a database's last primary), and the ACLs, unless the sheet has
// some. A live element that already means what the sheet says keeps its
// spelling.
package merge

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// Mode says what happens to what the sheet does not name.
type Mode string

// The modes.
const (
	// Replace: the sheet is authoritative for properties, defaults, resources,
	// constraints, fencing levels, alerts, tags and, if it has some, ACLs; what it does not name is
	// removed.
	Replace Mode = "replace"
	// Merge: what the sheet does not name stays.
	Merge Mode = "merge"
)

// UnknownNodesError says that the sheet sets attributes of nodes that the
// cluster does not have.
type UnknownNodesError struct {
	Nodes []string
	Known []string
}

var (
	textUnknownNodes = message.New("plan.unknown-nodes", "nodes")
	textKnownNodes   = message.New("plan.known-nodes", "nodes")
)

// Message names the nodes.
func (e *UnknownNodesError) Message() message.Message {
	return textUnknownNodes.With(strings.Join(e.Nodes, ", "))
}

// Help names those there are.
func (e *UnknownNodesError) Help() message.Message {
	return textKnownNodes.With(strings.Join(e.Known, ", "))
}

// Error names the nodes in English.
func (e *UnknownNodesError) Error() string { return e.Message().String() }

// Into returns the live CIB with the configuration of the compiled one.
func Into(live, compiled []byte, mode Mode) ([]byte, error) {
	liveDoc, err := meaning.Parse(live)
	if err != nil {
		return nil, message.Fail(meaning.TheLive, err)
	}
	newDoc, err := meaning.Parse(compiled)
	if err != nil {
		return nil, message.Fail(meaning.TheNew, err)
	}
	m := &merger{
		mode: mode,
		live: liveDoc.Root().SelectElement("configuration"),
		sent: newDoc.Root().SelectElement("configuration"),
	}
	if err := m.merge(); err != nil {
		return nil, err
	}
	return write(liveDoc)
}

// merger is one merge: live is changed into the result.
type merger struct {
	mode       Mode
	live, sent *etree.Element
}

func (m *merger) merge() error {
	before := ids(m.live)
	for _, s := range m.sections() {
		switch {
		case s.Name == cib.Nodes:
			if err := m.nodes(); err != nil {
				return err
			}
		case s.Set != "":
			m.pairs(s)
		default:
			m.list(s)
		}
	}
	forget(m.live, before)
	return settleIDs(m.live, before)
}

// sections are all known sections and any others in the compiled CIB, so that
// nothing is left out because the code does not know it.
func (m *merger) sections() []cib.Section {
	out := cib.Sections()
	for _, el := range m.sent.ChildElements() {
		if _, known := cib.SectionNamed(el.Tag); !known {
			out = append(out, cib.Section{Name: el.Tag})
		}
	}
	return out
}

// section returns a section of the live configuration and creates it if it is
// missing.
func (m *merger) section(name string) *etree.Element {
	if s := m.live.SelectElement(name); s != nil {
		return s
	}
	return m.live.CreateElement(name)
}

// list merges a section that is a list of elements. A section that no table can
// fill, or that sheets without such a table leave alone, is kept if the sheet's CIB does
// not have it.
func (m *merger) list(s cib.Section) {
	sent := m.sent.SelectElement(s.Name)
	live := m.live.SelectElement(s.Name)
	nothing := sent == nil || len(sent.ChildElements()) == 0
	if nothing && (live == nil || !s.Sayable || s.Left) {
		return
	}
	if sent == nil {
		sent = etree.NewElement(s.Name)
	}
	live = m.section(s.Name)
	if m.mode == Merge {
		overlaySection(s.Name, live, sent)
	} else {
		replaceSection(s.Name, live, sent)
	}
	if len(live.ChildElements()) == 0 && !s.Required {
		m.live.RemoveChild(live)
	}
}

// replaceSection replaces the section with the compiled one. A live element that
// means the same keeps its spelling, so that nothing is written where nothing
// changes.
func replaceSection(name string, live, sent *etree.Element) {
	texts := descriptions(live)
	old := map[string][]*etree.Element{}
	for _, el := range live.ChildElements() {
		print := meaning.Print(name, el)
		old[print] = append(old[print], el)
	}
	var want []*etree.Element
	known := func(el *etree.Element) bool {
		print := meaning.Print(name, el)
		same := old[print]
		if len(same) > 0 {
			want, old[print] = append(want, same[0]), same[1:]
		}
		return len(same) > 0
	}
	for _, el := range sent.ChildElements() {
		if known(el) {
			continue
		}
		if el = describe(el.Copy(), texts); !known(el) {
			want = append(want, el)
		}
	}
	if slices.Equal(want, live.ChildElements()) {
		return // comments between them stay as well
	}
	setChildren(live, want)
}

// descriptions are those of a live section, by element and id; of an alert, by its
// path. They have no effect, and a sheet that leaves one blank does not own it.
func descriptions(live *etree.Element) map[string]string {
	out := map[string]string{}
	walk(live, func(el *etree.Element) {
		if d := value(el, "description"); d != "" && out[described(el)] == "" {
			out[described(el)] = d
		}
	})
	return out
}

func described(el *etree.Element) string {
	if el.Tag == cib.Alert {
		return el.Tag + " " + key(el)
	}
	return el.Tag + " " + value(el, "id")
}

// describe gives a new element, and what is in it, the descriptions the live ones
// had.
func describe(el *etree.Element, old map[string]string) *etree.Element {
	walk(el, func(part *etree.Element) {
		if d := old[described(part)]; d != "" && value(part, "description") == "" && cib.CanSayAttribute(part.Tag, "description") {
			part.CreateAttr("description", d)
		}
	})
	return el
}

// setChildren gives an element these children and no others.
func setChildren(el *etree.Element, children []*etree.Element) {
	for _, c := range children {
		if p := c.Parent(); p != nil {
			p.RemoveChild(c)
		}
	}
	el.Child = nil
	for _, c := range children {
		el.AddChild(c)
	}
}

// write gives the document's bytes, indented as cibadmin does it.
func write(doc *etree.Document) ([]byte, error) {
	doc.Indent(2)
	var b bytes.Buffer
	if _, err := doc.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("write the CIB: %w", err)
	}
	return b.Bytes(), nil
}
