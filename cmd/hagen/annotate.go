package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"hagen/internal/annotate"
	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/view"
)

var (
	textAnnotating  = message.New("annotate.working", "file")
	textAnnotated   = message.New("annotate.wrote", "file", "count")
	textOneFile     = message.New("annotate.one-file", "count")
	textOverSheet   = message.New("annotate.over-input", "file")
	textOtherBook   = message.New("annotate.other-name")
	textNoBook      = message.New("annotate.not-workbook", "file")
	textSaveAs      = message.New("annotate.save-as")
	textSameKind    = message.New("annotate.extension", "output", "extension", "file")
	textSameKindWhy = message.New("annotate.extension-why")
	textNoMarks     = message.New("annotate.cannot", "file", "cause")
)

// annotate checks a workbook and writes the findings into a copy of it.
func (j *job) annotate(ctx context.Context, call *cli.Call) error {
	file, out := call.Arg(0), call.Value(cli.FlagAnnotate)
	if len(call.Args) > 1 {
		return message.Fail(textOneFile, len(call.Args))
	}
	in, data, err := j.openData(ctx, file)
	if err != nil {
		return err
	}
	// The marks can be taken out again, so a workbook that has them may be written over.
	if output.Same(out, file) && !annotate.Marked(data) {
		return message.Fail(textOverSheet, out).Advise(textOtherBook)
	}
	if err := compile.Clash([]compile.Pair{{XML: out}}, j.inputs); err != nil {
		return err
	}
	wait := j.screen.Waiting(textAnnotating.With(file))
	units, failed := j.checkInput(ctx, in, call)
	wait.End()
	if _, err := j.finish(); err != nil {
		return err
	}
	if err := j.showComparisons(); err != nil {
		return err
	}
	switch sheets := in.Sheets(); {
	case failed != nil:
		return failed
	case ctx.Err() != nil:
		return compile.Interrupted()
	case len(sheets) == 0 || sheets[0] == "":
		return message.Fail(textNoBook, file).Advise(textSaveAs)
	case !strings.EqualFold(filepath.Ext(out), filepath.Ext(file)):
		return message.Fail(textSameKind, out, filepath.Ext(file), file).Advise(textSameKindWhy)
	}
	return j.writeAnnotated(file, out, data, units)
}

// writeAnnotated writes the workbook with the findings. It holds what the sheets
// hold, secrets as well.
func (j *job) writeAnnotated(file, out string, data []byte, units []*compile.Unit) error {
	wait := j.screen.Waiting(textAnnotating.With(file))
	book, err := annotate.Workbook(data, &j.report, j.screen.Lang)
	wait.End()
	if err != nil {
		return message.Fail(textNoMarks, file, err)
	}
	secret := slices.ContainsFunc(units, func(u *compile.Unit) bool { return u.Grid != nil && len(u.Grid.Secrets()) > 0 })
	mode := output.PublicData
	if secret {
		mode = output.SecretData
	}
	if err := output.Replace(output.File{Path: out, Data: book, Mode: mode}); err != nil {
		return output.InWords(err)
	}
	j.screen.Doc.Written = append(j.screen.Doc.Written, view.FileRecord{Path: out, Kind: "xlsx", Secret: secret})
	j.screen.Say(textAnnotated, out, j.report.Len())
	return nil
}
