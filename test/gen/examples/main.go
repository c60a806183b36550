// Command gen makes the workbooks of examples/ and testdata/reference from the
// CSVs beside them, and what both compile to. The CSV is the source: edit it,
// run the command, read the difference.
//
//	go run ./test/gen/examples
package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hagen/internal/book"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/target"
)

// source is a CSV that other files are made from.
type source struct {
	dir   string       // from the root of the repository
	base  string       // BASE.csv becomes BASE.xlsx, BASE.xml and BASE.sh
	sheet string       // the name of the worksheet
	lang  message.Lang // of what the writer adds; "" for merged cells
}

var sources = []source{
	{"examples/000-haproxy-memcached", "cluster", "환경정의서", "ko"},
	{"examples/001-apache", "cluster", "환경정의서", "ko"},
	{"examples/002-nginx", "cluster", "환경정의서", "ko"},
	{"examples/002-obsolete-property", "cluster", "환경정의서", "ko"},
	{"examples/003-haproxy-fencing", "cluster", "環境定義書", message.Japanese},
	{"examples/004-haproxy", "cluster", "Описание среды", message.English},
	{"examples/004-haproxy-clone", "cluster", "Описание среды", message.English},
	{"examples/005-every-table", "cluster", "definition", message.English},
	{"examples/006-nfs", "cluster", "definition", message.English},
	{"examples/007-geo-tickets", "cluster", "definition", message.English},
	{"examples/008-ocfs2", "cluster", "definition", message.English},
	{"examples/009-azure-health", "cluster", "definition", message.English},
	{"examples/010-hana-scale-up", "cluster", "definition", message.English},
	{"examples/011-azure-hana-nfs", "cluster", "definition", message.English},
	{"testdata/reference", "reference", "環境定義書", ""},
}

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// run writes every file anew, below the root of the repository.
func run(root string) error {
	for _, s := range sources {
		files, err := s.make(root)
		if err != nil {
			return fmt.Errorf("%s: %w", s.dir, err)
		}
		for _, f := range files {
			if err := f.write(filepath.Join(root, s.dir)); err != nil {
				return err
			}
		}
	}
	return nil
}

// file is a file made from a source; nil data means that it must not be there.
type file struct {
	name string
	data []byte
}

func (f file) write(dir string) error {
	path := filepath.Join(dir, f.name)
	if f.data == nil {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return nil
	}
	return os.WriteFile(path, f.data, 0o644)
}

// make gives every file of a source: the workbook, what it compiles to and, in
// both languages, what is wrong with it.
func (s source) make(root string) ([]file, error) {
	text, err := os.ReadFile(filepath.Join(root, s.dir, s.base+".csv"))
	if err != nil {
		return nil, err
	}
	rows, err := grid(text)
	if err != nil {
		return nil, err
	}
	made, err := s.workbook(root, rows)
	if err != nil {
		return nil, err
	}
	u, err := s.compiled(root, s.base+".xlsx", made)
	if err != nil {
		return nil, err
	}
	return []file{
		{s.base + ".xlsx", made},
		{s.base + ".xml", u.XML},
		{s.base + ".sh", u.Script},
		{"stderr.txt", report(u, message.English)},
		{"stderr.ja.txt", report(u, message.Japanese)},
	}, nil
}

// workbook dresses the rows: an example as hagen new does, for any target; the
// reference sheet with merged cells, as real sheets have them.
func (s source) workbook(root string, rows [][]string) ([]byte, error) {
	if s.lang == "" {
		return workbook(s.sheet, rows)
	}
	known, err := s.options(root)
	if err != nil {
		return nil, err
	}
	return book.XLSX(book.Sheet{Name: s.sheet, Title: strings.TrimPrefix(rows[0][0], "# "), Rows: rows, Lang: s.lang, Catalog: known.Catalog})
}

// grid reads a CSV of the repository: UTF-8 with a byte order mark, for Excel.
func grid(text []byte) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	return r.ReadAll()
}

// options are those of the default target, with the agents of the file agents.json
// beside the source, if there is one.
func (s source) options(root string) (compile.Options, error) {
	opts, err := compile.For(target.Default)
	if err != nil {
		return opts, err
	}
	f, err := os.Open(filepath.Join(root, s.dir, "agents.json"))
	if errors.Is(err, os.ErrNotExist) {
		return opts, nil
	}
	if err != nil {
		return opts, err
	}
	defer f.Close()
	return opts, opts.Catalog.Extend(f, f.Name())
}

// compiled compiles the only sheet of a file for the default target.
func (s source) compiled(root, name string, data []byte) (*compile.Unit, error) {
	opts, err := s.options(root)
	if err != nil {
		return nil, err
	}
	in := compile.Open(name, data, parse.Options{})
	sheets := in.WithTables()
	if len(sheets) != 1 || in.Report.Len() > 0 {
		return nil, fmt.Errorf("%s: %d sheets with tables, %d findings about the file", name, len(sheets), in.Report.Len())
	}
	return in.Compile(sheets[0], opts)
}

// report is what hagen says about a sheet, nil when it says nothing.
func report(u *compile.Unit, lang message.Lang) []byte {
	var out bytes.Buffer
	// A bytes.Buffer takes every write.
	_ = diag.WriteText(&out, u.Report.Sorted(), diag.TextOptions{Lang: lang, Source: compile.Quotes{u.Grid}})
	return out.Bytes()
}
