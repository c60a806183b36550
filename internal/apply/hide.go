package apply

import (
	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/message"
)

// Secret is a secret of a CIB's configuration, and where it is.
type Secret struct {
	Element   string // the XML id
	Attribute string
	Name      string // of the pair, else element/attribute
	Value     string
}

var (
	// ErrNoPlace says that a secret is in an element without an id of its own.
	ErrNoPlace error = message.Fail(message.New("apply.secret-without-place"))
	// ErrNotHidden says that a secret does not belong where it is to be put.
	ErrNotHidden error = message.Fail(message.New("apply.secret-elsewhere"))
)

// SecretList returns the secrets of a CIB's configuration, in document order.
func SecretList(cib []byte) ([]Secret, error) {
	doc, err := meaning.Parse(cib)
	if err != nil {
		return nil, err
	}
	var out []Secret
	eachSecret(configurationOf(doc), func(el *etree.Element, a *etree.Attr) { out = append(out, secretOf(el, a)) })
	return out, nil
}

// Hide masks the secrets of a CIB's configuration, and returns them.
func Hide(cib []byte) (masked []byte, list []Secret, err error) {
	doc, err := meaning.Parse(cib)
	if err != nil {
		return nil, nil, err
	}
	ids := byID(configurationOf(doc), map[string][]*etree.Element{})
	eachSecret(configurationOf(doc), func(el *etree.Element, a *etree.Attr) {
		s := secretOf(el, a)
		if s.Element == "" || len(ids[s.Element]) > 1 {
			err = ErrNoPlace
		}
		list = append(list, s)
		a.Value = meaning.Mask
	})
	if err != nil {
		return nil, nil, err
	}
	masked, err = doc.WriteToBytes()
	return masked, list, err
}

// Reveal puts secrets back into a CIB that Hide masked. Only a place of a secret
// takes one, because what is elsewhere is shown.
func Reveal(masked []byte, list []Secret) ([]byte, error) {
	doc, err := meaning.Parse(masked)
	if err != nil {
		return nil, err
	}
	ids := byID(configurationOf(doc), map[string][]*etree.Element{})
	for _, s := range list {
		if len(ids[s.Element]) != 1 {
			return nil, ErrNotHidden
		}
		el := ids[s.Element][0]
		a := el.SelectAttr(s.Attribute)
		if a == nil || a.Value != meaning.Mask {
			return nil, ErrNotHidden
		}
		if a.Value = s.Value; !secretAttr(el, a) {
			return nil, ErrNotHidden
		}
	}
	return doc.WriteToBytes()
}

func configurationOf(doc *etree.Document) *etree.Element {
	return doc.Root().SelectElement("configuration")
}

// byID sorts an element, and all below it, by their ids.
func byID(el *etree.Element, into map[string][]*etree.Element) map[string][]*etree.Element {
	if id := el.SelectAttrValue("id", ""); id != "" {
		into[id] = append(into[id], el)
	}
	for _, child := range el.ChildElements() {
		byID(child, into)
	}
	return into
}

// eachSecret visits every attribute of an element, and of all below it, that is a
// secret.
func eachSecret(el *etree.Element, visit func(*etree.Element, *etree.Attr)) {
	for i := range el.Attr {
		if secretAttr(el, &el.Attr[i]) {
			visit(el, &el.Attr[i])
		}
	}
	for _, child := range el.ChildElements() {
		eachSecret(child, visit)
	}
}

// secretAttr reports whether an attribute is a secret: by its name or that of the
// pair, or by its value.
func secretAttr(el *etree.Element, a *etree.Attr) bool {
	return meaning.Secret(a.Key, a.Value) || a.Key == "value" && meaning.Secret(el.SelectAttrValue("name", ""), a.Value)
}

func secretOf(el *etree.Element, a *etree.Attr) Secret {
	name := el.SelectAttrValue("name", "")
	if name == "" || a.Key != "value" {
		name = el.Tag + "/" + a.Key
	}
	return Secret{el.SelectAttrValue("id", ""), a.Key, name, a.Value}
}
