package grammar

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// value makes the value of an attribute. It is false when it would have to refer to
// something that is not there.
func (w *writer) value(p *pattern, el *etree.Element) (string, bool) {
	content := &pattern{kind: group, kids: p.kids}
	return w.valueOf(content, p, el)
}

// valueOf makes a value of the content of the attribute p.
func (w *writer) valueOf(content, p *pattern, el *etree.Element) (string, bool) {
	switch content.kind {
	case text:
		return w.text(p.name, el), true
	case value:
		return content.name, true
	case data:
		return w.data(content, p.name, el)
	case ref:
		return w.valueOf(content.def, p, el)
	case choice:
		kids := content.kids
		if fresh := w.fresh(content, p, el); len(fresh) > 0 && w.chance(60) {
			kids = fresh
		}
		return w.valueOf(kids[w.IntN(len(kids))], p, el)
	case group:
		if len(content.kids) == 1 {
			return w.valueOf(content.kids[0], p, el)
		}
	}
	return "", false
}

// fresh are the values of a choice that no document had yet.
func (w *writer) fresh(content, p *pattern, el *etree.Element) []*pattern {
	in := el.Tag + "@" + p.name + "="
	if el.Parent() != nil {
		in = el.Parent().Tag + "/" + in
	}
	return slices.DeleteFunc(slices.Clone(content.kids), func(kid *pattern) bool {
		n, known := w.cover.seen[in+kid.name]
		return kid.kind != value || !known || n > 0
	})
}

// data makes a value of a type.
func (w *writer) data(p *pattern, name string, el *etree.Element) (string, bool) {
	switch p.name {
	case "ID":
		return w.id(el), true
	case "IDREF":
		return w.reference(name, el)
	case "boolean":
		return w.one("true", "false", "true", "false", "1", "0"), true
	case "integer":
		return w.integer(), true
	case "nonNegativeInteger", "positiveInteger":
		return strconv.Itoa(1 + w.IntN(9)), true
	}
	for range 20 { // a plausible one
		v := w.text(name, el)
		if (p.shape == nil || p.shape.MatchString(v)) && !slices.Contains(p.except, strings.TrimSpace(v)) {
			return v, true
		}
	}
	if p.shape == nil {
		return "plain", true
	}
	shape, err := syntax.Parse(p.form, syntax.Perl)
	if err != nil {
		return "", false
	}
	return w.shaped(shape), true
}

// integer is a number, sometimes as nobody would write it.
func (w *writer) integer() string {
	n := strconv.Itoa(w.IntN(2000) - 500)
	if w.plain {
		return n
	}
	switch w.IntN(25) {
	case 0:
		return "+" + strings.TrimPrefix(n, "-")
	case 1:
		return "00" + strings.TrimPrefix(n, "-")
	case 2:
		return "-0"
	case 3:
		return "1000000"
	case 4:
		return "99999999999999999999"
	}
	return n
}

// shaped makes a text that a regular expression allows.
func (w *writer) shaped(re *syntax.Regexp) string {
	times := 1
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		n := w.IntN(len(re.Rune) / 2)
		from, to := re.Rune[2*n], re.Rune[2*n+1]
		return string(from + rune(w.IntN(int(to-from)+1)))
	case syntax.OpAlternate:
		return w.shaped(re.Sub[w.IntN(len(re.Sub))])
	case syntax.OpStar, syntax.OpQuest:
		times = w.IntN(2)
	case syntax.OpPlus:
		times = 1 + w.IntN(4)
	}
	out := ""
	for range times {
		for _, sub := range re.Sub {
			out += w.shaped(sub)
		}
	}
	return out
}

// id makes an id that nothing else has.
func (w *writer) id(el *etree.Element) string {
	base := el.Tag
	if of := el.Parent().SelectAttrValue("id", ""); w.ids[of] && w.chance(40) { // as pcs makes them, or nearly
		base = of + "-" + el.Tag
	}
	if !w.plain && w.chance(8) {
		base = w.one("資源", "Ünïcode", "_", "a.b-c_d", "x-xml1", "null", "TRUE", "INFINITY", "e9", "id-1-1", strings.Repeat("long-", 30)+"id")
	}
	id := base
	for n := 1; w.ids[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	w.ids[id] = true
	return id
}

// reference is the id of something that an attribute can refer to.
func (w *writer) reference(name string, el *etree.Element) (string, bool) {
	tags := []string{"primitive", "group", "clone", "master", "bundle"}
	switch {
	case name == "id-ref" && w.plain:
		return "", false
	case name == "id-ref":
		tags = []string{el.Tag}
	case name == "template":
		tags = []string{"template"}
	case el.Tag == "role":
		tags = []string{"acl_role"}
	case name == "reference":
		tags = nil
	case w.chance(10):
		tags = []string{"tag"}
	}
	var ids []string
	for _, known := range w.whole {
		if id := known.SelectAttrValue("id", ""); w.ids[id] && (tags == nil || slices.Contains(tags, known.Tag)) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return "", false
	}
	return w.one(ids...), true
}

func (w *writer) one(words ...string) string { return words[w.IntN(len(words))] }
