package message

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// TestLanguagesAreComplete shows what a language lacks: each text that the code
// declares is in each language, with the same arguments, and no other.
func TestLanguagesAreComplete(t *testing.T) {
	declared := declarations(t)
	if len(declared) < 200 {
		t.Fatalf("only %d declarations found: has their form changed?", len(declared))
	}
	for _, lang := range Languages() {
		t.Run(string(lang), func(t *testing.T) {
			for id, args := range declared {
				checkText(t, lang, id, args)
			}
			for _, id := range lang.IDs() {
				if _, ok := declared[adviceOf(id)]; !ok && !strings.HasPrefix(id, "foreign.") {
					t.Errorf("%s is in texts/%s.txt, but nothing says it", id, lang)
				}
				if !English.Has(id) {
					t.Errorf("%s is in texts/%s.txt and not in English", id, lang)
				}
			}
			for _, id := range English.IDs() {
				if lang.Has(id) {
					checkLanguage(t, lang, id)
				} else if _, said := declared[id]; !said {
					t.Errorf("texts/%s.txt lacks %s: %s", lang, id, English.Pattern(id))
				}
			}
		})
	}
}

// checkText compares a text with its declaration; args are nil when it does not
// list them (a diagnostic).
func checkText(t *testing.T, lang Lang, id string, args []string) {
	t.Helper()
	if !lang.Has(id) {
		t.Errorf("texts/%s.txt lacks %s", lang, id)
		return
	}
	if args == nil {
		return
	}
	got := slices.Sorted(slices.Values(Placeholders(lang.Pattern(id))))
	if want := slices.Sorted(slices.Values(args)); !slices.Equal(got, want) {
		t.Errorf("%s of texts/%s.txt has the arguments %v, its declaration %v", id, lang, got, want)
	}
}

// adviceOf finds the diagnostic of its advice: HG0101 for HG0101.1.
func adviceOf(id string) string {
	code, number, ok := strings.Cut(id, ".")
	if _, err := strconv.Atoi(number); ok && err == nil {
		return code
	}
	return id
}

var (
	argumentForm = regexp.MustCompile(`^[a-z][a-z_]*$`)
	scripts      = map[Lang][]*unicode.RangeTable{
		"ja": {unicode.Han, unicode.Hiragana, unicode.Katakana},
		"ko": {unicode.Hangul},
	}
	// same are words that are the same in every language.
	same = regexp.MustCompile(`^[\s\p{P}\p{S}]*$|^(DEST|SHEET|XML|CIB|pcs)$`)
)

// checkLanguage compares a text with its English.
func checkLanguage(t *testing.T, lang Lang, id string) {
	t.Helper()
	en, text := English.Pattern(id), lang.Pattern(id)
	a, b := Placeholders(en), Placeholders(text)
	for _, name := range b {
		if !argumentForm.MatchString(name) {
			t.Errorf("%s: %s: {%s} is not a lower-case word", lang, id, name)
		}
	}
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		t.Errorf("%s: %s has the arguments %v, in English %v", lang, id, b, a)
	}
	words := ""
	for _, p := range split(text) {
		if p.name == "" {
			words += p.text
		}
		for _, f := range p.forms {
			words += f.text
		}
		if p.forms != nil && !slices.ContainsFunc(p.forms, func(f form) bool { return f.category == "other" }) {
			t.Errorf("%s: %s: a plural without other", lang, id)
		}
	}
	if strings.ContainsAny(strings.NewReplacer("{count}", "").Replace(strings.Join(strings.Fields(words), " ")), "{}") && !strings.Contains(text, "'{'") {
		t.Errorf("%s: %s has a brace that is part of no argument: %q", lang, id, text)
	}
	if script := scripts[lang]; script != nil && text == en && !same.MatchString(words) && !strings.HasPrefix(id, "usage.") {
		t.Errorf("%s: %s is the same as in English: %q", lang, id, text)
	}
	if lang == English && strings.IndexFunc(words, func(r rune) bool { return unicode.In(r, scripts["ja"]...) || unicode.In(r, scripts["ko"]...) }) >= 0 {
		t.Errorf("%s: %q holds another language", id, words)
	}
}

// declarations are the texts the code declares: message.New, and the diagnostics
// and notes of package diag.
func declarations(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for _, root := range []string{"../../internal", "../../cmd", "../../test/gen"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					declare(t, found, file.Name.Name, call)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// declare records a call that declares a text.
func declare(t *testing.T, found map[string][]string, pkg string, call *ast.CallExpr) {
	words := literals(call.Args)
	switch name := called(call); {
	case name == "message.New", name == "New" && pkg == "message":
		if len(words) != len(call.Args) || len(words) == 0 {
			t.Errorf("package %s declares a text by something else than words", pkg)
			return
		}
		if _, twice := found[words[0]]; twice {
			t.Errorf("%s is declared twice", words[0])
		}
		found[words[0]] = words[1:]
	case name == "define" && pkg == "diag":
		found[words[0]] = nil
	case name == "note" && pkg == "diag":
		found["note."+words[0]] = nil
	}
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name + "." + f.Sel.Name
		}
	}
	return ""
}

func literals(args []ast.Expr) []string {
	words := []string{}
	for _, a := range args {
		if lit, ok := a.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				words = append(words, s)
			}
		}
	}
	return words
}

// TestFilesAreWellFormed tests that no line of a language file is ignored.
func TestFilesAreWellFormed(t *testing.T) {
	for _, lang := range Languages() {
		data, err := files.ReadFile("texts/" + string(lang) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parse(string(data)); err != nil {
			t.Errorf("texts/%s.txt: %v", lang, err)
		}
	}
}
