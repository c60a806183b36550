package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/cli"
	"hagen/internal/dest"
	"hagen/internal/drill"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/planfile"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
	"hagen/internal/view"
)

var (
	textNoResultFile = message.New("usage.no-result-file")
	textResultKinds  = message.New("usage.result-kinds", "file")
	textNotACluster  = message.New("drill.no-cluster", "destination")
	textTypeName     = message.New("drill.type-name", "cluster")
	textOtherName    = message.New("drill.other-name", "given", "cluster")
	textNotDisturbed = message.New("drill.not-disturbed")
	textSayDisturb   = message.New("drill.say-disturb", "cluster")
	textNoName       = message.New("drill.no-name", "destination")
	textNameCluster  = message.New("drill.name-it")
	textDrilling     = message.New("drill.carrying-out", "number")
)

// drillJob is a drill that is being prepared.
type drillJob struct {
	*app
	drill.Drill
	about   drill.About
	file    string
	changes int
	close   []func() error
}

// drill carries the test book of a sheet out on a cluster.
func (a *app) drill(ctx context.Context, call *cli.Call) error {
	j := &drillJob{app: a, file: call.Value(cli.FlagOutput)}
	defer func() {
		for _, f := range slices.Backward(j.close) {
			_ = f()
		}
	}()
	dry := call.Given(cli.FlagDryRun)
	if err := checkResult(j.file, dry); err != nil {
		return err
	}
	if err := j.prepare(ctx, call); err != nil || j.Book == nil {
		return err
	}
	cases, err := j.Chosen()
	if err != nil {
		return err
	}
	if err := a.screen.DrillPlan(view.DrillPlan{Cluster: j.about.Cluster, Destination: j.about.Destination, Cases: cases, Changes: j.changes}); err != nil {
		return err
	}
	a.code = exitOK
	if dry {
		a.screen.DrillDry()
		return nil
	}
	if err := j.permit(ctx, call); err != nil {
		return err
	}
	return j.carryOut(ctx)
}

// checkResult refuses files that no result can be written to.
func checkResult(file string, dry bool) error {
	switch kind := strings.ToLower(filepath.Ext(file)); {
	case file == "" && dry:
		return nil
	case file == "":
		return message.Fail(textNoResultFile)
	case !slices.Contains([]string{".xlsx", ".html", ".htm", ".json"}, kind):
		return message.Fail(textResultKinds, file)
	}
	// A drill takes long: what it found must not be lost to a folder that is missing.
	probe, err := os.CreateTemp(filepath.Dir(file), ".hagen-drill-")
	var path *fs.PathError
	if errors.As(err, &path) {
		path.Path = file
	}
	if err != nil {
		return output.InWords(err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// prepare makes the test book of the cluster as it is now, with the sheet. The book
// stays nil when the sheet has mistakes, which are then reported.
func (j *drillJob) prepare(ctx context.Context, call *cli.Call) error {
	var err error
	if j.Limit, err = call.Timeout(); err != nil {
		return err
	}
	if list := call.Value(cli.FlagCase); list != "" {
		j.Cases = strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
	}
	data, err := j.read(ctx, call.Arg(0))
	if err != nil {
		return err
	}
	if planfile.Is(call.Arg(0), data) {
		return message.Fail(textPlanNoSheet, call.Arg(0))
	}
	p, err := j.newPush(ctx, call, data)
	if err != nil || p == nil {
		return err
	}
	j.close = append(j.close, p.to.Close)
	j.Secrets = apply.SecretsOf(p.live, p.request.CIB)
	j.about = drill.About{Sheet: filepath.Base(call.Arg(0)), Destination: dest.Short(p.to.Name())}
	hosts, err := j.opener(call, j.screen.Interactive()).Hosts(ctx, p.to.Name(), p.to)
	if err != nil {
		return err
	}
	j.close, j.Hosts = append(j.close, hosts.Close), hosts
	return j.expect(ctx, p)
}

// expect makes the book of what is expected.
func (j *drillJob) expect(ctx context.Context, p *push) error {
	asker, ok := p.to.(scheduler.Asker)
	configuration, err := merge.Into(p.live, p.request.CIB, p.request.Mode)
	switch {
	case err != nil:
		return dest.Failure(p.to.Name(), err)
	case !ok || !scheduler.HasStatus(configuration):
		return message.Fail(textNotACluster, j.about.Destination)
	}
	if j.about.Cluster = scheduler.ClusterName(p.live); j.about.Cluster == "" {
		return message.Fail(textNoName, j.about.Destination).Advise(textNameCluster)
	}
	plan, err := p.make(ctx)
	if err != nil {
		return err
	}
	j.changes = len(plan.Changes)
	wait := j.screen.Waiting(textAsking.With())
	defer wait.End()
	world, err := scheduler.Live(ctx, asker, configuration)
	if err != nil {
		return schedulerMissing(err)
	}
	j.Book, err = testbook.Make(ctx, world, configuration)
	return err
}

// permit makes sure that the cluster may be disturbed: its name is typed out, or
// given with --yes-disturb.
func (j *drillJob) permit(ctx context.Context, call *cli.Call) error {
	name := j.about.Cluster
	if call.Given(cli.FlagDisturb) {
		if given := call.Value(cli.FlagDisturb); given != name {
			return message.Fail(textOtherName, given, name)
		}
		return nil
	}
	if j.screen.JSON || !j.screen.Interactive() {
		return message.Fail(textNobodyToAsk).Advise(textSayDisturb, name)
	}
	typed, err := j.screen.Typed(ctx, textTypeName, name)
	if err == nil && typed != name {
		err = message.Fail(textNotDisturbed)
	}
	return err
}

// carryOut carries the cases out and writes the result.
func (j *drillJob) carryOut(ctx context.Context) error {
	outlastReaders()
	var wait *view.Meter
	j.Began = func(c *testbook.Case) { wait = j.screen.Waiting(textDrilling.With(c.Number)) }
	j.Ended = func(c *drill.Case) {
		if wait != nil {
			wait.End()
			wait = nil
		}
		j.screen.DrillCase(c)
	}
	result, err := j.Run(ctx)
	if err != nil {
		return err
	}
	record := result.Record(j.about, j.screen.Lang)
	if err := j.write(result, record); err != nil {
		return err
	}
	if result.Count(drill.AsExpected)+result.Count(drill.NotCarriedOut) < len(result.Cases) || result.Interrupted || len(result.Left) > 0 {
		j.code = exitDiffers
	}
	return j.screen.DrillEnd(result, record, j.file)
}

// write writes the result, as the name of its file says.
func (j *drillJob) write(result *drill.Result, record *drill.Record) error {
	if strings.EqualFold(filepath.Ext(j.file), ".json") {
		data, err := record.JSON()
		if err != nil {
			return err
		}
		return output.InWords(output.Replace(output.File{Path: j.file, Data: data, Mode: output.PublicData}))
	}
	write, err := bookWriter(j.file)
	if err != nil {
		return err
	}
	return keepBook(j.file, write, result.Document(j.Book, j.about, dest.Who(), j.screen.Lang))
}
