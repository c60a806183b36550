package main

import (
	"context"

	"hagen/internal/apply"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/message"
)

var textRollingBackTo = message.New("rollback.putting-back", "saved")

// rollback restores a configuration that an apply saved.
func (a *app) rollback(ctx context.Context, call *cli.Call) error {
	o, err := a.applyOptions(call)
	if err != nil {
		return err
	}
	to, err := a.openDestination(ctx, call, call.Value(cli.FlagTo))
	if err != nil {
		return err
	}
	defer to.Close()
	p := &push{app: a, screen: a.screen, to: to}
	kept, err := a.opener(call, false).Kept(ctx, to, call.Arg(0), call.Given(cli.FlagHere))
	for _, missing := range kept.Warnings {
		a.screen.Fail(missing)
	}
	if err != nil {
		return err
	}
	p.request.Saved = kept.CIB
	if p.live, err = to.CIB(ctx); err != nil {
		return dest.Failure(to.Name(), err)
	}
	a.screen.Say(textRollingBackTo, kept.ID)
	o.order.Action, o.order.Source = apply.Rollback, "the configuration kept as "+kept.ID
	return p.carryOut(ctx, o)
}
