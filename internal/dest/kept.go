package dest

import (
	"context"
	"errors"
	"io/fs"

	"hagen/internal/apply"
	"hagen/internal/message"
)

var (
	textNothingSaved = message.New("history.nothing-saved", "destination")
	textUnknownID    = message.New("history.unknown-id", "destination", "saved")
	textListHistory  = message.New("history.list-them", "destination")
)

// Kept is a configuration that an order saved before its write.
type Kept struct {
	ID  string
	CIB []byte
	// Warnings say which nodes were not asked, even if nothing was found.
	Warnings []error
}

// Kept finds the configuration to restore on any node: the one with an id, or
// without an id the one from before the last write through any node. The opener
// must not ask.
func (o Opener) Kept(ctx context.Context, to apply.Cluster, id string, alone bool) (Kept, error) {
	k := Kept{ID: id}
	var err error
	if id != "" {
		k.CIB, err = to.Store().Load(ctx, id)
		if !errors.Is(err, fs.ErrNotExist) {
			return k, Failure(to.Name(), err)
		}
	}
	log, err := o.Log(ctx, to, alone)
	if err != nil {
		return k, err
	}
	k.Warnings = log.Warnings(to.Name())
	at := log.find(id)
	if id == "" {
		done := log.written()
		if len(done) == 0 {
			return k, message.Fail(textNothingSaved, Short(to.Name()))
		}
		last := done[len(done)-1]
		k.ID, at = last.ID, last.To
	}
	if at == "" {
		return k, notKept(to.Name(), k.ID)
	}
	node := to
	if at != to.Name() {
		if node, err = o.Open(ctx, at); err != nil {
			return k, err
		}
		defer node.Close()
	}
	k.CIB, err = node.Store().Load(ctx, k.ID)
	if errors.Is(err, fs.ErrNotExist) {
		return k, notKept(at, k.ID)
	}
	return k, Failure(at, err)
}

// notKept says that a configuration is not saved at a destination.
func notKept(address, id string) error {
	return message.Fail(textUnknownID, Short(address), id).Advise(textListHistory, address)
}
