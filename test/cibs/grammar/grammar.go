// Package grammar makes CIBs at random from Pacemaker's own RELAX NG grammar: all that
// the grammar allows occurs in them, likely or not. The grammar is read from the system
// when the tests run.
package grammar

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/beevik/etree"
)

// kind is what a pattern of RELAX NG is.
type kind uint8

const (
	empty kind = iota
	notAllowed
	text
	value  // name is the text
	data   // name is the type
	ref    // def is what it refers to
	group  // also the content of elements, attributes and so on, when it is several
	choice // one of the kids
	interleave
	optional
	zeroOrMore
	oneOrMore
	element
	attribute
	unknown // name is what it is
)

var kinds = map[string]kind{
	"empty": empty, "notAllowed": notAllowed, "text": text, "group": group, "choice": choice, "interleave": interleave,
	"optional": optional, "zeroOrMore": zeroOrMore, "oneOrMore": oneOrMore, "element": element, "attribute": attribute,
}

// pattern is one of a grammar.
type pattern struct {
	kind   kind
	name   string
	kids   []*pattern
	def    *pattern       // of a ref: filled when its grammar has been read
	shape  *regexp.Regexp // of data, nil when it has none
	form   string         // the text of shape
	except []string       // values that data must not have
	// least is how deep the elements are at least, filled by measure.
	least int
}

// scope are the definitions of one grammar element.
type scope struct {
	parent *scope
	dir    string
	defs   map[string]*pattern // by name; "" is the start
	known  map[string]bool     // those that are defined, not only referred to
	// fixed are the definitions that an include overrides in the file it reads.
	fixed map[string]bool
}

// read reads a grammar from a file, and those it refers to from the same folder.
func read(file string) (*pattern, error) {
	start, err := external(nil, file)
	if err != nil {
		return nil, err
	}
	measure(start)
	return start, nil
}

// external reads the pattern of a file.
func external(parent *scope, file string) (*pattern, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromFile(file); err != nil {
		return nil, err
	}
	if doc.Root() == nil {
		return nil, fmt.Errorf("%s is empty", file)
	}
	s := &scope{parent: parent, dir: filepath.Dir(file)}
	p, err := s.pattern(doc.Root())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return p, nil
}

// nested reads a grammar element: its start.
func (s *scope) nested(el *etree.Element) (*pattern, error) {
	inner := &scope{parent: s, dir: s.dir, defs: map[string]*pattern{}, known: map[string]bool{}}
	if err := inner.content(el); err != nil {
		return nil, err
	}
	for name := range inner.defs {
		if !inner.known[name] {
			return nil, fmt.Errorf("nothing defines %q", name)
		}
	}
	return inner.defs[""], nil
}

// content reads what is in a grammar element.
func (s *scope) content(el *etree.Element) error {
	for _, c := range el.ChildElements() {
		var err error
		switch c.Tag {
		case "start", "define":
			err = s.define(c)
		case "include":
			err = s.include(c)
		default:
			err = fmt.Errorf("a grammar has an unknown %s", c.Tag)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lookup is the definition of a name, empty until it is read.
func (s *scope) lookup(name string) *pattern {
	if s.defs[name] == nil {
		s.defs[name] = &pattern{kind: notAllowed}
	}
	return s.defs[name]
}

func (s *scope) define(el *etree.Element) error {
	name := el.SelectAttrValue("name", "")
	if s.fixed[name] {
		return nil
	}
	p, err := s.kids(group, el)
	if err != nil {
		return err
	}
	def := s.lookup(name)
	switch {
	case !s.known[name]:
		*def = *p
	case el.SelectAttrValue("combine", "choice") == "choice":
		before := *def
		*def = pattern{kind: choice, kids: []*pattern{&before, p}}
	default:
		return fmt.Errorf("%q is combined in an unknown way", name)
	}
	s.known[name] = true
	return nil
}

// include reads the grammar of another file into this one, but for what is overridden.
func (s *scope) include(el *etree.Element) error {
	file := filepath.Join(s.dir, el.SelectAttrValue("href", ""))
	doc := etree.NewDocument()
	if err := doc.ReadFromFile(file); err != nil {
		return err
	}
	fixed := map[string]bool{}
	for _, c := range el.ChildElements() {
		fixed[c.SelectAttrValue("name", "")] = true
	}
	before := s.fixed
	s.fixed = fixed
	err := s.content(doc.Root())
	s.fixed = before
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return s.content(el)
}

// kids reads the content of an element as one pattern of a kind.
func (s *scope) kids(k kind, el *etree.Element) (*pattern, error) {
	p := &pattern{kind: k, name: strings.TrimSpace(el.SelectAttrValue("name", ""))}
	for _, c := range el.ChildElements() {
		kid, err := s.pattern(c)
		if err != nil {
			return nil, err
		}
		p.kids = append(p.kids, kid)
	}
	return p, nil
}

// pattern reads a pattern.
func (s *scope) pattern(el *etree.Element) (*pattern, error) {
	switch el.Tag {
	case "grammar":
		return s.nested(el)
	case "externalRef":
		return external(s, filepath.Join(s.dir, el.SelectAttrValue("href", "")))
	case "ref":
		return &pattern{kind: ref, def: s.lookup(el.SelectAttrValue("name", ""))}, nil
	case "parentRef":
		return &pattern{kind: ref, def: s.parent.lookup(el.SelectAttrValue("name", ""))}, nil
	case "value":
		return &pattern{kind: value, name: el.Text()}, nil
	case "data":
		return dataOf(el)
	}
	k, ok := kinds[el.Tag]
	if !ok { // the status has some
		return &pattern{kind: unknown, name: el.Tag}, nil
	}
	p, err := s.kids(k, el)
	if err == nil && k == attribute && len(p.kids) == 0 {
		p.kids = []*pattern{{kind: text}}
	}
	return p, err
}

// dataOf reads a data pattern.
func dataOf(el *etree.Element) (*pattern, error) {
	p := &pattern{kind: data, name: el.SelectAttrValue("type", "")}
	for _, c := range el.ChildElements() {
		switch {
		case c.Tag == "param" && c.SelectAttrValue("name", "") == "pattern":
			shape, err := regexp.Compile("^(?:" + c.Text() + ")$")
			if err != nil {
				return nil, err
			}
			p.form, p.shape = c.Text(), shape
		case c.Tag == "except":
			for _, v := range c.FindElements(".//value") {
				p.except = append(p.except, v.Text())
			}
		default:
			return nil, fmt.Errorf("data with an unknown %s", c.Tag)
		}
	}
	return p, nil
}
