package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/urfave/cli/v2"

	"hagen/internal/apply"
)

// history shows the log of a destination.
func (a *app) history(ctx *cli.Context) error {
	if ctx.NArg() > 0 {
		return fail(textArguments, ctx.Args().First())
	}
	to, err := a.openDestination(ctx, ctx.String(flagTo))
	if err != nil {
		return err
	}
	defer to.Close()
	entries, err := to.Store().Entries(ctx.Context)
	if err != nil {
		return destinationFailure(to.Name(), err)
	}
	if a.json {
		return a.print(struct {
			To      string        `json:"to"`
			Entries []apply.Entry `json:"entries"`
		}{to.Name(), append([]apply.Entry{}, entries...)})
	}
	if len(entries) == 0 {
		say(a.stdout, a.lang, textNoHistory, shown(to.Name()))
		return nil
	}
	var why []string // of each row
	rows := [][]string{{headID.in(a.lang), headTime.in(a.lang), headDone.in(a.lang), headResult.in(a.lang), headWho.in(a.lang), headSource.in(a.lang)}}
	for _, e := range orders(entries) {
		result := e.Result
		if t, known := resultTexts[e.Result]; known {
			result = t.in(a.lang)
		}
		action := e.Action
		if t, known := actionTexts[e.Action]; known {
			action = t.in(a.lang)
		}
		rows = append(rows, []string{e.ID, e.Time.Local().Format("2006-01-02 15:04:05"), action, result, e.Who, logged(shortSource(e.Source), a.lang)})
		why = append(why, logged(e.Message, a.lang))
	}
	return writeHistory(a.stdout, rows, why)
}

// writeHistory writes the table with what was said of an order below its row: in
// a column of its own it would push the others off the screen.
func writeHistory(w io.Writer, rows [][]string, why []string) error {
	var table bytes.Buffer
	if err := writeTable(&table, rows); err != nil {
		return err
	}
	var out bytes.Buffer
	i := -1 // the heads
	for line := range bytes.Lines(table.Bytes()) {
		out.Write(line)
		if i >= 0 && why[i] != "" {
			out.WriteString("    " + why[i] + "\n")
		}
		i++
	}
	_, err := w.Write(out.Bytes())
	return err
}

// orders are the entries of the log an order each: as it began, with how it
// ended.
func orders(entries []apply.Entry) []apply.Entry {
	var out []apply.Entry
	at := map[string]int{}
	for _, e := range entries {
		i, known := at[e.ID]
		if !known || e.ID == "" {
			at[e.ID] = len(out)
			out = append(out, e)
			continue
		}
		out[i].Result, out[i].Message = e.Result, e.Message
	}
	return out
}

// digestLength is how much of a digest people read.
const digestLength = len("sha256:") + 12

// shortSource cuts the digest of a sheet.
func shortSource(source string) string {
	if i := strings.Index(source, "sha256:"); i >= 0 && len(source)-i > digestLength {
		return source[:i+digestLength]
	}
	return source
}

// loadFailure says that a kept configuration cannot be read.
func loadFailure(to, id string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fail(textUnknownID, shown(to), id).advise(textListHistory, to)
	}
	return destinationFailure(to, err)
}
