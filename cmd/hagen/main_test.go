package main

import (
	"encoding/csv"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"hagen/test/sheettest"
)

func TestMain(m *testing.M) {
	if os.Getenv("HAGEN_TEST_WAITS") != "" {
		os.Exit(waits())
	}
	testscript.Main(m, map[string]func(){"hagen": main})
}

// TestScripts runs hagen as people do. Beside the commands of testscript:
//
//	exits N PROGRAM ARGS...                    run a program that must exit with N
//	workbook FILE [for:TARGET] SHEET=CSV...    make a workbook of CSV files
//	mode MODE FILE...                          the files have the mode, in octal
//	files NAME...                              the folder holds these files and no others
//
// $SHEETS is a copy of testdata/sheets, $OCF one of testdata/ocf: an OCF root of
// agents that no release has.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "en_US.UTF-8") // whatever the machine speaks
			env.Setenv("LC_ALL", "")
			sheets := filepath.Join(env.WorkDir, ".sheets")
			env.Setenv("SHEETS", sheets)
			ocf := filepath.Join(env.WorkDir, ".ocf")
			env.Setenv("OCF", ocf)
			return errors.Join(os.CopyFS(sheets, os.DirFS("testdata/sheets")), os.CopyFS(ocf, os.DirFS("testdata/ocf")))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": cmdExits, "workbook": cmdWorkbook, "mode": cmdMode, "files": cmdFiles,
		},
	})
}

func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func cmdWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: workbook FILE SHEET=CSV...")
	}
	var sheets []sheettest.Sheet
	words := args[1:]
	target, named := strings.CutPrefix(words[0], "for:")
	if named {
		words = words[1:]
	}
	for _, arg := range words {
		name, file, ok := strings.Cut(arg, "=")
		if !ok {
			ts.Fatalf("%q is not SHEET=CSV", arg)
		}
		r := csv.NewReader(strings.NewReader(ts.ReadFile(file)))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		ts.Check(err)
		sheets = append(sheets, sheettest.Sheet{Name: name, Rows: rows})
	}
	data, err := sheettest.XLSX(sheets...)
	ts.Check(err)
	if named {
		data, err = sheettest.ForTarget(data, target)
		ts.Check(err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

func cmdMode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: mode MODE FILE...")
	}
	want, err := strconv.ParseUint(args[0], 8, 32)
	ts.Check(err)
	for _, file := range args[1:] {
		info, err := os.Stat(ts.MkAbs(file))
		ts.Check(err)
		if got := info.Mode().Perm(); got != os.FileMode(want) {
			ts.Fatalf("%s has mode %o, want %o", file, got, want)
		}
	}
}

func cmdFiles(ts *testscript.TestScript, neg bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs("."))
	ts.Check(err)
	var got []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") { // the tests' own
			got = append(got, e.Name())
		}
	}
	if neg || strings.Join(got, "\n") != strings.Join(args, "\n") {
		ts.Fatalf("the folder holds %q, want %q", got, args)
	}
}
