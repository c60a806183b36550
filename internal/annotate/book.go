package annotate

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/parse/xlsx"
)

// book is a workbook.
type book struct {
	*pack
	part   string // the workbook part
	styles string // the part with the styles; "" without
	sheets []tab
}

// tab is a sheet of the workbook.
type tab struct {
	name, part string
	findings   bool // it is the sheet with the findings
}

func openBook(data []byte) (*book, error) {
	p, err := open(data)
	if err != nil {
		return nil, err
	}
	b := &book{pack: p}
	if b.part, err = p.follow("", kindDocument); err != nil {
		return nil, err
	}
	if b.styles, err = p.follow(b.part, kindStyles); err != nil {
		return nil, err
	}
	return b, b.readSheets()
}

// readSheets lists the worksheets.
func (b *book) readSheets() error {
	data, root, err := b.tree(b.part)
	if err != nil {
		return err
	}
	list, err := b.relations(b.part)
	if err != nil {
		return err
	}
	b.namespace = spreadsheet
	for _, a := range root.attrs {
		if a.Name.Space+":"+a.Name.Local == "xmlns:"+strings.TrimSuffix(root.prefix, ":") || root.prefix == "" && a.Name.Space == "" && a.Name.Local == "xmlns" {
			b.namespace = a.Value
		}
	}
	own := findingsSheet(root, data)
	b.sheets = nil
	for _, s := range root.child("sheets").all("sheet") {
		i := slices.IndexFunc(list, func(r relation) bool { return r.kind == kindWorksheet && r.id == relationID(s) })
		if i >= 0 {
			b.sheets = append(b.sheets, tab{s.attr("name"), list[i].target, s.attr("name") == own})
		}
	}
	return nil
}

// relationID is the r:id of a sheet, not its sheetId.
func relationID(n *node) string {
	for _, a := range n.attrs {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// findingsSheet is the name of the sheet with the findings, "" when there is none.
func findingsSheet(root *node, data []byte) string {
	if n := findingsEntry(root); n != nil {
		return xlsx.SheetOf(n.text(data))
	}
	return ""
}

func findingsEntry(root *node) *node {
	for _, n := range root.child("definedNames").all("definedName") {
		if strings.EqualFold(n.attr("name"), xlsx.FindingsName) && n.attr("localSheetId") == "" {
			return n
		}
	}
	return nil
}

// reference is a cell of a sheet, for a link or a defined name.
func reference(sheet, cell string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + cell
}

// tree reads a part.
func (b *book) tree(part string) ([]byte, *node, error) {
	data, err := b.read(part)
	if err != nil {
		return nil, nil, err
	}
	root, err := treeOf(data, "sheetData")
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", part, err)
	}
	return data, root, nil
}

// findings is the sheet with the findings, nil when there is none.
func (b *book) findings() *tab {
	i := slices.IndexFunc(b.sheets, func(t tab) bool { return t.findings })
	if i < 0 {
		return nil
	}
	return &b.sheets[i]
}

// free is a name no other sheet has.
func (b *book) free(name string) string {
	out := name
	for n := 2; slices.ContainsFunc(b.sheets, func(t tab) bool { return !t.findings && strings.EqualFold(t.name, out) }); n++ {
		out = fmt.Sprintf("%s (%d)", name, n)
	}
	return out
}

// writeFindings puts the sheet with the findings behind the others, or replaces the
// one that is there.
func (b *book) writeFindings(name string, sheet []byte) error {
	name = b.free(name)
	if own := b.findings(); own != nil {
		if err := b.dropRelated(own.part); err != nil {
			return err
		}
		b.write(own.part, sheet)
		return b.rename(own.name, name)
	}
	part := b.unused("xl/worksheets", "findings", ".xml")
	b.write(part, sheet)
	if err := b.declare(part, typeWorksheet); err != nil {
		return err
	}
	id, err := b.relate(b.part, kindWorksheet, part)
	if err != nil {
		return err
	}
	return b.addTab(name, id)
}

// addTab lists a new sheet in the workbook part, with the name that marks it.
func (b *book) addTab(name, relation string) error {
	data, root, err := b.tree(b.part)
	if err != nil {
		return err
	}
	list := root.child("sheets")
	if list == nil {
		return errForm
	}
	number := 0
	for _, s := range list.all("sheet") {
		if n, err := strconv.Atoi(s.attr("sheetId")); err == nil {
			number = max(number, n)
		}
	}
	var e edits
	e.into(list, prefixed(fmt.Sprintf(`<sheet name="%s" sheetId="%d" xmlns:r="%s" r:id="%s"/>`, escape(name), number+1, b.namespaceOf(root), relation), list.prefix))
	entry := fmt.Sprintf(`<definedName name="%s" hidden="1">%s</definedName>`, xlsx.FindingsName, escape(reference(name, "$A$1")))
	if names := root.child("definedNames"); names != nil {
		e.into(names, prefixed(entry, root.prefix))
	} else {
		after := list
		for _, name := range []string{"functionGroups", "externalReferences"} {
			if n := root.child(name); n != nil {
				after = n
			}
		}
		e.put(after.end, prefixed("<definedNames>"+entry+"</definedNames>", root.prefix))
	}
	return b.change(b.part, data, e)
}

// namespaceOf is the namespace of the ids of relations in a part.
func (b *book) namespaceOf(root *node) string {
	for _, a := range root.attrs {
		if a.Name.Space == "xmlns" && strings.HasSuffix(a.Value, "/relationships") {
			return a.Value
		}
	}
	return b.relationTypes()
}

// rename gives the sheet with the findings its name in another language.
func (b *book) rename(from, to string) error {
	if from == to {
		return nil
	}
	data, root, err := b.tree(b.part)
	if err != nil {
		return err
	}
	var e edits
	for _, s := range root.child("sheets").all("sheet") {
		if s.attr("name") == from {
			e.set(data, s, "name", to)
		}
	}
	if n := findingsEntry(root); n != nil {
		e = append(e, edit{n.inner, n.outer, escape(reference(to, "$A$1"))})
	}
	return b.change(b.part, data, e)
}

// removeFindings removes the sheet with the findings. Other parts count sheets by
// their position, so one that a person moved before others stays, without findings.
func (b *book) removeFindings() (removed bool, err error) {
	own := b.findings()
	if own == nil {
		return true, nil
	}
	data, root, err := b.tree(b.part)
	if err != nil {
		return false, err
	}
	tabs := root.child("sheets").all("sheet")
	last := tabs[len(tabs)-1]
	if last.attr("name") != own.name {
		return false, nil
	}
	var e edits
	e.cut(last)
	if n := findingsEntry(root); n != nil {
		if names := root.child("definedNames"); len(names.children) == 1 {
			n = names
		}
		e.cut(n)
	}
	return true, errors.Join(b.change(b.part, data, e), b.dropRelated(own.part), b.unrelate(b.part, own.part), b.drop(own.part))
}

// dropRelated removes what belongs to the sheet with the findings alone, such as
// the settings of a printer, which Excel adds when it saves the workbook.
func (b *book) dropRelated(part string) error {
	list, err := b.relations(part)
	if err != nil {
		return err
	}
	for _, r := range list {
		if err := b.drop(r.target); err != nil {
			return err
		}
	}
	b.remove(relsOf(part))
	return nil
}

// change applies the changes of a part.
func (b *book) change(part string, data []byte, e edits) error {
	out, err := e.apply(data)
	if err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	b.write(part, out)
	return nil
}

// prefixed writes elements with the prefix that the part has.
func prefixed(text, prefix string) string {
	if prefix == "" {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		b.WriteByte(text[i])
		if text[i] == '<' && i+1 < len(text) {
			if text[i+1] == '/' {
				b.WriteByte('/')
				i++
			}
			b.WriteString(prefix)
		}
	}
	return b.String()
}
