package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAnswersWhatWasMeant: command lines that are not hagen's own are answered
// with the one that is.
func TestAnswersWhatWasMeant(t *testing.T) {
	t.Chdir(t.TempDir())
	sheet := ",PROPERTY\n,,name,value\n,,stonith-enabled,false\n,RESOURCES\n,,resourceItem,id\n,,Primitive,a\n,PRIMITIVE\n,P,id,class,provider,type\n,,a,ocf,pacemaker,Dummy\n"
	for _, name := range []string{"s.csv", "build"} {
		if err := os.WriteFile(name, []byte(sheet), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ line, want string }{
		{"compile s.csv", "hagen: hagen compiles without a command\n  write hagen s.csv\n"},
		{"compile s.csv out.xml", "  write hagen s.csv -o out.xml\n"},
		{"generate s.csv out.sh", "  write hagen s.csv --sh out.sh\n"},
		{"s.csv out.xml", "hagen: too many arguments: out.xml\n  did you mean hagen s.csv -o out.xml?\n"},
		{"s.csv check", "  did you mean hagen check s.csv?\n"},
		{"s.csv t.csv", "  several are compiled into a folder: -o DIR/; hagen check takes several as well\n"},
		{"init", "hagen: unknown command \"init\"\n  did you mean hagen new cluster.xlsx?\n"},
		{"validate s.csv", "hagen: unknown command \"validate\"\n  did you mean hagen check s.csv?\n"},
		{"undo --to local:", "  did you mean hagen rollback?\n"},
		{"nonsense", "hagen: \"nonsense\" is neither a file nor a command\n"},
		{"chekc s.csv", "  did you mean check?\n"},
		{"s.csv --target rhel", "hagen: invalid value \"rhel\" for --target\n  use one of rhel8, rhel9, rhel10, debian12, debian13, next, auto\n"},
		{"s.csv --target rehl9", "  did you mean rhel9?\n"},
		{"plan s.csv ssh://n1", "  did you mean --to ssh://n1?\n"},
		{"apply s.csv more --yes", "hagen: too many arguments: more\n"},
	} {
		var out bytes.Buffer
		a := newApp(strings.NewReader(""), &out, &out, noenv)
		code := a.run(t.Context(), append(strings.Fields(tt.line), "--lang", "en"))
		if code != exitError || !strings.Contains(out.String(), tt.want) {
			t.Errorf("hagen %s (%d) says\n%s\nwithout\n%s", tt.line, code, out.String(), tt.want)
		}
	}
	if left, err := filepath.Glob("*"); err != nil || len(left) != 2 {
		t.Errorf("%v is left, %v", left, err)
	}

	var out bytes.Buffer
	a := newApp(strings.NewReader(""), &out, &out, noenv)
	if code := a.run(t.Context(), []string{"build", "--encoding", "utf-8", "--lang", "en", "-o", "b.xml"}); code != exitOK {
		t.Errorf("a sheet of the name of a command is not a sheet (%d):\n%s", code, out.String())
	}
}
