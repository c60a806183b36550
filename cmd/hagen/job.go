package main

import (
	"bytes"
	"context"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/internal/view"
)

// job compiles sheets: the options of a run and what came of it.
type job struct {
	app      *app
	screen   *view.Screen
	options  compile.Options
	encoding string
	quiet    bool     // no notes
	inputs   []string // the files that flags name, all read

	report diag.List
	quotes compile.Quotes
}

// newJob reads the options and the files they name.
func (a *app) newJob(ctx context.Context, call *cli.Call) (*job, error) {
	j := &job{app: a, screen: a.screen, encoding: call.Value(cli.FlagEncoding)}
	var err error
	if j.options, err = a.platform(ctx, call); err != nil {
		return nil, err
	}
	for _, name := range []string{cli.FlagAgents, cli.FlagNodes} {
		if file := call.Value(name); file != "" {
			j.inputs = append(j.inputs, file)
		}
	}
	j.options.Strict, j.quiet = call.Given(cli.FlagStrict), call.Given(cli.FlagQuiet)
	a.screen.Doc.Target = j.options.Target.Name
	if file := call.Value(cli.FlagNodes); file != "" {
		data, err := j.app.read(ctx, file)
		if err != nil {
			return nil, err
		}
		if j.options.Nodes, err = nodes.Read(file, data); err != nil {
			return nil, message.CannotRead(file, err)
		}
	}
	return j, nil
}

// platform returns the target with the metadata of its agents, including a site's
// own.
func (a *app) platform(ctx context.Context, call *cli.Call) (compile.Options, error) {
	return a.known(ctx, call, call.Value(cli.FlagTarget))
}

// known is a target by its name, with the agents of the site.
func (a *app) known(ctx context.Context, call *cli.Call, name string) (compile.Options, error) {
	known, err := compile.For(name)
	if err != nil {
		return known, err
	}
	if file := call.Value(cli.FlagAgents); file != "" {
		data, err := a.read(ctx, file)
		if err != nil {
			return known, err
		}
		if err := known.Catalog.Extend(bytes.NewReader(data), file); err != nil {
			return known, message.CannotRead(file, err)
		}
	}
	return known, nil
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
	in := compile.Open(file, data, parse.Options{Encoding: j.encoding})
	j.report.Merge(&in.Report)
	return in, data, nil
}

// compileSheets compiles sheets of an input and adds their findings to the report.
func (j *job) compileSheets(ctx context.Context, in *compile.Input, sheets []string) ([]*compile.Unit, error) {
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
