package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"hagen/internal/cli"

	"hagen/internal/agentd"
	"hagen/internal/agentd/keys"
	"hagen/internal/dest"
	"hagen/internal/message"
)

// agent is the daemon: it serves this node's cluster until it is stopped.
func (a *app) agent(ctx context.Context, call *cli.Call) error {
	cluster := dest.Local()
	defer cluster.Close()
	run, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	err := agentd.New(agentd.Config{
		Keys: call.Value(cli.FlagDir), State: call.Value(cli.FlagState), Cluster: cluster,
		Version: buildVersion(), Log: a.agentLog(),
	}).Run(run, agentd.Where{Listen: call.Value(cli.FlagListen), Health: call.Value(cli.FlagHealth), Notify: a.getenv("NOTIFY_SOCKET")})
	var op *net.OpError
	switch {
	case errors.As(err, &op) && op.Op == "listen":
		return message.Fail(textCannotListen, op.Addr, op.Err)
	case errors.Is(err, agentd.ErrRunning):
		return message.Fail(textAgentRunning, call.Value(cli.FlagHealth))
	}
	return a.nodeFailure(err, call.Value(cli.FlagDir))
}

// agentLog is the log of the daemon. The journal puts the time before each line
// itself.
func (a *app) agentLog() *slog.Logger {
	journal := a.getenv("JOURNAL_STREAM") != ""
	return slog.New(slog.NewTextHandler(a.screen.Err, &slog.HandlerOptions{
		ReplaceAttr: func(groups []string, attr slog.Attr) slog.Attr {
			if journal && len(groups) == 0 && attr.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return attr
		},
	}))
}

// nodeFailure says what is wrong with the files of a node's agent.
func (a *app) nodeFailure(err error, dir string) error {
	var path *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &path) && filepath.Dir(path.Path) == filepath.Clean(dir):
		return message.Fail(textNoNodeKey, dir).Advise(textInitNode)
	}
	return keyFileFailure(err)
}

// keyFileFailure names the file of a key or of a list of keys that is invalid.
func keyFileFailure(err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, keys.ErrOpen) && errors.As(err, &path):
		return message.Fail(textKeyOpen, path.Path).Advise(textKeyMode, path.Path)
	case errors.Is(err, keys.ErrWritable) && errors.As(err, &path):
		return message.Fail(textListWritable, path.Path).Advise(textListMode, path.Path)
	case errors.Is(err, keys.ErrNoKey) && errors.As(err, &path):
		return message.Fail(textNoKeyInside, path.Path)
	case errors.As(err, &path) && (path.Op == "open" || path.Op == "stat" || path.Op == "read"):
		return message.CannotRead(path.Path, path.Err)
	case errors.As(err, &path):
		return message.CannotWrite(path.Path, path.Err)
	}
	return err
}

// agentInit makes the key of a node, or renews its certificate.
func (a *app) agentInit(ctx context.Context, call *cli.Call) error {
	dir, now := call.Value(cli.FlagDir), time.Now()
	name, err := os.Hostname()
	if err != nil {
		return err
	}
	made, done := keys.InitNode, textNodeMade
	if call.Given(cli.FlagRenew) {
		made, done = keys.RenewNode, textNodeRenewed
	}
	id, err := made(dir, name, now)
	switch {
	case errors.Is(err, fs.ErrExist):
		return message.Fail(textNodeHasKey, dir).Advise(textRenewNode)
	case err != nil:
		return a.nodeFailure(err, dir)
	}
	a.screen.Say(done, dir, id.Expires().Local().Format(time.DateOnly), id.Fingerprint())
	return nil
}

// agentAuthorize lets a client use the agent of this node.
func (a *app) agentAuthorize(ctx context.Context, call *cli.Call) error {
	fp, err := fingerprintOf(call.Arg(0))
	if err != nil {
		return err
	}
	c := keys.Client{Name: call.Value(cli.FlagName), Fingerprint: fp}
	if date := call.Value(cli.FlagUntil); date != "" {
		if c.Until, err = time.Parse(time.DateOnly, date); err != nil {
			return message.Fail(textBadDate, date).Advise(textDateForm)
		}
	}
	added, err := keys.Authorize(call.Value(cli.FlagDir), c)
	switch {
	case err != nil:
		return keyFileFailure(err)
	case !added:
		a.screen.Say(textListedAlready, c.Fingerprint)
	default:
		a.screen.Say(textListed, c.Fingerprint)
	}
	return nil
}

// fingerprintOf reads a fingerprint, or a file that holds one.
func fingerprintOf(word string) (keys.Fingerprint, error) {
	if fp, err := keys.Parse(word); err == nil {
		return fp, nil
	}
	fp, err := keys.FromFile(word)
	var path *fs.PathError
	switch {
	case err == nil:
		return fp, nil
	case errors.Is(err, fs.ErrNotExist):
		return "", message.Fail(textNoFingerprintOrFile, word).Advise(textShowFingerprint)
	case errors.Is(err, keys.ErrFingerprint):
		return "", message.Fail(textNoFingerprintInside, word).Advise(textShowFingerprint)
	case errors.As(err, &path):
		return "", message.CannotRead(path.Path, path.Err)
	}
	return "", err
}

// agentFingerprint prints the fingerprint of this user, or of this node.
func (a *app) agentFingerprint(ctx context.Context, call *cli.Call) error {
	var id *keys.Identity
	var err error
	if dir := call.Value(cli.FlagDir); call.Given(cli.FlagNode) {
		if id, err = keys.LoadNode(dir); err != nil {
			return a.nodeFailure(err, dir)
		}
	} else {
		if dir, err = dest.KeyDir(); err != nil {
			return err
		}
		if id, err = keys.LoadClient(dir, time.Now()); err != nil {
			return keyFileFailure(err)
		}
	}
	_, err = a.screen.Out.Write([]byte(id.Fingerprint() + "\n"))
	return err
}

// trust decides about an unknown agent: with --accept-new it is trusted, on a
// terminal the user is asked.
func (a *app) trust(call *cli.Call, mayAsk bool) func(context.Context, string, keys.Fingerprint) (bool, error) {
	switch {
	case call.Given(cli.FlagAcceptNew):
		return func(_ context.Context, address string, shown keys.Fingerprint) (bool, error) {
			a.screen.Note(textAccepted, address, shown)
			return true, nil
		}
	case mayAsk:
		return func(ctx context.Context, address string, shown keys.Fingerprint) (bool, error) {
			a.screen.Note(textFirstContact, address, shown)
			return a.screen.Confirm(ctx, textTrust)
		}
	}
	return nil
}
