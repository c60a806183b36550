package main

import (
	"context"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse/nodes"
	"hagen/internal/script"
	"hagen/internal/view"
)

var (
	textOneGolden   = message.New("check.one-golden", "file")
	textGoldenInDir = message.New("check.golden-in-folder")
)

// golden is what a sheet is to compile to: the files of check's --against and
// --script, "" where there is none.
type golden struct{ xml, script string }

// goldens finds the goldens of an input's sheets. In a folder they have the names
// that a compile into it gives.
func goldens(call *cli.Call, file string, sheets []string) ([]golden, error) {
	out := make([]golden, len(sheets))
	names := compile.Names{Input: file, BySheet: call.Value(cli.FlagSheet) != "", Several: len(call.Args) > 1}
	for _, flag := range []string{cli.FlagAgainst, cli.FlagGoldenScript} {
		names.Output = call.Value(flag)
		if names.Output == "" {
			continue
		}
		if names.Dir() == "" && (names.Several || len(sheets) > 1) {
			return nil, message.Fail(textOneGolden, names.Output).Advise(textGoldenInDir)
		}
		pairs, err := names.Pairs(sheets)
		if err != nil {
			return nil, err
		}
		for i, p := range pairs {
			switch {
			case flag == cli.FlagAgainst:
				out[i].xml = p.XML
			case names.Dir() == "":
				out[i].script = names.Output
			default:
				out[i].script = p.Script
			}
		}
	}
	return out, nil
}

// checkGolden checks a sheet and compares it with its golden.
func (j *job) checkGolden(ctx context.Context, in *compile.Input, sheet string, g golden) (*compile.Unit, error) {
	var cib []byte
	if g.xml != "" {
		var err error
		if cib, err = j.app.read(ctx, g.xml); err != nil {
			return nil, err
		}
		if _, err := meaning.Parse(cib); err != nil {
			return nil, message.CannotRead(compile.InputName(g.xml), err)
		}
		if err := j.meetGolden(g.xml, cib); err != nil {
			return nil, err
		}
	}
	units, err := j.compileSheets(ctx, in, []string{sheet})
	if err != nil || len(units) == 0 {
		return nil, err
	}
	u := units[0]
	if u.XML == nil {
		return u, nil
	}
	c := &view.Comparison{At: diag.Place{File: in.File, Sheet: sheet}}
	if g.xml != "" {
		if err := j.compareXML(c, g.xml, cib, u); err != nil {
			return nil, err
		}
	}
	if g.script != "" {
		text, err := j.app.read(ctx, g.script)
		if err != nil {
			return nil, err
		}
		c.GoldenScript = g.script
		for _, change := range script.Diff(script.Commands(text), script.Commands(u.Script)) {
			c.Commands = append(c.Commands, view.Command{Added: change.Added, Text: change.Command.String()})
		}
	}
	j.comparisons = append(j.comparisons, c)
	return u, nil
}

// meetGolden takes the ids of the nodes and, with --target auto, the target from a
// golden, as hagen diff does.
func (j *job) meetGolden(name string, cib []byte) error {
	if !j.ownNodes {
		j.options.Nodes, _ = nodes.Read(name, cib) // without nodes there, the sheet's own
	}
	return j.settle(name, cib)
}

// compareXML compares by meaning, as hagen diff does: what the cluster owns in a
// golden that was taken from one is not a difference.
func (j *job) compareXML(c *view.Comparison, name string, cib []byte, u *compile.Unit) error {
	merged, err := merge.Into(cib, u.XML, merge.Replace)
	if err != nil {
		return message.CannotRead(compile.InputName(name), err)
	}
	cells, err := apply.CellsOf(u.XML, u.Where)
	if err != nil {
		return err
	}
	c.Golden = name
	if c.Changes, err = apply.Compare(cib, merged, nil, cells); err != nil {
		return err
	}
	c.Changes, c.Defaults, err = apply.WithoutDefaults(c.Changes, merged, j.options.Catalog)
	return err
}

// showComparisons shows how the sheets differ from their goldens, which is exit code
// 2, as with hagen diff.
func (j *job) showComparisons() error {
	for _, c := range j.comparisons {
		if !c.Same() && j.app.code != exitError {
			j.app.code = exitDiffers
		}
		if err := j.screen.Compared(c, j.quiet); err != nil {
			return err
		}
	}
	return nil
}
