package main

import (
	"context"
	"errors"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/tools"
	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/planfile"
	"hagen/internal/scheduler"
	"hagen/internal/view"
)

var (
	textNothingFails  = message.New("usage.nothing-fails")
	textFailOrMatrix  = message.New("usage.fail-or-matrix")
	textNoNodes       = message.New("whatif.no-nodes", "sheet")
	textNameNodes     = message.New("whatif.name-nodes")
	textNoScheduler   = message.New("whatif.no-scheduler")
	textGetScheduler  = message.New("whatif.get-scheduler")
	textNeverAnswered = message.New("whatif.cannot-ask", "destination")
	textAsking        = message.New("whatif.asking")
)

// whatIf shows what the cluster of a sheet would do if something failed.
func (a *app) whatIf(ctx context.Context, call *cli.Call) error {
	switch {
	case !call.Given(cli.FlagFail) && !call.Given(cli.FlagMatrix):
		return message.Fail(textNothingFails)
	case call.Given(cli.FlagFail) && call.Given(cli.FlagMatrix):
		return message.Fail(textFailOrMatrix)
	}
	world, _, done, err := a.world(ctx, call)
	if err != nil || world == nil {
		return err
	}
	defer done()
	a.code = exitOK
	answer := view.WhatIf{World: world.Clone(), Matrix: call.Given(cli.FlagMatrix)}
	if answer.Matrix {
		answer.Steps, err = losses(ctx, world)
	} else {
		answer.Steps, err = happenings(ctx, world, strings.Split(call.Value(cli.FlagFail), "\n"))
	}
	if err != nil {
		return err
	}
	return a.screen.WhatIf(answer)
}

// losses are what follows when each node alone is lost.
func losses(ctx context.Context, world *scheduler.World) ([]view.Step, error) {
	var out []view.Step
	for _, node := range world.State.Nodes {
		if node.Remote || !node.Online {
			continue
		}
		events := []scheduler.Event{{Kind: scheduler.NodeCrashes, Node: node.Name}}
		course, err := world.Clone().Happen(ctx, events...)
		if err != nil {
			return nil, err
		}
		out = append(out, view.Step{Events: events, Course: course})
	}
	return out, nil
}

// happenings are what follows from one thing after another.
func happenings(ctx context.Context, world *scheduler.World, words []string) ([]view.Step, error) {
	var out []view.Step
	for _, word := range words {
		events, err := world.Events(word)
		if err != nil {
			return nil, err
		}
		course, err := world.Happen(ctx, events...)
		if err != nil {
			return nil, err
		}
		out = append(out, view.Step{Events: events, Course: course})
	}
	return out, nil
}

// world is the cluster of a sheet at rest: a new one of its nodes, or with --to the
// cluster that is there once it has the sheet's configuration, which is given too. It
// is nil when the sheet has mistakes, which are then reported. The caller calls done
// after the last question.
func (a *app) world(ctx context.Context, call *cli.Call) (world *scheduler.World, configuration []byte, done func(), err error) {
	asker, done, err := a.asker(ctx, call)
	if err != nil {
		return nil, nil, nil, err
	}
	configuration, live, err := a.configuration(ctx, call)
	if err == nil && configuration != nil {
		world, err = a.begin(ctx, call, asker, configuration, live)
	}
	if err != nil || world == nil {
		done()
		return nil, nil, nil, schedulerMissing(err)
	}
	return world, configuration, done, nil
}

// begin brings the cluster of a configuration to rest.
func (a *app) begin(ctx context.Context, call *cli.Call, asker scheduler.Asker, configuration []byte, live bool) (*scheduler.World, error) {
	wait := a.screen.Waiting(textAsking.With())
	defer wait.End()
	if live {
		return scheduler.Live(ctx, asker, configuration)
	}
	nodes, err := scheduler.NodesOf(configuration)
	switch {
	case err != nil:
		return nil, err
	case len(nodes) == 0:
		return nil, message.Fail(textNoNodes, call.Arg(0)).Advise(textNameNodes)
	}
	return scheduler.Start(ctx, asker, configuration, nodes)
}

// asker is whose scheduler answers: that of --scheduler, of --to, or this machine's.
func (a *app) asker(ctx context.Context, call *cli.Call) (asker scheduler.Asker, done func(), err error) {
	address := "local:"
	for _, flag := range []string{cli.FlagScheduler, cli.FlagTo} {
		if given := call.Value(flag); given != "" && !(flag == cli.FlagTo && dest.IsFile(given)) {
			address = given
			break
		}
	}
	to, err := a.openDestination(ctx, call, address)
	if err != nil {
		return nil, nil, err
	}
	asker, ok := to.(scheduler.Asker)
	if !ok {
		_ = to.Close()
		return nil, nil, message.Fail(textNeverAnswered, dest.Short(address))
	}
	return asker, func() { _ = to.Close() }, nil
}

// configuration is the CIB of a sheet, nil when the sheet has mistakes. With --to it
// is what the cluster has once the sheet is applied; live says that it has a status.
func (a *app) configuration(ctx context.Context, call *cli.Call) (cib []byte, live bool, err error) {
	if call.Value(cli.FlagTo) == "" {
		cib, err = a.compiled(ctx, call)
		return cib, false, err
	}
	data, err := a.read(ctx, call.Arg(0))
	if err != nil {
		return nil, false, err
	}
	if planfile.Is(call.Arg(0), data) {
		return nil, false, message.Fail(textPlanNoSheet, call.Arg(0))
	}
	p, err := a.newPush(ctx, call, data)
	if err != nil || p == nil {
		return nil, false, err
	}
	defer p.to.Close()
	if cib, err = merge.Into(p.live, p.request.CIB, p.request.Mode); err != nil {
		return nil, false, dest.Failure(p.to.Name(), err)
	}
	return cib, scheduler.HasStatus(cib), nil
}

// compiled compiles the only sheet that is meant.
func (a *app) compiled(ctx context.Context, call *cli.Call) ([]byte, error) {
	_, unit, err := a.compiledUnit(ctx, call)
	if err != nil || unit == nil {
		return nil, err
	}
	return unit.XML, nil
}

// compiledUnit compiles the only sheet that is meant. The unit is nil when the sheet
// has mistakes, which are then reported.
func (a *app) compiledUnit(ctx context.Context, call *cli.Call) (*job, *compile.Unit, error) {
	j, err := a.newJob(ctx, call)
	if err != nil {
		return nil, nil, err
	}
	in, err := j.open(ctx, call.Arg(0))
	if err != nil {
		return nil, nil, err
	}
	unit, err := j.onlySheet(ctx, in, call.Arg(0), call.Value(cli.FlagSheet))
	if err != nil {
		return nil, nil, err
	}
	if ok, err := j.finish(); !ok {
		return nil, nil, err
	}
	return j, unit, nil
}

// schedulerMissing says where to get a scheduler where one is missing.
func schedulerMissing(err error) error {
	var missing *tools.MissingError
	if errors.Is(err, apply.ErrNoTools) || errors.As(err, &missing) {
		return message.Fail(textNoScheduler).Advise(textGetScheduler)
	}
	return err
}
