package planfile

import (
	"context"
	"strings"
	"time"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// Order is what a plan file is made of.
type Order struct {
	Plan    *apply.Plan
	Request apply.Request // what the plan was made for
	Sheet   Sheet
	Target  string
	Who     string
	When    time.Time
	Hagen   string // its version
}

// ErrUnreadable says that a file would not be read again.
var ErrUnreadable error = message.Fail(message.New("planfile.unreadable"))

// Make makes a plan file, and its bytes.
func Make(ctx context.Context, to apply.Cluster, o Order) (*File, []byte, error) {
	before, err := apply.BasisOf(o.Plan.Before, o.Plan.Changes)
	if err != nil {
		return nil, nil, err
	}
	after, err := apply.BasisOf(o.Plan.After, o.Plan.Changes)
	if err != nil {
		return nil, nil, err
	}
	f := &File{
		Made:        Made{By: o.Who, At: o.When.UTC().Truncate(time.Second), Hagen: o.Hagen},
		Destination: to.Name(),
		Cluster:     Cluster{before.Cluster, before.Nodes},
		Sheet:       o.Sheet, Target: o.Target, Mode: o.Request.Mode,
		Before: State{before.Epoch, before.Digest}, After: State{Digest: after.Digest},
		Shown: show(o.Plan, apply.SecretsOf(o.Plan.Before, o.Plan.After)),
	}
	cib, err := f.keep(ctx, to, o.Plan, o.Request.CIB, before, after)
	if err != nil {
		return nil, nil, err
	}
	f.CIB = strings.Split(strings.TrimSuffix(string(cib), "\n"), "\n")
	data, err := f.Encode()
	if err != nil {
		return nil, nil, err
	}
	if again, err := Read(Extension, data); err != nil || again.Digest != f.Digest {
		return nil, nil, ErrUnreadable
	}
	return f, data, nil
}
