package view

import (
	"bytes"
	"io"
	"regexp"

	"hagen/docs/schema"
	"hagen/internal/apply"
	"hagen/internal/dest"
	"hagen/internal/message"
)

var (
	textNoHistory = message.New("history.none", "destination")
	textOverruled = message.New("history.overruled")

	headID      = message.New("history.head-id")
	headTime    = message.New("history.head-time")
	headDone    = message.New("history.head-action")
	headResult  = message.New("history.head-result")
	headWho     = message.New("history.head-who")
	headThrough = message.New("history.head-through")
	headSource  = message.New("history.head-source")
)

var resultTexts = map[string]message.Text{
	apply.ResultStarted:    message.New("result.started"),
	apply.ResultWritten:    message.New("result.written"),
	apply.ResultSettled:    message.New("result.settled"),
	apply.ResultFailed:     message.New("result.failed"),
	apply.ResultRefused:    message.New("result.refused"),
	apply.ResultRolledBack: message.New("result.rolled-back"),
}

var actionTexts = map[string]message.Text{
	apply.Apply:    message.New("action.apply"),
	apply.Rollback: message.New("action.rollback"),
}

// logRecord is the log of a cluster for machines.
type logRecord struct {
	Version int          `json:"version"`
	To      string       `json:"to"`
	Entries []dest.Entry `json:"entries"`
	Missing []string     `json:"missing,omitempty"` // nodes that did not answer
}

// Log shows the log of a cluster to machines.
func (s *Screen) Log(to string, log *dest.Log) error {
	return s.Print(logRecord{schema.Version, to, append([]dest.Entry{}, log.Entries...), log.Missing})
}

// History shows the orders of a cluster's log to people.
func (s *Screen) History(to string, orders []dest.Order) error {
	if len(orders) == 0 {
		s.Say(textNoHistory, dest.Short(to))
		return nil
	}
	var why []string // of each row
	rows := [][]string{{headID.In(s.Lang), headTime.In(s.Lang), headDone.In(s.Lang), headResult.In(s.Lang), headWho.In(s.Lang), headThrough.In(s.Lang), headSource.In(s.Lang)}}
	for _, o := range orders {
		result := o.Result
		if t, known := resultTexts[o.Result]; known {
			result = t.In(s.Lang)
		}
		action := o.Action
		if t, known := actionTexts[o.Action]; known {
			action = t.In(s.Lang)
		}
		rows = append(rows, []string{o.ID, o.Time.Local().Format("2006-01-02 15:04:05"), action, result, o.Who, o.To, message.Verbatim(shortSource(o.Source)).In(s.Lang)})
		said := o.Said()
		if o.Overruled {
			said = message.Joined(said, textOverruled.With())
		}
		why = append(why, said.In(s.Lang))
	}
	return writeHistory(s.Out, rows, why)
}

// writeHistory writes the table with the message of an order below its row: a
// column for it would push the others off the screen.
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

// digests match the digests of a sheet and of a plan, and what is shown of them.
var digests = regexp.MustCompile(`(sha256:[0-9a-f]{12})[0-9a-f]+`)

// shortSource shortens the digests of what an order was made of.
func shortSource(source string) string { return digests.ReplaceAllString(source, "$1") }
