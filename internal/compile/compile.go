// Package compile is the one place that knows the order of the stages: file,
// grid, tables, model, checks, completion, emitters.
package compile

import (
	"cmp"
	"fmt"
	"strconv"

	"hagen/internal/agents"
	"hagen/internal/complete"
	"hagen/internal/diag"
	"hagen/internal/emit/cib"
	"hagen/internal/emit/shell"
	"hagen/internal/message"
	"hagen/internal/model"
	"hagen/internal/parse/build"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/nodes"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
	"hagen/internal/target"
	"hagen/internal/validate"
)

// Options say what to compile for.
type Options struct {
	Target  *target.Target
	Catalog *agents.Catalog
	Nodes   []nodes.Node // node ids as the cluster has them; none: 1, 2, …
	Strict  bool         // warnings are errors
	PcsOnly bool         // the script must have commands of pcs alone
}

// For returns the Options for a target with hagen's own metadata of its agents.
func For(targetName string) (Options, error) {
	t, err := target.Get(targetName)
	if err != nil {
		return Options{}, err
	}
	catalog, err := agents.Load(t.Name)
	if err != nil {
		return Options{}, fmt.Errorf("load what is known for %s: %w", t.Name, err)
	}
	return Options{Target: t, Catalog: catalog}, nil
}

// Unit is one sheet and what becomes of it.
type Unit struct {
	Grid   *grid.Grid
	Report *diag.List
	// Config is the cluster; nil when the sheet could not be read.
	Config *model.Config
	// XML and Script are nil when the report has errors.
	XML, Script []byte
	// Secret says that both hold a secret.
	Secret bool

	trace *cib.Trace
}

// Where returns the cell that an element of the XML, or an attribute of it, came
// from. The place is zero for what is not from a cell.
func (u *Unit) Where(id, attr string) diag.Place {
	if u.trace == nil {
		return diag.Place{}
	}
	return u.trace.At(id, attr)
}

// Resources counts the primitives of the cluster. A group or clone is not
// counted: the running cluster shows its members.
func (u *Unit) Resources() int {
	if u.Config == nil {
		return 0
	}
	return len(u.Config.Primitives())
}

// Constraints counts the constraints of the cluster.
func (u *Unit) Constraints() int {
	if u.Config == nil {
		return 0
	}
	return u.Config.Constraints()
}

// Sheet compiles one sheet. Mistakes in the sheet are in the unit's report; the
// error is about hagen itself: an *OutputError when its output fails its own check.
func Sheet(g *grid.Grid, opts Options) (*Unit, error) {
	u := &Unit{Grid: g, Report: &diag.List{}}
	return u, u.compile(opts)
}

func (u *Unit) compile(opts Options) error {
	defer func() { u.Report.Redact(u.Grid.Hidden, u.Grid.Secrets()) }()
	u.Report.Settle() // cells the file readers gave up on
	tables := table.Parse(u.Grid, u.Report)
	if len(tables) > 0 {
		u.checkRelease(opts.Target)
	}
	u.Config = build.Config(u.Grid, tables, build.Env{Catalog: opts.Catalog, Nodes: opts.Nodes}, u.Report)
	accepting := u.accepting(tables)
	validate.Config(u.Config, validate.Env{Catalog: opts.Catalog, Target: opts.Target}, u.Report)
	accepting.end(u.Report)
	if opts.Strict {
		u.Report.Strict()
	}
	if u.Report.HasErrors() {
		u.Report.Quiet() // remarks can wait until there are no errors
		return nil
	}
	u.Secret = u.Config.HoldsSecret()
	complete.Operations(u.Config, opts.Catalog)
	return u.emit(opts)
}

// emit makes both files and checks them before anything else uses them.
func (u *Unit) emit(opts Options) error {
	xml, trace, xmlErr := cib.EmitTraced(u.Config, opts.Target)
	if xmlErr == nil {
		for _, r := range trace.UnknownIDs() {
			u.Report.Add(diag.IDNotImplied, u.at(r.From, schema.KeyImplied), diag.Args{"id": r.Implied})
		}
	}
	emit := shell.Emit
	if opts.PcsOnly {
		emit = shell.EmitPcsOnly
	}
	script, scriptErr := emit(u.Config, opts.Target)
	u.report(xmlErr, scriptErr)
	if trace != nil {
		for _, p := range trace.Dangling {
			u.Report.Add(diag.ACLReference, u.at(p.From, schema.KeyTarget), diag.Args{"id": p.Reference})
		}
	}
	if u.Report.HasErrors() {
		u.Report.Quiet()
		return nil
	}
	if err := cmp.Or(xmlErr, checkXML(xml)); err != nil {
		return u.outputError("XML", err)
	}
	if err := cmp.Or(scriptErr, checkScript(script)); err != nil {
		return u.outputError("script", err)
	}
	u.XML, u.Script, u.trace = xml, script, trace
	return nil
}

// report turns the emitters' errors about the sheet into findings: mistakes that
// only show once all ids are known and all commands are formed.
func (u *Unit) report(xmlErr, scriptErr error) {
	for _, c := range cib.Conflicts(xmlErr) {
		var other []diag.Related
		if at := c.Owner.At(c.OwnerField); !at.IsZero() {
			other = append(other, diag.See(at, diag.NoteOther))
		}
		u.Report.Add(diag.IDTaken, u.at(c.From, c.Field), diag.Args{"id": c.ID}, other...)
	}
	for _, p := range cib.PlaceErrors(xmlErr) {
		args := diag.Args{"path": p.Path, "count": strconv.Itoa(p.Found), "child": p.Child, "parent": p.Parent}
		if p.Found < 0 {
			args["count"] = ""
		}
		u.Report.Add(diag.XMLPlace, u.at(p.From, p.Field), args)
	}
	for _, i := range shell.Inexpressibles(scriptErr) {
		args := diag.Args{"value": i.Value, "pcs": i.PCS}
		if i.PcsOnly {
			args["flag"] = "--pcs-only"
		}
		u.Report.Add(diag.PcsCannotSay, u.at(i.From, i.Field), args)
	}
}

// at returns the place of a field, or the sheet if it is not from a cell.
func (u *Unit) at(from model.Origin, column schema.Key) diag.Place {
	if from != nil {
		if at := from.At(column); !at.IsZero() {
			return at
		}
	}
	return u.Grid.Place(0, 0)
}

func (u *Unit) outputError(what string, err error) error {
	return &OutputError{Place: u.Grid.Place(0, 0), What: what, Err: err}
}

// OutputError says that hagen made invalid output from a sheet without errors: a
// bug of hagen, not a mistake in the sheet.
type OutputError struct {
	Place diag.Place
	What  string // "XML" or "script"
	Err   error
}

// Error says what is wrong with the output.
func (e *OutputError) Error() string { return fmt.Sprintf("%s made of %s: %v", e.What, e.Place, e.Err) }

var (
	textBug     = message.New("compile.bug", "what", "source", "cause")
	textBugHelp = message.New("compile.bug-help")
)

// Message says what is wrong with the output.
func (e *OutputError) Message() message.Message {
	return textBug.With(e.What, e.Place.String(), e.Err)
}

// Help asks for a report.
func (e *OutputError) Help() message.Message { return textBugHelp.With() }

// Unwrap gives the cause.
func (e *OutputError) Unwrap() error { return e.Err }
