package main

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/parse/nodes"
	"hagen/internal/writeback"
)

var (
	textIntoWrote   = message.New("into.wrote", "file", "count")
	textIntoSame    = message.New("into.same", "file")
	textIntoNothing = message.New("into.nothing", "file")
	textIntoDry     = message.New("into.dry", "file")
)

// importInto writes what a cluster says otherwise into the workbook of its design.
func (a *app) importInto(ctx context.Context, call *cli.Call) error {
	source, book := call.Arg(0), call.Value(cli.FlagInto)
	out := cmp.Or(call.Value(cli.FlagOutput), book)
	if out != book {
		if !strings.EqualFold(filepath.Ext(out), filepath.Ext(book)) {
			return message.Fail(textSameKind, out, filepath.Ext(book), book).Advise(textSameKindWhy)
		}
		if err := free(out, call.Given(cli.FlagForce)); err != nil {
			return err
		}
	}
	if err := compile.Clash([]compile.Pair{{XML: out}}, []string{source, call.Value(cli.FlagAgents)}); err != nil {
		return err
	}
	j, err := a.newJob(ctx, call)
	if err != nil {
		return err
	}
	b, cib, err := j.design(ctx, call, source, book)
	if err != nil || b == nil {
		return err
	}
	wait := a.screen.Waiting(textImporting.With(source))
	r, err := writeback.Into(*b, cib, j.options, a.screen.Lang)
	wait.End()
	if err != nil {
		return message.CannotRead(source, err)
	}
	if err := a.screen.WrittenBack(r); err != nil {
		return err
	}
	return j.writeBack(call, r, book, out)
}

// design reads the CIB and compiles the workbook for the cluster. It is nil when the
// sheet has mistakes, which are then reported.
func (j *job) design(ctx context.Context, call *cli.Call, source, book string) (*writeback.Book, []byte, error) {
	cib, err := j.cibOf(ctx, call, source)
	if err != nil {
		return nil, nil, err
	}
	if !call.Given(cli.FlagTarget) && !j.scripted {
		j.options.Target = nil
	}
	if err := j.settle(source, cib); err != nil {
		return nil, nil, err
	}
	if known, err := nodes.Read(source, cib); err == nil {
		j.options.Nodes = known // a CIB file without nodes leaves them to the sheet
	}
	j.quiet = true // the remarks are about the sheet as it was
	in, data, err := j.openData(ctx, book)
	if err != nil {
		return nil, nil, err
	}
	if sheets := in.Sheets(); len(sheets) > 0 && sheets[0] == "" {
		return nil, nil, message.Fail(textNoBook, book).Advise(textSaveAs)
	}
	unit, err := j.onlySheet(ctx, in, book, call.Value(cli.FlagSheet))
	if err != nil {
		return nil, nil, err
	}
	if ok, err := j.finish(); !ok || unit.XML == nil {
		return nil, nil, err
	}
	return &writeback.Book{File: book, Data: data, Sheet: unit.Grid.Sheet, Unit: unit}, cib, nil
}

// writeBack writes the workbook, if everything fits and something is to be written.
func (j *job) writeBack(call *cli.Call, r *writeback.Result, book, out string) error {
	j.app.code = exitSame
	switch {
	case !r.Fits():
		j.app.code = exitDiffers
		j.screen.Say(textIntoNothing, out)
		return nil
	case r.Data == nil:
		j.screen.Say(textIntoSame, book)
		return nil
	case call.Given(cli.FlagDryRun):
		j.app.code = exitDiffers
		j.screen.Say(textIntoDry, out)
		return nil
	}
	if err := output.Replace(output.File{Path: out, Data: r.Data, Mode: modeOf(out, r.Secret)}); err != nil {
		return output.InWords(err)
	}
	j.screen.Say(textIntoWrote, out, len(r.Cells))
	return nil
}

// modeOf is who may read a workbook: those who may read the file there is, else only
// its owner if it holds a secret.
func modeOf(file string, secret bool) fs.FileMode {
	if info, err := os.Stat(file); err == nil {
		return info.Mode().Perm()
	}
	if secret {
		return output.SecretData
	}
	return output.PublicData
}
