package cli

import (
	"strings"

	"hagen/internal/message"
)

// textPrinted are the exit codes of a command that only prints something.
var textPrinted = message.New("help.printed.exit")

// Exit is an exit code of a command, and what it says.
type Exit struct {
	Command string // "" is the compile
	Code    string
	Says    string
}

// Exits lists the exit codes of all commands, as their help tells them.
func Exits(lang message.Lang) []Exit {
	var out []Exit
	for _, c := range commands {
		for line := range strings.Lines(c.help.exit.In(lang)) {
			line = strings.TrimSpace(line)
			code, says, _ := strings.Cut(line, "  ")
			if len(code) == 1 && code >= "0" && code <= "9" {
				out = append(out, Exit{c.Name, code, strings.TrimSpace(says)})
			} else if last := len(out) - 1; line != "" && last >= 0 { // it goes on
				out[last].Says += " " + line
			}
		}
	}
	return out
}
