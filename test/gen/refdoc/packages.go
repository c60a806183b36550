package refdoc

import (
	"fmt"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// Packages is the table of all packages below a folder in Markdown, each with
// the first sentence of its own documentation.
func Packages(root string) (string, error) {
	sentences := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		sentence, err := firstSentence(path)
		if dir = filepath.ToSlash(dir); sentence != "" || sentences[dir] == "" {
			sentences[dir] = sentence
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read the packages: %w", err)
	}
	dirs := make([]string, 0, len(sentences))
	for dir := range sentences {
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	var b strings.Builder
	b.WriteString("| package | what it does |\n|---|---|\n")
	for _, dir := range dirs {
		fmt.Fprintf(&b, "| `%s` | %s |\n", dir, escape(sentences[dir]))
	}
	return b.String(), nil
}

// firstSentence is what a file says of its package, without the package's name;
// "" when it says nothing.
func firstSentence(path string) (string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		return "", err
	}
	text := new(doc.Package).Synopsis(file.Doc.Text())
	words := strings.SplitN(text, " ", 3)
	if len(words) == 3 && (words[0] == "Package" || words[0] == "Command") {
		return words[2], nil
	}
	return text, nil
}
