package validate

import (
	"strings"

	"hagen/internal/diag"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// commands checks the lines of ADDITIONAL_CONFIG, which go to the script as
// written: each must be one pcs command that works on the script's file and
// holds nothing the shell would act on. pcs itself is never asked.
func (c *checker) commands() {
	for _, cmd := range c.cfg.Commands {
		cell := at(cmd.From, schema.KeyConfig)
		kind, args := commandMistake(cmd.Text)
		if kind == nil {
			kind = diag.CommandOutside
		}
		if cmd.Secret {
			for name := range args {
				args[name] = diag.Mask
			}
		}
		c.report.Add(kind, cell, args)
	}
}

// commandMistake finds what is wrong with a command; nil when nothing is.
func commandMistake(text string) (*diag.Kind, diag.Args) {
	words, token, kind := shellWords(text)
	first := ""
	if len(words) > 0 {
		first = words[0]
	}
	switch r, wide := firstRune(first, suggest.FullWidth); {
	case wide && strings.HasPrefix(suggest.HalfWidth(first), "pcs"): // a full-width space does not separate words in a shell
		return diag.FullWidthName, diag.Args{"text": first, "character": shownRune(r), "suggestion": suggest.HalfWidth(first)}
	case first != "pcs" && (kind == nil || first != ""):
		return diag.CommandNotPcs, diag.Args{"word": first}
	case kind == diag.CommandNextLine:
		return kind, diag.Args{"word": token}
	case kind != nil:
		return kind, diag.Args{"token": token}
	}
	return pcsMistake(words[1:])
}

// pcsMistake checks the words of a pcs command.
func pcsMistake(words []string) (*diag.Kind, diag.Args) {
	var names []string
	for _, w := range words {
		switch {
		case w == "-f" || strings.HasPrefix(w, "--corosync_conf"):
			return diag.CommandOption, diag.Args{"option": w}
		// pcs waits for a running cluster, so it refuses both together with -f.
		case w == "--wait" || strings.HasPrefix(w, "--wait="), w == "--safe", w == "--simulate":
			return diag.CommandOption, diag.Args{"option": w}
		case !strings.HasPrefix(w, "-"):
			names = append(names, w)
		}
	}
	for n := min(len(names), 3); n > 0; n-- {
		if command := strings.Join(names[:n], " "); liveCommands[command] {
			return diag.CommandLive, diag.Args{"command": "pcs " + command}
		}
	}
	if len(names) == 0 {
		return diag.CommandNotPcs, diag.Args{"word": strings.Join(append([]string{"pcs"}, words...), " ")}
	}
	return nil, nil
}

// liveCommands are the commands of pcs 0.10 to 0.12 that act on a running cluster,
// its hosts or its daemons: pcs refuses them together with -f, or what they change
// is not in a CIB file.
var liveCommands = set(
	"booth", "client", "cluster", "config backup", "config restore", "config checkpoint", "dr", "host",
	"pcsd", "qdevice", "quorum", "status",
	"resource cleanup", "resource refresh", "resource restart", "resource move", "resource relocate",
	"resource debug-start", "resource debug-stop", "resource debug-promote", "resource debug-demote",
	"resource debug-monitor", "resource failcount", "resource safe-disable",
	"stonith cleanup", "stonith refresh", "stonith fence", "stonith confirm", "stonith history",
	"stonith sbd", "stonith update-scsi-devices",
)

func set(words ...string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[w] = true
	}
	return out
}
