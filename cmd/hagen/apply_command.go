package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"slices"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/dest"

	"hagen/internal/agentd/client"
	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/message"
	"hagen/internal/output"
)

// apply brings a sheet to a cluster.
func (a *app) apply(ctx context.Context, call *cli.Call) error {
	o, err := a.applyOptions(call)
	if err != nil {
		return err
	}
	p, err := a.newPush(ctx, call)
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

// applyOptions are what apply and rollback are told.
type applyOptions struct {
	order   apply.Order // without its CIBs
	allowed []apply.Danger
	yes     bool
	backup  string
	via     string
	retry   int // how often a plan that came too late may be made anew, with yes
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
	if !o.yes && (a.json || !a.interactive()) {
		return o, message.Fail(textNobodyToAsk).Advise(textSayYes)
	}
	if o.retry, err = retries(call.Value(cli.FlagRetry)); err != nil {
		return o, err
	}
	o.order.Rollback = call.Given(cli.FlagRollback)
	o.order.Who = who()
	a.stream = a.json
	return o, nil
}

// who is the user and the machine, for the log on the node.
func who() string {
	name := cmp.Or(os.Getenv("SUDO_USER"), os.Getenv("USER"), os.Getenv("USERNAME"))
	if u, err := user.Current(); name == "" && err == nil {
		name = u.Username
	}
	host, _ := os.Hostname()
	return name + "@" + host
}

// carryOut shows the plan, asks, and applies. A cluster that changes
// in between gets a fresh plan, and the user is asked again.
func (p *push) carryOut(ctx context.Context, o applyOptions) error {
	for {
		plan, err := p.plan(ctx)
		if err != nil {
			return err
		}
		if plan.Empty() && !dest.IsFile(p.to.Name()) {
			return p.watch(ctx, plan, o)
		}
		if err := p.show(plan); err != nil || plan.Empty() {
			return err
		}
		if err := p.permit(ctx, plan, o); err != nil {
			return err
		}
		outcome, err := p.run(ctx, plan, o)
		if !errors.Is(err, apply.ErrStale) {
			return p.conclude(outcome, err)
		}
		stale := message.Fail(textStale, dest.Short(p.to.Name()))
		if p.live, err = p.to.CIB(ctx); err != nil {
			return destinationFailure(p.to.Name(), err)
		}
		if o.yes {
			if err := p.replan(ctx, plan, &o); err != nil {
				return err
			}
			continue
		}
		p.complain(stale)
	}
}

// permit refuses what is not allowed, and asks.
func (p *push) permit(ctx context.Context, plan *apply.Plan, o applyOptions) error {
	if refused := plan.Refused(o.allowed); len(refused) > 0 {
		var list []error
		var words []string
		for _, r := range refused {
			list = append(list, message.Fail(textRefused, r.Message().In(p.lang)))
			words = append(words, string(r.Danger))
		}
		last := list[len(list)-1].(*message.Failure)
		list[len(list)-1] = last.Advise(textAllow, strings.Join(words, ","))
		return errors.Join(list...)
	}
	if o.via == cli.ViaScript {
		if err := scriptable(plan); err != nil {
			return err
		}
	}
	if o.yes {
		return nil
	}
	v := view{lang: p.lang, color: p.coloredOn(p.stderr)}
	fmt.Fprintf(p.stderr, "\n%s\n", v.count(plan))
	yes, err := p.confirm(ctx, textAsk, dest.Short(p.to.Name()))
	if err == nil && !yes {
		err = message.Fail(textNotApplied)
	}
	return err
}

// confirm asks the user.
func (a *app) confirm(ctx context.Context, question message.Text, args ...any) (bool, error) {
	fmt.Fprint(a.stderr, question.With(args...).In(a.lang), " ")
	answer, err := a.answer(ctx)
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "はい", "예", "네":
		return err == nil, err
	}
	return false, err
}

// scriptable refuses a plan that a script of pcs commands cannot carry out: it
// adds what is not there yet.
func scriptable(plan *apply.Plan) error {
	for _, c := range plan.Changes {
		adds := c.Action == meaning.Add
		sets := c.Action == meaning.Modify && slices.Contains([]meaning.Kind{meaning.Property, meaning.RscDefault, meaning.OpDefault, meaning.Node}, c.Kind)
		if !adds && !sets {
			return message.Fail(textNotScriptable, c.Name).Advise(textUsePatch)
		}
	}
	return nil
}

// answer reads a line from the user.
func (a *app) answer(ctx context.Context) (string, error) {
	type result struct {
		line string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		line, err := bufio.NewReader(a.stdin).ReadString('\n')
		done <- result{line, err}
	}()
	select {
	case <-ctx.Done():
		fmt.Fprintln(a.stderr)
		return "", message.Fail(textInterruptedApply)
	case r := <-done:
		if r.err != nil && !errors.Is(r.err, io.EOF) {
			return "", message.CannotRead(message.Stdin, r.err)
		}
		return r.line, nil
	}
}

// run keeps a copy here when that is wanted, and applies.
func (p *push) run(ctx context.Context, plan *apply.Plan, o applyOptions) (apply.Outcome, error) {
	if o.backup != "" {
		if err := output.Replace(output.File{Path: o.backup, Data: plan.Before, Mode: output.SecretData}); err != nil {
			return apply.Outcome{}, output.InWords(err)
		}
	}
	o.order.Before, o.order.After = plan.Before, plan.After
	outlastReaders()
	progress := p.newProgress(plan)
	outcome, err := apply.Run(ctx, p.to, o.order, progress.event)
	progress.end()
	return outcome, err
}

// watch waits for a cluster that has the configuration already, and compares: an
// earlier apply may have been interrupted, or something broken since.
func (p *push) watch(ctx context.Context, plan *apply.Plan, o applyOptions) error {
	p.doc.Plan = p.planRecord(plan)
	o.order.Before, o.order.After = plan.Before, plan.After
	outlastReaders()
	progress := p.newProgress(plan)
	outcome, err := apply.Watch(ctx, p.to, o.order, progress.event)
	progress.end()
	p.doc.Outcome = &outcome
	if err != nil {
		return destinationFailure(p.to.Name(), err)
	}
	good, badly := textNothingToDo, textNothingBadly
	if p.request.CIB == nil {
		good, badly = textNothingToPutBack, textThereBadly
	}
	p.tell(outcome)
	switch {
	case len(outcome.Problems) > 0:
		p.code = exitError
		return message.Fail(badly, dest.Short(p.to.Name())).Advise(textSeeStatus)
	case p.json:
	case len(outcome.Held) > 0:
		say(p.stdout, p.lang, textNothingHeld, dest.Short(p.to.Name()))
	default:
		say(p.stdout, p.lang, good, dest.Short(p.to.Name()))
	}
	return nil
}

// tell says what is not as it should be, and what waits until it is managed.
func (p *push) tell(outcome apply.Outcome) {
	for _, problem := range outcome.Problems {
		p.complain(errors.New(problemText(problem, p.lang)))
	}
	if !p.json && len(outcome.Held) > 0 {
		v := view{lang: p.lang, color: p.coloredOn(p.stdout)}
		v.held(outcome.Held)
		v.line()
		fmt.Fprint(p.stdout, v.b.String())
	}
}

// conclude says how it ended.
func (p *push) conclude(outcome apply.Outcome, err error) error {
	p.doc.Outcome = &outcome
	if err != nil {
		return p.applyFailure(outcome, err)
	}
	p.tell(outcome)
	applied, badly := textApplied, textAppliedBadly
	if p.request.CIB == nil {
		applied, badly = textPutBack, textPutBackBadly
	}
	switch {
	case dest.IsFile(p.to.Name()):
		applied = textWrittenToFile // nothing runs there
	case len(outcome.Held) > 0:
		applied = textAppliedHeld
	}
	switch {
	case outcome.RolledBack:
		p.code = exitError
		return message.Fail(textRolledBack, outcome.SavedAs)
	case len(outcome.Problems) > 0:
		p.code = exitError
		return message.Fail(badly, dest.Short(p.to.Name())).Advise(textHowToGoBack, p.to.Name(), outcome.SavedAs)
	case !p.json:
		say(p.stdout, p.lang, applied, dest.Short(p.to.Name()), outcome.SavedAs)
	}
	return nil
}

// applyFailure puts into words why an apply did not come to its end.
func (p *push) applyFailure(outcome apply.Outcome, err error) error {
	var save *apply.SaveError
	var uncertain *apply.UncertainError
	var lost *client.LostError
	var halfway *apply.HalfwayError
	switch {
	case errors.As(err, &lost):
		return err
	case errors.As(err, &halfway):
		return message.Fail(textAt, dest.Short(p.to.Name()), err).Advise(textGoBackAgain)
	case errors.As(err, &save):
		return message.Fail(textAt, dest.Short(p.to.Name()), err)
	case errors.As(err, &uncertain):
		return message.Fail(textAt, dest.Short(p.to.Name()), err).Advise(textLookAtIt, p.to.Name())
	case errors.Is(err, context.Canceled) && outcome.Changed:
		return message.Fail(textInterruptedWait, dest.Short(p.to.Name())).Advise(textHowToGoBack, p.to.Name(), outcome.SavedAs)
	case errors.Is(err, context.Canceled):
		return message.Fail(textInterruptedApply)
	case outcome.Changed:
		return message.Fail(textLostSight, dest.Short(p.to.Name()), err).Advise(textHowToGoBack, p.to.Name(), outcome.SavedAs)
	}
	cause := destinationFailure(p.to.Name(), err)
	f := message.Fail(textNotWritten, cause)
	f.Advice = message.HelpFor(cause)
	return f
}

// rollback restores a configuration that an apply saved.
func (a *app) rollback(ctx context.Context, call *cli.Call) error {
	o, err := a.applyOptions(call)
	if err != nil {
		return err
	}
	a.colorWhen, a.brief = call.Value(cli.FlagColor), call.Given(cli.FlagSummary)
	to, err := a.openDestination(ctx, call, call.Value(cli.FlagTo))
	if err != nil {
		return err
	}
	defer to.Close()
	p := &push{job: &job{app: a}, to: to}
	id, err := p.kept(ctx, call, call.Arg(0))
	if err != nil {
		return err
	}
	if p.live, err = to.CIB(ctx); err != nil {
		return destinationFailure(to.Name(), err)
	}
	if !a.json {
		say(a.stdout, a.lang, textRollingBackTo, id)
	}
	o.order.Action, o.order.Source = apply.Rollback, "the configuration kept as "+id
	return p.carryOut(ctx, o)
}
