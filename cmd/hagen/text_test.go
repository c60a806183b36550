package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

var verb = regexp.MustCompile(`%[a-z]`)

// TestTextsAreComplete: whatever hagen says it says in both languages, with the
// same arguments in the same order.
func TestTextsAreComplete(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			switch {
			case !ok:
			case isText(lit.Type):
				count++
				checkText(t, lit)
			case isTextMap(lit.Type):
				for _, e := range lit.Elts {
					count++
					checkText(t, e.(*ast.KeyValueExpr).Value.(*ast.CompositeLit))
				}
			}
			return true
		})
	}
	if count < 40 {
		t.Errorf("only %d texts found: has their form changed?", count)
	}
}

func isText(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "text"
}

// isTextMap recognises map[...]text, whose values leave their type out.
func isTextMap(e ast.Expr) bool {
	m, ok := e.(*ast.MapType)
	return ok && isText(m.Value)
}

func checkText(t *testing.T, lit *ast.CompositeLit) {
	t.Helper()
	if len(lit.Elts) != 2 {
		t.Errorf("a text with %d languages", len(lit.Elts))
		return
	}
	en, ja := stringOf(t, lit.Elts[0]), stringOf(t, lit.Elts[1])
	if en == "" || ja == "" {
		t.Errorf("a language lacks words: %q, %q", en, ja)
	}
	hasWords := strings.IndexFunc(verb.ReplaceAllString(en, ""), unicode.IsLetter) >= 0
	if hasWords && strings.IndexFunc(ja, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) < 0 {
		t.Errorf("%q holds no Japanese", ja)
	}
	if a, b := verb.FindAllString(en, -1), verb.FindAllString(ja, -1); !slices.Equal(a, b) {
		t.Errorf("other arguments: %v in %q, %v in %q", a, en, b, ja)
	}
}

// stringOf is the value of a constant string expression.
func stringOf(t *testing.T, e ast.Expr) string {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Fatal(err)
		}
		return s
	case *ast.BinaryExpr:
		return stringOf(t, e.X) + stringOf(t, e.Y)
	}
	t.Errorf("a text made of %T", e)
	return ""
}
