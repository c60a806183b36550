package main

import (
	"context"
	"errors"
	"slices"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/report"
	"hagen/internal/view"
)

var (
	textScriptOut = message.New("usage.script-needs-file", "file")
	textOneScript = message.New("usage.script-of-several", "file")
	textTwoOnOut  = message.New("usage.two-on-stdout", "format")
	textWrotePair = message.New("compile.wrote-pair", "xml", "script", "contents")
	textWroteOne  = message.New("compile.wrote", "file", "contents")
)

// made is a sheet that was compiled, and where it goes.
type made struct {
	compile.Pair
	input  string
	target string
	unit   *compile.Unit
}

// compile is hagen's main job: sheets in, an XML and a script of each out.
func (a *app) compile(ctx context.Context, call *cli.Call) error {
	switch {
	case call.Value(cli.FlagScript) == cli.Stdio:
		return message.Fail(textScriptOut, cli.Stdio)
	case call.Value(cli.FlagOutput) == cli.Stdio && a.screen.Format != report.Text:
		return message.Fail(textTwoOnOut, a.screen.Format)
	case call.Given(cli.FlagScript) && len(call.Args) > 1:
		return message.Fail(textOneScript, call.Value(cli.FlagScript))
	}
	j, err := a.newJob(ctx, call)
	if err != nil {
		return err
	}
	names := compile.Names{Output: call.Value(cli.FlagOutput), Script: call.Value(cli.FlagScript),
		BySheet: call.Value(cli.FlagSheet) != "", Several: len(call.Args) > 1}
	var all []made
	var failed []error
	for _, names.Input = range call.Args {
		list, err := j.compileFile(ctx, names, call)
		if err != nil {
			failed = append(failed, err)
		}
		if ctx.Err() != nil {
			break
		}
		all = append(all, list...)
	}
	if err := meet(all); err != nil {
		failed = append(failed, err)
	}
	if err := errors.Join(failed...); err != nil {
		if names.Several { // what is wrong in the others as well
			_, shown := j.finish()
			err = errors.Join(err, shown)
		}
		return err
	}
	if ok, err := j.finish(); !ok {
		return err
	}
	if ctx.Err() != nil {
		return compile.Interrupted()
	}
	return j.write(names, all)
}

// compileFile compiles the sheets of an input.
func (j *job) compileFile(ctx context.Context, names compile.Names, call *cli.Call) ([]made, error) {
	in, err := j.open(ctx, names.Input)
	if err != nil {
		return nil, err
	}
	pairs, err := j.pairs(in, names, call)
	if err != nil {
		return nil, err
	}
	var sheets []string
	for _, p := range pairs {
		sheets = append(sheets, p.Sheet)
	}
	units, err := j.compileSheets(ctx, in, sheets)
	if err != nil {
		return nil, err
	}
	var out []made
	for i, u := range units {
		out = append(out, made{pairs[i], names.Input, j.options.Target.Name, u})
	}
	return out, nil
}

// pairs chooses the sheets and where each goes, and refuses what would destroy
// something.
func (j *job) pairs(in *compile.Input, name compile.Names, call *cli.Call) ([]compile.Pair, error) {
	sheets, err := in.Choose(call.Value(cli.FlagSheet))
	if err != nil {
		return nil, err
	}
	pairs, err := name.Pairs(sheets)
	if err != nil {
		return nil, err
	}
	return pairs, compile.Clash(pairs, append(slices.Clone(call.Args), j.inputs...))
}

// meet refuses what would go to one file from several inputs.
func meet(all []made) error {
	var pairs []compile.Pair
	var inputs []string
	for _, m := range all {
		pairs, inputs = append(pairs, m.Pair), append(inputs, m.input)
	}
	return compile.Meet(pairs, inputs)
}

// write writes the files of all sheets, or none, and reports it.
func (j *job) write(name compile.Names, all []made) error {
	var files []output.File
	var records []view.FileRecord
	for _, p := range all {
		data, script := output.PublicData, output.PublicScript
		if p.unit.Secret {
			data, script = output.SecretData, output.SecretScript
		}
		if p.XML != cli.Stdio {
			files = append(files, output.File{Path: p.XML, Data: p.unit.XML, Mode: data})
			records = append(records, view.FileRecord{Path: p.XML, Kind: "xml", Sheet: p.Sheet, Secret: p.unit.Secret})
		} else if _, err := j.screen.Out.Write(p.unit.XML); err != nil {
			return message.CannotWrite(message.Stdout, err)
		}
		if p.Script != "" {
			files = append(files, output.File{Path: p.Script, Data: p.unit.Script, Mode: script})
			records = append(records, view.FileRecord{Path: p.Script, Kind: "script", Sheet: p.Sheet, Secret: p.unit.Secret})
		}
	}
	if err := output.ReplaceIn(name.Dir(), files...); err != nil {
		return output.InWords(err)
	}
	j.screen.Doc.Written = records
	j.announce(all)
	return nil
}

// announce prints a line for each sheet about what was written. The files are in
// place by now, so a failure to print does not undo that.
func (j *job) announce(all []made) {
	if j.screen.JSON || j.quiet {
		return
	}
	for _, p := range all {
		switch c := count(p.unit).For(p.target); {
		case p.XML != cli.Stdio && p.Script != "":
			j.screen.Say(textWrotePair, p.XML, p.Script, c)
		case p.XML != cli.Stdio: // a device, which may be standard output
			j.screen.Note(textWroteOne, p.XML, c)
		case p.Script != "": // standard output has the XML
			j.screen.Note(textWroteOne, p.Script, c)
		}
	}
}
