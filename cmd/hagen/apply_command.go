package main

import (
	"context"

	"hagen/internal/apply"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/planfile"
)

var (
	textNobodyToAsk = message.New("usage.nobody-to-ask")
	textSayYes      = message.New("usage.say-yes")
	textNoScript    = message.New("apply.no-script", "destination")
)

// apply applies a sheet to a cluster.
func (a *app) apply(ctx context.Context, call *cli.Call) error {
	data, err := a.read(ctx, call.Arg(0))
	if err != nil {
		return err
	}
	if planfile.Is(call.Arg(0), data) {
		return a.applyPlan(ctx, call, call.Arg(0), data)
	}
	if call.Given(cli.FlagDigest) {
		return message.Fail(textNotOfSheet, "--"+cli.FlagDigest)
	}
	o, err := a.applyOptions(call)
	if err != nil {
		return err
	}
	p, err := a.newPush(ctx, call, data)
	if err != nil || p == nil {
		return err
	}
	defer p.to.Close()
	if o.via == cli.ViaScript {
		if _, can := p.to.(apply.Scripter); !can || dest.IsFile(p.to.Name()) {
			return message.Fail(textNoScript, dest.Short(p.to.Name()))
		}
		o.order.Script = p.script
	}
	o.order.Source = p.source
	return p.carryOut(ctx, o)
}

// applyOptions are the options of apply and rollback.
type applyOptions struct {
	order   apply.Order // without its CIBs
	allowed []apply.Danger
	yes     bool
	backup  string
	via     string
	retry   int // how often a stale plan may be made again, with --yes
}

func (a *app) applyOptions(call *cli.Call) (applyOptions, error) {
	o := applyOptions{yes: call.Given(cli.FlagYes), backup: call.Value(cli.FlagBackup), via: call.Value(cli.FlagVia)}
	var err error
	if o.order.Timeout, err = call.Timeout(); err != nil {
		return o, err
	}
	if o.allowed, err = call.Allowed(); err != nil {
		return o, err
	}
	if !o.yes && (a.screen.JSON || !a.screen.Interactive()) {
		return o, message.Fail(textNobodyToAsk).Advise(textSayYes)
	}
	if o.retry, err = call.Retries(); err != nil {
		return o, err
	}
	o.order.Rollback = call.Given(cli.FlagRollback)
	o.order.Who = dest.Who()
	a.screen.Stream = a.screen.JSON
	return o, nil
}
