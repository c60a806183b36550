// Package meaning reads the meaning of a CIB, independent of its spelling, as
// objects (resources, constraints, properties, nodes, …) with their fields. Two
// CIBs that mean the same cluster read the same, whatever their ids of attribute
// sets, the order of unordered elements, or explicit defaults.
package meaning

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/secret"
)

// Kind is what an object is. The values are stable: they are in JSON.
type Kind string

// The kinds of objects. Whatever else a configuration section holds has its element's
// name as its kind.
const (
	Property     Kind = "property"
	RscDefault   Kind = "resource default"
	OpDefault    Kind = "operation default"
	Node         Kind = "node"
	Primitive    Kind = "primitive"
	Group        Kind = "group"
	Clone        Kind = "clone"
	Location     Kind = "location"
	Colocation   Kind = "colocation"
	Order        Kind = "order"
	FencingLevel Kind = "fencing level"
	Alert        Kind = "alert"
	Recipient    Kind = "recipient"
	Tag          Kind = "tag"
	Ticket       Kind = "ticket"
	ACLRole      Kind = "ACL role"
	ACLUser      Kind = "ACL user"
	ACLGroup     Kind = "ACL group"
	Bundle       Kind = "bundle"
	Template     Kind = "template"
)

// Kinds lists the kinds there are, in the order of a CIB. Everything else has its
// element's name as its kind.
func Kinds() []Kind {
	return []Kind{Property, RscDefault, OpDefault, Node, Primitive, Group, Clone, Location, Colocation, Order,
		FencingLevel, Alert, Recipient, Tag, Ticket, ACLRole, ACLUser, ACLGroup, Bundle, Template}
}

// Value is the name of the only field of a property or default.
const Value = "value"

// Object is one thing of a configuration.
type Object struct {
	Kind Kind
	// Key identifies the same object in another CIB: the id of a resource, what a
	// constraint is about.
	Key string
	// Name is how people call it.
	Name string
	// ID is its XML id.
	ID     string
	Fields []Field
	base   string // the Key without a number that makes it unique
}

// Field is one property of an object.
type Field struct {
	Name  string // ip, meta target-role, op monitor timeout, members, score
	Value string
	// ID and Attr are the element and the XML attribute it comes from.
	ID, Attr string
}

// Config is the meaning of a CIB, in document order.
type Config struct {
	Objects []Object
	seen    map[string]int
	// renamed: a new name of a property (fencing-enabled) means what its old one
	// does. To a Pacemaker before 3.0.2 it means nothing.
	renamed bool
}

// Why something is not a CIB.
var (
	ErrBroken          error = message.Fail(message.New("cib.broken"))
	ErrTrailing        error = message.Fail(message.New("cib.trailing"))
	ErrNotCIB          error = message.Fail(message.New("cib.not-cib"))
	ErrNoConfiguration error = message.Fail(message.New("cib.no-configuration"))
)

// The CIBs that may be invalid.
var (
	TheLive    = message.New("cib.live", "cause")
	TheNew     = message.New("cib.new", "cause")
	TheSaved   = message.New("cib.saved", "cause")
	TheApplied = message.New("cib.applied", "cause")
	TheWritten = message.New("cib.written", "cause")
)

// Parse reads a CIB into a document whose root is the cib element.
func Parse(cib []byte) (*etree.Document, error) {
	doc := etree.NewDocument()
	// Values keep their line breaks when they are written again.
	doc.WriteSettings.CanonicalAttrVal = true
	if err := doc.ReadFromBytes(cib); err != nil {
		return nil, message.Because(ErrBroken, err)
	}
	root := doc.Root()
	if len(doc.ChildElements()) > 1 {
		return nil, ErrTrailing
	}
	if root == nil || root.Tag != "cib" {
		return nil, ErrNotCIB
	}
	if root.SelectElement("configuration") == nil {
		return nil, ErrNoConfiguration
	}
	return doc, nil
}

// Of reads the meaning of a CIB.
func Of(cib []byte) (*Config, error) {
	doc, err := Parse(cib)
	if err != nil {
		return nil, err
	}
	return OfDocument(doc), nil
}

// OfDocument reads the meaning of a parsed CIB.
func OfDocument(doc *etree.Document) *Config {
	c := &Config{seen: map[string]int{}, renamed: cib.KnowsNewProperties(attr(doc.Root(), "crm_feature_set"))}
	for _, section := range doc.Root().SelectElement("configuration").ChildElements() {
		c.section(section)
	}
	return c
}

// section reads one section of the configuration.
func (c *Config) section(section *etree.Element) {
	switch section.Tag {
	case cib.CrmConfig:
		c.pairs(Property, section, cib.PropertySet)
	case cib.RscDefaults:
		c.pairs(RscDefault, section, cib.MetaAttributes)
	case cib.OpDefaults:
		c.pairs(OpDefault, section, cib.MetaAttributes)
	case cib.Nodes:
		c.nodes(section)
	case cib.Resources:
		c.resources(section)
	case cib.Constraints:
		c.constraints(section)
	case cib.FencingTopology:
		c.topology(section)
	case cib.Alerts:
		c.alerts(section)
	case cib.Tags:
		c.tags(section)
	case cib.ACLs:
		c.acls(section)
	default: // unknown sections
		for _, el := range section.ChildElements() {
			c.other(el)
		}
	}
}

// add adds an object; a second one with the same key is numbered. It returns the
// final key.
func (c *Config) add(o Object) string {
	at := string(o.Kind) + "\x00" + o.Key
	o.base = o.Key
	c.seen[at]++
	if n := c.seen[at]; n > 1 {
		o.Key += "#" + strconv.Itoa(n)
	}
	c.Objects = append(c.Objects, o)
	return o.Key
}

// find returns the object of a kind and key, or nil.
func (c *Config) find(kind Kind, key string) *Object {
	for i := range c.Objects {
		if o := &c.Objects[i]; o.Kind == kind && o.Key == key {
			return o
		}
	}
	return nil
}

// field finds a field by name.
func (o *Object) field(name string) *Field {
	for i := range o.Fields {
		if o.Fields[i].Name == name {
			return &o.Fields[i]
		}
	}
	return nil
}

// pairs reads properties or defaults: an object for each name.
func (c *Config) pairs(kind Kind, section *etree.Element, tag string) {
	for _, f := range sets(section, tag, "") {
		f2 := f
		f2.Name = Value
		key := f.Name
		if kind == Property && c.renamed {
			if new := cib.NewProperty(key); new != key && hasPair(section, tag, new) {
				continue // the new name counts
			}
			key = cib.OldProperty(key)
		}
		c.add(Object{Kind: kind, Key: key, Name: f.Name, ID: f.ID, Fields: []Field{f2}})
	}
}

// hasPair reports whether one of the sets below an element has a pair of a name.
func hasPair(section *etree.Element, tag, name string) bool {
	return slices.ContainsFunc(section.SelectElements(tag), func(set *etree.Element) bool {
		return slices.ContainsFunc(set.SelectElements(cib.Pair), func(pair *etree.Element) bool {
			return pairName(set, pair, "") == name
		})
	})
}

func (c *Config) nodes(section *etree.Element) {
	for _, el := range section.SelectElements(cib.Node) {
		name := attr(el, "uname")
		o := Object{Kind: Node, Key: name, Name: name, ID: attr(el, "id")}
		if kind := attr(el, "type"); kind != "" && kind != "member" && kind != "normal" {
			o.Fields = append(o.Fields, Field{"type", kind, o.ID, "type"})
		}
		for _, tag := range []string{cib.InstanceAttributes, cib.Utilization} {
			o.Fields = append(o.Fields, sets(el, tag, NodeField(tag))...)
		}
		c.add(o)
	}
}

// NodeField is how the names of a node's fields start that are in sets of a kind.
func NodeField(set string) string {
	if set == cib.Utilization {
		return "utilization "
	}
	return "attribute "
}

func (c *Config) topology(section *etree.Element) {
	for _, el := range section.SelectElements(cib.FencingLevel) {
		target := attr(el, "target")
		switch {
		case attr(el, "target-pattern") != "":
			target = "/" + attr(el, "target-pattern") + "/"
		case attr(el, "target-attribute") != "":
			target = attr(el, "target-attribute") + "=" + attr(el, "target-value")
		}
		key := target + "/" + attr(el, "index")
		o := Object{Kind: FencingLevel, Key: key, Name: key, ID: attr(el, "id")}
		o.Fields = []Field{{"devices", strings.Join(words(attr(el, "devices")), " "), o.ID, "devices"}}
		c.add(o)
	}
}

// words splits a list of ids separated by commas or blanks.
func words(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// alerts reads the alerts. The order of several with one path has no meaning: they
// are numbered by their content.
func (c *Config) alerts(section *etree.Element) {
	all := section.SelectElements(cib.Alert)
	first := map[string]int{}
	for i, el := range all {
		if _, known := first[attr(el, "path")]; !known {
			first[attr(el, "path")] = i
		}
	}
	slices.SortStableFunc(all, func(a, b *etree.Element) int {
		if by := cmp.Compare(first[attr(a, "path")], first[attr(b, "path")]); by != 0 {
			return by
		}
		return strings.Compare(alertText(a), alertText(b))
	})
	for _, el := range all {
		path := attr(el, "path")
		o := Object{Kind: Alert, Key: path, Name: path, ID: attr(el, "id")}
		o.Fields = append(o.Fields, alertFields(el)...)
		o.Fields = append(o.Fields, selected(el)...)
		key := c.add(o)
		for _, r := range el.SelectElements(cib.Recipient) {
			value := attr(r, "value")
			c.add(Object{Kind: Recipient, Key: key + "\x00" + value, Name: recipientName(value) + " (" + path + ")",
				ID: attr(r, "id"), Fields: alertFields(r)})
		}
	}
}

// recipientName returns the name of a recipient: its value, unless that contains a
// password.
func recipientName(value string) string {
	if secret.Text(value) {
		return Mask
	}
	return value
}

// alertText returns the content of an alert as text, without ids.
func alertText(el *etree.Element) string {
	var parts []string
	for _, f := range alertFields(el) {
		parts = append(parts, fmt.Sprintf("%q=%q", f.Name, f.Value))
	}
	for _, f := range selected(el) {
		parts = append(parts, f.Name+"="+f.Value)
	}
	slices.Sort(parts)
	var recipients []string
	for _, r := range el.SelectElements(cib.Recipient) {
		recipients = append(recipients, fmt.Sprintf("%q{%s}", attr(r, "value"), alertText(r)))
	}
	slices.Sort(recipients)
	return strings.Join(append(parts, recipients...), " ")
}

// selected are the events that an alert is about: fencing, attributes rack. Their
// order has no meaning.
func selected(alert *etree.Element) []Field {
	sel := alert.SelectElement(cib.Select)
	if sel == nil {
		return nil
	}
	var kinds []string
	for _, kind := range sel.ChildElements() {
		var names []string
		for _, a := range kind.SelectElements(cib.SelectedAttribute) {
			names = append(names, " "+attr(a, "name"))
		}
		slices.Sort(names)
		kinds = append(kinds, strings.TrimPrefix(kind.Tag, "select_")+strings.Join(names, ""))
	}
	slices.Sort(kinds)
	return []Field{{Name: cib.Select, Value: strings.Join(kinds, ", "), ID: attr(alert, "id")}}
}

func alertFields(el *etree.Element) []Field {
	return slices.Concat(rest(el, "id", "path", "value"), sets(el, cib.InstanceAttributes, ""), sets(el, cib.MetaAttributes, "meta "))
}

// other reads an element that hagen does not know.
func (c *Config) other(el *etree.Element) {
	id := attr(el, "id")
	c.add(Object{Kind: Kind(el.Tag), Key: id, Name: id, ID: id, Fields: flatten(el, "")})
}

// flatten gives every attribute below an element its own name. Elements of
// one name are told apart by id.
func flatten(el *etree.Element, prefix string) []Field {
	var out []Field
	id := attr(el, "id")
	for _, a := range el.Attr {
		if a.Key != "id" || prefix == "" {
			out = append(out, Field{strings.TrimSpace(prefix + " " + a.Key), a.Value, id, a.Key})
		}
	}
	if prefix == "" { // its id is the object's own name
		out = slices.DeleteFunc(out, func(f Field) bool { return f.Attr == "id" })
	}
	for _, child := range el.ChildElements() {
		name := strings.TrimSpace(prefix + " " + child.Tag)
		if id := attr(child, "id"); id != "" {
			name += "[" + id + "]"
		}
		below := flatten(child, name)
		if len(below) == 0 {
			below = []Field{{name, "", attr(child, "id"), ""}}
		}
		out = append(out, below...)
	}
	return out
}

// rest are the attributes of an element but those named.
func rest(el *etree.Element, but ...string) []Field {
	var out []Field
	for _, a := range el.Attr {
		if !slices.Contains(but, a.Key) {
			out = append(out, Field{a.Key, spell(a.Key, a.Value), attr(el, "id"), a.Key})
		}
	}
	return out
}

func attr(el *etree.Element, name string) string { return el.SelectAttrValue(name, "") }
