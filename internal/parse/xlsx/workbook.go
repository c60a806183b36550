package xlsx

import (
	"strings"

	"hagen/internal/diag"
)

// layout says where the parts of a workbook are.
type layout struct {
	sheets        []sheetPart
	sharedStrings string // part names; "" without
	styles        string
	target        string // the target that the workbook names; "" without
	findings      string // a cell of the sheet with hagen's own findings; "" without
	date1904      bool
	// uncalculated says that the workbook leaves it to the reader to calculate
	// formulas.
	uncalculated bool
}

// sheetPart is a worksheet of the workbook.
type sheetPart struct {
	name   string // on its tab
	part   string
	hidden bool
}

// tab is a sheet as the workbook part lists it.
type tab struct {
	name, relation string
	hidden         bool
}

// workbookPass reads the workbook part.
type workbookPass struct {
	parent string // the child of the root that is open
	tabs   []tab
	layout *layout
	// findings says that the defined name of the sheet with findings is open.
	findings bool
}

func (w *workbookPass) start(e *element, depth int) error {
	w.findings = false
	switch {
	case depth == 1 && e.name != "workbook":
		return errForm
	case depth == 2:
		w.parent = e.name
		switch e.name {
		case "workbookPr":
			w.layout.date1904 = isTrue(string(e.get("date1904")))
		case "calcPr":
			w.layout.uncalculated = isTrue(string(e.get("fullCalcOnLoad")))
		}
	case depth == 3 && w.parent == "sheets" && e.name == "sheet":
		return w.sheet(e)
	case depth == 3 && w.parent == "definedNames" && e.name == "definedName":
		w.findings = strings.EqualFold(string(e.get("name")), FindingsName) && e.get("localSheetId") == nil
	}
	return nil
}

func (w *workbookPass) end(int) error { return nil }

// text takes the cell that the name of the sheet with findings refers to.
func (w *workbookPass) text(data []byte, depth int) error {
	if w.findings && depth == 3 {
		w.layout.findings += string(data)
	}
	return nil
}

// sheet records a tab. The namespace of its relation's id differs between the two
// variants of the standard; the local name is the only "id".
func (w *workbookPass) sheet(e *element) error {
	state := string(e.get("state"))
	t := tab{name: string(e.get("name")), hidden: state == "hidden" || state == "veryHidden"}
	found := 0
	for i := range e.attrs {
		if e.attrs[i].name == "id" {
			t.relation = string(e.attrs[i].value)
			found++
		}
	}
	if found > 1 {
		return errForm
	}
	w.tabs = append(w.tabs, t)
	return nil
}

// lay follows the relations from the package to the workbook and its parts, whose
// names the writing program chooses.
func lay(p parts) (*layout, error) {
	workbook, err := workbookPart(p)
	if err != nil {
		return nil, err
	}
	relations, err := relationsOf(p, workbook.name)
	if err != nil {
		return nil, err
	}
	l := &layout{}
	book := workbookPass{layout: l}
	if err := walk(workbook, &book); err != nil {
		return nil, err
	}
	worksheets := map[string]string{} // part by relation
	for _, r := range relations {
		target := resolve(workbook.name, r.target)
		switch r.kind {
		case "worksheet":
			if r.external || r.id == "" || worksheets[r.id] != "" {
				return nil, aboutPart(diag.PartMissing, r.target)
			}
			worksheets[r.id] = target
		case "sharedStrings":
			l.sharedStrings = target
		case "styles":
			l.styles = target
		}
	}
	return l, l.addSheets(p, book.tabs, worksheets, relations)
}

// addSheets lists the worksheets in the order of their tabs. Charts and macro
// sheets also have tabs, but no cells to read.
func (l *layout) addSheets(p parts, tabs []tab, worksheets map[string]string, relations relations) error {
	names := map[string]bool{}
	owners := map[string]string{} // the tab of each part
	for _, s := range tabs {
		target, ok := worksheets[s.relation]
		if !ok {
			if relations.has(s.relation) {
				continue
			}
			return aboutPart(diag.PartMissing, s.name)
		}
		if _, ok := p.get(target); !ok {
			return aboutPart(diag.PartMissing, target)
		}
		if key := strings.ToLower(s.name); s.name == "" || names[key] {
			return aboutPart(diag.PartTwice, s.name)
		}
		names[strings.ToLower(s.name)] = true
		// No program writes this, and each tab would read the part again: a small
		// file could use any amount of memory.
		if owner, ok := owners[fold(target)]; ok {
			return &flaw{kind: diag.TabsOfOnePart, args: diag.Args{"first": owner, "second": s.name}}
		}
		owners[fold(target)] = s.name
		l.sheets = append(l.sheets, sheetPart{s.name, target, s.hidden})
	}
	for _, name := range []string{l.sharedStrings, l.styles} {
		if _, ok := p.get(name); name != "" && !ok {
			return aboutPart(diag.PartMissing, name)
		}
	}
	return nil
}

// workbookPart finds the main part of the package and makes sure that it is a
// workbook and not a text document or the binary kind.
func workbookPart(p parts) (part, error) {
	listed, _ := p.get(contentTypes)
	known := &types{extensions: map[string]string{}, parts: map[string]string{}}
	if err := walk(listed, known); err != nil {
		return part{}, err
	}
	relations, err := relationsOf(p, "")
	if err != nil {
		return part{}, err
	}
	for _, r := range relations {
		if r.kind != "officeDocument" {
			continue
		}
		name := resolve("", r.target)
		if err := workbookType(known.of(name)); err != nil {
			return part{}, err
		}
		main, ok := p.get(name)
		if !ok {
			return part{}, aboutPart(diag.PartMissing, name)
		}
		return part{name, main.data}, nil // under the name its relations are relative to
	}
	return part{}, &flaw{kind: diag.FileOtherZip}
}

// workbookType refuses main parts of other kinds. A missing type is accepted: the
// part then has to look like a workbook.
func workbookType(contentType string) error {
	switch t := strings.ToLower(contentType); {
	case strings.Contains(t, "sheet.binary"):
		return &flaw{kind: diag.FileBinaryWorkbook}
	case strings.Contains(t, "wordprocessingml"), strings.Contains(t, "presentationml"),
		strings.Contains(t, "ms-word"), strings.Contains(t, "ms-powerpoint"):
		return &flaw{kind: diag.FileOtherOffice}
	case t == "", t == "application/xml", strings.Contains(t, "spreadsheetml"), strings.Contains(t, "ms-excel"):
		return nil
	}
	return &flaw{kind: diag.FileOtherZip}
}
