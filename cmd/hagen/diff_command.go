package main

import (
	"bytes"
	"context"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/dest"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/nodes"
	"hagen/internal/planfile"
)

// side is one side of a diff: a CIB, or a sheet that becomes one.
type side struct {
	name  string
	cib   []byte
	sheet []byte // the file of a sheet, not compiled yet
	cells apply.Cells
	grid  *grid.Grid // of a sheet
	xml   []byte     // what a sheet compiles to, before it is merged
	where func(id, attr string) diag.Place
}

// diff shows by meaning how the second configuration differs from the first.
func (a *app) diff(ctx context.Context, call *cli.Call) error {
	found, err := a.compare(ctx, call)
	if err != nil || found == nil {
		return err
	}
	a.code = exitSame
	if len(found.changes) > 0 {
		a.code = exitDiffers
	}
	return a.screen.Diff(found.sides[0].name, found.sides[1].name, found.changes, found.defaults)
}

// comparison is two sides and how they differ.
type comparison struct {
	sides             [2]*side
	changes, defaults []apply.Change
}

// compare compares the two arguments of a call. It returns nil without an error when a
// sheet has mistakes, which are then reported.
func (a *app) compare(ctx context.Context, call *cli.Call) (*comparison, error) {
	j, err := a.newJob(ctx, call)
	if err != nil {
		return nil, err
	}
	var sides [2]*side
	for i := range sides {
		if sides[i], err = j.side(ctx, call, call.Arg(i)); err != nil {
			return nil, err
		}
	}
	if err := j.meet(ctx, sides[0], sides[1], call.Value(cli.FlagSheet)); err != nil {
		return nil, err
	}
	if ok, err := j.finish(); !ok {
		return nil, err
	}
	out := &comparison{sides: sides}
	if out.changes, err = apply.Compare(sides[0].cib, sides[1].cib, sides[0].cells, sides[1].cells); err != nil {
		return nil, err
	}
	if sides[0].sheet != nil || sides[1].sheet != nil { // whose target determines the agents
		out.changes, out.defaults, err = apply.WithoutDefaults(out.changes, sides[1].cib, j.options.Catalog)
	}
	return out, err
}

// side reads one side.
func (j *job) side(ctx context.Context, call *cli.Call, name string) (*side, error) {
	s := &side{name: name}
	if dest.Is(name) {
		c, err := j.app.openDestination(ctx, call, name)
		if err != nil {
			return nil, err
		}
		defer c.Close()
		if s.cib, err = c.CIB(ctx); err != nil {
			return nil, dest.Failure(name, err)
		}
		return s, nil
	}
	data, err := j.app.read(ctx, name)
	if err != nil {
		return nil, err
	}
	if planfile.Is(name, data) {
		return nil, message.Fail(textPlanNoSheet, name)
	}
	if bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))), []byte("<")) {
		if _, err := meaning.Parse(data); err != nil {
			return nil, message.CannotRead(compile.InputName(name), err)
		}
		s.cib = data
	} else {
		s.sheet = data
	}
	return s, nil
}

// meet makes CIBs from sheets. A sheet is merged into the CIB on the other side: a
// sheet does not have what the cluster owns, so that is not a difference.
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
			if err := j.settle(other.name, other.cib); err != nil {
				return err
			}
		}
		in := compile.Open(sheet.name, sheet.sheet, parse.Options{Encoding: j.encoding})
		j.report.Merge(&in.Report)
		unit, err := j.onlySheet(ctx, in, sheet.name, pattern)
		if err != nil || unit.XML == nil {
			return err
		}
		sheet.cib, sheet.xml, sheet.grid, sheet.where = unit.XML, unit.XML, unit.Grid, unit.Where
		if sheet.cells, err = apply.CellsOf(unit.XML, unit.Where); err != nil {
			return err
		}
		if other.cib != nil && other.sheet == nil {
			if sheet.cib, err = merge.Into(other.cib, unit.XML, merge.Replace); err != nil {
				return dest.Failure(other.name, err)
			}
		}
	}
	return nil
}
