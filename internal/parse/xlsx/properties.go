package xlsx

import (
	"strings"
)

// TargetProperty is the custom document property in which a workbook names the
// target it is for. Spreadsheet programs show it among the properties of the file.
const TargetProperty = "hagen.target"

// Target returns the target that the workbook names, "" when it names none.
func (b *Book) Target() string { return b.layout.target }

// propertiesPass reads the custom document properties.
type propertiesPass struct {
	inside bool // the property that is wanted
	found  int
	value  strings.Builder
}

func (p *propertiesPass) start(e *element, depth int) error {
	switch {
	case depth == 1 && e.name != "Properties":
		return errForm
	case depth == 2:
		// Programs compare the names ignoring case.
		p.inside = e.name == "property" && strings.EqualFold(string(e.get("name")), TargetProperty)
		if p.inside {
			p.found++
		}
		if p.found > 1 {
			return errForm // readers would choose differently
		}
	}
	return nil
}

func (p *propertiesPass) end(int) error { return nil }

// text takes the value, whose element is named after its type.
func (p *propertiesPass) text(data []byte, depth int) error {
	if p.inside && depth == 3 {
		p.value.Write(data)
	}
	return nil
}

// readTarget reads what the workbook says about itself. Most workbooks have no such
// part.
func (l *layout) readTarget(p parts) error {
	relations, err := relationsOf(p, "")
	if err != nil {
		return err
	}
	for _, r := range relations {
		if r.kind != "custom-properties" || r.external {
			continue
		}
		found, ok := p.get(resolve("", r.target))
		if !ok {
			return nil // nothing of the sheet is missing
		}
		var pass propertiesPass
		if err := walk(found, &pass); err != nil {
			return err
		}
		l.target = strings.TrimSpace(pass.value.String())
		return nil
	}
	return nil
}
