package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"hagen/internal/message"
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
	case *ast.Ident:
		if s, known := map[string]string{"destinationsEnglish": destinationsEnglish, "destinationsJapanese": destinationsJapanese}[e.Name]; known {
			return s
		}
	}
	t.Errorf("a text made of %T", e)
	return ""
}

// TestHelpIsWhole: whoever has --help alone finds what a command is, how it is
// called, its flags, how it ends, and where to read on, in both languages.
func TestHelpIsWhole(t *testing.T) {
	for _, lang := range []message.Lang{message.English, message.Japanese} {
		for _, command := range []string{"plan", "apply", "diff", "history", "rollback", "agent", "agent init", "agent authorize", "agent fingerprint"} {
			var out bytes.Buffer
			a := &app{stdout: &out, stderr: &out, getenv: func(string) string { return "" }}
			if code := a.run(t.Context(), append(strings.Fields(command), "--help", "--lang", string(lang))); code != exitOK {
				t.Fatalf("%s: %s", command, out.String())
			}
			help, says := out.String(), commandHelp[command]
			wanted := []string{"hagen " + command + " - " + says.usage.in(lang) + "\n", helpUsage.in(lang) + "\n  hagen " + command,
				"\n" + says.about.in(lang), helpExampleTitle.in(lang) + "\n" + says.examples.in(lang), helpFlags.in(lang),
				helpExitTitle.in(lang) + "\n" + helpExit[command].in(lang), helpSeeTitle.in(lang) + "\n  hagen "}
			if command != "plan" && command != "diff" { // which leave nothing behind
				wanted = append(wanted, helpFilesTitle.in(lang)+"\n"+says.files.in(lang))
			}
			if says.about.en == "" || len(says.see) < 2 || helpExit[command].en == "" {
				t.Errorf("hagen %s --help is not whole", command)
			}
			for _, part := range wanted {
				if !strings.Contains(help, part) {
					t.Errorf("hagen %s --help --lang %s lacks\n%s", command, lang, part)
				}
			}
		}
	}
	for name, usage := range flagUsage {
		if strings.Trim(usage.en, "` ") == "" {
			t.Errorf("nobody says what --%s does", name)
		}
	}
}
