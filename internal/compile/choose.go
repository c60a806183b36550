package compile

import (
	"path"
	"slices"
	"strings"

	"hagen/internal/message"
)

var (
	textSheetsAre = message.New("compile.sheets-are", "sheets")
	textCSVSheet  = message.New("compile.csv-has-no-sheets", "file")
	textNoTables  = message.New("compile.no-tables", "file")
)

// Only returns the only sheet that is meant, "" in a CSV; ok is false when the file
// cannot be used.
func (in *Input) Only(pattern string) (sheet string, ok bool, err error) {
	sheets, err := in.Choose(pattern)
	switch {
	case err != nil || len(sheets) == 0:
		return "", false, err
	case len(sheets) > 1:
		return "", false, message.Fail(textSeveral, in.File, message.Quoted(sheets)).Advise(textOneSheet)
	}
	return sheets[0], true, nil
}

// Choose returns the sheets of a file to work on: those that match a pattern, else
// those with tables. A file that cannot be used has none; its report says why.
func (in *Input) Choose(pattern string) ([]string, error) {
	all := in.Sheets()
	csv := len(all) == 1 && all[0] == ""
	switch {
	case len(all) == 0 && in.Report.HasErrors():
		return nil, nil
	case len(all) == 0:
		return nil, message.Fail(textNoTables, in.File)
	case csv && pattern != "":
		return nil, message.Fail(textCSVSheet, in.File)
	case pattern != "":
		return in.match(pattern)
	case len(all) == 1:
		return all, nil // the parser reports what is missing
	}
	sheets := in.WithTables()
	if len(sheets) == 0 {
		return nil, message.Fail(textNoTables, in.File).Advise(textSheetsAre, message.Quoted(all))
	}
	return sheets, nil
}

// match finds the sheets that match a name or glob, ignoring case as spreadsheet
// programs do. Of several, those without tables are left out. A name without a
// match is passed on to the reader, which also knows hidden sheets and reports
// which sheets there are.
func (in *Input) match(pattern string) ([]string, error) {
	all := in.Sheets()
	var matched []string
	for _, name := range all {
		if strings.EqualFold(name, pattern) {
			return []string{name}, nil
		}
		if ok, err := path.Match(strings.ToLower(pattern), strings.ToLower(name)); err == nil && ok {
			matched = append(matched, name)
		}
	}
	switch len(matched) {
	case 0:
		return []string{pattern}, nil
	case 1:
		return matched, nil
	}
	filled := in.WithTables()
	with := slices.DeleteFunc(slices.Clone(matched), func(name string) bool { return !slices.Contains(filled, name) })
	if len(with) == 0 {
		return nil, message.Fail(textNoTables, in.File).Advise(textSheetsAre, message.Quoted(all))
	}
	return with, nil
}
