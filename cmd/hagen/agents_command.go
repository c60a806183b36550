package main

import (
	"context"

	"hagen/internal/cli"
)

// agents shows the metadata of a target: all agents, or one in full.
func (a *app) agents(ctx context.Context, call *cli.Call) error {
	known, err := a.platform(ctx, call)
	if err != nil {
		return err
	}
	t, catalog := known.Target, known.Catalog
	name := call.Arg(0)
	if name == "" {
		return a.screen.Agents(t, catalog)
	}
	agent, err := catalog.Find(name, t.Name)
	if err != nil {
		return err
	}
	return a.screen.Agent(t, catalog, agent)
}
