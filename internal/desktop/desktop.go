// Package desktop knows how hagen was started from a desktop rather than a shell: by
// dropping a workbook onto it in the Explorer of Windows, in whatever language its
// windows are.
package desktop

import (
	"path/filepath"
	"slices"
	"strings"
)

// sheets are the kinds of files that people drop: those that hagen reads, and those
// of which it says what to save them as.
var sheets = []string{".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".csv"}

// Dropped reports whether a sheet was dropped onto hagen, and which one: it is the
// only argument, and hagen is alone on its console (processes counts who is there; 0:
// there is no console, or the system does not tell). A shell would be there as well.
func Dropped(args []string, processes int) (file string, dropped bool) {
	if processes != 1 || len(args) != 1 || strings.HasPrefix(args[0], "-") {
		return "", false
	}
	return args[0], slices.Contains(sheets, strings.ToLower(filepath.Ext(args[0])))
}

// environment is getenv with what the system says for two variables: the language
// when no locale is set, and that there are no colours when the console shows none.
func environment(getenv func(string) string, language string, colors bool) func(string) string {
	return func(name string) string {
		value := getenv(name)
		switch {
		case value != "":
		case name == "LANG":
			return strings.ReplaceAll(language, "-", "_")
		case name == "NO_COLOR" && !colors:
			return "1"
		}
		return value
	}
}
