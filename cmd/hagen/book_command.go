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
	"hagen/internal/designbook"
	"hagen/internal/dest"
	"hagen/internal/diag"
	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/parse/relevant"
	"hagen/internal/scheduler"
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
	world, configuration, done, err := a.world(ctx, call)
	if err != nil || world == nil {
		return err
	}
	defer done()
	wait := a.screen.Waiting(textAsking.With())
	book, err := testbook.Make(ctx, world, configuration)
	wait.End()
	if err != nil {
		return err
	}
	a.code = exitOK
	file := call.Value(cli.FlagOutput)
	if err := keepBook(file, write, book.Document(filepath.Base(call.Arg(0)), a.screen.Lang)); err != nil {
		return err
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
	file := call.Value(cli.FlagOutput)
	if err := keepBook(file, write, book.Document(a.screen.Lang)); err != nil {
		return err
	}
	a.code = exitSame
	if len(found.changes) > 0 {
		a.code = exitDiffers
	}
	return a.screen.ChangesWritten(file, len(found.changes))
}

// bookDesign writes the design of a sheet's cluster.
func (a *app) bookDesign(ctx context.Context, call *cli.Call) error {
	write, err := bookWriter(call.Value(cli.FlagOutput))
	if err != nil {
		return err
	}
	j, unit, err := a.compiledUnit(ctx, call)
	if err != nil || unit == nil || unit.XML == nil {
		return err
	}
	cells, err := apply.CellsOf(unit.XML, unit.Where)
	if err != nil {
		return err
	}
	read := relevant.Of(unit.Grid)
	design := designbook.Design{Sheet: filepath.Base(call.Arg(0)), Target: j.options.Target.Name, Version: thisBuild().version, CIB: unit.XML, Cell: cells, At: unit.Where,
		Remark: func(at diag.Place) string { return read.Remark(unit.Grid, at.Row) }, Catalog: j.options.Catalog, Findings: j.report.Sorted()}
	if design.Losses, err = a.nodeLosses(ctx, call, unit.XML); err != nil {
		return err
	}
	book, err := design.Document(a.screen.Lang)
	if err != nil {
		return err
	}
	file := call.Value(cli.FlagOutput)
	if err := keepBook(file, write, book); err != nil {
		return err
	}
	a.code = exitOK
	return a.screen.DesignWritten(file)
}

// nodeLosses is where everything runs without each node; nil where no scheduler can be
// asked, or the sheet does not say which nodes there are.
func (a *app) nodeLosses(ctx context.Context, call *cli.Call, configuration []byte) (*designbook.Losses, error) {
	nodes, err := scheduler.NodesOf(configuration)
	if err != nil || len(nodes) == 0 {
		return nil, err
	}
	asker, done, err := a.asker(ctx, call)
	if err != nil {
		return nil, err
	}
	defer done()
	wait := a.screen.Waiting(textAsking.With())
	defer wait.End()
	world, err := scheduler.Start(ctx, asker, configuration, nodes)
	if err != nil {
		if missing := schedulerMissing(err); missing != err {
			return nil, nil
		}
		return nil, err
	}
	steps, err := losses(ctx, world)
	if err != nil {
		return nil, err
	}
	table := view.WhatIf{World: world, Steps: steps, Matrix: true}.Table(a.screen.Lang)
	return &designbook.Losses{Scheduler: world.Version, Rows: table}, nil
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

// keepBook writes a document to its file.
func keepBook(file string, write func(document.Document) ([]byte, error), d document.Document) error {
	data, err := write(d)
	if err != nil {
		return err
	}
	return output.InWords(output.Replace(output.File{Path: file, Data: data, Mode: output.PublicData}))
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
