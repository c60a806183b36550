// Package importer makes a sheet of a CIB: the inverse of the compile.
//
// Each element and attribute that goes into a row is marked. What is not marked in the
// end is in the list of what the sheet leaves out, so that nothing is lost in silence.
// The rows are then compiled, and what comes out is compared in meaning with the CIB.
package importer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/agents"
	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/target"
)

// Options are what the sheet is for.
type Options struct {
	Target  *target.Target
	Catalog *agents.Catalog
	Lang    message.Lang
	// Lossless says that the sheet has to have all of the CIB: what belongs to its
	// state, every id, and each value as it is written.
	Lossless bool
	// AllOperations has every operation in a row, those that hagen would add by itself
	// as well.
	AllOperations bool
	// OfAttributes leaves nodes out that have no attributes, and the ids of nodes.
	OfAttributes bool
}

// Result is the sheet and how it differs from the CIB.
type Result struct {
	Tab, Title string     // of the sheet and the workbook
	Rows       [][]string // from row 1 and column A on
	// Left are the parts of the CIB that the sheet does not have, in its order.
	Left []Left
	// Secret says that the sheet holds a secret.
	Secret bool
	// Report is what the compile of the sheet finds, in English cells of the rows.
	Report *diag.List
	// Differs is what the compiled sheet says otherwise than the CIB, beside what was
	// left out; nil when Report has errors.
	Differs []meaning.Change
	// Respelled is what the sheet spells otherwise, and Pacemaker reads as the same.
	Respelled []Respelled
	// XML is what the sheet compiles to; nil when Report has errors.
	XML []byte
	// Raw is how many rows of CIB_XML there are.
	Raw int
	// Exact says that the compiled sheet is the CIB, ids included.
	Exact bool
}

// Left is a part of a CIB that the sheet does not have.
type Left struct {
	Why  Why
	What string // such as "primitive db: instance_attributes/rule"; never a secret
	// Text is all of it, for comparison; it may hold secrets.
	Text string
}

// Why is why a part is left out.
type Why uint8

// The reasons.
const (
	// NoTable is for what no table of a sheet can say.
	NoTable Why = iota
	// AsXML is for what no other table can say: it is in CIB_XML.
	AsXML
	// State is for what the cluster or its operators keep in the CIB: it is no part
	// of the design, and hagen apply leaves it as it is.
	State
	// Masked is for a password that the source has as asterisks, as crmsh shows them:
	// written into the sheet, they would become the password.
	Masked
	// NoMeaning is for what Pacemaker does not read, such as a pair without a value.
	NoMeaning
	// WrittenOut is for what the CIB says by reference and the sheet in full.
	WrittenOut
)

var (
	textTab   = message.New("sheet-import.tab")
	textTitle = message.New("sheet-import.title", "cluster")
)

// title is what the sheet is about: the name of the cluster, if the CIB tells it.
func (r *reader) title(doc *etree.Document) string {
	name := ""
	if p := doc.FindElement("//cluster_property_set/nvpair[@name='cluster-name']"); p != nil {
		name = p.SelectAttrValue("value", "")
	}
	return strings.TrimSpace(textTitle.With(name).In(r.Lang))
}

// Lacks reports whether the sheet lacks something that belongs to the design, or says
// it otherwise.
func (r *Result) Lacks() bool {
	if r.Exact {
		return len(r.Left) > 0
	}
	return len(r.Differs) > 0 || slices.ContainsFunc(r.Left, func(l Left) bool { return l.Why != State && l.Why != AsXML && l.Why != NoMeaning })
}

// firstSchema is the oldest major version of a schema whose CIBs are read: older ones
// say some things otherwise, and only Pacemaker knows how to upgrade them.
const firstSchema = 3

// OldSchema reports whether a CIB is of a schema that has to be upgraded first.
func OldSchema(data []byte) (schema string, old bool) {
	doc, err := meaning.Parse(data)
	if err != nil {
		return "", false
	}
	schema = doc.Root().SelectAttrValue("validate-with", "")
	version, found := strings.CutPrefix(schema, "pacemaker-")
	major, err := strconv.Atoi(strings.Split(version, ".")[0])
	return schema, found && err == nil && major < firstSchema
}

// Whole is a CIB: what tools print of the configuration alone, as cibadmin -Q -o
// configuration does, is put into one.
func Whole(data []byte) []byte {
	doc := etree.NewDocument()
	doc.WriteSettings.CanonicalAttrVal = true
	if err := doc.ReadFromBytes(data); err != nil || doc.Root() == nil || doc.Root().Tag != "configuration" {
		return data
	}
	root := etree.NewElement("cib")
	root.AddChild(doc.Root())
	doc.SetRoot(root)
	whole, err := doc.WriteToBytes()
	if err != nil {
		return data
	}
	return whole
}

// loses adds the ids that permissions name and the compiled sheet does not have: those
// that it forms otherwise. It reports whether there are more than before.
func (r *Result) loses(lost map[string]bool) bool {
	before := len(lost)
	for _, d := range r.Report.Sorted() {
		if d.Kind == diag.ACLReference {
			lost[d.Args["id"]] = true
		}
	}
	return len(lost) > before
}

// read reads a CIB into rows, and takes out of it what they do not say; lost are ids
// that no permission can name, refs those that id-refs name, and apart what has been
// taken out before.
func read(doc *etree.Document, opts Options, lost, refs map[string]bool, apart []part) (r *reader, title string) {
	r = &reader{Options: opts, lost: lost, refs: refs, apart: apart, config: doc.Root().SelectElement("configuration"), taken: map[*etree.Element]map[string]bool{}, out: layout{lang: opts.Lang}}
	title = r.title(doc)
	r.out.add("# " + title)
	r.take(r.config)
	r.tables()
	r.leftOver(r.config)
	return r, title
}

// View is a CIB as rows, which nothing has compiled yet.
type View struct {
	Rows [][]string
	Left []Left
	// Meaning is what the rows say.
	Meaning *meaning.Config
}

// Read reads a CIB into rows. The error is about the CIB: it cannot be read.
func Read(data []byte, opts Options) (*View, error) {
	doc, err := meaning.Parse(data)
	if err != nil {
		return nil, err
	}
	r, _ := read(doc, opts, nil, references(doc.Root()), nil)
	return &View{Rows: r.out.rows, Left: r.left, Meaning: meaning.OfDocument(doc)}, nil
}

// Changes are the differences between two CIBs in more than spelling.
func Changes(a, b *meaning.Config) []meaning.Change {
	return slices.DeleteFunc(meaning.Diff(a, b), spelling)
}

// spelling reports whether nothing but spelling differs: a sheet has true and false
// for all booleans, and pcs writes Started where one side of a colocation has a role.
func spelling(c meaning.Change) bool {
	return c.Action == meaning.Modify && !slices.ContainsFunc(c.Details, func(d meaning.Detail) bool {
		before, ok := cib.Bool(d.Old)
		after, too := cib.Bool(d.New)
		started := strings.HasSuffix(d.Field, "-role") && d.Old+d.New == cib.Started
		return !started && (!ok || !too || before != after)
	})
}

// tables writes all tables, in the order of package schema.
func (r *reader) tables() {
	r.nodes()
	r.properties()
	r.defaults()
	r.resources()
	r.levels()
	r.definitions()
	r.constraints()
	r.alerts()
	r.tags()
	r.acls()
}
