package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// speaking are the packages whose errors reach the user of plan, apply, diff,
// history, rollback and agent, by way of the log and of the agent as well.
var speaking = []string{"apply", "apply/meaning", "apply/merge", "apply/pcmk", "apply/tools", "agentd", "agentd/api", "agentd/client", "agentd/keys", "planfile"}

// silent are the errors of these packages that need no words, and why.
var silent = map[string]string{
	"tools.ErrHost":                   "dest makes an AddressError of it",
	"client.ErrAddress":               "dest makes an AddressError of it",
	"client.errSilence":               "the cause of a LostError, or of another attempt",
	"client.errOrders":                "the engine leaves to an agent what is an agent's",
	"client.OverdueError":             "the cause of a LostError, which says it",
	"keys.ErrUnknownClient":           "for the agent's log; the client is refused in the handshake",
	"keys.ErrClientExpired":           "for the agent's log; the client is refused in the handshake",
	"keys.BadLineError":               "for the agent's log",
	"agentd.refusal":                  "for the agent's log",
	"agentd.damagedError":             "for the agent's log",
	"agentd.ErrRunning":               "hagen agent names the socket",
	"keys.ErrSealed":                  "agentd makes an apply.ErrSealed of it",
	"planfile.errAltered":             "the file is named instead",
	"planfile.errProof":               "what moved on is named instead",
	"client.the agent shows no key":   "TLS has no server without a certificate",
	"agentd.it is not a regular file": "for the agent's log",
	"agentd.it is of version %d":      "for the agent's log",
	"agentd.it is in a phase that this agent does not know: %q": "for the agent's log",
}

// TestErrorsSpeak tests that each error that reaches a user is available in every
// language: it is made by message.Fail, or its type has a Message.
func TestErrorsSpeak(t *testing.T) {
	seen := map[string]bool{}
	for _, dir := range speaking {
		for _, name := range speechless(t, filepath.Join(root, "internal", dir)) {
			seen[name] = true
			if silent[name] == "" {
				t.Errorf("%s has no words in other languages: make it by message.Fail, give its type a Message, or say here why it needs none", name)
			}
		}
	}
	for name := range silent {
		if !seen[name] {
			t.Errorf("%s is no error without words any more", name)
		}
	}
}

// speechless are the errors of a package that are words of English: types by
// their name, others by the variable that holds them or by what they say.
func speechless(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v", dir, err)
	}
	errs, speakers, pkg := []string{}, []string{}, ""
	var out []string
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		pkg = file.Name.Name
		for _, decl := range file.Decls {
			switch receiver, method := methodOf(decl); method {
			case "Error":
				errs = append(errs, receiver)
			case "Message":
				speakers = append(speakers, receiver)
			}
			for _, words := range english(decl) {
				out = append(out, pkg+"."+words)
			}
		}
	}
	for _, name := range errs {
		if !slices.Contains(speakers, name) {
			out = append(out, pkg+"."+name)
		}
	}
	return out
}

// methodOf is what a method is of, and its name.
func methodOf(decl ast.Decl) (receiver, method string) {
	f, ok := decl.(*ast.FuncDecl)
	if !ok || f.Recv == nil {
		return "", ""
	}
	switch of := f.Recv.List[0].Type.(type) {
	case *ast.StarExpr:
		return of.X.(*ast.Ident).Name, f.Name.Name
	case *ast.Ident:
		return of.Name, f.Name.Name
	}
	return "", ""
}

// english are the errors a declaration makes of words and that wrap no other.
func english(decl ast.Decl) []string {
	var out []string
	ast.Inspect(decl, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if call, ok := spec.Values[0].(*ast.CallExpr); ok && callee(call) == "errors.New" {
				out = append(out, spec.Names[0].Name)
				return false
			}
		}
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
