package main

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"hagen/internal/cli"
	"hagen/internal/dest"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// othersTime bounds how long the other nodes are waited for: one that is down is
// no reason to show nothing.
const othersTime = 15 * time.Second

// nodeEntry is an entry of the log of a node.
type nodeEntry struct {
	apply.Entry
	// To is where that node is reached; what the order kept is there.
	To string `json:"to"`
}

// clusterLog is the log of a cluster: each node has that of what went through it.
type clusterLog struct {
	entries []nodeEntry // oldest first
	missing []string    // nodes that could not be asked
	alone   bool        // the node does not know the others
}

// clusterLog gathers the logs of all nodes. The node that was named has to
// answer; of the others those are told that do not.
func (a *app) clusterLog(ctx context.Context, call *cli.Call, to apply.Cluster) (*clusterLog, error) {
	entries, err := to.Store().Entries(ctx)
	if err != nil {
		return nil, destinationFailure(to.Name(), err)
	}
	out := &clusterLog{}
	out.add(to.Name(), entries)
	if call.Given(cli.FlagHere) {
		return out, nil
	}
	member, ok := to.(apply.Member)
	if !ok {
		return out, nil
	}
	others, err := member.Others(ctx)
	if err != nil { // corosync is down there: the node's own log is what there is
		out.alone = true
	}
	bounded, cancel := context.WithTimeout(ctx, othersTime)
	defer cancel()
	var mu sync.Mutex
	var asked sync.WaitGroup
	for _, names := range others {
		asked.Go(func() {
			address, entries := a.ask(bounded, call, to.Name(), names)
			mu.Lock()
			defer mu.Unlock()
			if address == "" {
				out.missing = append(out.missing, names[0])
			} else {
				out.add(address, entries)
			}
		})
	}
	asked.Wait()
	slices.Sort(out.missing)
	out.sort()
	return out, nil
}

// sort puts the entries in the order of time; those of one node and moment stay
// as they are.
func (l *clusterLog) sort() {
	slices.SortStableFunc(l.entries, func(a, b nodeEntry) int { return cmp.Or(a.Time.Compare(b.Time), strings.Compare(a.To, b.To)) })
}

func (l *clusterLog) add(to string, entries []apply.Entry) {
	for _, e := range entries {
		l.entries = append(l.entries, nodeEntry{e, to})
	}
}

// hostName is what a name or an address of a node may look like: it comes from
// another machine, and becomes part of an address here.
var hostName = regexp.MustCompile(`^[A-Za-z0-9:][A-Za-z0-9._:-]*$`)

// ask gets the log of another node by the first of its names and addresses that
// answers; "" when none does. It never asks for a password.
func (a *app) ask(bounded context.Context, call *cli.Call, like string, names []string) (address string, entries []apply.Entry) {
	for _, name := range names {
		if !hostName.MatchString(name) {
			continue
		}
		address := dest.Sibling(like, name)
		c, err := a.openQuietly(bounded, call, address)
		if err != nil {
			continue
		}
		entries, err := c.Store().Entries(bounded)
		c.Close()
		if err == nil {
			return address, entries
		}
	}
	return "", nil
}

// warnOfMissing says which nodes' logs are not there.
func (a *app) warnOfMissing(l *clusterLog, to string) {
	if l.alone {
		a.complain(message.Fail(textOthersUnknown, dest.Short(to)))
	}
	for _, name := range l.missing {
		a.complain(message.Fail(textNodeNotAsked, name).Advise(textAskNode, dest.Sibling(to, name)))
	}
}

// written are the orders of the log that wrote something, the last one last: by
// the version of the configuration they were written on, since the nodes' clocks
// may differ. Only what an older hagen wrote goes by time alone.
func (l *clusterLog) written() []nodeEntry {
	out := slices.DeleteFunc(slices.Clone(l.entries), func(e nodeEntry) bool { return e.Result != apply.ResultWritten })
	slices.SortStableFunc(out, func(a, b nodeEntry) int {
		x, xKnown := epochOf(a.Epoch)
		y, yKnown := epochOf(b.Epoch)
		if xKnown && yKnown {
			return slices.Compare(x[:], y[:])
		}
		return 0
	})
	return out
}

// epochOf reads admin_epoch.epoch.
func epochOf(text string) (v [2]int, known bool) {
	n, err := fmt.Sscanf(text, "%d.%d", &v[0], &v[1])
	return v, err == nil && n == 2
}

// find is where the configuration of an id is kept, "" when no node says.
func (l *clusterLog) find(id string) string {
	for _, e := range l.entries {
		if e.ID == id {
			return e.To
		}
	}
	return ""
}
