package dest

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"hagen/internal/apply"
	"hagen/internal/message"
)

var (
	textNodeNotAsked  = message.New("history.node-not-asked", "node")
	textAskNode       = message.New("history.ask-node", "destination")
	textOthersUnknown = message.New("history.others-unknown", "node")
)

// othersTime is how long to wait for the other nodes: if one is down, the others
// are shown.
const othersTime = 15 * time.Second

// Entry is an entry of the log of a node.
type Entry struct {
	apply.Entry
	// To is the address of that node, which has the order's saved configuration.
	To string `json:"to"`
}

// Log is the log of a cluster: each node has the log of its own orders.
type Log struct {
	Entries []Entry  // oldest first
	Missing []string // nodes that could not be asked
	alone   bool     // the node does not know the others
}

// Log collects the logs of all nodes of a destination, or only that of the named
// node. The named one has to answer; others that do not are reported. The opener
// must not ask.
func (o Opener) Log(ctx context.Context, to apply.Cluster, alone bool) (*Log, error) {
	entries, err := to.Store().Entries(ctx)
	if err != nil {
		return nil, Failure(to.Name(), err)
	}
	out := &Log{}
	out.add(to.Name(), entries)
	if alone {
		return out, nil
	}
	member, ok := to.(apply.Member)
	if !ok {
		return out, nil
	}
	others, err := member.Others(ctx)
	if err != nil { // corosync is down there: only the node's own log is available
		out.alone = true
	}
	bounded, cancel := context.WithTimeout(ctx, othersTime)
	defer cancel()
	var mu sync.Mutex
	var asked sync.WaitGroup
	for _, names := range others {
		asked.Go(func() {
			address, entries := o.ask(bounded, to.Name(), names)
			mu.Lock()
			defer mu.Unlock()
			if address == "" {
				out.Missing = append(out.Missing, names[0])
			} else {
				out.add(address, entries)
			}
		})
	}
	asked.Wait()
	slices.Sort(out.Missing)
	out.sort()
	return out, nil
}

// sort puts the entries in the order of time; those of one node and moment stay
// as they are.
func (l *Log) sort() {
	slices.SortStableFunc(l.Entries, func(a, b Entry) int { return cmp.Or(a.Time.Compare(b.Time), strings.Compare(a.To, b.To)) })
}

func (l *Log) add(to string, entries []apply.Entry) {
	for _, e := range entries {
		l.Entries = append(l.Entries, Entry{e, to})
	}
}

// hostName matches valid names and addresses of nodes: they come from another
// machine and become part of an address here.
var hostName = regexp.MustCompile(`^[A-Za-z0-9:][A-Za-z0-9._:-]*$`)

// ask gets the log of another node through the first of its names and addresses
// that answers. It returns "" when none does, and never asks for a password.
func (o Opener) ask(bounded context.Context, like string, names []string) (address string, entries []apply.Entry) {
	for _, name := range names {
		if !hostName.MatchString(name) {
			continue
		}
		address := Sibling(like, name)
		c, err := o.Open(bounded, address)
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

// Warnings say which nodes' logs are missing.
func (l *Log) Warnings(to string) []error {
	var out []error
	if l.alone {
		out = append(out, message.Fail(textOthersUnknown, Short(to)))
	}
	for _, name := range l.Missing {
		out = append(out, message.Fail(textNodeNotAsked, name).Advise(textAskNode, Sibling(to, name)))
	}
	return out
}

// written returns the orders that wrote something, in order: by the version of the
// configuration they were written on, since the nodes' clocks may differ. Only
// entries of an older hagen are ordered by time.
func (l *Log) written() []Entry {
	out := slices.DeleteFunc(slices.Clone(l.Entries), func(e Entry) bool { return e.Result != apply.ResultWritten })
	slices.SortStableFunc(out, func(a, b Entry) int {
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

// find returns where the configuration with an id is saved, or "" if no node has
// it.
func (l *Log) find(id string) string {
	for _, e := range l.Entries {
		if e.ID == id {
			return e.To
		}
	}
	return ""
}
