package message

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestArgumentsAreGiven tests that the code gives each text as many arguments as it
// declares. With fills missing ones with nothing, which a reader would not
// understand.
func TestArgumentsAreGiven(t *testing.T) {
	checked := 0
	for _, root := range []string{"../../internal", "../../cmd"} {
		err := filepath.WalkDir(root, func(dir string, d os.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			files := packageFiles(t, dir)
			texts := textVariables(files)
			for _, file := range files {
				ast.Inspect(file, func(n ast.Node) bool {
					if call, ok := n.(*ast.CallExpr); ok {
						checked += checkCall(t, dir, texts, call)
					}
					return true
				})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if checked < 250 {
		t.Errorf("only %d calls found: has their form changed?", checked)
	}
}

func packageFiles(t *testing.T, dir string) []*ast.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// textVariables are the variables of a package that hold a text, with the number of
// its arguments.
func textVariables(files []*ast.File) map[string]int {
	texts := map[string]int{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != len(spec.Names) {
				return true
			}
			for i, value := range spec.Values {
				if call, ok := value.(*ast.CallExpr); ok && (called(call) == "message.New" || called(call) == "New" && file.Name.Name == "message") {
					texts[spec.Names[i].Name] = len(call.Args) - 1
				}
			}
			return true
		})
	}
	return texts
}

// checkCall checks a call that says a text, and counts it.
func checkCall(t *testing.T, dir string, texts map[string]int, call *ast.CallExpr) int {
	t.Helper()
	name, given := "", 0
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok && (sel.Sel.Name == "With" || sel.Sel.Name == "In") {
		name = identifier(sel.X)
		if sel.Sel.Name == "With" {
			given = len(call.Args)
		}
	} else {
		for i, arg := range call.Args { // Fail(text, …), f.Advise(text, …), say(w, lang, text, …)
			if _, ok := texts[identifier(arg)]; ok && takesText(call) {
				name, given = identifier(arg), len(call.Args)-i-1
				break
			}
		}
	}
	want, known := texts[name]
	if !known || call.Ellipsis.IsValid() {
		return 0
	}
	if given != want {
		t.Errorf("%s: %s takes %d arguments and is given %d", dir, name, want, given)
	}
	return 1
}

// takesText reports whether a function takes a text and its arguments.
func takesText(call *ast.CallExpr) bool {
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Advise" {
		return true
	}
	name := called(call)
	return name == "message.Fail" || name == "Fail" || name == "say"
}

func identifier(e ast.Expr) string {
	id, _ := e.(*ast.Ident)
	if id == nil {
		return ""
	}
	return id.Name
}
