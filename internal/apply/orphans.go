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

// rest waits, after a configuration was restored, until the cluster is idle and no
// resource runs or starts that is not in the configuration: an action that was
// running when its resource was removed is completed first, and then the resource
// is stopped.
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

// leaving reports whether an instance is not in the configuration and the cluster
// has not stopped it yet.
func leaving(i pcmk.Instance) bool { return i.Orphan && i.Managed && (i.Active || i.Pending != "") }

// stopsOrphans reports whether the old configuration lets the cluster stop
// resources that are not in the configuration.
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
