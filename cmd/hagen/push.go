package main

import (
	"context"
	"errors"

	"hagen/internal/apply"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/output"
)

var (
	textAsk        = message.New("apply.ask", "destination")
	textNotApplied = message.New("apply.not-applied")
	textStale      = message.New("apply.stale", "destination")
	textTryAgain   = message.New("apply.try-again", "destination", "count")
	textFreshPlan  = message.New("apply.fresh-plan")
)

// carryOut shows the plan, asks, and applies. If the cluster changes in between, it
// makes a new plan and asks again.
func (p *push) carryOut(ctx context.Context, o applyOptions) error {
	for {
		plan, err := p.make(ctx)
		if err != nil {
			return err
		}
		if plan.Empty() && !dest.IsFile(p.to.Name()) {
			return p.watch(ctx, plan, o)
		}
		if err := p.screen.Plan(plan, p.request.Mode); err != nil || plan.Empty() {
			return err
		}
		if err := p.permit(ctx, plan, o); err != nil {
			return err
		}
		outcome, err := p.run(ctx, plan, o)
		if !errors.Is(err, apply.ErrStale) {
			p.screen.Doc.Outcome = &outcome
			if err != nil {
				return dest.Unfinished(p.to.Name(), outcome, err)
			}
			return p.screen.Applied(p.to.Name(), o.order.Action, outcome)
		}
		stale := message.Fail(textStale, dest.Short(p.to.Name()))
		if p.live, err = p.to.CIB(ctx); err != nil {
			return dest.Failure(p.to.Name(), err)
		}
		if o.yes {
			if err := p.replan(ctx, plan, &o); err != nil {
				return err
			}
			continue
		}
		p.screen.Fail(stale)
	}
}

// permit refuses dangers that are not allowed, and asks for confirmation.
func (p *push) permit(ctx context.Context, plan *apply.Plan, o applyOptions) error {
	if err := plan.Permit(o.allowed); err != nil {
		return err
	}
	if o.via == cli.ViaScript {
		if err := plan.Scriptable(); err != nil {
			return err
		}
	}
	if o.yes {
		return nil
	}
	p.screen.Count(plan)
	p.screen.CountFile()
	yes, err := p.screen.Confirm(ctx, textAsk, dest.Short(p.to.Name()))
	if err == nil && !yes {
		err = message.Fail(textNotApplied)
	}
	return err
}

// run saves a local copy if asked to, and applies.
func (p *push) run(ctx context.Context, plan *apply.Plan, o applyOptions) (apply.Outcome, error) {
	if o.backup != "" {
		if err := output.Replace(output.File{Path: o.backup, Data: plan.Before, Mode: output.SecretData}); err != nil {
			return apply.Outcome{}, output.InWords(err)
		}
	}
	o.order.Before, o.order.After = plan.Before, plan.After
	outlastReaders()
	progress := p.screen.Progress(plan)
	outcome, err := apply.Run(ctx, p.to, o.order, progress.Event)
	progress.End()
	return outcome, err
}

// watch waits for a cluster that already has the configuration, and compares: an
// earlier apply may have been interrupted, or something may have failed since.
func (p *push) watch(ctx context.Context, plan *apply.Plan, o applyOptions) error {
	p.screen.RecordPlan(plan, p.request.Mode)
	o.order.Before, o.order.After = plan.Before, plan.After
	outlastReaders()
	progress := p.screen.Progress(plan)
	outcome, err := apply.Watch(ctx, p.to, o.order, progress.Event)
	progress.End()
	p.screen.Doc.Outcome = &outcome
	if err != nil {
		return dest.Failure(p.to.Name(), err)
	}
	return p.screen.Unchanged(p.to.Name(), o.order.Action, outcome)
}

// replan decides without asking what to do with a stale plan, on the current
// configuration: it returns nil when the change is still the same and may be
// retried, else the refusal. A different plan is shown first.
func (p *push) replan(ctx context.Context, late *apply.Plan, o *applyOptions) error {
	stale := message.Fail(textStale, dest.Short(p.to.Name()))
	fresh, err := p.make(ctx)
	if err != nil && p.kept != nil { // why it is not the plan any more
		return err
	}
	if err != nil { // the refusal is what counts
		return stale.Advise(textFreshPlan)
	}
	if o.retry > 0 {
		same, err := late.StillThat(fresh)
		if err != nil {
			return err
		}
		if same {
			o.retry--
			p.screen.Fail(message.Fail(textTryAgain, dest.Short(p.to.Name()), o.retry))
			return nil
		}
	}
	_ = p.screen.Plan(fresh, p.request.Mode)
	return stale.Advise(textFreshPlan)
}
