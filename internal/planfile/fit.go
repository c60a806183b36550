package planfile

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/message"
)

var (
	textMoved        = message.New("planfile.moved", "destination", "then", "now")
	textMakeNew      = message.New("planfile.make-new", "destination")
	textOtherCluster = message.New("planfile.other-cluster", "destination", "known", "found")
	textOtherChange  = message.New("planfile.other-change", "hagen")
	textNameOfIt     = message.New("planfile.cluster", "name", "nodes")
	textSecretMoved  = message.New("planfile.secret-moved", "destination")
)

// Fit is a plan file on a live configuration that it fits.
type Fit struct {
	file    *File
	proof   Proof
	secrets []byte // of the live configuration, proved
	// Request is what is planned, with its secrets.
	Request apply.Request
	// Done says that the configuration is already what the plan leads to.
	Done bool
}

// Fit makes sure that a live configuration is the one the plan was made on, or the
// one it leads to. Changes of only the status do not matter, nor what the cluster
// and its agents set themselves.
func (f *File) Fit(ctx context.Context, to apply.Cluster, live []byte) (*Fit, error) {
	now, err := apply.BasisOf(live, f.changes())
	if err != nil {
		return nil, err
	}
	if then := (apply.Basis{Cluster: f.Cluster.Name, Nodes: f.Cluster.Nodes}); !now.SameCluster(then) {
		return nil, message.Fail(textOtherCluster, to.Name(), nameOf(then), nameOf(now)).Advise(textMakeNew, to.Name())
	}
	moved := message.Fail(textMoved, to.Name(), f.Before.Epoch, now.Epoch).Advise(textMakeNew, to.Name())
	if now.Digest != f.Before.Digest && now.Digest != f.After.Digest {
		return nil, moved
	}
	secrets, proof, err := f.open(ctx, to, live)
	if errors.Is(err, errProof) {
		return nil, moved
	}
	if err != nil {
		return nil, err
	}
	fit := &Fit{file: f, proof: proof, secrets: now.Secrets}
	switch {
	case now.Digest == f.Before.Digest && proof.prove(now.Secrets, proof.Before) == nil:
	case now.Digest == f.After.Digest && proof.prove(now.Secrets, proof.After) == nil:
		fit.Done = true
	default:
		return nil, message.Fail(textSecretMoved, to.Name()).Advise(textMakeNew, to.Name())
	}
	cib, err := apply.Reveal([]byte(strings.Join(f.CIB, "\n")), secrets)
	if err != nil {
		return nil, err
	}
	fit.Request = apply.Request{CIB: cib, Mode: f.Mode}
	return fit, nil
}

func nameOf(b apply.Basis) message.Message {
	return textNameOfIt.With(cmp.Or(b.Cluster, "?"), strings.Join(b.Nodes, ", "))
}

// Check makes sure that a plan on that configuration is the plan of the file, and
// gives it the cells of the file.
func (t *Fit) Check(p *apply.Plan) error {
	f := t.file
	other := message.Fail(textOtherChange, f.Made.Hagen).Advise(textMakeNew, p.To)
	if t.Done {
		if !p.Empty() {
			return other
		}
		return nil
	}
	after, err := apply.BasisOf(p.After, p.Changes)
	if err != nil {
		return err
	}
	found := changesOf(p.Changes)
	if after.Digest != f.After.Digest || !t.proved(after.Secrets) || !reflect.DeepEqual(found, withoutCells(f.Shown.Changes)) {
		return other
	}
	for i, c := range f.changes() {
		p.Changes[i].Place = c.Place
		for j, d := range c.Details {
			p.Changes[i].Details[j].Place = d.Place
		}
	}
	return nil
}

// proved reports whether secrets are those that the plan leads to. The digest is
// slow, so secrets that stay are not digested twice.
func (t *Fit) proved(after []byte) bool {
	if t.proof.Before == t.proof.After && bytes.Equal(after, t.secrets) {
		return true
	}
	return t.proof.prove(after, t.proof.After) == nil
}

func withoutCells(changes []Change) []Change {
	out := make([]Change, len(changes))
	for i, c := range changes {
		out[i] = c
		out[i].Cell, out[i].Fields = "", nil
		for _, d := range c.Fields {
			d.Cell = ""
			out[i].Fields = append(out[i].Fields, d)
		}
	}
	return out
}

// SameEffects reports whether a plan would have the cluster do what the file says.
// They differ when the cluster's state is another by now.
func (f *File) SameEffects(p *apply.Plan) bool {
	then, err := json.Marshal(f.Shown.Effects)
	if err != nil {
		return false
	}
	now, err := json.Marshal(effects(p.Effects))
	return err == nil && bytes.Equal(now, then)
}
