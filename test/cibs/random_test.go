package cibs_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/book"
	"hagen/internal/cib"
	"hagen/internal/compile"
	"hagen/internal/importer"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/test/cibs/grammar"
	"hagen/test/need"
)

var (
	random  = flag.Int("random", 300, "how many CIBs to make of the grammar")
	failing = flag.String("failing", "", "a folder to keep the CIBs in that fail")
)

// TestRandom imports CIBs that are made at random from the grammar of Pacemaker's
// schema. With everything in it the sheet of each compiles to the same CIB. The sheet of
// a designer loses nothing in silence: where the import says that nothing is missing,
// Pacemaker orders the same actions, and the sections that it does not read for them
// are the same. Run one again with -failing, which keeps it as a file.
func TestRandom(t *testing.T) {
	need.Long(t)
	const schemas, schema = "/usr/share/pacemaker", "pacemaker-3.9"
	need.Tool(t, "apt install pacemaker-common", schemas+"/"+schema+".rng")
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	maker, err := grammar.Open(schemas, schema)
	if err != nil {
		t.Fatal(err)
	}
	known, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	r := &randomRun{opts: importer.Options{Target: known.Target, Catalog: known.Catalog, Lang: message.English}}
	work := make(chan numbered)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for made := range work {
				r.one(t, made)
			}
		})
	}
	for n := range *random {
		data, err := maker.Make(n)
		if err != nil {
			t.Error(err)
			break
		}
		work <- numbered{n, data}
	}
	close(work)
	workers.Wait()
	if missing := maker.Coverage().Missing(); len(missing) > 0 {
		t.Errorf("none of the CIBs has %d of the %d things of the grammar: %q", len(missing), maker.Coverage().Len(), missing)
	}
	t.Logf("%d CIBs with all %d elements, attributes and listed values of %s where they can be: with --lossless %d are the CIB itself; "+
		"as the sheet of a designer %d compile, %d of them with nothing missing, %d with the checks' errors",
		*random, maker.Coverage().Len(), schema, r.exact, r.whole+r.lacking, r.whole, r.refused)
}

// numbered is a CIB of the grammar.
type numbered struct {
	number int
	data   []byte
}

// randomRun counts how far the CIBs come.
type randomRun struct {
	opts importer.Options
	sync.Mutex
	exact, whole, lacking, refused int
}

func (r *randomRun) one(t *testing.T, made numbered) {
	count := []*int{}
	err := r.lossless(made.data)
	if err == nil {
		count = append(count, &r.exact)
	}
	design, silent := importer.Import(made.data, r.opts)
	switch {
	case silent != nil:
	case design.Report.HasErrors():
		count = append(count, &r.refused)
	case design.Lacks():
		count = append(count, &r.lacking)
	default:
		count = append(count, &r.whole)
		silent = same(t, made.data, design)
	}
	r.Lock()
	defer r.Unlock()
	for _, n := range count {
		*n++
	}
	if err := errors.Join(err, silent); err != nil {
		t.Errorf("CIB %d: %v", made.number, err)
		if *failing != "" {
			if err := os.WriteFile(filepath.Join(*failing, fmt.Sprintf("%d.xml", made.number)), made.data, 0o600); err != nil {
				t.Error(err)
			}
		}
	}
}

// lossless imports a CIB with everything in it, and compiles the sheet as hagen does
// with the CIB as --nodes-from.
func (r *randomRun) lossless(data []byte) error {
	opts := r.opts
	opts.Lossless = true
	whole, err := importer.Import(data, opts)
	if err != nil {
		return err
	}
	sheet, err := book.CSV(whole.Rows)
	if err != nil {
		return err
	}
	with := compile.Options{Target: opts.Target, Catalog: opts.Catalog}
	if members, err := nodes.Read("CIB", data); err == nil {
		with.Nodes = members // the others have none but remote ones
	}
	unit, err := compile.Open("sheet.csv", sheet, parse.Options{}).Compile("", with)
	if err != nil {
		return err
	}
	if unit.XML == nil {
		return fmt.Errorf("with everything in it the sheet has errors: %v", findings(unit))
	}
	if got, want := exactly(config(unit.XML)), exactly(config(data)); got != want || !whole.Exact {
		return fmt.Errorf("with everything in it the sheet compiles to another CIB (%d rows of CIB_XML)", whole.Raw)
	}
	return nil
}

func findings(unit *compile.Unit) []string {
	var out []string
	for _, d := range unit.Report.Sorted() {
		out = append(out, d.Kind.Code+" "+d.Summary(message.English))
	}
	return out
}

// config is the configuration of a CIB.
func config(data []byte) *etree.Element {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil {
		return etree.NewElement("broken")
	}
	return doc.FindElement("/cib/configuration")
}

// exactly is an element as text, ids included. The order of siblings of one tag counts,
// and of resources. What is empty does not, unless something refers to it.
func exactly(el *etree.Element) string {
	resources := []string{"primitive", "group", "clone", "master", "bundle", "template"}
	emptyToo := []string{"operations", "cluster_property_set", "meta_attributes", "instance_attributes", "utilization"}
	var attrs, order []string
	for _, a := range el.Attr {
		attrs = append(attrs, fmt.Sprintf("%s=%q", a.FullKey(), a.Value))
	}
	slices.Sort(attrs)
	texts := map[string]string{}
	for _, c := range el.ChildElements() {
		id := c.SelectAttrValue("id", "")
		if len(c.ChildElements()) == 0 && c.SelectAttr("id-ref") == nil && (el.Tag == "configuration" || slices.Contains(emptyToo, c.Tag)) && (id == "" || !refersTo(c, id)) {
			continue
		}
		tag := c.Tag
		if slices.Contains(resources, tag) {
			tag = "resource"
		}
		texts[tag] += exactly(c)
		order = append(order, tag)
	}
	slices.Sort(order)
	text := "<" + el.Tag + " " + strings.Join(attrs, " ") + ">"
	for _, tag := range slices.Compact(order) {
		text += texts[tag]
	}
	return text + "</>"
}

func refersTo(el *etree.Element, id string) bool {
	for el.Parent() != nil {
		el = el.Parent()
	}
	return slices.ContainsFunc(el.FindElements("//*[@id-ref]"), func(e *etree.Element) bool { return e.SelectAttrValue("id-ref", "") == id })
}

// same compares a CIB with its sheet, of which the import says that nothing is missing.
func same(t *testing.T, data []byte, design *importer.Result) error {
	if slices.ContainsFunc(design.Left, func(l importer.Left) bool { return l.Why == importer.State }) {
		return nil // it says that this is not in the sheet
	}
	before, after := config(data), config(design.XML)
	for _, section := range []string{"acls", "alerts", "constraints", "fencing-topology", "nodes", "op_defaults", "rsc_defaults", "tags"} {
		if got, want := loosely(after.SelectElement(section)), loosely(before.SelectElement(section)); got != want {
			return fmt.Errorf("SILENT LOSS: the import says that nothing is missing, and %s differs:\n%s\n%s", section, want, got)
		}
	}
	if len(design.Left) > 0 {
		return nil // XML comes after what the tables say, and the scheduler goes by the order
	}
	online := withStatus(data)
	if !slices.Equal(actions(t, online, nil), actions(t, online, design.XML)) {
		return errors.New("SILENT LOSS: the import says that nothing is missing, and the scheduler orders other actions")
	}
	return nil
}

// loosely is an element as text without the ids that nobody speaks about, in any order,
// and without what Pacemaker does not read or has by default.
func loosely(el *etree.Element) string {
	if el == nil || el.Tag == "nvpair" && el.SelectAttr("id-ref") == nil && el.SelectAttr("value") == nil {
		return ""
	}
	if within := el.ChildElements(); el.Tag == "rule" && el.Parent().Tag == "rule" && len(within) == 1 {
		return loosely(within[0])
	}
	var parts []string
	sets := false
	for _, c := range el.ChildElements() {
		if text := loosely(c); text != "" {
			parts = append(parts, text)
			sets = sets || c.Tag == "nvpair"
		}
	}
	if slices.Contains([]string{"meta_attributes", "instance_attributes", "utilization"}, el.Tag) && el.SelectAttr("id-ref") == nil && !sets {
		return "" // whatever its rule is
	}
	for _, a := range el.Attr {
		if text := spoken(el, a); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 && !strings.HasPrefix(el.Tag, "select_") {
		return ""
	}
	slices.Sort(parts)
	return el.Tag + "(" + strings.Join(parts, " ") + ")"
}

// spoken is an attribute as text, if it says anything.
func spoken(el *etree.Element, a etree.Attr) string {
	value := a.Value
	switch named := []string{"acl_target", "acl_group", "role", "acl_role", "tag", "obj_ref", "resource_ref"}; {
	case a.Key == "id" && !slices.Contains(named, el.Tag):
		return ""
	case a.Key == "score" && strings.HasSuffix(el.Tag, "_attributes"), a.Key == "score" && el.Tag == "utilization":
		others := slices.DeleteFunc(el.Parent().SelectElements(el.Tag), func(e *etree.Element) bool { return e.FindElement("nvpair[@value]") == nil })
		if len(others) <= 1 {
			return "" // nothing is before or after it
		}
	case (strings.HasPrefix(a.Key, "score") || a.Key == "role") && el.Tag == "rule" && el.Parent().Tag != "rsc_location":
		return "" // read in locations alone
	case strings.HasSuffix(a.Key, "-role") && a.Value == "Started", a.Key == "first-action" && a.Value == "start",
		a.Key == "then-action" && a.Value == el.SelectAttrValue("first-action", "start"):
		return "" // as it is without
	case a.Key == "boolean-op" && (len(el.ChildElements()) == 1 || a.Value == "and"), a.Key == "type" && el.Tag == "node" && a.Value == "member":
		return ""
	}
	switch b, ok := cib.Bool(value); {
	case ok:
		value = fmt.Sprint(b)
	case value == "+INFINITY":
		value = "INFINITY"
	case a.Key == "value" && el.SelectAttrValue("name", "") == "target-role":
		value = strings.NewReplacer("Master", "Promoted", "Slave", "Unpromoted", "started", "Started").Replace(value)
	case a.Key == "id-ref":
		value = "" // the id may be another one
	}
	return fmt.Sprintf("%s=%q", a.FullKey(), value)
}

// withStatus adds a status in which all nodes are online.
func withStatus(data []byte) []byte {
	doc := etree.NewDocument()
	doc.WriteSettings.CanonicalAttrVal = true
	if err := doc.ReadFromBytes(data); err != nil {
		return data
	}
	status := doc.Root().CreateElement("status")
	for _, n := range doc.FindElements("//nodes/node") {
		state := status.CreateElement("node_state")
		for _, a := range [][2]string{{"id", n.SelectAttrValue("id", "")}, {"uname", n.SelectAttrValue("uname", "")}, {"in_ccm", "true"},
			{"crmd", "online"}, {"join", "member"}, {"expected", "member"}} {
			state.CreateAttr(a[0], a[1])
		}
	}
	out, err := doc.WriteToBytes()
	if err != nil {
		return data
	}
	return out
}
