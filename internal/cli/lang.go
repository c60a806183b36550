package cli

import (
	"slices"
	"strings"

	"hagen/internal/message"
	"hagen/internal/report"
)

// Language decides the language of everything hagen says: --lang, else the
// locale as POSIX orders its variables. It reads the raw arguments, because
// what is wrong with them has to be said in some language as well.
func Language(args []string, getenv func(string) string) message.Lang {
	for _, value := range early(args, FlagLang) {
		if lang := message.Lang(value); lang.Spoken() {
			return lang
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if lang, spoken := message.Locale(value); spoken {
				return lang
			}
			break
		}
	}
	return message.English
}

// Format is the format that a command line asks for, as far as it can be read: what
// is wrong with the line is reported in it.
func Format(args []string) string {
	format := report.Text
	for _, value := range early(args, FlagFormat) {
		if slices.Contains(find(FlagFormat).choices, value) {
			format = value
		}
	}
	return format
}

// early are the values of a flag in a command line that may be invalid.
func early(args []string, flag string) []string {
	var out []string
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, inline := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if name != flag || !strings.HasPrefix(arg, "-") {
			continue
		}
		if !inline && i+1 < len(args) {
			value = args[i+1]
		}
		out = append(out, value)
	}
	return out
}
