package cli

import (
	"strings"

	"hagen/internal/message"
)

// Language decides the language of everything hagen says: --lang, else the
// locale as POSIX orders its variables. It reads the raw arguments, because
// what is wrong with them has to be said in some language as well.
func Language(args []string, getenv func(string) string) message.Lang {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, inline := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if name != FlagLang || !strings.HasPrefix(arg, "-") {
			continue
		}
		if !inline && i+1 < len(args) {
			value = args[i+1]
		}
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
