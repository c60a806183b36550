package main

import (
	"context"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/report"
	"hagen/internal/view"
)

var (
	textScriptOut = message.New("usage.script-needs-file", "file")
	textTwoOnOut  = message.New("usage.two-on-stdout", "format")
	textWrotePair = message.New("compile.wrote-pair", "xml", "script", "contents")
	textWroteOne  = message.New("compile.wrote", "file", "contents")
)

// compile is hagen's main job: a sheet in, the XML and the script out.
func (a *app) compile(ctx context.Context, call *cli.Call) error {
	file := call.Arg(0)
	switch {
	case call.Value(cli.FlagScript) == cli.Stdio:
		return message.Fail(textScriptOut, cli.Stdio)
	case call.Value(cli.FlagOutput) == cli.Stdio && a.screen.Format != report.Text:
		return message.Fail(textTwoOnOut, a.screen.Format)
	}
	j, err := a.newJob(ctx, call)
	if err != nil {
		return err
	}
	in, err := j.open(ctx, file)
	if err != nil {
		return err
	}
	name := compile.Names{Input: file, Output: call.Value(cli.FlagOutput), Script: call.Value(cli.FlagScript), BySheet: call.Value(cli.FlagSheet) != ""}
	pairs, err := j.pairs(in, name, call.Value(cli.FlagSheet))
	if err != nil {
		return err
	}
	var sheets []string
	for _, p := range pairs {
		sheets = append(sheets, p.Sheet)
	}
	units, err := j.compileSheets(ctx, in, sheets)
	if err != nil {
		return err
	}
	if ok, err := j.finish(); !ok {
		return err
	}
	if ctx.Err() != nil {
		return compile.Interrupted()
	}
	return j.write(name, pairs, units)
}

// pairs chooses the sheets and where each goes, and refuses what would destroy
// something.
func (j *job) pairs(in *compile.Input, name compile.Names, pattern string) ([]compile.Pair, error) {
	sheets, err := in.Choose(pattern)
	if err != nil {
		return nil, err
	}
	pairs, err := name.Pairs(sheets)
	if err != nil {
		return nil, err
	}
	return pairs, compile.Clash(pairs, append(j.inputs, name.Input))
}

// write writes the files of all units, or none, and reports it.
func (j *job) write(name compile.Names, pairs []compile.Pair, units []*compile.Unit) error {
	var files []output.File
	var records []view.FileRecord
	for i, p := range pairs {
		u := units[i]
		data, script := output.PublicData, output.PublicScript
		if u.Secret {
			data, script = output.SecretData, output.SecretScript
		}
		if p.XML != cli.Stdio {
			files = append(files, output.File{Path: p.XML, Data: u.XML, Mode: data})
			records = append(records, view.FileRecord{Path: p.XML, Kind: "xml", Sheet: p.Sheet, Secret: u.Secret})
		} else if _, err := j.screen.Out.Write(u.XML); err != nil {
			return message.CannotWrite(message.Stdout, err)
		}
		if p.Script != "" {
			files = append(files, output.File{Path: p.Script, Data: u.Script, Mode: script})
			records = append(records, view.FileRecord{Path: p.Script, Kind: "script", Sheet: p.Sheet, Secret: u.Secret})
		}
	}
	if err := output.ReplaceIn(name.Dir(), files...); err != nil {
		return output.InWords(err)
	}
	j.screen.Doc.Written = records
	j.announce(pairs, units)
	return nil
}

// announce prints a line for each sheet about what was written. The files are in
// place by now, so a failure to print does not undo that.
func (j *job) announce(pairs []compile.Pair, units []*compile.Unit) {
	if j.screen.JSON {
		return
	}
	for i, p := range pairs {
		switch c := count(units[i]).For(j.options.Target.Name); {
		case p.XML != cli.Stdio && p.Script != "":
			j.screen.Say(textWrotePair, p.XML, p.Script, c)
		case p.XML != cli.Stdio: // a device, which may be standard output
			j.screen.Note(textWroteOne, p.XML, c)
		case p.Script != "": // standard output has the XML
			j.screen.Note(textWroteOne, p.Script, c)
		}
	}
}
