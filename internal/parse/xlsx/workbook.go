package xlsx

import (
	"path"
	"strings"

	"hagen/internal/diag"
)

// layout says where the parts of a workbook are.
type layout struct {
	sheets        []sheetPart
	sharedStrings string // part names; "" without
	styles        string
	date1904      bool
	// uncalculated: the writer leaves it to the reader to calculate formulas.
	uncalculated bool
}

// sheetPart is a worksheet of the workbook.
type sheetPart struct {
	name   string // on its tab
	part   string
	hidden bool
}

type xmlRelations struct {
	Relations []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
		Mode   string `xml:"TargetMode,attr"`
	} `xml:"Relationship"`
}

type xmlTypes struct {
	Defaults []struct {
		Extension string `xml:"Extension,attr"`
		Type      string `xml:"ContentType,attr"`
	} `xml:"Default"`
	Overrides []struct {
		Part string `xml:"PartName,attr"`
		Type string `xml:"ContentType,attr"`
	} `xml:"Override"`
}

type xmlWorkbook struct {
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Calculation struct {
		OnLoad string `xml:"fullCalcOnLoad,attr"`
	} `xml:"calcPr"`
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"`
		// The attribute's namespace differs between the two variants of the
		// standard; its local name is the only "id".
		ID string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
}

// lay follows the relations from the package to the workbook and on to its
// parts. excelize looks for some of them under fixed names instead, and reads
// nothing when a writer chose others.
func lay(p parts) (*layout, error) {
	workbook, err := workbookPart(p)
	if err != nil {
		return nil, err
	}
	relations, err := relationsOf(p, workbook.name)
	if err != nil {
		return nil, err
	}
	var book xmlWorkbook
	if err := decode(workbook, &book); err != nil {
		return nil, err
	}
	l := &layout{date1904: isTrue(book.Properties.Date1904), uncalculated: isTrue(book.Calculation.OnLoad)}
	worksheets := map[string]string{} // part by relation
	for _, r := range relations.Relations {
		target := resolve(workbook.name, r.Target)
		switch kindOf(r.Type) {
		case "worksheet":
			if r.Mode == "External" || r.ID == "" || worksheets[r.ID] != "" {
				return nil, aboutPart(diag.PartMissing, r.Target)
			}
			worksheets[r.ID] = target
		case "sharedStrings":
			l.sharedStrings = target
		case "styles":
			l.styles = target
		}
	}
	return l, l.addSheets(p, workbook, &book, worksheets, relations)
}

// addSheets lists the worksheets in the order of their tabs. Charts and macro
// sheets also have tabs, but no cells to read.
func (l *layout) addSheets(p parts, workbook part, book *xmlWorkbook, worksheets map[string]string, relations *xmlRelations) error {
	names := map[string]bool{}
	owners := map[string]string{} // the tab of each part
	for _, s := range book.Sheets {
		target, ok := worksheets[s.ID]
		if !ok {
			if relations.has(s.ID) {
				continue
			}
			return aboutPart(diag.PartMissing, s.Name)
		}
		if _, ok := p.get(target); !ok {
			return aboutPart(diag.PartMissing, target)
		}
		if key := strings.ToLower(s.Name); s.Name == "" || names[key] {
			return aboutPart(diag.PartTwice, s.Name)
		}
		names[strings.ToLower(s.Name)] = true
		// No program writes this, and each tab more would read the part once more:
		// a small file could so take any amount of memory.
		if owner, ok := owners[fold(target)]; ok {
			return &flaw{kind: diag.TabsOfOnePart, args: diag.Args{"first": owner, "second": s.Name}}
		}
		owners[fold(target)] = s.Name
		l.sheets = append(l.sheets, sheetPart{s.Name, target, s.State == "hidden" || s.State == "veryHidden"})
	}
	for _, name := range []string{l.sharedStrings, l.styles} {
		if _, ok := p.get(name); name != "" && !ok {
			return aboutPart(diag.PartMissing, name)
		}
	}
	return nil
}

func (r *xmlRelations) has(id string) bool {
	for i := range r.Relations {
		if r.Relations[i].ID == id {
			return true
		}
	}
	return false
}

// workbookPart finds the main part of the package and makes sure that it is a
// workbook and not a text document or the binary kind.
func workbookPart(p parts) (part, error) {
	types, _ := p.get(contentTypes)
	var known xmlTypes
	if err := decode(types, &known); err != nil {
		return part{}, err
	}
	relations, err := relationsOf(p, "")
	if err != nil {
		return part{}, err
	}
	for _, r := range relations.Relations {
		if kindOf(r.Type) != "officeDocument" {
			continue
		}
		name := resolve("", r.Target)
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

// workbookType refuses main parts of other kinds. A writer that gives no type at
// all is believed: the part then has to look like a workbook.
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

// of is the content type of a part.
func (t *xmlTypes) of(name string) string {
	for _, o := range t.Overrides {
		if fold(o.Part) == fold(name) {
			return o.Type
		}
	}
	for _, d := range t.Defaults {
		if strings.EqualFold("."+d.Extension, path.Ext(name)) {
			return d.Type
		}
	}
	return ""
}

// relationsOf reads the relations of a part; "" is the package itself.
func relationsOf(p parts, name string) (*xmlRelations, error) {
	file := path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
	if name == "" {
		file = "_rels/.rels"
	}
	found, ok := p.get(file)
	if !ok {
		return nil, aboutPart(diag.PartMissing, file)
	}
	relations := &xmlRelations{}
	return relations, decode(found, relations)
}

// kindOf is the last word of a relation's type, the same in both variants of the
// standard.
func kindOf(relation string) string { return relation[strings.LastIndexByte(relation, '/')+1:] }

// resolve turns a relation's target into a part name.
func resolve(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(from), target)
}
