package main

import (
	"context"

	"hagen/internal/cli"
)

// history shows the log of a destination.
func (a *app) history(ctx context.Context, call *cli.Call) error {
	to, err := a.openDestination(ctx, call, call.Value(cli.FlagTo))
	if err != nil {
		return err
	}
	defer to.Close()
	quiet := a.opener(call, false)
	log, err := quiet.Log(ctx, to, call.Given(cli.FlagHere))
	if err != nil {
		return err
	}
	if a.screen.JSON {
		return a.screen.Log(to.Name(), log)
	}
	for _, missing := range log.Warnings(to.Name()) {
		a.screen.Fail(missing)
	}
	return a.screen.History(to.Name(), quiet.Orders(ctx, to, log))
}
