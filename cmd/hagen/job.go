package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"hagen/internal/cli"
	"hagen/internal/view"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/parse"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/nodes"
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

// platform is the target with what is known of its agents, a site's own included.
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

// compileSheets compiles sheets of an input; what is wrong with them is in the
// report then.
func (j *job) compileSheets(ctx context.Context, in *compile.Input, sheets []string) ([]*compile.Unit, error) {
	var units []*compile.Unit
	for _, name := range sheets {
		if ctx.Err() != nil {
			return nil, message.Fail(textInterrupted)
		}
		u, err := in.Compile(name, j.options)
		var bug *compile.OutputError
		if errors.As(err, &bug) {
			return nil, message.Fail(textBug, bug.What, bug.Place.String(), bug.Err).Advise(textBugHelp)
		}
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

// count counts what a unit's cluster holds. A group or clone is not
// counted: the running cluster shows its members.
func count(u *compile.Unit) view.Contents {
	if u.Config == nil {
		return view.Contents{}
	}
	return view.Contents{Resources: len(u.Config.Primitives()), Constraints: u.Config.Constraints()}
}

// read reads a whole input file, or standard input. An interrupt ends it, also
// where the other side of a pipe keeps silent.
func (a *app) read(ctx context.Context, file string) ([]byte, error) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		data, err := a.readAll(file)
		done <- result{data, err}
	}()
	select {
	case <-ctx.Done():
		return nil, message.Fail(textInterrupted)
	case r := <-done:
		if r.err != nil {
			return nil, message.CannotRead(inputName(file), r.err)
		}
		return r.data, nil
	}
}

func (a *app) readAll(file string) ([]byte, error) {
	r := a.stdin
	if file != cli.Stdio {
		if output.IsDir(file) {
			return nil, output.ErrDirectory
		}
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	// One byte more than the limit is enough for parse to see that it is passed.
	return io.ReadAll(io.LimitReader(r, grid.DefaultLimits().FileBytes+1))
}

// inputName is how messages call an input.
func inputName(file string) any {
	if file == cli.Stdio {
		return message.Stdin
	}
	return file
}
