package main

import (
	"context"
	"errors"
	"hagen/internal/dest"
	"hagen/internal/message"
	"io/fs"

	"hagen/internal/cli"
)

// kept finds the configuration to restore on any node: the one with an id, or
// without an id the one from before the last write through any node.
func (p *push) kept(ctx context.Context, call *cli.Call, id string) (string, error) {
	var err error
	if id != "" {
		p.request.Saved, err = p.to.Store().Load(ctx, id)
		if !errors.Is(err, fs.ErrNotExist) {
			return id, destinationOrNil(p.to.Name(), err)
		}
	}
	log, err := p.clusterLog(ctx, call, p.to)
	if err != nil {
		return "", err
	}
	p.warnOfMissing(log, p.to.Name())
	at := log.find(id)
	if id == "" {
		done := log.written()
		if len(done) == 0 {
			return "", message.Fail(textNothingSaved, dest.Short(p.to.Name()))
		}
		last := done[len(done)-1]
		id, at = last.ID, last.To
	}
	if at == "" {
		return "", loadFailure(p.to.Name(), id, fs.ErrNotExist)
	}
	node := p.to
	if at != p.to.Name() {
		if node, err = p.openQuietly(ctx, call, at); err != nil {
			return "", destinationFailure(at, err)
		}
		defer node.Close()
	}
	if p.request.Saved, err = node.Store().Load(ctx, id); err != nil {
		return "", loadFailure(at, id, err)
	}
	return id, nil
}

// destinationOrNil is destinationFailure of an error that may be none.
func destinationOrNil(name string, err error) error {
	if err == nil {
		return nil
	}
	return destinationFailure(name, err)
}
