package apply

import (
	"context"
	"errors"
	"slices"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
)

// Held is something the cluster would do if it managed the resource.
type Held struct {
	pcmk.Effect
	// By is the reason: the maintenance mode of the cluster or of the node, or the
	// resource itself, which is not managed.
	By HeldBy `json:"by"`
}

// HeldBy is what keeps a cluster from doing something.
type HeldBy string

// The reasons.
const (
	ByCluster  HeldBy = "cluster"
	ByNode     HeldBy = "node"
	ByResource HeldBy = "resource"
)

// held is what a cluster would do with a CIB and does not do because it does not
// manage something. then is what its scheduler makes of the CIB as it is.
func held(ctx context.Context, c Cluster, cib []byte, then *pcmk.Simulation) ([]Held, error) {
	if !slices.ContainsFunc(then.After.Resources, unmanaged) {
		return nil, nil
	}
	config, err := meaning.Of(cib)
	if err != nil {
		return nil, err
	}
	free, err := managed(cib)
	if err != nil {
		return nil, err
	}
	all, err := simulate(ctx, c, free)
	if errors.Is(err, ErrNoTools) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Held
	for _, e := range all.Effects {
		if !slices.ContainsFunc(then.Effects, func(d pcmk.Effect) bool { return sameEffect(d, e) }) {
			out = append(out, Held{e, heldBy(e, then.After, maintenance(config))})
		}
	}
	return out, nil
}

func unmanaged(i pcmk.Instance) bool { return !i.Managed && !i.Orphan }

func sameEffect(a, b pcmk.Effect) bool {
	return a.Action == b.Action && a.Resource == b.Resource && a.Node == b.Node && a.Dest == b.Dest
}

// heldBy finds out why an effect is held.
func heldBy(e pcmk.Effect, s *pcmk.State, inMaintenance bool) HeldBy {
	if inMaintenance {
		return ByCluster
	}
	for _, n := range s.Nodes {
		if n.Maintenance && (n.Name == e.Node || n.Name == e.Dest) {
			return ByNode
		}
	}
	return ByResource
}
