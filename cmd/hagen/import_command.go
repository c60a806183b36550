package main

import (
	"bytes"
	"context"
	"slices"

	"hagen/internal/agents"
	"hagen/internal/agents/installed"
	"hagen/internal/cli"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/target"
)

var (
	textNoneRead      = message.New("import.none-read")
	textReadingAgents = message.New("import.reading")
	textImported      = message.New("import.wrote", "file", "agents")
	textImportedOut   = message.New("import.written", "agents")
	textAgents        = message.New("import.agents", "count")
	textImportedSome  = message.New("import.some", "agents", "count", "target")
)

// importAgents writes the metadata of this machine's agents as a file for --agents.
// Agents that the target has in the same form are left out, so that the file has
// only what is special about the site and is short enough to be reviewed.
func (a *app) importAgents(ctx context.Context, call *cli.Call) error {
	known, err := a.platform(ctx, call)
	if err != nil {
		return err
	}
	t, catalog := known.Target, known.Catalog
	roots := a.roots
	if dir := a.getenv("OCF_ROOT"); dir != "" { // OCF agents use it as well
		roots.OCF = dir
	}
	found, err := installed.Choose(roots, call.Args)
	if err != nil {
		return err
	}
	meter := a.screen.Meter(textReadingAgents.With())
	list, failed := installed.Read(ctx, found, func(done int) { meter.At(done, len(found)) })
	meter.End()
	if ctx.Err() != nil {
		return compile.Interrupted()
	}
	for _, f := range failed {
		a.screen.Fail(f)
	}
	if len(list) == 0 {
		return message.Fail(textNoneRead)
	}
	kept := list
	if !call.Given(cli.FlagAll) {
		kept = slices.DeleteFunc(slices.Clone(list), func(agent agents.Agent) bool { return catalog.Knows(&agent) })
	}
	if err := a.writeAgents(call.Value(cli.FlagOutput), kept); err != nil {
		return err
	}
	a.announceImport(call.Value(cli.FlagOutput), t, len(kept), len(list)-len(kept))
	if len(failed) > 0 {
		a.code = exitWarnings
	}
	return nil
}

// writeAgents writes an agents file to a file or standard output.
func (a *app) writeAgents(file string, list []agents.Agent) error {
	var b bytes.Buffer
	if err := agents.WriteExtension(&b, list); err != nil {
		return err
	}
	if file == cli.Stdio {
		if _, err := a.screen.Out.Write(b.Bytes()); err != nil {
			return message.CannotWrite(message.Stdout, err)
		}
		return nil
	}
	if err := output.Replace(output.File{Path: file, Data: b.Bytes(), Mode: output.PublicData}); err != nil {
		return output.InWords(err)
	}
	return nil
}

// announceImport prints in one line how many agents were written and left out.
func (a *app) announceImport(file string, t *target.Target, kept, known int) {
	what := textAgents.With(kept)
	if known > 0 {
		what = textImportedSome.With(what, known, t.Name)
	}
	if file == cli.Stdio { // which has the agents
		a.screen.Note(textImportedOut, what)
		return
	}
	a.screen.Say(textImported, file, what)
}
