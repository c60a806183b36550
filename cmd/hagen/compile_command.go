package main

import (
	"context"
	"hagen/internal/cli"

	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/output"
)

// compile is hagen's main job: a sheet in, the XML and the script out.
func (a *app) compile(ctx context.Context, call *cli.Call) error {
	file := call.Arg(0)
	switch {
	case call.Value(cli.FlagScript) == cli.Stdio:
		return message.Fail(textScriptOut, cli.Stdio)
	case call.Value(cli.FlagOutput) == cli.Stdio && a.json:
		return message.Fail(textJSONOnOut)
	}
	j, err := a.newJob(ctx, call)
	if err != nil {
		return err
	}
	in, err := j.open(ctx, file)
	if err != nil {
		return err
	}
	name := naming{input: file, output: call.Value(cli.FlagOutput), script: call.Value(cli.FlagScript), bySheet: call.Value(cli.FlagSheet) != ""}
	pairs, err := j.plan(in, name, call.Value(cli.FlagSheet))
	if err != nil {
		return err
	}
	var sheets []string
	for _, p := range pairs {
		sheets = append(sheets, p.sheet)
	}
	units, err := j.compileSheets(ctx, in, sheets)
	if err != nil {
		return err
	}
	if err := j.finish(); err != nil || j.code == exitError {
		return err
	}
	if ctx.Err() != nil {
		return message.Fail(textInterrupted)
	}
	return j.write(name, pairs, units)
}

// plan chooses the sheets and where each goes, and refuses what would destroy
// something.
func (j *job) plan(in *compile.Input, name naming, pattern string) ([]pair, error) {
	sheets, err := chooseSheets(name.input, in, pattern)
	if err != nil {
		return nil, err
	}
	if len(sheets) > 1 && pattern == "" && name.dir() == "" {
		return nil, message.Fail(textSeveral, name.input, quoteList(sheets)).Advise(textPickOne)
	}
	pairs, err := name.pairs(sheets)
	if err != nil {
		return nil, err
	}
	return pairs, clash(pairs, append(j.inputs, name.input))
}

// write writes the files of all units, or none, and reports it.
func (j *job) write(name naming, pairs []pair, units []*compile.Unit) error {
	var files []output.File
	var records []fileRecord
	for i, p := range pairs {
		u := units[i]
		data, script := output.PublicData, output.PublicScript
		if u.Secret {
			data, script = output.SecretData, output.SecretScript
		}
		if p.xml != cli.Stdio {
			files = append(files, output.File{Path: p.xml, Data: u.XML, Mode: data})
			records = append(records, fileRecord{p.xml, "xml", p.sheet, u.Secret})
		} else if _, err := j.stdout.Write(u.XML); err != nil {
			return message.Fail(textCannotWrite, textStdout, err)
		}
		if p.script != "" {
			files = append(files, output.File{Path: p.script, Data: u.Script, Mode: script})
			records = append(records, fileRecord{p.script, "script", p.sheet, u.Secret})
		}
	}
	if err := replace(name.dir(), files); err != nil {
		return err
	}
	j.doc.Written = records
	j.announce(pairs, units)
	return nil
}

// replace writes the files, into a directory that it makes when it has to.
func replace(dir string, files []output.File) error {
	undo := func() {}
	if dir != "" {
		var err error
		if undo, err = output.MakeDir(dir); err != nil {
			return writeFailure(err)
		}
	}
	if err := output.Replace(files...); err != nil {
		undo()
		return writeFailure(err)
	}
	return nil
}

// announce says in a line for each sheet what was written. The files are in
// place by now: a line that cannot be printed does not make that undone.
func (j *job) announce(pairs []pair, units []*compile.Unit) {
	if j.json {
		return
	}
	for i, p := range pairs {
		switch c := j.contentsText(count(units[i])); {
		case p.xml != cli.Stdio && p.script != "":
			say(j.stdout, j.lang, textWrotePair, p.xml, p.script, c)
		case p.xml != cli.Stdio: // a device, which may be standard output
			say(j.stderr, j.lang, textWroteOne, p.xml, c)
		case p.script != "": // standard output holds the XML
			say(j.stderr, j.lang, textWroteOne, p.script, c)
		}
	}
}
