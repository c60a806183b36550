package importer

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/schema"
)

var textAccepted = message.New("sheet-import.accepted")

// refusals are the mistakes that the checks find in an imported sheet.
type refusals struct {
	rows []row // of ACCEPT
	has  map[[2]string]bool
	// except are elements that no table can say, since the rows would be refused: they
	// go to CIB_XML.
	except map[*etree.Element]bool
}

// add reads the errors of a report: what can be accepted gets a row of ACCEPT, other
// mistakes take their element out of the tables. It reports whether anything is new.
func (r *refusals) add(report *diag.List, rows [][]string, config *etree.Element, lang message.Lang) bool {
	before := len(r.rows) + len(r.except)
	tried := maps.Clone(r.has) // a row of ACCEPT that was no help is not tried again
	for _, d := range report.Sorted() {
		if d.Severity != diag.Error || d.Kind == diag.ACLReference { // see Result.loses
			continue
		}
		words := wordsOf(d, rows)
		key := [2]string{d.Kind.Code, words[0]}
		if anywhere, values := d.Kind.Acceptable(); (anywhere || values) && !tried[key] && writable(words[0]) {
			if !r.has[key] { // it accepts all that are alike
				r.has[key] = true
				r.rows = append(r.rows, row{schema.KeyCode: d.Kind.Code, schema.KeyAbout: words[0], schema.KeyReason: textAccepted.In(lang)})
			}
			continue
		}
		r.exclude(words, config)
	}
	return len(r.rows)+len(r.except) > before
}

// writable reports whether a cell of ACCEPT can have a word.
func writable(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// wordsOf are the words that say what a finding is about: its arguments, those with
// ids and names first, and what is in its row.
func wordsOf(d diag.Diagnostic, rows [][]string) []string {
	var out []string
	for _, key := range slices.Concat([]string{"id", "name", "node"}, slices.Sorted(maps.Keys(d.Args))) {
		out = append(out, d.Args[key])
	}
	if n := d.Place.Row; n > 0 && n <= len(rows) {
		out = append(append(out, rows[n-1]...), entity(rows[:n-1]))
	}
	out = slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
	if len(out) == 0 {
		return []string{d.Kind.Code}
	}
	return out
}

// entity is the id in the block P of the table that rows end in, "" when it has none.
func entity(rows [][]string) string {
	id := ""
	for i := len(rows) - 1; i >= 0; i-- {
		r := rows[i]
		switch {
		case len(r) > 1 && r[0] == "" && r[1] == "P":
			return id
		case len(r) > 1 && r[0] == "" && len(r[1]) > 1:
			return ""
		case len(r) > 2 && r[0] == "" && r[1] == "":
			id = r[2]
		}
	}
	return id
}

// exclude takes the elements out of the tables that words name: constraints first,
// since fewer things refer to them.
func (r *refusals) exclude(words []string, config *etree.Element) {
	before := len(r.except)
	for _, name := range []string{cib.Constraints, cib.FencingTopology, cib.Tags, cib.ACLs, cib.Alerts, cib.Resources, cib.CrmConfig, cib.RscDefaults, cib.OpDefaults, cib.Nodes} {
		section := config.SelectElement(name)
		if section == nil {
			continue
		}
		for _, el := range section.ChildElements() {
			if !r.except[el] && names(el, words) {
				r.except[el] = true
			}
		}
		if len(r.except) > before {
			return
		}
	}
	for _, el := range config.FindElements("./constraints/*") { // whichever it is
		r.except[el] = true
	}
	if len(r.except) == before {
		for _, el := range config.FindElements("./*/*") {
			r.except[el] = true
		}
	}
}

// names reports whether words name an element: a constraint by all it refers to, others
// by an id of it or in it.
func names(el *etree.Element, words []string) bool {
	if el.Tag == cib.Node { // by its name alone: an id can be any number
		return slices.Contains(words, el.SelectAttrValue("uname", ""))
	}
	if slices.Contains(words, el.SelectAttrValue("id", "")) {
		return true
	}
	if known := cib.ElementNamed(el.Tag); known.Identity == cib.Numbered {
		all := len(known.Refers) > 0
		for _, a := range known.Refers {
			all = all && slices.Contains(words, el.SelectAttrValue(a, ""))
		}
		return all
	}
	for _, below := range el.FindElements(".//*") {
		if slices.Contains(words, below.SelectAttrValue("id", "")) || below.Tag == cib.Pair && el.Tag != cib.Primitive && slices.Contains(words, below.SelectAttrValue("name", "")) {
			return true
		}
	}
	return false
}
