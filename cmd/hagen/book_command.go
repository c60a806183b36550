package main

import (
	"context"
	"path/filepath"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/output"
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
