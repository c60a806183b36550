package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"

	"hagen/internal/cli"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/compile"
	"hagen/internal/dest"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
)

// The exit codes of plan and diff, as CI wants them.
const (
	exitSame    = 0 // nothing to do
	exitDiffers = 2 // changes
)

// push is what plan, apply and rollback share: a destination, what it is to
// become, and the plan that leads there.
type push struct {
	*job
	to      apply.Cluster
	live    []byte
	request apply.Request
	script  []byte
	source  string // for the log: the sheet and its digest
}

// plan shows what a sheet would do to a cluster.
func (a *app) plan(ctx context.Context, call *cli.Call) error {
	p, err := a.newPush(ctx, call)
	if err != nil || p == nil {
		return err
	}
	defer p.to.Close()
	plan, err := p.plan(ctx)
	if err != nil {
		return err
	}
	a.code = exitSame
	if !plan.Empty() {
		a.code = exitDiffers
	}
	return p.show(plan)
}

// newPush opens the destination and compiles the sheet for it. It is nil, with
// no error, when the sheet holds mistakes: they are reported then.
func (a *app) newPush(ctx context.Context, call *cli.Call) (*push, error) {
	file := call.Arg(0)
	j, err := a.newJob(ctx, call)
	if err != nil {
		return nil, err
	}
	data, err := j.read(ctx, file)
	if err != nil {
		return nil, err
	}
	to, err := a.openDestination(ctx, call, call.Value(cli.FlagTo))
	if err != nil {
		return nil, err
	}
	p := &push{job: j, to: to, source: digest(file, data)}
	p.request.Mode = merge.Mode(call.Value(cli.FlagMode))
	if err := p.compile(ctx, file, data, call.Value(cli.FlagSheet)); err != nil || j.code == exitError {
		_ = to.Close() // what stopped hagen is what counts
		return nil, err
	}
	return p, nil
}

// digest names a file and its content, for the log on the node.
func digest(file string, data []byte) string {
	sum := sha256.Sum256(data)
	return filepath.Base(file) + " sha256:" + hex.EncodeToString(sum[:])
}

// openDestination opens a destination. On a terminal ssh may ask.
func (a *app) openDestination(ctx context.Context, call *cli.Call, address string) (apply.Cluster, error) {
	mayAsk := a.interactive() && !call.Given(cli.FlagYes)
	c, err := dest.Opener{Ask: mayAsk, Trust: a.trust(call, mayAsk)}.Open(ctx, address)
	if err != nil {
		return nil, openFailure(address, err)
	}
	return c, nil
}

// openQuietly opens a destination the user did not name: it asks nothing.
func (a *app) openQuietly(ctx context.Context, call *cli.Call, address string) (apply.Cluster, error) {
	return dest.Opener{Trust: a.trust(call, false)}.Open(ctx, address)
}

// compile reads the live CIB and compiles the sheet with its nodes.
func (p *push) compile(ctx context.Context, file string, data []byte, pattern string) error {
	var err error
	if p.live, err = p.to.CIB(ctx); err != nil {
		return destinationFailure(p.to.Name(), err)
	}
	if known, err := nodes.Read(p.to.Name(), p.live); err == nil {
		p.options.Nodes = known // a CIB file without nodes leaves them to the sheet
	}
	in := compile.Open(file, data, parse.Options{Encoding: p.encoding})
	p.report.Merge(&in.Report)
	unit, err := p.onlySheet(ctx, in, file, pattern)
	if err != nil {
		return err
	}
	if err := p.finish(); err != nil || p.code == exitError {
		return err
	}
	p.code = exitOK // warnings have been shown; the code says something else here
	p.request.CIB, p.request.Where, p.script = unit.XML, unit.Where, unit.Script
	return nil
}

// onlySheet compiles the one sheet that is meant.
func (j *job) onlySheet(ctx context.Context, in *compile.Input, file, pattern string) (*compile.Unit, error) {
	sheet, ok, err := in.Only(pattern)
	if err != nil || !ok {
		return &compile.Unit{}, err
	}
	units, err := j.compileSheets(ctx, in, []string{sheet})
	if err != nil || len(units) == 0 {
		return &compile.Unit{}, err
	}
	return units[0], nil
}

// plan plans on the live CIB that was read last.
func (p *push) plan(ctx context.Context) (*apply.Plan, error) {
	plan, err := apply.Make(ctx, p.to, p.live, p.request)
	return plan, planFailure(p.to.Name(), err)
}

// planFailure puts into words what a plan for a destination fails of.
func planFailure(to string, err error) error {
	var unknown *merge.UnknownNodesError
	var taken *merge.IDTakenError
	var invalid *apply.InvalidError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unknown), errors.As(err, &taken), errors.As(err, &invalid):
		return err
	}
	return destinationFailure(to, err)
}

// show prints a plan.
func (p *push) show(plan *apply.Plan) error {
	p.doc.Plan = p.planRecord(plan)
	if p.json {
		return nil
	}
	v := view{lang: p.lang, color: p.coloredOn(p.stdout), nothing: textSameAlready, brief: p.brief}
	if p.request.CIB == nil {
		v.nothing = textNothingToPutBack
	}
	if _, err := p.stdout.Write([]byte(harmless(v.plan(plan)))); err != nil {
		return message.CannotWrite(message.Stdout, err)
	}
	return nil
}

// planRecord is a plan for machines.
func (p *push) planRecord(plan *apply.Plan) *planRecord {
	r := &planRecord{To: plan.To, Mode: string(p.request.Mode), Verified: plan.Verified, Simulated: plan.Simulated,
		NoStatus: plan.NoStatus, Assumed: plan.Assumed, Held: plan.Held,
		Warnings: append([]string{}, plan.Warnings...), Effects: append([]pcmk.Effect{}, plan.Effects...)}
	for _, risk := range plan.Risks {
		r.Risks = append(r.Risks, riskRecord{risk.Danger, risk.Items, risk.ReasonWords(), risk.Message().In(p.lang)})
	}
	r.Changes = changeRecords(plan.Changes)
	return r
}

// changeRecords are changes for machines; never null.
func changeRecords(changes []apply.Change) []changeRecord {
	out := []changeRecord{}
	for _, c := range changes {
		record := changeRecord{Action: c.Action, Kind: c.Kind, Name: c.Name, ID: c.ID, Place: cell(c.Place), Fields: []fieldRecord{}}
		for _, d := range c.Details {
			record.Fields = append(record.Fields, fieldRecord{d.Action, d.Field, d.Old, d.New, d.Sensitive, cell(d.Place)})
		}
		out = append(out, record)
	}
	return out
}

func cell(at diag.Place) string {
	if at.IsZero() {
		return ""
	}
	return at.String()
}
