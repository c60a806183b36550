package main

import (
	"bytes"
	"context"

	"hagen/internal/cli"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/compile"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
)

// side is one side of a diff: a CIB, or a sheet that becomes one.
type side struct {
	name  string
	cib   []byte
	sheet []byte // the file of a sheet, not compiled yet
	cells apply.Cells
}

// diff tells by meaning how the second configuration differs from the first.
func (a *app) diff(ctx context.Context, call *cli.Call) error {
	j, err := a.newJob(ctx, call)
	if err != nil {
		return err
	}
	var sides [2]*side
	for i := range sides {
		if sides[i], err = j.side(ctx, call, call.Arg(i)); err != nil {
			return err
		}
	}
	if err := j.meet(ctx, sides[0], sides[1], call.Value(cli.FlagSheet)); err != nil {
		return err
	}
	if err := j.finish(); err != nil || j.code == exitError {
		return err
	}
	changes, err := apply.Compare(sides[0].cib, sides[1].cib, sides[0].cells, sides[1].cells)
	if err != nil {
		return err
	}
	var defaults []apply.Change
	if sides[0].sheet != nil || sides[1].sheet != nil { // whose target says which agents there are
		if changes, defaults, err = withoutDefaults(changes, sides[1].cib, j.options.Catalog); err != nil {
			return err
		}
	}
	a.code = exitSame
	if len(changes) > 0 {
		a.code = exitDiffers
	}
	return j.showDiff(sides, changes, defaults)
}

// side reads one side.
func (j *job) side(ctx context.Context, call *cli.Call, name string) (*side, error) {
	s := &side{name: name}
	if dest.Is(name) {
		c, err := j.openDestination(ctx, call, name)
		if err != nil {
			return nil, err
		}
		defer c.Close()
		if s.cib, err = c.CIB(ctx); err != nil {
			return nil, destinationFailure(name, err)
		}
		return s, nil
	}
	data, err := j.read(ctx, name)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))), []byte("<")) {
		if _, err := meaning.Parse(data); err != nil {
			return nil, message.CannotRead(inputName(name), err)
		}
		s.cib = data
	} else {
		s.sheet = data
	}
	return s, nil
}

// meet makes CIBs of sheets. A sheet beside a CIB is taken for that cluster: it
// says nothing of what the cluster owns, so that this is not a difference.
func (j *job) meet(ctx context.Context, a, b *side, pattern string) error {
	for _, pair := range [][2]*side{{a, b}, {b, a}} {
		sheet, other := pair[0], pair[1]
		if sheet.sheet == nil {
			continue
		}
		if other.cib != nil {
			if known, err := nodes.Read(other.name, other.cib); err == nil {
				j.options.Nodes = known
			}
		}
		in := compile.Open(sheet.name, sheet.sheet, parse.Options{Encoding: j.encoding})
		j.report.Merge(&in.Report)
		unit, err := j.onlySheet(ctx, in, sheet.name, pattern)
		if err != nil || unit.XML == nil {
			return err
		}
		sheet.cib = unit.XML
		if sheet.cells, err = apply.CellsOf(unit.XML, unit.Where); err != nil {
			return err
		}
		if other.cib != nil && other.sheet == nil {
			if sheet.cib, err = merge.Into(other.cib, unit.XML, merge.Replace); err != nil {
				return planFailure(other.name, err)
			}
		}
	}
	return nil
}

func (j *job) showDiff(sides [2]*side, changes, defaults []apply.Change) error {
	j.doc.Diff = &diffRecord{From: sides[0].name, To: sides[1].name, Changes: changeRecords(changes)}
	if len(defaults) > 0 {
		j.doc.Diff.Defaults = changeRecords(defaults)
	}
	if j.json {
		return nil
	}
	v := view{lang: j.lang, color: j.coloredOn(j.stdout), brief: j.brief}
	if len(changes) == 0 {
		v.line(textSame.With(sides[0].name, sides[1].name).In(j.lang))
	} else {
		v.line(v.paint(sgrBold, textDiffTitle.With(sides[0].name, sides[1].name, tally(changes, j.lang)).In(j.lang)))
		v.listed(changes)
	}
	if n := countDetails(defaults); n > 0 {
		v.line(textDefaults.With(n).In(j.lang))
	}
	if _, err := j.stdout.Write([]byte(harmless(v.b.String()))); err != nil {
		return message.CannotWrite(message.Stdout, err)
	}
	return nil
}
