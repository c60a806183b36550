// Package pages reads the commands that the documents show, so that tests run them
// as readers would.
package pages

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Block is a block of commands of a page. Its commands belong together: one may need
// what an earlier one made.
type Block struct {
	Page     string // from the root of the repository
	Line     int
	Language string // sh, console, text, bat, powershell
	Commands []Command
}

// Command is a command, of one line or of several.
type Command struct {
	Line int
	Text string
}

// shells are the languages whose lines are all commands. In other blocks those after
// a prompt are.
var shells = []string{"sh", "bash", "bat", "powershell"}

var (
	fence  = regexp.MustCompile("^```([a-z]*)$")
	inline = regexp.MustCompile("`(hagen \\S+ [^`]*(?:\\.|SHEET|://)[^`]*)`")
)

// Of are the blocks of commands of a page, and each command with its files in a row of a
// table, as a block of its own.
func Of(root, page string) ([]Block, error) {
	data, err := os.ReadFile(filepath.Join(root, page))
	if err != nil {
		return nil, err
	}
	var out []Block
	var open *Block
	unfinished := false
	for i, line := range strings.Split(string(data), "\n") {
		m := fence.FindStringSubmatch(line)
		switch {
		case m != nil && open == nil:
			open = &Block{Page: page, Line: i + 1, Language: m[1]}
			continue
		case m != nil:
			if len(open.Commands) > 0 {
				out = append(out, *open)
			}
			open = nil
			continue
		case open == nil:
			if strings.HasPrefix(line, "| ") {
				for _, c := range inline.FindAllStringSubmatch(line, -1) {
					out = append(out, Block{page, i + 1, "table", []Command{{i + 1, c[1]}}})
				}
			}
			continue
		}
		text, prompted := strings.CutPrefix(line, "$ ")
		switch {
		case unfinished:
			last := &open.Commands[len(open.Commands)-1]
			last.Text += "\n" + line
		case prompted, slices.Contains(shells, open.Language) && strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#"):
			open.Commands = append(open.Commands, Command{i + 1, text})
		default:
			continue
		}
		unfinished = strings.HasSuffix(line, `\`)
	}
	if open != nil {
		return nil, fmt.Errorf("%s: the block of line %d does not end", page, open.Line)
	}
	return out, nil
}

// All are the pages for users, in every language.
func All(root string) ([]string, error) {
	var out []string
	for _, pattern := range []string{"README*.md", "docs/*.md", "examples/*.md", "CONTRIBUTING.md"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			page, err := filepath.Rel(root, file)
			if err != nil {
				return nil, err
			}
			out = append(out, filepath.ToSlash(page))
		}
	}
	return out, nil
}
