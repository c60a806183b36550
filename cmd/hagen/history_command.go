package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/dest"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// history shows the log of a destination.
func (a *app) history(ctx context.Context, call *cli.Call) error {
	to, err := a.openDestination(ctx, call, call.Value(cli.FlagTo))
	if err != nil {
		return err
	}
	defer to.Close()
	log, err := a.clusterLog(ctx, call, to)
	if err != nil {
		return err
	}
	if a.json {
		return a.print(struct {
			To      string      `json:"to"`
			Entries []nodeEntry `json:"entries"`
			Missing []string    `json:"missing,omitempty"` // nodes that did not answer
		}{to.Name(), append([]nodeEntry{}, log.entries...), log.missing})
	}
	a.warnOfMissing(log, to.Name())
	if len(log.entries) == 0 {
		say(a.stdout, a.lang, textNoHistory, dest.Short(to.Name()))
		return nil
	}
	var why []string // of each row
	rows := [][]string{{headID.In(a.lang), headTime.In(a.lang), headDone.In(a.lang), headResult.In(a.lang), headWho.In(a.lang), headThrough.In(a.lang), headSource.In(a.lang)}}
	list := orders(log.entries)
	for i, e := range list {
		result := e.Result
		if t, known := resultTexts[e.Result]; known {
			result = t.In(a.lang)
		}
		action := e.Action
		if t, known := actionTexts[e.Action]; known {
			action = t.In(a.lang)
		}
		rows = append(rows, []string{e.ID, e.Time.Local().Format("2006-01-02 15:04:05"), action, result, e.Who, e.To, message.Verbatim(shortSource(e.Source)).In(a.lang)})
		said := e.Said()
		if e.NoQuorum && e.Wrote != "" && a.overruled(ctx, call, to, list, i) {
			said = message.Joined(said, textOverruled.With())
		}
		why = append(why, said.In(a.lang))
	}
	return writeHistory(a.stdout, rows, why)
}

// overruled reports whether what an order wrote where there was no quorum was
// gone when the next order came, or is gone now.
func (a *app) overruled(ctx context.Context, call *cli.Call, to apply.Cluster, list []nodeEntry, i int) bool {
	for _, next := range list[i+1:] {
		c, err := a.openQuietly(ctx, call, next.To)
		if err != nil {
			continue
		}
		saved, err := c.Store().Load(ctx, next.ID)
		c.Close()
		if err == nil {
			return apply.Overruled(list[i].Entry, saved)
		}
	}
	live, err := to.CIB(ctx)
	return err == nil && apply.Overruled(list[i].Entry, live)
}

// writeHistory writes the table with what was said of an order below its row: in
// its own column it would push the others off the screen.
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
func orders(entries []nodeEntry) []nodeEntry {
	var out []nodeEntry
	at := map[string]int{}
	for _, e := range entries {
		i, known := at[e.ID]
		if !known || e.ID == "" {
			at[e.ID] = len(out)
			out = append(out, e)
			continue
		}
		out[i].Result, out[i].Message, out[i].Translatable = e.Result, e.Message, e.Translatable
		out[i].Wrote = cmp.Or(e.Wrote, out[i].Wrote)
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
		return message.Fail(textUnknownID, dest.Short(to), id).Advise(textListHistory, to)
	}
	return destinationFailure(to, err)
}
