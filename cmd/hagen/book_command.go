package main

import (
	"context"
	"path/filepath"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/changebook"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/diag"
	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/parse/relevant"
	"hagen/internal/testbook"
	"hagen/internal/view"
)

var (
	textNoBookFile = message.New("usage.no-book-file")
	textBookKinds  = message.New("usage.book-kinds", "file")
)

// bookTest writes the failover test book of a sheet's cluster.
func (a *app) bookTest(ctx context.Context, call *cli.Call) error {
	write, err := bookWriter(call.Value(cli.FlagOutput))
	if err != nil {
		return err
	}
	var book *testbook.Book
	world, configuration, done, err := a.world(ctx, call)
	if err != nil || world == nil {
		return err
	}
	defer done()
	wait := a.screen.Waiting(textAsking.With())
	book, err = testbook.Make(ctx, world, configuration)
	wait.End()
	if err != nil {
		return err
	}
	a.code = exitOK
	data, err := write(book.Document(filepath.Base(call.Arg(0)), a.screen.Lang))
	if err != nil {
		return err
	}
	file := call.Value(cli.FlagOutput)
	if err := output.Replace(output.File{Path: file, Data: data, Mode: output.PublicData}); err != nil {
		return output.InWords(err)
	}
	return a.screen.BookWritten(view.BookWritten{File: file, Cases: len(book.Cases), Folded: len(book.Folded)})
}

// bookChange writes the list of changes from one configuration to another.
func (a *app) bookChange(ctx context.Context, call *cli.Call) error {
	write, err := bookWriter(call.Value(cli.FlagOutput))
	if err != nil {
		return err
	}
	found, err := a.compare(ctx, call)
	if err != nil || found == nil {
		return err
	}
	book := changebook.Book{From: called(found.sides[0]), To: called(found.sides[1]), Changes: found.changes, Defaults: found.defaults, Remark: found.remark}
	if book.Planned, book.Effects, err = a.effects(ctx, call, found); err != nil {
		return err
	}
	data, err := write(book.Document(a.screen.Lang))
	if err != nil {
		return err
	}
	file := call.Value(cli.FlagOutput)
	if err := output.Replace(output.File{Path: file, Data: data, Mode: output.PublicData}); err != nil {
		return output.InWords(err)
	}
	a.code = exitSame
	if len(found.changes) > 0 {
		a.code = exitDiffers
	}
	return a.screen.ChangesWritten(file, len(found.changes))
}

// called is how a book calls a side: a file by its name, a destination by its address.
func called(s *side) string {
	if dest.Is(s.name) {
		return dest.Short(s.name)
	}
	return filepath.Base(s.name)
}

// remark is what people wrote in the row of a cell, of whichever sheet it is in.
func (c *comparison) remark(at diag.Place) string {
	for _, s := range c.sides {
		if s.grid != nil && s.grid.File == at.File && s.grid.Sheet == at.Sheet {
			return relevant.Of(s.grid).Remark(s.grid, at.Row)
		}
	}
	return ""
}

// effects is what the cluster does when a sheet is to replace what it has: known where
// the old side is a destination and the new one a sheet.
func (a *app) effects(ctx context.Context, call *cli.Call, c *comparison) (known bool, effects []pcmk.Effect, err error) {
	from, to := c.sides[0], c.sides[1]
	if !dest.Is(from.name) || to.xml == nil {
		return false, nil, nil
	}
	cluster, err := a.openDestination(ctx, call, from.name)
	if err != nil {
		return false, nil, err
	}
	defer cluster.Close()
	plan, err := apply.Make(ctx, cluster, from.cib, apply.Request{CIB: to.xml, Where: to.where, Mode: merge.Replace})
	if err != nil {
		return false, nil, dest.Failure(from.name, err)
	}
	return plan.Simulated && !plan.NoStatus, plan.Effects, nil
}

// bookWriter is how a book is written: as the name of its file says.
func bookWriter(file string) (func(document.Document) ([]byte, error), error) {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".xlsx":
		return document.XLSX, nil
	case ".html", ".htm":
		return document.HTML, nil
	case "":
		if file == "" {
			return nil, message.Fail(textNoBookFile)
		}
	}
	return nil, message.Fail(textBookKinds, file)
}
