package main

import (
	"hagen/internal/message"
	"strings"
)

// language decides the language of everything hagen says: --lang, else the
// locale as POSIX orders its variables. It reads the raw arguments, because
// what is wrong with them has to be said in some language, too.
func language(args []string, getenv func(string) string) message.Lang {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, inline := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if name != flagLang || !strings.HasPrefix(arg, "-") {
			continue
		}
		if !inline && i+1 < len(args) {
			value = args[i+1]
		}
		switch message.Lang(value) {
		case message.Japanese, message.English:
			return message.Lang(value)
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if strings.HasPrefix(value, "ja") {
				return message.Japanese
			}
			break
		}
	}
	return message.English
}
