package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/suggest"

	"hagen/internal/agents"
	"hagen/internal/agents/installed"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/target"
)

// importAgents writes what the agents of this machine say of themselves as a
// file for --agents. Those the target knows just the same are left out, so that
// the file holds what is special about the site, and stays short enough to be
// read before it is trusted.
func (a *app) importAgents(ctx context.Context, call *cli.Call) error {
	known, err := a.platform(ctx, call)
	if err != nil {
		return err
	}
	t, catalog := known.Target, known.Catalog
	found, err := a.findInstalled(call.Args)
	if err != nil {
		return err
	}
	list, failed := installed.Read(ctx, found)
	if ctx.Err() != nil {
		return message.Fail(textInterrupted)
	}
	a.complainOf(failed)
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

// findInstalled finds the agents of these names, or all of this machine.
func (a *app) findInstalled(names []string) ([]installed.Agent, error) {
	roots := a.roots
	if dir := a.getenv("OCF_ROOT"); dir != "" { // where OCF agents look themselves
		roots.OCF = dir
	}
	found, err := installed.Find(roots)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return nil, message.Fail(textImportSystem, runtime.GOOS).Advise(textImportOnNode)
	case err != nil:
		return nil, message.Fail(textCannotFind, err)
	case len(names) > 0:
		return chooseAgents(found, names)
	case len(found) == 0:
		err := message.Fail(textNoneInstalled, filepath.Join(roots.OCF, "resource.d"), strings.Join(roots.Fence, ", "))
		return nil, err.Advise(textImportOnNode)
	}
	return found, nil
}

// chooseAgents picks agents by their names, or the ends of these. All names that
// belong to no agent are reported; what is asked for and not there is a mistake, and
// not a broken agent.
func chooseAgents(found []installed.Agent, names []string) ([]installed.Agent, error) {
	var all, chosen []string
	for _, agent := range found {
		all = append(all, agent.Name)
	}
	var wrong failures
	for _, name := range names {
		full, err := chooseAgent(all, name)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		chosen = append(chosen, full)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return slices.DeleteFunc(found, func(agent installed.Agent) bool { return !slices.Contains(chosen, agent.Name) }), nil
}

func chooseAgent(all []string, name string) (string, error) {
	if slices.Contains(all, name) {
		return name, nil
	}
	switch class, _, _ := strings.Cut(name, ":"); class {
	case "systemd", "service", "lsb":
		return "", message.Fail(textNoMetadata, name, class).Advise(textNeedsNoImport)
	}
	switch same := endingIn(all, name); len(same) {
	case 0:
	case 1:
		return same[0], nil
	default:
		return "", message.Fail(textSeveralAgents, name).OneOf(same)
	}
	return "", message.Fail(textNotInstalled, name).DidYouMean(suggest.Nearest(name, fullAndShort(all)))
}

// complainOf says which agents could not be read, and why.
func (a *app) complainOf(failed []*installed.Failure) {
	if len(failed) == 0 {
		return
	}
	var list failures
	for _, f := range failed {
		list = append(list, importFailure(f))
	}
	a.complain(list)
}

func importFailure(f *installed.Failure) error {
	var err *message.Failure
	switch f.Kind {
	case installed.NotStarted:
		err = message.Fail(textAgentNotStarted, f.Agent, f.Err)
	case installed.NoAnswer:
		err = message.Fail(textAgentNoAnswer, f.Agent, installed.Timeout)
	case installed.Failed:
		err = message.Fail(textAgentFailed, f.Agent, f.Err)
	case installed.TooLong:
		err = message.Fail(textAgentTooLong, f.Agent, f.Err)
	case installed.Silent:
		err = message.Fail(textAgentSilent, f.Agent)
	default:
		err = message.Fail(textAgentInvalid, f.Agent, f.Err)
	}
	if f.Said != "" {
		return err.Advise(textAgentSaid, f.Said)
	}
	return err
}

// writeAgents writes an agents file to a file or standard output.
func (a *app) writeAgents(file string, list []agents.Agent) error {
	var b bytes.Buffer
	if err := agents.WriteExtension(&b, list); err != nil {
		return err
	}
	if file == cli.Stdio {
		if _, err := a.stdout.Write(b.Bytes()); err != nil {
			return message.Fail(textCannotWrite, textStdout, err)
		}
		return nil
	}
	if err := output.Replace(output.File{Path: file, Data: b.Bytes(), Mode: output.PublicData}); err != nil {
		return writeFailure(err)
	}
	return nil
}

// announceImport says in one line how much was written, and how much was not.
func (a *app) announceImport(file string, t *target.Target, kept, known int) {
	what := textAgents.With(kept)
	if known > 0 {
		what = textImportedSome.With(what, known, t.Name)
	}
	if file == cli.Stdio { // which holds the agents
		say(a.stderr, a.lang, textImportedOut, what)
		return
	}
	say(a.stdout, a.lang, textImported, file, what)
}
