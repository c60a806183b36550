package cib

import "slices"

// CheckLevel is the parameter of an operation that sheets and pcs have among its
// options.
const CheckLevel = "OCF_CHECK_LEVEL"

// OpParam and OpMeta are how the headers of an operation's other parameters, and of
// its meta attributes, start in a sheet.
const (
	OpParam = "param:"
	OpMeta  = "meta:"
)

// CanSayChild reports whether a table can express an element inside another element
// or a section: an nvpair in meta_attributes, but not a rule.
func CanSayChild(element, child string) bool {
	if s, ok := SectionNamed(element); ok {
		return s.Sayable && slices.Contains(s.children(), child)
	}
	return slices.Contains(ElementNamed(element).Children, child)
}

// CanSayAttribute reports whether a table can express an attribute of an element,
// or whether nothing would be lost without it.
func CanSayAttribute(element, name string) bool {
	e := ElementNamed(element)
	return slices.Contains(e.Attrs, name) || slices.Contains(e.Same, name)
}
