package main

import (
	"errors"
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
	rows := [][]string{{headID.in(a.lang), headTime.in(a.lang), headDone.in(a.lang), headResult.in(a.lang), headWho.in(a.lang), headSource.in(a.lang)}}
	for _, e := range orders(entries) {
		result := e.Result
		if t, known := resultTexts[e.Result]; known {
			result = t.in(a.lang)
		}
		if e.Message != "" {
			result += ": " + visible(e.Message)
		}
		action := e.Action
		if t, known := actionTexts[e.Action]; known {
			action = t.in(a.lang)
		}
		rows = append(rows, []string{e.ID, e.Time.Local().Format("2006-01-02 15:04:05"), action, result, e.Who, shortSource(e.Source)})
	}
	return writeTable(a.stdout, rows)
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
