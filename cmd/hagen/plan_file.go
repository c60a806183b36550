package main

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"hagen/internal/apply"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/planfile"
	"hagen/internal/view"
)

var (
	textPlanName    = message.New("usage.plan-file-name", "file")
	textPlanFlag    = message.New("usage.flag-of-plan-file", "flag", "file")
	textNotOfSheet  = message.New("usage.flag-needs-plan-file", "flag")
	textPlanNoSheet = message.New("usage.plan-is-no-sheet", "file")
	textOtherDigest = message.New("planfile.other-digest", "file", "found", "wanted")
)

// keep writes a plan into a file.
func (p *push) keep(ctx context.Context, plan *apply.Plan, file string) error {
	if plan.Empty() {
		p.screen.WrotePlan(file, "")
		return nil
	}
	f, data, err := planfile.Make(ctx, p.to, planfile.Order{Plan: plan, Request: p.request, Sheet: p.sheet, Target: p.target,
		Who: dest.Who(), When: time.Now(), Hagen: thisBuild().version})
	if err != nil {
		return dest.Failure(p.to.Name(), err)
	}
	if err := output.Replace(output.File{Path: file, Data: data, Mode: output.SecretData}); err != nil {
		return output.InWords(err)
	}
	record := planRecord(file, f)
	p.screen.Doc.PlanFile = &record
	p.screen.WrotePlan(file, f.Digest)
	return nil
}

// planOutput is --output of a plan, checked: the name says what the file is, so that
// no sheet is overwritten.
func planOutput(call *cli.Call) (string, error) {
	file := call.Value(cli.FlagOutput)
	if file != "" && !planfile.Is(file, nil) {
		return "", message.Fail(textPlanName, file)
	}
	return file, nil
}

// ofSheet are the flags that say how a sheet becomes a plan: a plan file has what
// came of them.
var ofSheet = []string{cli.FlagMode, cli.FlagVia, cli.FlagSheet, cli.FlagTarget, cli.FlagStrict, cli.FlagQuiet, cli.FlagNodes,
	cli.FlagAgents, cli.FlagEncoding, cli.FlagOutput}

// readPlan reads a plan file, shows what it is, and refuses one that was not meant.
func (a *app) readPlan(call *cli.Call, file string, data []byte) (*planfile.File, error) {
	for _, flag := range ofSheet {
		if call.Given(flag) {
			return nil, message.Fail(textPlanFlag, "--"+flag, file)
		}
	}
	f, err := planfile.Read(file, data)
	if err != nil {
		return nil, err
	}
	if wanted := call.Value(cli.FlagDigest); wanted != "" && strings.TrimPrefix(wanted, "sha256:") != strings.TrimPrefix(f.Digest, "sha256:") {
		return nil, message.Fail(textOtherDigest, file, f.Digest, wanted)
	}
	return f, a.screen.PlanFile(planRecord(file, f))
}

func planRecord(file string, f *planfile.File) view.PlanFile {
	r := view.PlanFile{File: file, Digest: f.Digest, MadeBy: f.Made.By, MadeAt: f.Made.At, Hagen: f.Made.Hagen,
		Destination: f.Destination, Sheet: f.Sheet.String(), Target: f.Target + " --mode " + string(f.Mode)}
	if f.Secrets != nil {
		r.Agent, r.Secrets = f.Secrets.Agent, len(f.Secrets.Places)
	}
	return r
}

// showPlan shows a plan file as it was made, or with --to as it would be carried out
// now.
func (a *app) showPlan(ctx context.Context, call *cli.Call, file string, data []byte) error {
	f, err := a.readPlan(call, file, data)
	if err != nil {
		return err
	}
	a.code = exitDiffers
	if !call.Given(cli.FlagTo) {
		return a.screen.Plan(f.Plan(), f.Mode)
	}
	p, err := a.openPlan(ctx, call, file, f)
	if err != nil {
		return err
	}
	defer p.to.Close()
	plan, err := p.make(ctx)
	if err != nil {
		return err
	}
	if plan.Empty() {
		a.code = exitSame
	}
	return p.screen.Plan(plan, f.Mode)
}

// applyPlan carries out a plan file.
func (a *app) applyPlan(ctx context.Context, call *cli.Call, file string, data []byte) error {
	o, err := a.applyOptions(call)
	if err != nil {
		return err
	}
	f, err := a.readPlan(call, file, data)
	if err != nil {
		return err
	}
	p, err := a.openPlan(ctx, call, file, f)
	if err != nil {
		return err
	}
	defer p.to.Close()
	o.order.Source = p.source
	return p.carryOut(ctx, o)
}

// openPlan opens the destination of a plan file, or another way to the same cluster
// by --to.
func (a *app) openPlan(ctx context.Context, call *cli.Call, file string, f *planfile.File) (*push, error) {
	address := f.Destination
	if call.Given(cli.FlagTo) {
		address = call.Value(cli.FlagTo)
	}
	to, err := a.openDestination(ctx, call, address)
	if err != nil {
		return nil, err
	}
	p := &push{app: a, screen: a.screen, to: to, file: file, kept: f, source: f.Source()}
	p.request.Mode = f.Mode
	if p.live, err = to.CIB(ctx); err != nil {
		_ = to.Close() // the first error counts
		return nil, dest.Failure(to.Name(), err)
	}
	return p, nil
}

// plannedKept plans what a plan file says on the live CIB that was read last.
func (p *push) plannedKept(ctx context.Context) (*apply.Plan, error) {
	fit, err := p.kept.Fit(ctx, p.to, p.live)
	if err != nil {
		return nil, err
	}
	plan, err := apply.Make(ctx, p.to, p.live, fit.Request)
	if err != nil {
		return nil, dest.Failure(p.to.Name(), err)
	}
	return plan, fit.Check(plan)
}

// sheetOf names a sheet for a plan file.
func sheetOf(file, sheet, source string) planfile.Sheet {
	_, digest, _ := strings.Cut(source, " sha256:")
	return planfile.Sheet{File: filepath.Base(file), Name: sheet, Digest: "sha256:" + digest}
}
