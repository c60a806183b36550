package main

import (
	"context"
	"errors"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
)

var textNoMistakes = message.New("compile.no-mistakes", "sheet", "contents")

// check reports what is wrong with any number of files and writes nothing. After a
// file that cannot be read it continues with the others.
func (a *app) check(ctx context.Context, call *cli.Call) error {
	j, err := a.newJob(ctx, call)
	if err != nil {
		return err
	}
	if call.Given(cli.FlagAnnotate) {
		return j.annotate(ctx, call)
	}
	var failed []error
	for _, file := range call.Args {
		if err := j.checkFile(ctx, file, call.Value(cli.FlagSheet)); err != nil {
			failed = append(failed, err)
		}
		if ctx.Err() != nil {
			break
		}
	}
	if _, err := j.finish(); err != nil {
		return err
	}
	return errors.Join(failed...)
}

// checkFile checks the sheets of a file that have tables, and reports those without
// mistakes.
func (j *job) checkFile(ctx context.Context, file, pattern string) error {
	in, err := j.open(ctx, file)
	if err != nil {
		return err
	}
	_, err = j.checkInput(ctx, in, pattern)
	return err
}

// checkInput checks the sheets of an input.
func (j *job) checkInput(ctx context.Context, in *compile.Input, pattern string) ([]*compile.Unit, error) {
	sheets, err := in.Choose(pattern)
	if err != nil {
		return nil, err
	}
	units, err := j.compileSheets(ctx, in, sheets)
	if err != nil {
		return nil, err
	}
	for i, u := range units {
		at := diag.Place{File: in.File, Sheet: sheets[i]}
		if u.Report.HasMistakes() || in.Report.HasMistakes() || j.quiet {
			continue
		}
		j.screen.Say(textNoMistakes, at.String(), count(u).For(j.options.Target.Name))
	}
	return units, nil
}
