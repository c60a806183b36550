package merge

import (
	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// Restore returns the live CIB with the configuration of a saved one of the same
// cluster: all of it, including ACLs and tags, except what the cluster owns: its
// nodes and its own properties.
//
// Node attributes are restored as well, except standby and maintenance, which
// belong to the operators, and those that changed since applied was written,
// because agents keep state there. If applied is nil, no such change is known.
func Restore(live, saved, applied []byte) ([]byte, error) {
	liveDoc, err := meaning.Parse(live)
	if err != nil {
		return nil, message.Fail(meaning.TheLive, err)
	}
	savedDoc, err := meaning.Parse(saved)
	if err != nil {
		return nil, message.Fail(meaning.TheSaved, err)
	}
	now := liveDoc.Root().SelectElement("configuration")
	then := savedDoc.Root().SelectElement("configuration")
	if then.SelectElement(cib.Resources) == nil || then.SelectElement(cib.CrmConfig) == nil {
		return nil, message.Fail(meaning.TheSaved, meaning.ErrBroken)
	}
	written := meaning.OfDocument(liveDoc)
	if applied != nil {
		if written, err = meaning.Of(applied); err != nil {
			return nil, message.Fail(meaning.TheApplied, err)
		}
	}
	var sections []*etree.Element
	for _, s := range then.ChildElements() {
		sections = append(sections, restoreSection(s, now, meaning.OfDocument(liveDoc), written))
	}
	setChildren(now, sections)
	return write(liveDoc)
}

// restoreSection is a section as saved, or the live one where it means the same.
func restoreSection(saved, now *etree.Element, live, written *meaning.Config) *etree.Element {
	old := now.SelectElement(saved.Tag)
	section := saved.Copy()
	switch saved.Tag {
	case cib.Nodes:
		section = restoreNodes(old, saved, live, written)
	case cib.CrmConfig:
		keepOwned(section, old)
	}
	if old != nil && meaning.Print(saved.Tag, old.ChildElements()...) == meaning.Print(saved.Tag, section.ChildElements()...) {
		return old
	}
	return section
}

// restoreNodes are the live nodes with the attributes they had. The entry of a remote
// node stays: the cluster itself makes one when the node comes up.
func restoreNodes(nodes, saved *etree.Element, live, written *meaning.Config) *etree.Element {
	if nodes == nil {
		return saved.Copy()
	}
	out := nodes.Copy()
	for _, node := range out.SelectElements(cib.Node) {
		uname := value(node, "uname")
		old := findNode(saved, uname)
		if old == nil && value(node, "type") != "remote" {
			continue
		}
		if old == nil {
			old = etree.NewElement(cib.Node) // it had none
		}
		for _, tag := range []string{cib.InstanceAttributes, cib.Utilization} {
			field := meaning.NodeField(tag)
			theirs := func(_ *etree.Element, name string) bool {
				return cib.SetByOperators(name) ||
					live.Get(meaning.Node, uname, field+name) != written.Get(meaning.Node, uname, field+name)
			}
			restoreNode(node, old, tag, theirs)
		}
	}
	return out
}

// restoreNode puts the saved pairs of one kind back, but for theirs, which stay.
func restoreNode(node, saved *etree.Element, tag string, theirs func(set *etree.Element, name string) bool) {
	prune(node, tag, func(set *etree.Element, name string) bool {
		return theirs(set, name) || hasPair(saved, tag, name)
	})
	for _, set := range saved.SelectElements(tag) {
		for _, pair := range set.SelectElements(cib.Pair) {
			if !theirs(set, value(pair, "name")) {
				setPair(node, tag, set, pair)
			}
		}
	}
}

func hasPair(parent *etree.Element, tag, name string) bool {
	for _, set := range parent.SelectElements(tag) {
		if findPair(set, name) != nil {
			return true
		}
	}
	return false
}

// KeepProperties copies the cluster properties of one CIB to another.
func KeepProperties(config, of []byte) ([]byte, error) {
	doc, err := meaning.Parse(config)
	if err != nil {
		return nil, err
	}
	other, err := meaning.Parse(of)
	if err != nil {
		return nil, err
	}
	var sections []*etree.Element
	for _, s := range doc.Root().SelectElement("configuration").ChildElements() {
		if kept := other.FindElement("/cib/configuration/" + cib.CrmConfig); s.Tag == cib.CrmConfig && kept != nil {
			s = kept.Copy()
		}
		sections = append(sections, s)
	}
	setChildren(doc.Root().SelectElement("configuration"), sections)
	return write(doc)
}
