package importer_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"hagen/internal/compile"
	"hagen/internal/importer"
	"hagen/internal/message"
)

var lossless = flag.Bool("lossless", false, "import them with everything")

var folder = flag.String("corpus", "", "a folder of CIBs to import")

// TestCorpus imports the CIBs of a folder and counts how far they come.
func TestCorpus(t *testing.T) {
	if *folder == "" {
		return // nothing is left out: it is for a folder that someone has
	}
	files, err := filepath.Glob(filepath.Join(*folder, "*.xml"))
	if err != nil {
		t.Fatal(err)
	}
	opts := options(t)
	opts.Lossless = *lossless
	raw := 0
	count := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := importer.Import(data, opts)
		name := filepath.Base(file)
		switch {
		case err != nil:
			count["cannot read"]++
			fmt.Println(name, "ERR", err)
			continue
		case r.Report.HasErrors():
			count["refused"]++
			for _, d := range r.Report.Sorted() {
				if d.Kind.Severity.String() == "error" {
					fmt.Println(name, "REFUSED", d.Kind.Code, d.Summary(message.English))
				}
			}
		case len(r.Differs) > 0:
			count["differs"]++
			for _, d := range r.Differs {
				fmt.Println(name, "DIFFERS", d.Action, d.Kind, d.Name, d.Details)
			}
		}
		raw += r.Raw
		if r.Exact {
			count["exact"]++
		} else if *lossless {
			fmt.Println(name, "NOT EXACT", r.Raw)
		}
		no := 0
		for _, l := range r.Left {
			if l.Why == importer.NoTable {
				no++
				fmt.Println(name, "LEFT", l.What)
			}
		}
		if no > 0 {
			count["with parts no table can say"]++
		}
		if no == 0 && !r.Report.HasErrors() && len(r.Differs) == 0 {
			count["whole"]++
		}
	}
	fmt.Println(len(files), count, "rows of CIB_XML:", raw)
}

// options are those of this machine's target.
func options(t *testing.T) importer.Options {
	t.Helper()
	known, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	return importer.Options{Target: known.Target, Catalog: known.Catalog, Lang: message.English}
}
