package main

import (
	"path"
	"slices"
	"strings"

	"hagen/internal/compile"
	"hagen/internal/message"
)

// chooseSheets picks the sheets of a file to work on: those a pattern names,
// else those that hold tables. A file that cannot be used has none; its report
// says why.
func chooseSheets(file string, in *compile.Input, pattern string) ([]string, error) {
	all := in.Sheets()
	csv := len(all) == 1 && all[0] == ""
	switch {
	case len(all) == 0 && in.Report.HasErrors():
		return nil, nil
	case len(all) == 0:
		return nil, message.Fail(textNoTables, file)
	case csv && pattern != "":
		return nil, message.Fail(textCSVSheet, file)
	case pattern != "":
		return matchSheets(file, in, pattern)
	case len(all) == 1:
		return all, nil // the parser says what it lacks
	}
	sheets := in.WithTables()
	if len(sheets) == 0 {
		return nil, message.Fail(textNoTables, file).Advise(textSheetsAre, quoteList(all))
	}
	return sheets, nil
}

// matchSheets finds the sheets of a name or glob. Case is nothing to a
// spreadsheet program, so it is nothing here. Of several, those without tables
// are left out. A name that is not there goes to the reader as it is: it knows
// hidden sheets as well, and says what is there instead.
func matchSheets(file string, in *compile.Input, pattern string) ([]string, error) {
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
		return nil, message.Fail(textNoTables, file).Advise(textSheetsAre, quoteList(all))
	}
	return with, nil
}
