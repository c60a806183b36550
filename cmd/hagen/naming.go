package main

import (
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"hagen/internal/cli"
	"hagen/internal/message"
	"hagen/internal/output"
)

// pair is where a sheet goes. An empty script is not written.
type pair struct{ sheet, xml, script string }

// naming decides where sheets go.
type naming struct {
	input  string // the file that is compiled, as given
	output string // --output, "" without
	script string // --sh, "" without
	// bySheet: a sheet was asked for, so the names come from it.
	bySheet bool
}

// dir is the directory that --output names, "" when it names none: one that
// exists, or one that shall, as the separator at its end says.
func (n naming) dir() string {
	if n.output == "" || n.output == cli.Stdio {
		return ""
	}
	if os.IsPathSeparator(n.output[len(n.output)-1]) || output.IsDir(n.output) {
		return n.output
	}
	return ""
}

// pairs names the files of each sheet. sheets come from one input; a CSV has
// one without a name.
func (n naming) pairs(sheets []string) ([]pair, error) {
	toFile := n.output != "" && n.dir() == ""
	if len(sheets) > 1 && (toFile || n.script != "") {
		name := n.output
		if !toFile {
			name = n.script
		}
		return nil, message.Fail(textOneOutput, n.input, name, quoteList(sheets)).Advise(textPickOne)
	}
	var out []pair
	for _, sheet := range sheets {
		p := n.pair(sheet)
		for _, other := range out {
			if strings.EqualFold(other.xml, p.xml) {
				return nil, message.Fail(textSameName, other.sheet, p.sheet, p.xml).Advise(textRename)
			}
		}
		out = append(out, p)
	}
	return out, nil
}

func (n naming) pair(sheet string) pair {
	p := pair{sheet: sheet, xml: n.output, script: n.script}
	if dir := n.dir(); dir != "" || n.output == "" {
		base := n.inputBase()
		if sheet != "" && (dir != "" || n.bySheet) {
			base = fileName(sheet)
		}
		p.xml = filepath.Join(dir, base+".xml")
	}
	// Nothing is put beside a device: no file belongs into /dev.
	if p.script == "" && p.xml != cli.Stdio && !output.IsDevice(p.xml) {
		p.script = strings.TrimSuffix(p.xml, filepath.Ext(p.xml)) + ".sh"
	}
	return p
}

// inputBase is the input's name without folder and extension.
func (n naming) inputBase() string {
	if n.input == cli.Stdio {
		return "cluster"
	}
	base := filepath.Base(n.input)
	if stem := strings.TrimSuffix(base, filepath.Ext(base)); stem != "" {
		return stem
	}
	return base
}

// clash refuses outputs that are one file, or one of the inputs.
func clash(pairs []pair, inputs []string) error {
	for _, p := range pairs {
		if p.script != "" && p.xml != cli.Stdio && output.Same(p.xml, p.script) {
			return message.Fail(textSamePath, p.xml).Advise(textGiveScript)
		}
		for _, path := range []string{p.xml, p.script} {
			for _, in := range inputs {
				if path != "" && path != cli.Stdio && in != cli.Stdio && output.Same(path, in) {
					return message.Fail(textOverInput, path).Advise(textOtherName)
				}
			}
		}
	}
	return nil
}

// fileName makes a file name of a sheet's name that every system takes.
func fileName(sheet string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) {
			return '_'
		}
		return r
	}, sheet)
	name = strings.TrimRight(strings.TrimSpace(name), ". ")
	if name == "" || strings.HasPrefix(name, "-") || strings.HasPrefix(name, ".") || reserved(name) {
		name = "_" + name
	}
	return name
}

// reserved reports whether Windows keeps a name for a device.
func reserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '1' && stem[3] <= '9'
}

// quoteList writes names for a message: "a", "b".
func quoteList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = `"` + n + `"`
	}
	return strings.Join(quoted, ", ")
}
