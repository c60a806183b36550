package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hagen/internal/book"
	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/starter"
)

var (
	textNewSuffix     = message.New("usage.new-suffix", "file")
	textNewSuffixHelp = message.New("usage.new-suffix-help")
	textExists        = message.New("usage.exists", "file")
	textExistsHelp    = message.New("usage.exists-help")
	textNoNewFile     = message.New("usage.no-new-file")
	textAdded         = message.New("new.added", "agent", "file")
	textWroteNew      = message.New("new.wrote", "file", "what", "target")
)

// newSheet writes a sheet to start from.
func (a *app) newSheet(ctx context.Context, call *cli.Call) error {
	file := call.Arg(0)
	if call.Given(cli.FlagAgent) {
		return a.newTable(ctx, call)
	}
	if file == "" {
		return message.Fail(textNoNewFile)
	}
	if err := free(file, call.Given(cli.FlagForce)); err != nil {
		return err
	}
	names, err := call.NodeNames()
	if err != nil {
		return err
	}
	known, err := a.known(ctx, call, call.Value(cli.FlagTarget))
	if err != nil {
		return err
	}
	sheet, err := starter.Make(starter.Options{Like: call.Value(cli.FlagLike), Nodes: names, Fence: call.Value(cli.FlagFence),
		Target: known.Target, Catalog: known.Catalog, Lang: a.screen.Lang})
	if err != nil {
		return err
	}
	data, err := a.sheetFile(file, sheet, known)
	if err != nil || file == cli.Stdio {
		return err
	}
	if err := output.Replace(output.File{Path: file, Data: data, Mode: output.PublicData}); err != nil {
		return output.InWords(err)
	}
	a.screen.Say(textWroteNew, file, sheet.Title, known.Target.Name)
	return nil
}

// newTable prints the table of an agent, or adds it to a workbook.
func (a *app) newTable(ctx context.Context, call *cli.Call) error {
	file := call.Arg(0)
	if file == "" {
		known, err := a.known(ctx, call, call.Value(cli.FlagTarget))
		if err != nil {
			return err
		}
		agent, err := known.Catalog.Find(call.Value(cli.FlagAgent), known.Target.Name)
		if err != nil {
			return err
		}
		_, err = a.sheetFile(cli.Stdio, &starter.Sheet{Rows: starter.AgentTable(known.Catalog.Described(agent), a.screen.Lang)}, known)
		return err
	}
	if !strings.EqualFold(filepath.Ext(file), workbookSuffix) {
		return message.Fail(textNotWorkbook, file).Advise(textNotWorkbookHelp)
	}
	j, err := a.newJob(ctx, call)
	if err != nil {
		return err
	}
	in, data, err := j.openData(ctx, file)
	if err != nil {
		return err
	}
	sheet, ok, err := in.Only("")
	if err == nil && ok {
		ok, err = j.follow(in)
	}
	if err != nil || !ok {
		return cmp.Or(err, j.reported())
	}
	agent, err := j.options.Catalog.Find(call.Value(cli.FlagAgent), j.options.Target.Name)
	if err != nil {
		return err
	}
	return a.addTable(file, data, agent.Name, book.Sheet{Name: sheet, Rows: starter.AgentTable(j.options.Catalog.Described(agent), a.screen.Lang),
		Lang: a.screen.Lang, Target: j.options.Target, Catalog: j.options.Catalog})
}

// reported shows what was found.
func (j *job) reported() error {
	_, err := j.finish()
	return err
}

// addTable writes a workbook with the rows of a table added, for those who could read
// it before.
func (a *app) addTable(file string, data []byte, agent string, s book.Sheet) error {
	added, err := book.Append(data, s)
	if err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return message.CannotRead(file, err)
	}
	if err := output.Replace(output.File{Path: file, Data: added, Mode: info.Mode().Perm()}); err != nil {
		return output.InWords(err)
	}
	a.screen.Say(textAdded, agent, file)
	return nil
}

// free refuses a name that is no sheet's, and a file that exists.
func free(file string, force bool) error {
	if file == cli.Stdio {
		return nil
	}
	if suffix := strings.ToLower(filepath.Ext(file)); suffix != workbookSuffix && suffix != csvSuffix {
		return message.Fail(textNewSuffix, file).Advise(textNewSuffixHelp)
	}
	if force {
		return nil
	}
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return message.Fail(textExists, file).Advise(textExistsHelp)
	}
	return nil
}

// csvSuffix is how the name of a CSV ends.
const csvSuffix = ".csv"

// sheetFile is a new sheet as the file that its name says. A CSV goes to standard
// output at once.
func (a *app) sheetFile(file string, s *starter.Sheet, known compile.Options) ([]byte, error) {
	if strings.EqualFold(filepath.Ext(file), workbookSuffix) {
		return book.XLSX(book.Sheet{Name: s.Name, Title: s.Title, Rows: s.Rows, NodeRow: s.NodeRow,
			Lang: a.screen.Lang, Target: known.Target, Catalog: known.Catalog})
	}
	data, err := book.CSV(s.Rows)
	if err != nil || file != cli.Stdio {
		return data, err
	}
	if _, err := a.screen.Out.Write(data); err != nil {
		return nil, message.CannotWrite(message.Stdout, err)
	}
	return nil, nil
}
