package dest

import (
	"cmp"
	"context"

	"hagen/internal/apply"
)

// Order is an order of the log: as it began, with how it ended.
type Order struct {
	Entry
	// Overruled says that what it wrote without quorum did not last.
	Overruled bool
}

// Orders are the orders of a destination's log.
func (o Opener) Orders(ctx context.Context, to apply.Cluster, log *Log) []Order {
	list := orders(log.Entries)
	for i, e := range list {
		list[i].Overruled = e.NoQuorum && e.Wrote != "" && o.overruled(ctx, to, list, i)
	}
	return list
}

// overruled reports whether the configuration that an order wrote without quorum
// was gone at the next order, or is gone now.
func (o Opener) overruled(ctx context.Context, to apply.Cluster, list []Order, i int) bool {
	for _, next := range list[i+1:] {
		c, err := o.Open(ctx, next.To)
		if err != nil {
			continue
		}
		saved, err := c.Store().Load(ctx, next.ID)
		c.Close()
		if err == nil {
			return apply.Overruled(list[i].Entry.Entry, saved)
		}
	}
	live, err := to.CIB(ctx)
	return err == nil && apply.Overruled(list[i].Entry.Entry, live)
}

// orders returns one entry of the log per order.
func orders(entries []Entry) []Order {
	var out []Order
	at := map[string]int{}
	for _, e := range entries {
		i, known := at[e.ID]
		if !known || e.ID == "" {
			at[e.ID] = len(out)
			out = append(out, Order{Entry: e})
			continue
		}
		out[i].Result, out[i].Message, out[i].Translatable = e.Result, e.Message, e.Translatable
		out[i].Wrote = cmp.Or(e.Wrote, out[i].Wrote)
	}
	return out
}
