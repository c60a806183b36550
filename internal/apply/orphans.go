package apply

import (
	"context"
	"errors"
	"slices"
	"time"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// rest waits, after a configuration was restored, until the cluster has nothing
// left to do and nothing runs or starts any more that is in no configuration: an
// action that was under way when its resource was taken out is carried to its end
// first, and the resource stopped then.
func (r *run) rest(ctx context.Context) error {
	deadline := time.Now().Add(r.order.Timeout)
	for {
		if err := r.idle(ctx, max(time.Until(deadline), time.Second)); err != nil {
			return err
		}
		state, err := status(ctx, r.c)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(state.Resources, leaving) || !r.stopsOrphans() {
			return nil
		}
		if time.Now().After(deadline) {
			return ErrBusy
		}
		if !pause(ctx, lookEvery) {
			return context.Cause(ctx)
		}
	}
}

// leaving reports whether an instance is in no configuration and the cluster has
// not stopped it yet.
func leaving(i pcmk.Instance) bool { return i.Orphan && i.Managed && (i.Active || i.Pending != "") }

// stopsOrphans reports whether the configuration from before lets the cluster
// stop what is in no configuration.
func (r *run) stopsOrphans() bool {
	config, err := meaning.Of(r.order.Before)
	if err != nil {
		return false
	}
	if stops, ok := cib.Bool(config.Get(meaning.Property, "stop-orphan-resources", meaning.Value)); ok && !stops {
		return false
	}
	return !maintenance(config)
}

// notAtRest is the problem that a cluster was not at rest in time, if it was not.
func (r *run) notAtRest(err error) {
	if err != nil && !errors.Is(err, ErrNoStatus) {
		r.problem(newProblem(ProblemNotIdle, "", "", message.Verbatim(r.order.Timeout.Round(time.Second).String())))
	}
}
