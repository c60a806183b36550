package arch

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// avoided is a construction to avoid and what to write instead.
type avoided struct {
	pattern *regexp.Regexp
	instead string
}

// avoidedWords reads words.txt.
func avoidedWords(t *testing.T) []avoided {
	t.Helper()
	data, err := os.ReadFile("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []avoided
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pattern, instead, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("words.txt: no tab and no advice in %q", line)
		}
		// A construction may be broken over lines.
		pattern = strings.ReplaceAll(pattern, " ", `\s+`)
		list = append(list, avoided{regexp.MustCompile("(?i)" + pattern), instead})
	}
	return list
}

// passage is a text with the line it starts in.
type passage struct {
	line int
	text string
}

// comments returns the comments of a Go file.
func comments(t *testing.T, file string) []passage {
	t.Helper()
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var list []passage
	for _, group := range parsed.Comments {
		var text []string
		for _, c := range group.List {
			text = append(text, strings.TrimPrefix(c.Text, "//"))
		}
		list = append(list, passage{set.Position(group.Pos()).Line, strings.Join(text, "\n")})
	}
	return list
}

// paragraphs returns the paragraphs of a page or a language file. A construction may
// be broken over lines, but not over paragraphs.
func paragraphs(text string) []passage {
	var list []passage
	line := 1
	for part := range strings.SplitSeq(text, "\n\n") {
		list = append(list, passage{line, part})
		line += strings.Count(part, "\n") + 2
	}
	return list
}

// written are the files with words for people, by their paths from the root. Folders
// whose name begins with a dot are tools' own.
func written(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		file = filepath.ToSlash(file)
		switch {
		case d.IsDir() && file != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir():
		case strings.HasSuffix(file, ".go"), strings.HasSuffix(file, ".md"), file == "internal/message/texts/en.txt":
			out = append(out, file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 500 {
		t.Fatalf("only %d files with words found", len(out))
	}
	return out
}

// TestPlainWords looks for the constructions of words.txt in the comments of the code,
// in the pages for people and in the English messages.
func TestPlainWords(t *testing.T) {
	list := avoidedWords(t)
	for _, file := range written(t) {
		// The glossary lists words to avoid; the pages in other languages are not English.
		if file == "docs/glossary.md" || strings.HasSuffix(file, ".ja.md") || strings.HasSuffix(file, ".ko.md") {
			continue
		}
		path := filepath.Join(root, file)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var passages []passage
		if strings.HasSuffix(file, ".go") {
			passages = comments(t, path)
		} else {
			passages = paragraphs(string(bytes.TrimSpace(data)))
		}
		for _, p := range passages {
			for _, a := range list {
				for _, at := range a.pattern.FindAllStringIndex(p.text, -1) {
					line := p.line + strings.Count(p.text[:at[0]], "\n")
					t.Errorf("%s:%d: %q: write: %s", file, line, p.text[at[0]:at[1]], a.instead)
				}
			}
		}
	}
}
