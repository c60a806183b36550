package cibs_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/beevik/etree"

	"hagen/internal/compile"
	"hagen/internal/importer"
	"hagen/internal/message"
	"hagen/test/cibs"
	"hagen/test/need"
)

// least is how many of the CIBs pass the schema they name once they are upgraded.
const least = 780

// mostRaw is in how many sheets there may be something that only CIB_XML can say. It
// is a measure of what the tables lack: it only ever goes down.
const mostRaw = 14

// TestImport imports each CIB. With everything in it the sheet compiles to the same CIB,
// and Pacemaker orders the same actions. The sheet of a designer loses nothing in
// silence: where the import says that nothing is missing, they are the same as well.
func TestImport(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install apt", "apt-get")
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin", "crm_simulate")
	need.Tool(t, "apt install libxml2-utils", "xmllint")
	dir, err := cibs.Dir(t.Context())
	if err != nil {
		need.Skip(t, err.Error())
	}
	files := valid(t, upgraded(t, dir))
	if len(files) < least {
		t.Fatalf("%d CIBs pass their schema, want %d at least", len(files), least)
	}
	known, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	var count counts
	work := make(chan string)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for file := range work {
				one(t, file, importer.Options{Target: known.Target, Catalog: known.Catalog, Lang: message.English}, &count)
			}
		})
	}
	for _, file := range files {
		work <- file
	}
	close(work)
	workers.Wait()
	if count.withRows > mostRaw {
		t.Errorf("%d sheets have rows of CIB_XML, more than %d", count.withRows, mostRaw)
	}
	t.Logf("%d CIBs: %d as sheets that say all of the design, with %d rows of CIB_XML in %d of them; with --lossless %d are the CIB itself",
		len(files), count.whole, count.rows, count.withRows, count.exact)
}

// counts is how far the CIBs come.
type counts struct {
	sync.Mutex
	whole, rows, withRows, exact int
}

func one(t *testing.T, file string, opts importer.Options, count *counts) {
	name := filepath.Base(file)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
		return
	}
	design, err := importer.Import(data, opts)
	if err != nil || design.Report.HasErrors() {
		t.Errorf("%s: cannot be imported: %v", name, err)
		return
	}
	opts.Lossless = true
	whole, err := importer.Import(data, opts)
	if err != nil || !whole.Exact {
		t.Errorf("%s: with everything in it the sheet compiles to another CIB: %v", name, err)
		return
	}
	want := actions(t, data, nil)
	if got := actions(t, data, whole.XML); !slices.Equal(got, want) {
		t.Errorf("%s: with everything in it the scheduler orders other actions", name)
	}
	// What the cluster keeps is not in the sheet; a master is said in the new way.
	said := func(l importer.Left) bool { return l.Why == importer.NoMeaning || l.Why == importer.WrittenOut }
	if len(design.Differs) == 0 && len(slices.DeleteFunc(design.Left, said)) == 0 {
		if got := actions(t, data, design.XML); !slices.Equal(got, want) {
			t.Errorf("%s: SILENT LOSS: the import says that nothing is missing, and the scheduler orders other actions", name)
		}
	}
	count.Lock()
	defer count.Unlock()
	count.exact++
	count.rows += design.Raw
	if design.Raw > 0 {
		count.withRows++
	}
	if !design.Lacks() {
		count.whole++
	}
}

// upgraded copies the CIBs and lets Pacemaker upgrade them to its newest schema.
func upgraded(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*.xml"))
	if err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	var out []string
	for _, file := range found {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(to, filepath.Base(file))
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), "cibadmin", "--upgrade", "--force")
		cmd.Env = append(os.Environ(), "CIB_file="+name)
		_ = cmd.Run() // one that cannot be upgraded stays as it is
		out = append(out, name)
	}
	return out
}

// valid are the CIBs that pass the schema they name.
func valid(t *testing.T, files []string) []string {
	t.Helper()
	by := map[string][]string{}
	for _, file := range files {
		doc := etree.NewDocument()
		if err := doc.ReadFromFile(file); err != nil || doc.Root() == nil {
			continue
		}
		schema := doc.Root().SelectAttrValue("validate-with", "")
		if _, old := importer.OldSchema(read(t, file)); !old && schema != "" {
			by[schema] = append(by[schema], file)
		}
	}
	var out []string
	for schema, list := range by {
		var said bytes.Buffer
		cmd := exec.CommandContext(t.Context(), "xmllint", append([]string{"--noout", "--relaxng", "/usr/share/pacemaker/" + schema + ".rng"}, list...)...)
		cmd.Stderr = &said
		_ = cmd.Run() // it fails when one of them does
		for _, file := range list {
			if strings.Contains(said.String(), file+" validates\n") {
				out = append(out, file)
			}
		}
	}
	slices.Sort(out)
	return out
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// actions are what Pacemaker's scheduler orders on the status of a CIB, with the
// configuration of another one if there is one.
func actions(t *testing.T, data, other []byte) []string {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil {
		t.Error(err)
		return nil
	}
	if other != nil {
		now := etree.NewDocument()
		if err := now.ReadFromBytes(other); err != nil {
			t.Error(err)
			return nil
		}
		old := doc.Root().SelectElement("configuration")
		at := old.Index()
		doc.Root().RemoveChild(old)
		doc.Root().InsertChildAt(at, now.Root().SelectElement("configuration"))
	}
	dir, err := os.MkdirTemp(t.TempDir(), "simulate")
	if err != nil {
		t.Error(err)
		return nil
	}
	defer os.RemoveAll(dir)
	cib, graph := filepath.Join(dir, "cib.xml"), filepath.Join(dir, "graph.xml")
	if err := doc.WriteToFile(cib); err != nil {
		t.Error(err)
		return nil
	}
	args := []string{"--xml-file", cib, "--save-graph", graph}
	if date := doc.Root().SelectAttrValue("execution-date", ""); date != "" {
		args = append(args, "--set-datetime", date)
	}
	// Some CIBs of the grammar keep it going forever.
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := exec.CommandContext(ctx, "crm_simulate", args...).Run(); err != nil {
		return []string{err.Error()}
	}
	made := etree.NewDocument()
	if err := made.ReadFromFile(graph); err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, el := range made.FindElements("//*") {
		if el.Tag == "rsc_op" || el.Tag == "pseudo_event" || el.Tag == "crm_event" {
			timeout := ""
			if a := el.SelectElement("attributes"); a != nil {
				timeout = a.SelectAttrValue("CRM_meta_timeout", "")
			}
			out = append(out, strings.Join([]string{el.SelectAttrValue("operation_key", ""), el.SelectAttrValue("operation", ""), el.SelectAttrValue("on_node", ""), timeout}, " "))
		}
	}
	slices.Sort(out)
	return out
}
