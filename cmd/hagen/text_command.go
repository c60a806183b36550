package main

import (
	"context"
	"io"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/target"
	"hagen/internal/textconv"
)

// text prints sheets as text, whatever is wrong with them. Git runs it on each
// version of a file, under a name of its own, so the name of the file is not in it.
func (a *app) text(ctx context.Context, call *cli.Call) error {
	options, err := compile.For(target.Default) // which does not matter here
	if err != nil {
		return err
	}
	j := &job{app: a, screen: a.screen, encoding: call.Value(cli.FlagEncoding), options: options}
	in, err := j.open(ctx, call.Arg(0))
	if err != nil {
		return err
	}
	var b strings.Builder
	sheets := in.Sheets()
	if len(sheets) == 0 {
		j.damage(&b, &in.Report)
	}
	if pattern := call.Value(cli.FlagSheet); pattern != "" && len(sheets) > 0 {
		if sheets, err = in.Choose(pattern); err != nil {
			return err
		}
	}
	for i, name := range sheets {
		if ctx.Err() != nil {
			return compile.Interrupted()
		}
		if name != "" {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString("== " + message.Verbatim(name).In(a.screen.Lang) + " ==\n\n")
		}
		// An error here is about what would be written, not about the sheet.
		u, _ := in.Compile(name, j.options)
		if u.Grid == nil {
			j.damage(&b, u.Report)
			continue
		}
		b.WriteString(textconv.Sheet(u.Grid))
	}
	if _, err := io.WriteString(a.screen.Out, b.String()); err != nil {
		return message.CannotWrite(message.Stdout, err)
	}
	return nil
}

// damage says why there is no text.
func (j *job) damage(b *strings.Builder, report *diag.List) {
	for _, d := range report.Sorted() {
		b.WriteString(d.Kind.Code + ": " + message.Verbatim(d.Summary(j.screen.Lang)).In(j.screen.Lang) + "\n")
	}
}
