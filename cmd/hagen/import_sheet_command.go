package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/tools"
	"hagen/internal/book"
	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/dest"
	"hagen/internal/importer"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/replay"
	"hagen/internal/script"
	"hagen/internal/target"
)

var (
	textImporting       = message.New("sheet-import.working", "source")
	textImportWrote     = message.New("sheet-import.wrote", "file", "target")
	textImportRefused   = message.New("sheet-import.refused", "file")
	textOldSchema       = message.New("sheet-import.old-schema", "source", "schema")
	textOldSchemaHelp   = message.New("sheet-import.old-schema-help")
	textUpgraded        = message.New("sheet-import.upgraded", "source", "from", "to")
	textNotReplayed     = message.New("sheet-import.not-replayed", "source", "commands")
	textNotReplayedHelp = message.New("sheet-import.not-replayed-help")
	textNotUpgraded     = message.New("sheet-import.not-upgraded", "source", "schema", "cause")
	textExact           = message.New("sheet-import.exact", "file")
	textLosslessInto    = message.New("usage.lossless-into")
	textSheetOutput     = message.New("usage.no-sheet-output")
)

// importSheet makes a sheet of a CIB.
func (a *app) importSheet(ctx context.Context, call *cli.Call) error {
	if call.Value(cli.FlagInto) != "" && call.Given(cli.FlagLossless) {
		return message.Fail(textLosslessInto)
	}
	if call.Value(cli.FlagInto) != "" {
		return a.importInto(ctx, call)
	}
	source, file := call.Arg(0), call.Value(cli.FlagOutput)
	if file == "" || file == cli.Stdio {
		return message.Fail(textSheetOutput)
	}
	if err := free(file, call.Given(cli.FlagForce)); err != nil {
		return err
	}
	if err := compile.Clash([]compile.Pair{{XML: file}}, []string{source, call.Value(cli.FlagAgents)}); err != nil {
		return err
	}
	j, err := a.newJob(ctx, call)
	if err != nil {
		return err
	}
	cib, err := j.cibOf(ctx, call, source)
	if err != nil {
		return err
	}
	if !call.Given(cli.FlagTarget) && !j.scripted {
		j.options.Target = nil
	}
	if err := j.settle(source, cib); err != nil {
		return err
	}
	wait := a.screen.Waiting(textImporting.With(source))
	r, err := importer.Import(cib, importer.Options{Target: j.options.Target, Catalog: j.options.Catalog, Lang: a.screen.Lang,
		Lossless: call.Given(cli.FlagLossless)})
	wait.End()
	if err != nil {
		return message.CannotRead(source, err)
	}
	if err := j.writeImported(file, r); err != nil {
		return err
	}
	a.code = exitSame
	if r.Report.HasErrors() || r.Lacks() {
		a.code = exitDiffers
	}
	if err := a.screen.Imported(r); err != nil {
		return err
	}
	a.screen.Say(textImportWrote, file, j.options.Target.Name)
	if r.Exact && call.Given(cli.FlagLossless) {
		a.screen.Say(textExact, file)
	}
	if r.Report.HasErrors() {
		a.screen.Say(textImportRefused, file)
	}
	return nil
}

// cibOf reads a CIB from a file or a cluster.
func (j *job) cibOf(ctx context.Context, call *cli.Call, source string) ([]byte, error) {
	if !dest.Is(source) {
		data, err := j.app.read(ctx, source)
		if err != nil {
			return nil, err
		}
		if isScript(data) {
			return j.replayed(source, data)
		}
		data = importer.Whole(data)
		if _, err := meaning.Parse(data); err != nil {
			return nil, message.CannotRead(compile.InputName(source), err)
		}
		return j.upgraded(ctx, source, data)
	}
	c, err := j.app.openDestination(ctx, call, source)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	cib, err := c.CIB(ctx)
	if err != nil {
		return nil, dest.Failure(source, err)
	}
	return j.upgraded(ctx, source, cib)
}

// isScript reports whether a source has pcs commands and is no XML.
func isScript(data []byte) bool {
	xml := bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))), []byte("<"))
	return !xml && len(script.Commands(data)) > 0
}

// replayed is the CIB that the pcs commands of a script make of an empty one. It is for
// the target of --target, which a script does not tell.
func (j *job) replayed(source string, data []byte) ([]byte, error) {
	if j.options.Target == nil {
		return nil, message.Fail(textNoRelease, source).Advise(textNameTarget, strings.Join(target.Names(), ", "))
	}
	cib, unknown, err := replay.CIB(data, j.options.Target, j.options.Catalog)
	if err != nil {
		return nil, message.CannotRead(compile.InputName(source), err)
	}
	if len(unknown) > 0 {
		return nil, message.Fail(textNotReplayed, source, strings.Join(unknown, "; ")).Advise(textNotReplayedHelp)
	}
	j.scripted = true
	return cib, nil
}

// upgraded is a CIB in a schema that hagen reads: Pacemaker's own tools upgrade one of
// an older schema, if they are installed.
func (j *job) upgraded(ctx context.Context, source string, cib []byte) ([]byte, error) {
	schema, old := importer.OldSchema(cib)
	if !old {
		return cib, nil
	}
	newer, err := tools.Upgrade(ctx, cib)
	var missing *tools.MissingError
	if errors.As(err, &missing) {
		return nil, message.Fail(textOldSchema, source, schema).Advise(textOldSchemaHelp)
	}
	if err != nil {
		return nil, message.Fail(textNotUpgraded, source, schema, err)
	}
	now, still := importer.OldSchema(newer)
	if still {
		return nil, message.Fail(textOldSchema, source, schema).Advise(textOldSchemaHelp)
	}
	j.screen.Note(textUpgraded, source, schema, now)
	return newer, nil
}

// writeImported writes the sheet; others may not read one that holds a secret.
func (j *job) writeImported(file string, r *importer.Result) error {
	data, err := book.CSV(r.Rows)
	if strings.EqualFold(filepath.Ext(file), workbookSuffix) {
		data, err = book.XLSX(book.Sheet{Name: r.Tab, Title: r.Title, Rows: r.Rows, Lang: j.screen.Lang, Target: j.options.Target, Catalog: j.options.Catalog})
	}
	if err != nil {
		return err
	}
	mode := output.PublicData
	if r.Secret {
		mode = output.SecretData
	}
	if err := output.Replace(output.File{Path: file, Data: data, Mode: mode}); err != nil {
		return output.InWords(err)
	}
	return nil
}
