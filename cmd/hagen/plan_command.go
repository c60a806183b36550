package main

import (
	"context"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/internal/planfile"
	"hagen/internal/view"
)

var textPlanning = message.New("plan.planning", "destination")

// The exit codes of plan and diff, as CI wants them.
const (
	exitSame    = 0 // nothing to do
	exitDiffers = 2 // changes
)

// push is what plan, apply and rollback share: a destination, its new
// configuration, and the plan that leads there.
type push struct {
	app     *app
	screen  *view.Screen
	to      apply.Cluster
	live    []byte
	request apply.Request
	script  []byte
	source  string // for the log: the sheet and its digest

	// What a plan file says of the sheet.
	sheet  planfile.Sheet
	target string

	// A plan file, and its name, instead of a sheet.
	kept *planfile.File
	file string
}

// plan shows what a sheet would do to a cluster.
func (a *app) plan(ctx context.Context, call *cli.Call) error {
	data, err := a.read(ctx, call.Arg(0))
	if err != nil {
		return err
	}
	if planfile.Is(call.Arg(0), data) {
		return a.showPlan(ctx, call, call.Arg(0), data)
	}
	file, err := planOutput(call)
	if err != nil {
		return err
	}
	p, err := a.newPush(ctx, call, data)
	if err != nil || p == nil {
		return err
	}
	defer p.to.Close()
	plan, err := p.make(ctx)
	if err != nil {
		return err
	}
	a.code = exitSame
	if !plan.Empty() {
		a.code = exitDiffers
	}
	if err := a.screen.Plan(plan, p.request.Mode); err != nil || file == "" {
		return err
	}
	return p.keep(ctx, plan, file)
}

// newPush opens the destination and compiles the sheet for it. It returns nil
// without an error when the sheet has mistakes, which are then reported.
func (a *app) newPush(ctx context.Context, call *cli.Call, data []byte) (*push, error) {
	file := call.Arg(0)
	j, err := a.newJob(ctx, call)
	if err != nil {
		return nil, err
	}
	to, err := a.openDestination(ctx, call, call.Value(cli.FlagTo))
	if err != nil {
		return nil, err
	}
	p := &push{app: a, screen: a.screen, to: to, source: compile.Digest(file, data)}
	p.request.Mode = merge.Mode(call.Value(cli.FlagMode))
	if ok, err := p.compile(ctx, j, file, data, call.Value(cli.FlagSheet)); !ok {
		_ = to.Close() // the first error counts
		return nil, err
	}
	return p, nil
}

// openDestination opens a destination. On a terminal ssh may ask.
func (a *app) openDestination(ctx context.Context, call *cli.Call, address string) (apply.Cluster, error) {
	return a.opener(call, a.screen.Interactive() && !call.Given(cli.FlagYes)).Open(ctx, address)
}

// opener opens destinations. Those the user did not name are opened by one that
// may not ask.
func (a *app) opener(call *cli.Call, mayAsk bool) dest.Opener {
	return dest.Opener{Ask: mayAsk, Trust: a.trust(call, mayAsk)}
}

// compile reads the live CIB and compiles the sheet with its nodes. It is not ok
// when the sheet holds mistakes.
func (p *push) compile(ctx context.Context, j *job, file string, data []byte, pattern string) (ok bool, err error) {
	if p.live, err = p.to.CIB(ctx); err != nil {
		return false, dest.Failure(p.to.Name(), err)
	}
	if known, err := nodes.Read(p.to.Name(), p.live); err == nil {
		j.options.Nodes = known // a CIB file without nodes leaves them to the sheet
	}
	if err := j.settle(p.to.Name(), p.live); err != nil {
		return false, err
	}
	in := compile.Open(file, data, parse.Options{Encoding: j.encoding})
	j.report.Merge(&in.Report)
	unit, err := j.onlySheet(ctx, in, file, pattern)
	if err != nil {
		return false, err
	}
	if ok, err := j.finish(); !ok {
		return false, err
	}
	p.app.code = exitOK // warnings have been shown; the exit code means something else here
	p.request.CIB, p.request.Where, p.script = unit.XML, unit.Where, unit.Script
	p.sheet, p.target = sheetOf(file, unit.Grid.Sheet, p.source), j.options.Target.Name
	return true, nil
}

// onlySheet compiles the only sheet that is meant.
func (j *job) onlySheet(ctx context.Context, in *compile.Input, file, pattern string) (*compile.Unit, error) {
	sheet, ok, err := in.Only(pattern)
	if err != nil || !ok {
		return &compile.Unit{}, err
	}
	units, err := j.compileSheets(ctx, in, []string{sheet})
	if err != nil || len(units) == 0 {
		return &compile.Unit{}, err
	}
	return units[0], nil
}

// make plans on the live CIB that was read last.
func (p *push) make(ctx context.Context) (*apply.Plan, error) {
	wait := p.screen.Waiting(textPlanning.With(dest.Short(p.to.Name())))
	plan, err := p.planned(ctx)
	wait.End()
	if err == nil && p.kept != nil && !plan.Empty() && !p.kept.SameEffects(plan) {
		p.screen.OtherEffects(p.file)
	}
	return plan, err
}

func (p *push) planned(ctx context.Context) (*apply.Plan, error) {
	if p.kept != nil {
		return p.plannedKept(ctx)
	}
	plan, err := apply.Make(ctx, p.to, p.live, p.request)
	return plan, dest.Failure(p.to.Name(), err)
}
