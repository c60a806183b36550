package main

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"hagen/internal/agentd"
	"hagen/internal/agentd/keys"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/message"
)

var (
	textNodeMade      = message.New("agent.node-made", "folder", "date", "fingerprint")
	textNodeRenewed   = message.New("agent.node-renewed", "folder", "date", "fingerprint")
	textNodeHasKey    = message.New("agent.node-has-key", "folder")
	textRenewNode     = message.New("agent.renew-node")
	textBadDate       = message.New("usage.bad-date", "value")
	textDateForm      = message.New("usage.date-form")
	textListed        = message.New("agent.listed", "client")
	textListedAlready = message.New("agent.listed-already", "client")
	textCannotListen  = message.New("agent.cannot-listen", "address", "cause")
	textAgentRunning  = message.New("agent.running", "socket")
	textFirstContact  = message.New("agent.first-contact", "address", "key")
	textTrust         = message.New("agent.trust")
	textAccepted      = message.New("agent.accepted", "address", "key")
)

// agent is the daemon: it serves this node's cluster until it is stopped.
func (a *app) agent(ctx context.Context, call *cli.Call) error {
	cluster := dest.Local()
	defer cluster.Close()
	run, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	err := agentd.New(agentd.Config{
		Keys: call.Value(cli.FlagDir), State: call.Value(cli.FlagState), Cluster: cluster,
		Version: thisBuild().version, Log: agentd.NewLog(a.screen.Err, a.getenv("JOURNAL_STREAM") != ""),
	}).Run(run, agentd.Where{Listen: call.Value(cli.FlagListen), Health: call.Value(cli.FlagHealth), Notify: a.getenv("NOTIFY_SOCKET")})
	var op *net.OpError
	switch {
	case errors.As(err, &op) && op.Op == "listen":
		return message.Fail(textCannotListen, op.Addr, op.Err)
	case errors.Is(err, agentd.ErrRunning):
		return message.Fail(textAgentRunning, call.Value(cli.FlagHealth))
	}
	return keys.NodeFailure(call.Value(cli.FlagDir), err)
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
		return keys.NodeFailure(dir, err)
	}
	a.screen.Say(done, dir, id.Expires().Local().Format(time.DateOnly), id.Fingerprint())
	return nil
}

// agentAuthorize lets a client use the agent of this node.
func (a *app) agentAuthorize(ctx context.Context, call *cli.Call) error {
	fp, err := keys.Named(call.Arg(0))
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
		return keys.Failure(err)
	case !added:
		a.screen.Say(textListedAlready, c.Fingerprint)
	default:
		a.screen.Say(textListed, c.Fingerprint)
	}
	return nil
}

// agentFingerprint prints the fingerprint of this user, or of this node.
func (a *app) agentFingerprint(ctx context.Context, call *cli.Call) error {
	var id *keys.Identity
	var err error
	if dir := call.Value(cli.FlagDir); call.Given(cli.FlagNode) {
		if id, err = keys.LoadNode(dir); err != nil {
			return keys.NodeFailure(dir, err)
		}
	} else {
		if dir, err = dest.KeyDir(); err != nil {
			return err
		}
		if id, err = keys.LoadClient(dir, time.Now()); err != nil {
			return keys.Failure(err)
		}
	}
	_, err = a.screen.Out.Write([]byte(id.Fingerprint() + "\n"))
	return err
}

// trust decides about an unknown agent: --accept-new trusts it, and on a terminal
// the user is asked.
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
