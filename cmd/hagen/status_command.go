package main

import (
	"context"
	"errors"

	"hagen/internal/apply"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/planfile"
	"hagen/internal/view"
)

var (
	textFileHasNoStatus = message.New("status.file-has-none", "destination")
	textDiffIt          = message.New("status.diff-it")
)

// status shows whether a cluster matches a sheet: its configuration, and what runs.
func (a *app) status(ctx context.Context, call *cli.Call) error {
	data, err := a.read(ctx, call.Arg(0))
	if err != nil {
		return err
	}
	if planfile.Is(call.Arg(0), data) {
		return message.Fail(textPlanNoSheet, call.Arg(0))
	}
	p, err := a.newPush(ctx, call, data)
	if err != nil || p == nil {
		return err
	}
	defer p.to.Close()
	changes, err := apply.Drift(p.live, p.request)
	if err != nil {
		return dest.Failure(p.to.Name(), err)
	}
	health, err := apply.Look(ctx, p.to, p.live)
	if errors.Is(err, apply.ErrNoStatus) {
		return message.Fail(textFileHasNoStatus, dest.Short(p.to.Name())).Advise(textDiffIt)
	}
	if err != nil {
		return dest.Failure(p.to.Name(), err)
	}
	standing := view.Standing{Health: health, Changes: changes}
	a.code = exitSame
	if !standing.Good() {
		a.code = exitDiffers
	}
	return a.screen.Status(standing, p.to.Name(), call.Arg(0))
}
