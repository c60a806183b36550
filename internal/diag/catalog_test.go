package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"hagen/internal/message"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var codeForm = regexp.MustCompile(`^HG[0-9]{4}$`)

// TestKindsAreComplete: each mistake has its own code and says the same in
// every language.
func TestKindsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds() {
		t.Run(k.Code, func(t *testing.T) {
			if !codeForm.MatchString(k.Code) {
				t.Errorf("code %q is not of the form HG0000", k.Code)
			}
			if seen[k.Code] {
				t.Error("the code is given twice")
			}
			seen[k.Code] = true
			if k.Severity < Remark || k.Severity > Error {
				t.Errorf("severity %d is invalid", k.Severity)
			}
			for _, lang := range message.Languages() {
				checkSummary(t, lang, k.Summary(lang))
				for _, line := range k.Help(lang) {
					checkLine(t, lang, line)
				}
				if want, got := len(k.Help(message.English)), len(k.Help(lang)); got != want {
					t.Errorf("%d help lines in %s, %d in English", got, lang, want)
				}
			}
		})
	}
}

// properNames may open a summary although they are upper case.
var properNames = regexp.MustCompile(`^([A-Z]{2,}|Pacemaker|Excel|LibreOffice|PostgreSQL|Windows|UTF|Shift|[A-Z]+_[A-Z_]+|[A-Z][a-z]+[A-Z]\w*)`)

// checkSummary holds for what is wrong: as the middle of a sentence begins.
func checkSummary(t *testing.T, lang message.Lang, line string) {
	t.Helper()
	checkLine(t, lang, line)
	if lang == message.English && unicode.IsUpper([]rune(line + " ")[0]) && !properNames.MatchString(line) {
		t.Errorf("%q starts with a capital letter", line)
	}
}

// checkLine holds for every line of every language.
func checkLine(t *testing.T, lang message.Lang, line string) {
	t.Helper()
	if strings.TrimSpace(line) != line || line == "" {
		t.Errorf("%s: %q is empty or padded", lang, line)
	}
	if strings.ContainsAny(line, "\n\t") {
		t.Errorf("%s: %q holds a line break or tab", lang, line)
	}
	if strings.HasSuffix(line, ".") || strings.HasSuffix(line, "。") {
		t.Errorf("%s: %q ends in a full stop", lang, line)
	}
}

// TestNotesAreComplete: each note has its own key and words in every language.
func TestNotesAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, n := range notes {
		if n.Key == "" || seen[n.Key] {
			t.Errorf("note key %q is empty or given twice", n.Key)
		}
		seen[n.Key] = true
		for _, lang := range message.Languages() {
			checkSummary(t, lang, lang.Pattern("note."+n.Key))
		}
	}
}

// TestKindsAreUsed: a code that is never reported is a false promise; a kind
// declared as a variable of another package would escape the catalog.
func TestKindsAreUsed(t *testing.T) {
	declared := declaredNames(t)
	if len(declared) != len(Kinds())+len(notes) {
		t.Errorf("%d variables are set by define and note, the catalog holds %d: give each its own variable in a catalog file",
			len(declared), len(Kinds())+len(notes))
	}
	used := usedNames(t)
	for _, name := range declared {
		if !used[name] {
			t.Errorf("diag.%s is never reported", name)
		}
	}
}

// declaredNames lists the variables that define and note set.
func declaredNames(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("catalog*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				if v := spec.(*ast.ValueSpec); len(v.Values) == 1 && calls(v.Values[0], "define", "note") {
					names = append(names, v.Names[0].Name)
				}
			}
		}
	}
	return names
}

func calls(e ast.Expr, functions ...string) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	id, ok := call.Fun.(*ast.Ident)
	return ok && slices.Contains(functions, id.Name)
}

// usedNames collects every diag.X of the module's product code, and the labels
// this package puts in by itself.
func usedNames(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{"NoteAlso": true, "noteMore": true}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "diag" {
					used[sel.Sel.Name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return used
}
