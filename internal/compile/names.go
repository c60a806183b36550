package compile

import (
	"path/filepath"
	"strings"
	"unicode"

	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/parse"
)

var (
	textSeveral    = message.New("compile.several-sheets", "file", "sheets")
	textOneSheet   = message.New("usage.one-sheet")
	textPickOne    = message.New("compile.pick-one")
	textOneOutput  = message.New("compile.one-output", "file", "output", "sheets")
	textSameName   = message.New("compile.same-name", "first", "second", "output")
	textSameFile   = message.New("compile.same-file", "first", "second", "output")
	textApart      = message.New("compile.apart")
	textRename     = message.New("compile.rename")
	textSamePath   = message.New("compile.same-path", "output")
	textGiveScript = message.New("compile.give-script")
	textOverInput  = message.New("compile.over-input", "file")
	textOtherName  = message.New("compile.other-name")
)

// stdio names standard input and output.
const stdio = parse.Stdin

// Pair names the output files of a sheet. No script is written if its name is
// empty.
type Pair struct{ Sheet, XML, Script string }

// Names decides on the output files of sheets.
type Names struct {
	Input  string // the input file, as given
	Output string // --output, "" without
	Script string // --sh, "" without
	// BySheet says that the user named a sheet, so the files are named after it.
	BySheet bool
	// Several says that there are other inputs, whose sheets may have the same
	// names: the files are named after the input, and after the sheet where it has
	// several.
	Several bool
}

// Dir returns the directory that --output names, or "": one that exists, or one to
// create if the path ends with a separator.
func (n Names) Dir() string {
	if n.Output != stdio && output.NamesDir(n.Output) {
		return n.Output
	}
	return ""
}

// Pairs names the files of each sheet. sheets come from one input; a CSV has
// one without a name.
func (n Names) Pairs(sheets []string) ([]Pair, error) {
	if len(sheets) > 1 && !n.BySheet && n.Dir() == "" {
		return nil, message.Fail(textSeveral, n.Input, message.Quoted(sheets)).Advise(textPickOne)
	}
	toFile := n.Output != "" && n.Dir() == ""
	if len(sheets) > 1 && (toFile || n.Script != "") {
		name := n.Output
		if !toFile {
			name = n.Script
		}
		return nil, message.Fail(textOneOutput, n.Input, name, message.Quoted(sheets)).Advise(textPickOne)
	}
	var out []Pair
	for _, sheet := range sheets {
		p := n.pair(sheet, len(sheets))
		for _, other := range out {
			if strings.EqualFold(other.XML, p.XML) {
				return nil, message.Fail(textSameName, other.Sheet, p.Sheet, p.XML).Advise(textRename)
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// pair names the files of one of a number of sheets.
func (n Names) pair(sheet string, count int) Pair {
	p := Pair{Sheet: sheet, XML: n.Output, Script: n.Script}
	if dir := n.Dir(); dir != "" || n.Output == "" {
		base := n.inputBase()
		switch {
		case sheet == "":
		case n.Several && (count > 1 || n.BySheet):
			base += "_" + fileName(sheet)
		case n.Several:
		case dir != "" || n.BySheet:
			base = fileName(sheet)
		}
		p.XML = filepath.Join(dir, base+".xml")
	}
	// No script is written beside a device: files do not belong in /dev.
	if p.Script == "" && p.XML != stdio && !output.IsDevice(p.XML) {
		p.Script = strings.TrimSuffix(p.XML, filepath.Ext(p.XML)) + ".sh"
	}
	return p
}

// inputBase is the input's name without folder and extension.
func (n Names) inputBase() string {
	if n.Input == stdio {
		return "cluster"
	}
	base := filepath.Base(n.Input)
	if stem := strings.TrimSuffix(base, filepath.Ext(base)); stem != "" {
		return stem
	}
	return base
}

// Meet refuses pairs of several inputs that are the same file. inputs are those of
// the pairs.
func Meet(pairs []Pair, inputs []string) error {
	for i, p := range pairs {
		for j, other := range pairs[:i] {
			if inputs[i] != inputs[j] && (strings.EqualFold(other.XML, p.XML) || output.Same(other.XML, p.XML)) {
				return message.Fail(textSameFile, inputs[j], inputs[i], p.XML).Advise(textApart)
			}
		}
	}
	return nil
}

// Clash refuses outputs that are the same file, or one of the inputs.
func Clash(pairs []Pair, inputs []string) error {
	for _, p := range pairs {
		if p.Script != "" && p.XML != stdio && output.Same(p.XML, p.Script) {
			return message.Fail(textSamePath, p.XML).Advise(textGiveScript)
		}
		for _, path := range []string{p.XML, p.Script} {
			for _, in := range inputs {
				if path != "" && path != stdio && in != stdio && output.Same(path, in) {
					return message.Fail(textOverInput, path).Advise(textOtherName)
				}
			}
		}
	}
	return nil
}

// fileName turns a sheet's name into a file name that every system allows.
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

// reserved reports whether Windows reserves a name for a device.
func reserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '1' && stem[3] <= '9'
}
