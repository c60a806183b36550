package main

import (
	"context"
	"strconv"

	"hagen/internal/apply"
	"hagen/internal/dest"
	"hagen/internal/message"
)

// maxRetries is far more than a change needs on any cluster that people work on.
const maxRetries = 100

// retries reads --retry.
func retries(word string) (int, error) {
	if word == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 || n > maxRetries {
		return 0, message.Fail(textBadRetries, word).Advise(textRetriesForm, maxRetries)
	}
	return n, nil
}

// replan decides, without a question, what becomes of a plan that came too
// late, on the configuration as it is now: nil when the change is still the same
// and may be tried again, else the refusal. Another plan is shown before that.
func (p *push) replan(ctx context.Context, late *apply.Plan, o *applyOptions) error {
	stale := message.Fail(textStale, dest.Short(p.to.Name()))
	fresh, err := p.plan(ctx)
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
			p.complain(message.Fail(textTryAgain, dest.Short(p.to.Name()), o.retry))
			return nil
		}
	}
	_ = p.show(fresh)
	return stale.Advise(textFreshPlan)
}
