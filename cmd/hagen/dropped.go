package main

import (
	"bufio"
	"context"
	"path/filepath"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/parse"
)

var textClose = message.New("desktop.close")

// dropped compiles a sheet that was dropped onto hagen, to files beside it: named
// after it, or after its sheets when it has several.
func (a *app) dropped(ctx context.Context, file string) int {
	out := strings.TrimSuffix(file, filepath.Ext(file)) + ".xml"
	if data, err := a.read(ctx, file); err == nil { // else the compile says why
		in := compile.Open(file, data, parse.Options{})
		if sheets, err := in.Choose(""); err == nil && len(sheets) > 1 {
			out = filepath.Dir(file) + string(filepath.Separator)
		}
	}
	return a.run(ctx, []string{"--" + cli.FlagOutput, out, "--", file})
}

// hold keeps the window open until the reader has read it.
func (a *app) hold() {
	a.screen.Note(textClose)
	_, _ = bufio.NewReader(a.stdin).ReadString('\n') // the end of input will do as well
}
