package dialect

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/test/pcstest"
)

// element is an element of a configuration: its canonical line and what tells
// it from others alike, its ancestors.
type element struct{ line, path string }

// changes lists the elements that are in one configuration only, in their
// order: first with - those that vanish, then with + those that appear. Unlike
// a difference of text it has only one answer, and where an element is
// among brothers that stay is not part of it.
func changes(t *testing.T, before, after []byte) []string {
	t.Helper()
	a, b := elements(t, before), elements(t, after)
	var out []string
	for _, gone := range missing(a, b) {
		out = append(out, "- "+gone.line)
	}
	for _, come := range missing(b, a) {
		out = append(out, "+ "+come.line)
	}
	return out
}

// missing are the elements of a list that the other does not hold.
func missing(list, other []element) []element {
	count := map[element]int{}
	for _, e := range other {
		count[e]++
	}
	var out []element
	for _, e := range list {
		if count[e]--; count[e] < 0 {
			out = append(out, e)
		}
	}
	return out
}

// elements lists what a configuration holds, in the order of the document, with
// sorted attributes and without layout.
func elements(t *testing.T, xml []byte) []element {
	t.Helper()
	var out []element
	var walk func(el *etree.Element, indent, path string)
	walk = func(el *etree.Element, indent, path string) {
		out = append(out, element{indent + canonical(el), path})
		path += "/" + el.Tag + "#" + el.SelectAttrValue("id", "")
		for _, child := range el.ChildElements() {
			walk(child, indent+"  ", path)
		}
	}
	for _, section := range pcstest.Configuration(t, xml).ChildElements() {
		walk(section, "", "")
	}
	return out
}

// canonical is an element on one line, without what it holds.
func canonical(el *etree.Element) string {
	line := el.Tag
	for _, a := range slices.SortedFunc(slices.Values(el.Attr), func(a, b etree.Attr) int {
		return strings.Compare(a.FullKey(), b.FullKey())
	}) {
		line += fmt.Sprintf(" %s=%q", a.FullKey(), a.Value)
	}
	return line
}

// commands lists the pcs commands of a script, each on one line and without
// what all have in common.
func commands(script []byte) []string {
	var out []string
	text := strings.ReplaceAll(string(script), " \\\n", "\n")
	open := false
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		command, begins := strings.CutPrefix(line, `pcs -f "$cib" `)
		switch {
		case begins:
			out = append(out, command)
			open = true
		case strings.HasPrefix(line, "||"):
			open = false
		case open:
			out[len(out)-1] += " " + line
		}
	}
	return out
}

// added are the commands of a script that another does not have.
func added(before, after []string) []string {
	count := map[string]int{}
	for _, c := range before {
		count[c]++
	}
	var out []string
	for _, c := range after {
		if count[c]--; count[c] < 0 {
			out = append(out, c)
		}
	}
	return out
}
