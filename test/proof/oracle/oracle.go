//go:build linux

// Package oracle runs scripts through the real pcs of other releases of Debian,
// each in its own root file system, and compares what comes out with hagen's XML.
// The agents there are stand-ins that print what hagen knows of the target's, so
// that only pcs and Pacemaker differ from the target's; where those do, too, the
// list of an oracle says how, and why.
package oracle

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"hagen/internal/agents"
	"hagen/internal/compile"
	"hagen/internal/emit/cib"
	"hagen/internal/emit/shell"
	"hagen/internal/model"
	"hagen/internal/target"
	"hagen/test/lab"
	"hagen/test/pcstest"
	"hagen/test/proof/fastpcs"
)

// Oracle is a target and the release whose pcs answers for it.
type Oracle struct {
	Target  string
	Release string // see lab.FindRelease
	PCS     string
	// Schema is the newest that the release's Pacemaker knows.
	Schema      string
	Differences []*Difference
}

// Name tells the oracle from others: rhel10-on-13.
func (o *Oracle) Name() string { return o.Target + "-on-" + o.Release }

// Pcs is the running pcs of an oracle.
type Pcs struct {
	oracle *Oracle
	target *target.Target // as the oracle's pcs has it
	root   *lab.Chroot
	pcs    *fastpcs.Pcs
}

// Start makes the oracle's file system and starts its pcs. The caller must Stop it.
func (o *Oracle) Start(ctx context.Context) (*Pcs, error) {
	known, err := compile.For(o.Target)
	if err != nil {
		return nil, err
	}
	p := &Pcs{oracle: o, target: o.asked(known.Target)}
	if p.root, err = lab.Enter(ctx, "oracle-"+o.Name(), o.Release); err != nil {
		return nil, err
	}
	err = p.furnish(known.Catalog)
	if err == nil {
		p.pcs, err = fastpcs.Start(p.root, "/var/lib")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("oracle %s: %w", o.Name(), err), p.Stop())
	}
	return p, nil
}

// Stop ends the pcs and removes its file system.
func (p *Pcs) Stop() error {
	if p.pcs != nil {
		p.pcs.Stop()
	}
	return p.root.Close()
}

// Answer is what an oracle says to a script.
type Answer struct {
	CIB     []byte // what the script made
	Printed []byte
	Err     error // how the script failed
}

// Question is what an oracle is asked about a sheet.
type Question struct {
	Script []byte
	Before string // the CIB it runs on, with the sheet's nodes
	// XML has to equal what comes out; nil where the oracle cannot be asked.
	XML []byte

	unit    *compile.Unit
	catalog *agents.Catalog
}

// Question makes the question about a unit.
func (p *Pcs) Question(unit *compile.Unit, catalog *agents.Catalog) (*Question, error) {
	script, xml, err := p.emit(unit.Config)
	if err != nil {
		return nil, err
	}
	if p.oracle.unjudged(xml) != nil {
		xml = nil
	}
	return &Question{
		Script: script, XML: xml, unit: unit, catalog: catalog,
		Before: pcstest.CIB(p.oracle.Schema, oldFeatureSet, pcstest.NodesOf(unit.Config)...),
	}, nil
}

// Same reports whether another question is byte for byte this one.
func (q *Question) Same(other *Question) bool {
	return bytes.Equal(q.Script, other.Script) && bytes.Equal(q.XML, other.XML) && q.Before == other.Before
}

// Ask runs the script.
func (p *Pcs) Ask(ctx context.Context, q *Question) (a Answer, err error) {
	if err := p.standIn(q.catalog, q.unit.Config); err != nil {
		return a, err
	}
	a.CIB, a.Printed, a.Err = p.pcs.Run(ctx, q.Script, []byte(q.Before))
	return a, nil
}

// oldFeatureSet is one that every Pacemaker here takes: all refuse newer ones
// than their own.
const oldFeatureSet = "3.5.0"

// emit writes script and XML as for a target with the oracle's pcs. Commands of
// ADDITIONAL_CONFIG stay out: the XML does not hold them, as hagen warns; nor does the
// script give the ids of CIB_ID.
func (p *Pcs) emit(cfg *model.Config) (script, xml []byte, err error) {
	plain := *cfg
	plain.Commands, plain.Renames = nil, nil
	if script, err = shell.Emit(&plain, p.target); err != nil {
		return nil, nil, err
	}
	if xml, err = cib.Emit(&plain, p.target); err != nil {
		return nil, nil, err
	}
	for _, d := range p.oracle.Differences {
		script, xml = d.rewrite(d.Script, script), d.rewrite(d.XML, xml)
	}
	return script, xml, nil
}
