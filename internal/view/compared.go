package view

import (
	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/report"
	"hagen/internal/terminal"
)

var (
	textScriptDiff = message.New("diff.script", "from", "sheet", "removed", "added")
	textScriptSame = message.New("diff.same-script", "from", "sheet")
)

// Comparison is how a sheet differs from what it is to compile to.
type Comparison struct {
	At                   diag.Place // the sheet
	Golden, GoldenScript string     // files; "" for one that was not compared
	Changes, Defaults    []apply.Change
	Commands             []Command // of the scripts, that only one of them has there
}

// Command is a pcs command that only one of two scripts has.
type Command struct {
	Added bool // the sheet has it
	Text  string
}

// Same reports whether the sheet is as it should be.
func (c *Comparison) Same() bool { return len(c.Changes)+len(c.Commands) == 0 }

// againstRecord is a comparison for machines.
type againstRecord struct {
	File   string        `json:"file"`
	Sheet  string        `json:"sheet,omitempty"`
	Same   bool          `json:"same"`
	Diff   *diffRecord   `json:"diff,omitempty"`
	Script *scriptRecord `json:"script,omitempty"`
}

// scriptRecord is how two scripts differ.
type scriptRecord struct {
	From     string          `json:"from"`
	Commands []commandRecord `json:"commands"`
}

// commandRecord is a pcs command that only one of two scripts has. Secrets are
// masked.
type commandRecord struct {
	Action  meaning.Action `json:"action"` // add, remove
	Command string         `json:"command"`
}

// Compared shows how a sheet differs from its golden. What is the same is not shown
// when quiet.
func (s *Screen) Compared(c *Comparison, quiet bool) error {
	s.Doc.Against = append(s.Doc.Against, c.record())
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	title := c.write(v, quiet)
	if s.foreign() && !c.Same() {
		plain := &page{lang: s.Lang}
		c.write(plain, true)
		s.run.Differences = append(s.run.Differences, report.Difference{At: c.At, Title: title, Text: harmless(plain.b.String())})
	}
	return s.show(v)
}

// write writes a comparison for people and returns its first title.
func (c *Comparison) write(v *page, quiet bool) (title string) {
	say := func(t message.Message) {
		text := t.In(v.lang)
		if title == "" {
			title = text
		}
		v.line(v.paint(sgrBold, text))
	}
	at := c.At.String()
	switch {
	case c.Golden == "":
	case len(c.Changes) > 0:
		say(textDiffTitle.With(c.Golden, at, tally(c.Changes, v.lang)))
		v.listed(c.Changes)
	case !quiet:
		v.line(textSame.With(c.Golden, at).In(v.lang))
	}
	if n := countDetails(c.Defaults); n > 0 && !quiet {
		v.line(textDefaults.With(n).In(v.lang))
	}
	switch {
	case c.GoldenScript == "":
	case len(c.Commands) > 0:
		added := 0
		for _, command := range c.Commands {
			if command.Added {
				added++
			}
		}
		say(textScriptDiff.With(c.GoldenScript, at, len(c.Commands)-added, added))
		for _, command := range c.Commands {
			action := meaning.Remove
			if command.Added {
				action = meaning.Add
			}
			v.line("  ", v.paint(actionColor(action), mark(action)+" "+terminal.Visible(command.Text)))
		}
	case !quiet:
		v.line(textScriptSame.With(c.GoldenScript, at).In(v.lang))
	}
	return title
}

func (c *Comparison) record() againstRecord {
	r := againstRecord{File: c.At.File, Sheet: c.At.Sheet, Same: c.Same()}
	if c.Golden != "" {
		r.Diff = &diffRecord{From: c.Golden, To: c.At.String(), Changes: changeRecords(c.Changes)}
		if len(c.Defaults) > 0 {
			r.Diff.Defaults = changeRecords(c.Defaults)
		}
	}
	if c.GoldenScript != "" {
		r.Script = &scriptRecord{From: c.GoldenScript, Commands: []commandRecord{}}
		for _, command := range c.Commands {
			action := meaning.Remove
			if command.Added {
				action = meaning.Add
			}
			r.Script.Commands = append(r.Script.Commands, commandRecord{action, command.Text})
		}
	}
	return r
}
