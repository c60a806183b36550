package view

import (
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/importer"
	"hagen/internal/message"
	"hagen/internal/terminal"
	"hagen/internal/writeback"
)

var (
	textImportNoTable = message.New("sheet-import.no-table")
	textImportAsXML   = message.New("sheet-import.as-xml")
	textImportState   = message.New("sheet-import.state")
	textImportMasked  = message.New("sheet-import.masked")
	textImportUnread  = message.New("sheet-import.unread")
	textImportInFull  = message.New("sheet-import.in-full")
	textImportSpelt   = message.New("sheet-import.respelled")
	textImportDiffers = message.New("sheet-import.differs")
)

var (
	textIntoCells     = message.New("into.cells")
	textIntoNewRow    = message.New("into.new-row")
	textIntoObstacles = message.New("into.obstacles")
	textIntoDiffers   = message.New("into.differs")
)

// WrittenBack lists the cells of a workbook that change, and what does not fit.
func (s *Screen) WrittenBack(r *writeback.Result) error {
	v := s.page(s.Out)
	v.left(r.Left)
	if len(r.Cells) > 0 {
		v.line(v.paint(sgrBold, textIntoCells.In(v.lang)))
	}
	for _, c := range r.Cells {
		text := visible(c.Column + ": " + c.Old + " → " + c.New)
		switch {
		case c.New == "":
			text = visible(c.Column + ": " + c.Old + " →")
		case c.Old == "":
			text = visible(c.Column + ": → " + c.New)
		}
		if c.NewRow {
			text += " " + v.paint(sgrDim, "("+textIntoNewRow.In(v.lang)+")")
		}
		v.line("  " + c.Place.Cell() + "  " + visible(c.What) + "  " + text)
	}
	if len(r.Obstacles) > 0 {
		v.line(v.paint(sgrBold, textIntoObstacles.In(v.lang)))
	}
	for _, o := range r.Obstacles {
		v.line("  " + o.Why.In(v.lang))
	}
	if !r.Fits() {
		v.differs(textIntoDiffers, r.Differs)
	}
	return s.show(v)
}

// Imported lists what an imported sheet does not have, or says otherwise.
func (s *Screen) Imported(r *importer.Result) error {
	v := s.page(s.Out)
	v.left(r.Left)
	if len(r.Respelled) > 0 {
		v.line(v.paint(sgrBold, textImportSpelt.In(v.lang)))
	}
	for _, x := range r.Respelled {
		v.line("  " + visible(x.What) + ": " + outlined(x.Old) + " → " + outlined(x.New))
	}
	v.differs(textImportDiffers, r.Differs)
	return s.show(v)
}

// left lists what is left out, by its reason.
func (v *page) left(left []importer.Left) {
	for _, why := range []struct {
		why  importer.Why
		text message.Text
	}{{importer.State, textImportState}, {importer.NoMeaning, textImportUnread}, {importer.WrittenOut, textImportInFull}, {importer.AsXML, textImportAsXML}, {importer.NoTable, textImportNoTable}, {importer.Masked, textImportMasked}} {
		var lines []string
		for _, l := range left {
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
}

// differs lists differences in meaning.
func (v *page) differs(title message.Text, changes []meaning.Change) {
	if len(changes) == 0 {
		return
	}
	v.line(v.paint(sgrBold, title.In(v.lang)))
	for _, c := range changes {
		v.line("  " + kindText(c.Kind, v.lang) + " " + visible(c.Name))
		for _, d := range c.Details {
			v.line("      " + detailText(d))
		}
	}
}

// detailText is a field before and after.
func detailText(d meaning.Detail) string {
	before, after := d.Old, d.New
	if d.Sensitive {
		before, after = meaning.Mask, meaning.Mask
	}
	return visible(d.Field) + ": " + outlined(before) + " → " + outlined(after)
}

// outlined is a value, in quotes when it begins or ends with blanks.
func outlined(value string) string {
	if strings.TrimSpace(value) != value {
		return `"` + terminal.Visible(value) + `"`
	}
	return terminal.Visible(value)
}
