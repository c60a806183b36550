package main

import (
	"bytes"
	"cmp"
	"context"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/internal/planfile"
	"hagen/internal/target"
	"hagen/internal/view"
)

var (
	textNoRelease    = message.New("target.not-told", "source")
	textOtherRelease = message.New("target.none-fits", "source", "version", "features")
	textNoCluster    = message.New("target.auto-without-cluster")
	textNameTarget   = message.New("target.name-one", "targets")
)

// job compiles sheets: the options of a run and what came of it.
type job struct {
	app      *app
	screen   *view.Screen
	options  compile.Options
	named    bool // the user or the cluster said the target, not its default
	encoding string
	quiet    bool     // no notes
	inputs   []string // the files that flags name, all read

	report diag.List
	quotes compile.Quotes

	scripted    bool               // the source of an import is a script
	ownNodes    bool               // --nodes-from says the ids of the nodes
	comparisons []*view.Comparison // with goldens

	choose func(target string) error // takes up a target's options
}

// newJob reads the options and the files they name.
func (a *app) newJob(ctx context.Context, call *cli.Call) (*job, error) {
	j := &job{app: a, screen: a.screen, encoding: call.Value(cli.FlagEncoding)}
	j.choose = func(name string) error {
		known, err := a.known(ctx, call, name)
		if err != nil {
			return err
		}
		known.Strict, known.PcsOnly, known.Nodes = call.Given(cli.FlagStrict), call.Given(cli.FlagPcsOnly), j.options.Nodes
		j.options, a.screen.Doc.Target = known, known.Target.Name
		return nil
	}
	for _, name := range []string{cli.FlagAgents, cli.FlagNodes} {
		if file := call.Value(name); file != "" {
			j.inputs = append(j.inputs, file)
		}
	}
	j.quiet = call.Given(cli.FlagQuiet)
	j.named = call.Given(cli.FlagTarget)
	if name := call.Value(cli.FlagTarget); name != cli.TargetAuto {
		if err := j.choose(name); err != nil {
			return nil, err
		}
	}
	if file := call.Value(cli.FlagNodes); file != "" {
		j.ownNodes = true
		data, err := j.app.read(ctx, file)
		if err != nil {
			return nil, err
		}
		if j.options.Nodes, err = nodes.Read(file, data); err != nil {
			return nil, message.CannotRead(file, err)
		}
		if err := j.settle(file, data); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// settle chooses the target that a cluster's CIB tells, where --target is auto.
// source is where the CIB is from.
func (j *job) settle(source string, cib []byte) error {
	if j.options.Target != nil {
		return nil
	}
	r, known := nodes.ReleaseOf(cib)
	if !known {
		return message.Fail(textNoRelease, source).Advise(textNameTarget, strings.Join(target.Names(), ", "))
	}
	t, found := target.Running(r.DCVersion, r.FeatureSet)
	if !found {
		return message.Fail(textOtherRelease, source, cmp.Or(r.DCVersion, "?"), r.FeatureSet).Advise(textNameTarget, strings.Join(target.Names(), ", "))
	}
	return j.choose(t.Name)
}

// platform returns the target with the metadata of its agents, including a site's
// own.
func (a *app) platform(ctx context.Context, call *cli.Call) (compile.Options, error) {
	if call.Value(cli.FlagTarget) == cli.TargetAuto {
		return compile.Options{}, message.Fail(textNoCluster).Advise(textNameTarget, strings.Join(target.Names(), ", "))
	}
	return a.known(ctx, call, call.Value(cli.FlagTarget))
}

// known is a target by its name, with the agents of the site.
func (a *app) known(ctx context.Context, call *cli.Call, name string) (compile.Options, error) {
	known, err := compile.For(name)
	if err != nil {
		return known, err
	}
	if file := call.Value(cli.FlagAgents); file != "" {
		if a.site == nil {
			if a.site, err = a.read(ctx, file); err != nil {
				return known, err
			}
		}
		if err := known.Catalog.Extend(bytes.NewReader(a.site), file); err != nil {
			return known, message.CannotRead(file, err)
		}
	}
	return known, nil
}

// follow takes up the target for an input: that of --target, else the one the
// workbook names. It is not ok when the workbook names one that does not exist.
func (j *job) follow(in *compile.Input) (ok bool, err error) {
	named := ""
	if j.named {
		named = j.options.Target.Name
	}
	name, ok := in.TargetFor(named, &j.report)
	if !ok || name == j.options.Target.Name {
		return ok, nil
	}
	return true, j.choose(name)
}

// open reads a sheet's file.
func (j *job) open(ctx context.Context, file string) (*compile.Input, error) {
	in, _, err := j.openData(ctx, file)
	return in, err
}

// openData reads a sheet's file and gives its bytes as well.
func (j *job) openData(ctx context.Context, file string) (*compile.Input, []byte, error) {
	data, err := j.app.read(ctx, file)
	if err != nil {
		return nil, nil, err
	}
	if planfile.Is(file, data) {
		return nil, nil, message.Fail(textPlanNoSheet, file)
	}
	in := compile.Open(file, data, parse.Options{Encoding: j.encoding})
	j.report.Merge(&in.Report)
	return in, data, nil
}

// compileSheets compiles sheets of an input and adds their findings to the report.
func (j *job) compileSheets(ctx context.Context, in *compile.Input, sheets []string) ([]*compile.Unit, error) {
	if j.options.Target == nil {
		return nil, message.Fail(textNoCluster).Advise(textNameTarget, strings.Join(target.Names(), ", "))
	}
	if ok, err := j.follow(in); !ok || err != nil {
		return nil, err
	}
	var units []*compile.Unit
	for _, name := range sheets {
		if ctx.Err() != nil {
			return nil, compile.Interrupted()
		}
		u, err := in.Compile(name, j.options)
		if err != nil {
			return nil, err
		}
		j.report.Merge(u.Report)
		if u.Grid != nil {
			j.quotes = append(j.quotes, u.Grid)
		}
		j.screen.Doc.Sheets = append(j.screen.Doc.Sheets, view.SheetRecord{File: in.File, Sheet: name, Contents: count(u)})
		units = append(units, u)
	}
	return units, nil
}

// finish shows the report and sets the exit code. It is not ok with errors.
func (j *job) finish() (ok bool, err error) {
	if j.options.Strict {
		j.report.Strict()
	}
	if j.quiet {
		j.report.Quiet()
	}
	if err := j.screen.Report(&j.report, j.quotes); err != nil {
		return false, err
	}
	switch {
	case j.report.HasErrors():
		j.app.code = exitError
		return false, nil
	case j.report.HasMistakes():
		j.app.code = exitWarnings
	}
	return true, nil
}

// count counts what a unit's cluster holds.
func count(u *compile.Unit) view.Contents {
	return view.Contents{Resources: u.Resources(), Constraints: u.Constraints()}
}

// read reads a whole input file, or standard input.
func (a *app) read(ctx context.Context, file string) ([]byte, error) {
	return compile.Read(ctx, file, a.stdin)
}
