package view

import (
	"hagen/internal/apply/meaning"
	"hagen/internal/importer"
	"hagen/internal/message"
)

var (
	textImportNoTable = message.New("sheet-import.no-table")
	textImportState   = message.New("sheet-import.state")
	textImportDiffers = message.New("sheet-import.differs")
)

// Imported lists what an imported sheet does not have, or says otherwise.
func (s *Screen) Imported(r *importer.Result) error {
	v := s.page(s.Out)
	for _, why := range []struct {
		why  importer.Why
		text message.Text
	}{{importer.State, textImportState}, {importer.NoTable, textImportNoTable}} {
		var lines []string
		for _, l := range r.Left {
			if l.Why == why.why {
				lines = append(lines, l.What)
			}
		}
		if len(lines) == 0 {
			continue
		}
		v.line(v.paint(sgrBold, why.text.In(v.lang)))
		for _, l := range lines {
			v.line("  " + visible(l))
		}
	}
	if len(r.Differs) > 0 {
		v.line(v.paint(sgrBold, textImportDiffers.In(v.lang)))
		for _, c := range r.Differs {
			v.line("  " + kindText(c.Kind, v.lang) + " " + visible(c.Name))
			for _, d := range c.Details {
				v.line("      " + detailText(d))
			}
		}
	}
	return s.show(v)
}

// detailText is a field before and after.
func detailText(d meaning.Detail) string {
	before, after := d.Old, d.New
	if d.Sensitive {
		before, after = meaning.Mask, meaning.Mask
	}
	return visible(d.Field + ": " + before + " → " + after)
}
