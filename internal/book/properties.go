package book

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"hagen/internal/parse/xlsx"
)

// The properties of the workbook beside its target.
const (
	languageProperty = "hagen.lang"
	formatProperty   = "hagen.format"
	format           = "1" // of the tables
)

// made is the date in each workbook: the same rows give the same bytes.
const made = "2026-01-01T00:00:00Z"

// properties says who made the workbook, for which target, in which language.
func (w *writer) properties() error {
	if err := w.f.SetDocProps(&excelize.DocProperties{
		Title: w.Title, Creator: author, LastModifiedBy: author, Created: made, Modified: made, Language: string(w.Lang),
	}); err != nil {
		return err
	}
	if err := w.f.SetAppProps(&excelize.AppProperties{Application: author}); err != nil {
		return err
	}
	custom := []excelize.CustomProperty{{Name: languageProperty, Value: string(w.Lang)}, {Name: formatProperty, Value: format}}
	if w.Target != nil {
		custom = append([]excelize.CustomProperty{{Name: xlsx.TargetProperty, Value: w.Target.Name}}, custom...)
	}
	for _, p := range custom {
		if err := w.f.SetCustomProps(p); err != nil {
			return fmt.Errorf("property %s: %w", p.Name, err)
		}
	}
	return nil
}
