package cib

import "slices"

// CheckLevel is the one parameter of an operation that a table can say.
const CheckLevel = "OCF_CHECK_LEVEL"

// CanSayChild reports whether a table can say that an element of one name, or a
// section, holds one of another: a meta_attributes can hold an nvpair, but no
// rule.
func CanSayChild(element, child string) bool {
	if s, ok := SectionNamed(element); ok {
		return s.Sayable && slices.Contains(s.children(), child)
	}
	return slices.Contains(ElementNamed(element).Children, child)
}

// CanSayAttribute reports whether a table can say an attribute of an element, or
// whether nothing would be lost with it.
func CanSayAttribute(element, name, value string) bool {
	if element == Location && name == "resource-discovery" {
		return value == "always" // the default
	}
	e := ElementNamed(element)
	return slices.Contains(e.Attrs, name) || slices.Contains(e.Same, name)
}
