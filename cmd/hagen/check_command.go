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
		if err := j.checkFile(ctx, file, call); err != nil {
			failed = append(failed, err)
		}
		if ctx.Err() != nil {
			break
		}
	}
	if _, err := j.finish(); err != nil {
		return err
	}
	if err := j.showComparisons(); err != nil {
		return err
	}
	return errors.Join(failed...)
}

// checkFile checks the sheets of a file that have tables, and reports those without
// mistakes.
func (j *job) checkFile(ctx context.Context, file string, call *cli.Call) error {
	in, err := j.open(ctx, file)
	if err != nil {
		return err
	}
	_, err = j.checkInput(ctx, in, call)
	return err
}

// checkInput checks the sheets of an input and compares them with their goldens.
func (j *job) checkInput(ctx context.Context, in *compile.Input, call *cli.Call) ([]*compile.Unit, error) {
	sheets, err := in.Choose(call.Value(cli.FlagSheet))
	if err != nil {
		return nil, err
	}
	goldens, err := goldens(call, in.File, sheets)
	if err != nil {
		return nil, err
	}
	var units []*compile.Unit
	var failed []error
	for i, sheet := range sheets {
		u, err := j.checkGolden(ctx, in, sheet, goldens[i])
		if err != nil {
			failed = append(failed, err)
		}
		if u == nil {
			continue
		}
		units = append(units, u)
		if u.Report.HasMistakes() || in.Report.HasMistakes() || j.quiet {
			continue
		}
		at := diag.Place{File: in.File, Sheet: sheet}
		j.screen.Say(textNoMistakes, at.String(), count(u).For(j.options.Target.Name))
	}
	return units, errors.Join(failed...)
}
