package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/migrate"
	"hagen/internal/output"
	"hagen/internal/view"
)

var (
	textNoReleases      = message.New("usage.no-releases", "flag")
	textNotWorkbook     = message.New("usage.not-a-workbook", "file")
	textNotWorkbookHelp = message.New("usage.not-a-workbook-help")
	textNothingToMove   = message.New("migrate.nothing", "sheet", "from", "to")
	textWroteMigrated   = message.New("migrate.wrote", "file", "cells")
	textRewritten       = message.New("migrate.cells", "count")
	textWrongBefore     = message.New("migrate.wrong", "sheet", "from")
	textRefusedAfter    = message.New("migrate.blocked", "to", "sheet")
)

// workbookSuffix is how the name of a workbook ends.
const workbookSuffix = ".xlsx"

// migrate says what changes for a sheet from one release to another, and writes
// the sheet for the new one.
func (a *app) migrate(ctx context.Context, call *cli.Call) error {
	file := call.Value(cli.FlagOutput)
	if file != "" && !strings.EqualFold(filepath.Ext(file), workbookSuffix) {
		return message.Fail(textNotWorkbook, file).Advise(textNotWorkbookHelp)
	}
	if err := compile.Clash([]compile.Pair{{XML: file}}, []string{call.Arg(0), call.Value(cli.FlagAgents)}); err != nil {
		return err
	}
	if call.Value(cli.FlagTo) == "" {
		return message.Fail(textNoReleases, "--"+cli.FlagTo)
	}
	j := &job{app: a, screen: a.screen, encoding: call.Value(cli.FlagEncoding), named: true}
	in, data, err := j.openData(ctx, call.Arg(0))
	if err != nil {
		return err
	}
	options, ok, err := j.releases(ctx, call, in)
	if err != nil {
		return err
	}
	if !ok {
		_, err := j.finish()
		return err
	}
	unit, err := j.onlySheet(ctx, in, call.Arg(0), call.Value(cli.FlagSheet))
	if err != nil {
		return err
	}
	if unit.Grid == nil {
		_, err := j.finish()
		return err
	}
	j.report = diag.List{} // what the compile found is in the comparison
	j.report.Merge(&in.Report)
	in.TargetFor(options[0].Target.Name, &j.report)
	r, err := migrate.Compare(unit.Grid, options[0], options[1])
	if err != nil {
		return err
	}
	j.report.Merge(r.Report)
	if _, err := j.finish(); err != nil {
		return err
	}
	return j.moved(call, r, data, options)
}

// releases are the targets the sheet comes from and goes to. Without --from, the
// workbook says where it comes from; it is not ok when it names no target there is.
func (j *job) releases(ctx context.Context, call *cli.Call, in *compile.Input) (options [2]compile.Options, ok bool, err error) {
	from := call.Value(cli.FlagFrom)
	if from == "" {
		if in.Target() == "" && !in.Report.HasErrors() {
			return options, false, message.Fail(textNoReleases, "--"+cli.FlagFrom)
		}
		if from, ok = in.TargetFor("", &j.report); !ok {
			return options, false, nil
		}
	}
	for i, name := range []string{from, call.Value(cli.FlagTo)} {
		if options[i], err = j.app.known(ctx, call, name); err != nil {
			return options, false, err
		}
	}
	j.options = options[0]
	return options, true, nil
}

// moved says how the move ended, and writes the workbook.
func (j *job) moved(call *cli.Call, r *migrate.Result, data []byte, options [2]compile.Options) error {
	sheet, from, to := r.Grid.Place(0, 0).String(), options[0].Target.Name, options[1].Target.Name
	record := &view.MigrateRecord{From: from, To: to, Fixes: []view.FixRecord{}}
	for _, at := range r.Fixed() {
		record.Fixes = append(record.Fixes, view.FixRecord{Cell: at.Cell(), Text: r.Fixes[at]})
	}
	j.screen.Doc.Migrate = record
	if r.Wrong {
		return message.Fail(textWrongBefore, sheet, from)
	}
	if r.Report.Len() == 0 {
		j.screen.Say(textNothingToMove, sheet, from, to)
	}
	if file := call.Value(cli.FlagOutput); file != "" {
		if err := j.writeMoved(file, r, data); err != nil {
			return err
		}
	}
	if r.Blocked {
		return message.Fail(textRefusedAfter, to, sheet)
	}
	j.app.code = exitOK
	if r.Report.Len() > 0 {
		j.app.code = exitDiffers
	}
	return nil
}

// writeMoved writes the migrated workbook. A sheet from a CSV has none to copy.
func (j *job) writeMoved(file string, r *migrate.Result, data []byte) error {
	if r.Grid.Sheet == "" {
		data = nil
	}
	book, err := r.Workbook(bytes.Clone(data), j.screen.Lang)
	if err != nil {
		return err
	}
	mode := output.PublicData
	if r.Secret {
		mode = output.SecretData
	}
	if err := output.Replace(output.File{Path: file, Data: book, Mode: mode}); err != nil {
		return output.InWords(err)
	}
	j.screen.Doc.Written = append(j.screen.Doc.Written, view.FileRecord{Path: file, Kind: "xlsx", Sheet: r.Grid.Sheet, Secret: r.Secret})
	j.screen.Say(textWroteMigrated, file, textRewritten.With(len(r.Fixes)))
	return nil
}
