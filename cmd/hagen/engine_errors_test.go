package main

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/apply/tools"
	"hagen/internal/message"
)

// engine are the packages whose errors reach the user of plan, apply, diff,
// history, rollback and agent.
var engine = []string{"apply", "apply/meaning", "apply/merge", "apply/pcmk", "apply/tools", "agentd/client", "agentd/keys", "agentd/api"}

// engineErrors is an example of each error of the engine.
func engineErrors() map[string]error {
	said := errors.New("連絡") // stands for what somebody else said
	return map[string]error{
		"apply.ErrStale": apply.ErrStale, "apply.ErrNoStatus": apply.ErrNoStatus, "apply.ErrNoTools": apply.ErrNoTools,
		"apply.ErrBusy": apply.ErrBusy, "apply.ErrNoScripts": apply.ErrNoScripts,
		"apply.SaveError": &apply.SaveError{Err: said}, "apply.UncertainError": &apply.UncertainError{Cause: said},
		"apply.HalfwayError": &apply.HalfwayError{Cause: said},
		"apply.InvalidError": &apply.InvalidError{},
		"meaning.ErrBroken":  meaning.ErrBroken, "meaning.ErrTrailing": meaning.ErrTrailing, "meaning.ErrNotCIB": meaning.ErrNotCIB,
		"meaning.ErrNoConfiguration": meaning.ErrNoConfiguration,
		"merge.UnknownNodesError":    &merge.UnknownNodesError{}, "merge.IDTakenError": &merge.IDTakenError{},
		"pcmk.AnswerError":   &pcmk.AnswerError{Tool: "crm_mon"},
		"tools.ErrNoEpoch":   tools.ErrNoEpoch,
		"tools.ErrPatch":     tools.ErrPatch,
		"tools.ErrCutAnswer": tools.ErrCutAnswer,
		"tools.ErrRestless":  tools.ErrRestless,
		"tools.ToolError":    &tools.ToolError{Tool: "cibadmin", Code: 1},
		"tools.MissingError": &tools.MissingError{Tool: "cibadmin"}, "tools.ConnectError": &tools.ConnectError{Host: "n"},
		"tools.NotOursError":   &tools.NotOursError{Path: "/var/lib/hagen", Owner: "7"},
		"tools.UnknownIDError": &tools.UnknownIDError{},
		"client.ErrAnswer":     client.ErrAnswer, "client.RefusedError": &client.RefusedError{}, "client.LostError": &client.LostError{},
		"client.ReachError": &client.ReachError{Err: said},
		"keys.ErrOpen":      keys.ErrOpen, "keys.ErrNoKey": keys.ErrNoKey, "keys.ErrWritable": keys.ErrWritable, "keys.ErrTooLong": keys.ErrTooLong,
		"keys.ErrFolder": keys.ErrFolder, "keys.ErrOwner": keys.ErrOwner, "keys.ErrNotFile": keys.ErrNotFile,
		"keys.ErrNoCertificate": keys.ErrNoCertificate, "keys.ErrOtherKey": keys.ErrOtherKey, "keys.ErrFingerprint": keys.ErrFingerprint,
		"keys.ExpiredError":      &keys.ExpiredError{NotAfter: time.Unix(0, 0), Now: time.Unix(9, 0)},
		"keys.UnknownAgentError": &keys.UnknownAgentError{}, "keys.ChangedKeyError": &keys.ChangedKeyError{},
		"keys.ListedError": &keys.ListedError{}, "api.Error": &api.Error{Code: api.CodeFailed},
	}
}

// notForUsers are errors that no user of these commands is shown, and why.
var notForUsers = map[string]string{
	"tools.ErrHost":         "dest makes an AddressError of it",
	"client.ErrAddress":     "dest makes an AddressError of it",
	"client.errSilence":     "the cause of a LostError, or of another attempt",
	"client.OverdueError":   "the cause of a LostError, which has words of its own for it",
	"client.errOrders":      "the engine leaves to an agent what is an agent's",
	"keys.ErrUnknownClient": "for the agent's log; the client is refused in the handshake",
	"keys.ErrClientExpired": "for the agent's log; the client is refused in the handshake",
	"keys.BadLineError":     "for the agent's log",
	"api.ErrScript":         "apply refuses --via script before; else CodeScript",
}

// TestEngineErrorsSpeakBothLanguages: each error of the engine has words of
// hagen's in Japanese, wherever it has some in English. A new error fails this
// test until it has.
func TestEngineErrorsSpeakBothLanguages(t *testing.T) {
	examples := engineErrors()
	declared := map[string]bool{}
	for _, dir := range engine {
		for _, name := range declaredErrors(t, filepath.Join("../../internal", dir)) {
			declared[name] = true
			if examples[name] == nil && notForUsers[name] == "" {
				t.Errorf("%s has no words: give it some, and an example here", name)
			}
		}
	}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(examples)), slices.Collect(maps.Keys(notForUsers))) {
		if !declared[name] {
			t.Errorf("%s is no error of the engine any more", name)
		}
	}
	for name, err := range examples {
		words := inWords(err)
		if en := explain(words, message.English); en == "" || !ascii(strings.ReplaceAll(en, "連絡", "")) {
			t.Errorf("%s in English: %s", name, en)
		}
		if ja := explain(words, message.Japanese); !strings.ContainsFunc(strings.ReplaceAll(ja, "連絡", ""), kana) {
			t.Errorf("%s in Japanese: %s", name, ja)
		}
	}
}

// inWords is an error as the command words it that meets it.
func inWords(err error) error {
	var listed *keys.ListedError
	var unknown *tools.UnknownIDError
	var save *apply.SaveError
	var uncertain *apply.UncertainError
	var lost *client.LostError
	var halfway *apply.HalfwayError
	switch {
	case errors.As(err, &listed):
		return message.Fail(textListedOtherwise, "", listed.Path, listed.Client.Line)
	case errors.As(err, &unknown):
		return loadFailure("local:", "x", err)
	}
	for _, known := range []error{keys.ErrOpen, keys.ErrWritable, keys.ErrFolder, keys.ErrOwner, keys.ErrNotFile, keys.ErrNoKey, keys.ErrTooLong, keys.ErrNoCertificate, keys.ErrOtherKey, keys.ErrFingerprint} {
		if err == known {
			return keyFileFailure(&fs.PathError{Op: "read", Path: "f", Err: err})
		}
	}
	if errors.As(err, &save) || errors.As(err, &uncertain) || errors.As(err, &lost) || errors.As(err, &halfway) {
		return (&push{to: tools.NewFile("file:x", "x")}).applyFailure(apply.Outcome{}, err)
	}
	return planFailure("local:", err)
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

func kana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }

// declaredErrors are the error types of a package, and its variables that hold
// an error, as package.Name. An error made in passing, without a name, can have
// no other words: it is refused, unless it wraps another.
func declaredErrors(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v", dir, err)
	}
	var out []string
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			for _, name := range namesOfErrors(decl) {
				out = append(out, file.Name.Name+"."+name)
			}
			for _, words := range inPassing(decl) {
				if key := file.Name.Name + ": " + words; madeInPassing[key] == "" {
					t.Errorf("%s has an error without a name: %s", path, words)
				}
			}
		}
	}
	return out
}

func namesOfErrors(decl ast.Decl) []string {
	var out []string
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Name.Name == "Error" && d.Recv != nil {
			if star, ok := d.Recv.List[0].Type.(*ast.StarExpr); ok {
				out = append(out, star.X.(*ast.Ident).Name)
			}
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				continue
			}
			if call, ok := v.Values[0].(*ast.CallExpr); ok && (callee(call) == "errors.New" || callee(call) == "message.Fail") {
				out = append(out, v.Names[0].Name)
			}
		}
	}
	return out
}

// madeInPassing are the errors without a name that may stay so, and why.
var madeInPassing = map[string]string{
	"api: id: 32 hexadecimal digits are expected":   "for who writes another client",
	"api: action: apply or rollback is expected":    "for who writes another client",
	"api: timeout: a duration up to %s is expected": "for who writes another client",
	"api: %s: no CIB":                                   "for who writes another client",
	"api: %s: the CIB is larger than %d bytes":          "for who writes another client",
	"api: %s: the CIB is not in UTF-8":                  "for who writes another client",
	"api: %s: one line of at most %d bytes is expected": "for who writes another client",
	"client: the agent shows no key":                    "TLS has no server without a certificate",
	"pcmk: %s: %s":                                      "what a tool said, with its name",
}

// inPassing are the words of the errors that a function makes and that wrap no
// other.
func inPassing(decl ast.Decl) []string {
	var out []string
	f, ok := decl.(*ast.FuncDecl)
	if !ok {
		return nil
	}
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || callee(call) != "errors.New" && callee(call) != "fmt.Errorf" {
			return true
		}
		if lit, ok := call.Args[0].(*ast.BasicLit); ok && !strings.Contains(lit.Value, "%w") {
			out = append(out, strings.Trim(lit.Value, `"`))
		}
		return true
	})
	return out
}

func callee(call *ast.CallExpr) string {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	pkg, ok := sel.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return pkg.Name + "." + sel.Sel.Name
}
