package apply

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/diag"
	"hagen/internal/message"
)

// Request says what a cluster is to become: a compiled CIB merged into the live
// one, or a saved CIB of the cluster restored.
type Request struct {
	CIB  []byte // compiled from a sheet
	Mode merge.Mode
	// Where is the cell an XML element of CIB, or an attribute of it, came from; a
	// zero place when it is not from a cell. May be nil.
	Where func(id, attr string) diag.Place
	// Saved is restored, when CIB is nil.
	Saved []byte
}

// Plan is what would change, and what the cluster would do then.
type Plan struct {
	To            string
	Before, After []byte
	Changes       []Change
	// Effects are what the cluster would do after the change; nil when Simulated
	// is false: the destination has no scheduler at hand, or NoStatus.
	Effects   []pcmk.Effect
	Simulated bool
	// NoStatus: the CIB does not say what runs where, no node of it is online.
	NoStatus bool
	// Assumed are the primitives that the scheduler was told may be promoted on any
	// node: only their agents decide that, once they run.
	Assumed []string
	// Held is what the cluster would do but does not, because it does not manage
	// something. It happens when that is managed again.
	Held []Held
	// Verified says that the destination's crm_verify accepted the result.
	Verified bool
	Warnings []string // of crm_verify
	Risks    []Risk
}

// Change is a change with the cells it came from.
type Change struct {
	meaning.Change
	Place   diag.Place
	Details []Detail // instead of the Change's own
}

// Detail is a changed field with its cell.
type Detail struct {
	meaning.Detail
	Place diag.Place
}

// Empty reports whether there is nothing to do.
func (p *Plan) Empty() bool { return len(p.Changes) == 0 }

// InvalidError says that the destination's crm_verify refuses what the live
// configuration would become.
type InvalidError struct {
	Messages []string
	// Schema is the live CIB's schema; Needed the one the sheet was compiled for
	// when that is newer: an upgrade of the CIB is what is missing then.
	Schema, Needed string
}

var (
	textInvalid    = message.New("plan.invalid-result", "findings")
	textUpgradeCIB = message.New("plan.upgrade-cib", "schema", "needed")
	textFindings   = message.New("plan.findings", "first", "rest")
)

// Message quotes crm_verify.
func (e *InvalidError) Message() message.Message {
	return textInvalid.With(message.Chain(textFindings, message.Words(e.Messages)))
}

// Help says how an older CIB becomes what the sheet was compiled for.
func (e *InvalidError) Help() message.Message {
	if e.Needed == "" {
		return message.Message{}
	}
	return textUpgradeCIB.With(e.Schema, e.Needed)
}

// Error quotes crm_verify in English.
func (e *InvalidError) Error() string { return e.Message().String() }

// Make plans on the live CIB given.
func Make(ctx context.Context, c Cluster, live []byte, r Request) (*Plan, error) {
	after, err := r.merged(live)
	if err != nil {
		return nil, err
	}
	p := &Plan{To: c.Name(), Before: live, After: after}
	if p.Changes, err = r.changes(live, after); err != nil {
		return nil, err
	}
	if p.Empty() {
		p.After = live
		return p, nil
	}
	p.foresee(ctx, c)
	if err := p.verify(ctx, c, r); err != nil {
		return nil, err
	}
	if err := p.simulate(ctx, c, r); err != nil {
		return nil, err
	}
	return p, nil
}

// Drift is how a live CIB differs from what a request says it is to be.
func Drift(live []byte, r Request) ([]Change, error) {
	after, err := r.merged(live)
	if err != nil {
		return nil, err
	}
	return r.changes(live, after)
}

func (r Request) changes(live, after []byte) ([]Change, error) {
	cells, err := CellsOf(r.CIB, r.Where)
	if err != nil {
		return nil, err
	}
	return Compare(live, after, nil, cells)
}

// merged is the live CIB as it is to become.
func (r Request) merged(live []byte) ([]byte, error) {
	if r.CIB == nil {
		return merge.Restore(live, r.Saved, nil)
	}
	return merge.Into(live, r.CIB, r.Mode)
}

// Cells returns the cell that a field of an object came from, or the object itself
// for the field "".
type Cells func(kind meaning.Kind, key, field string) diag.Place

// CellsOf makes Cells of a compiled CIB and of what is known of its XML ids.
func CellsOf(cib []byte, where func(id, attr string) diag.Place) (Cells, error) {
	if cib == nil || where == nil {
		return nil, nil
	}
	compiled, err := meaning.Of(cib)
	if err != nil {
		return nil, message.Fail(meaning.TheNew, err)
	}
	return func(kind meaning.Kind, key, field string) diag.Place {
		id, attr := compiled.Where(kind, key, field)
		if id == "" {
			return diag.Place{}
		}
		return where(id, attr)
	}, nil
}

// Compare compares CIB a with CIB b by meaning: first removals, then changes, then
// additions. Cells may be nil; those of b take precedence.
func Compare(a, b []byte, cellsA, cellsB Cells) ([]Change, error) {
	before, err := meaning.Of(a)
	if err != nil {
		return nil, err
	}
	after, err := meaning.Of(b)
	if err != nil {
		return nil, err
	}
	changes := meaning.Diff(before, after)
	order := []meaning.Action{meaning.Remove, meaning.Modify, meaning.Add}
	slices.SortStableFunc(changes, func(a, b meaning.Change) int {
		return slices.Index(order, a.Action) - slices.Index(order, b.Action)
	})
	return locate(changes, cellsB, cellsA), nil
}

// locate finds the cells of changes, in the first sheet that has one.
func locate(changes []meaning.Change, sheets ...Cells) []Change {
	place := func(c meaning.Change, field string) (at diag.Place) {
		for _, cells := range sheets {
			if cells != nil && at.IsZero() {
				at = cells(c.Kind, c.Key, field)
			}
		}
		return at
	}
	out := make([]Change, len(changes))
	for i, c := range changes {
		out[i] = Change{Change: c, Place: place(c, "")}
		for _, d := range c.Details {
			out[i].Details = append(out[i].Details, Detail{d, place(c, d.Field)})
		}
	}
	return out
}

// foresee lets a remote destination fetch at once what verify, simulate and the
// apply after them will ask for.
func (p *Plan) foresee(ctx context.Context, c Cluster) {
	f, ok := c.(Foreseer)
	if !ok {
		return
	}
	if configured, err := withoutHistory(p.After); err == nil { // else verify reports it
		f.Foresee(ctx, Questions{Verify: configured, Before: p.Before, After: p.After})
	}
}

func (p *Plan) verify(ctx context.Context, c Cluster, r Request) error {
	configured, err := withoutHistory(p.After)
	if err != nil {
		return err
	}
	verdict, err := c.Verify(ctx, configured)
	if errors.Is(err, ErrNoTools) {
		return nil
	}
	if err != nil {
		return err
	}
	p.Verified = verdict.OK
	// A former configuration may be restored as it was: that of a fresh cluster has
	// no fence device yet, which crm_verify reports as an error.
	if verdict.OK || r.CIB == nil {
		p.Warnings = verdict.Messages
		return nil
	}
	invalid := &InvalidError{Messages: verdict.Messages, Schema: rootAttr(p.Before, "validate-with")}
	if needed := rootAttr(r.CIB, "validate-with"); olderSchema(invalid.Schema, needed) {
		invalid.Needed = needed
	}
	return invalid
}

// simulate finds out what the cluster would do, and the dangers.
func (p *Plan) simulate(ctx context.Context, c Cluster, r Request) error {
	look := prospect{plan: p, restores: r.CIB == nil}
	var err error
	if look.before, err = meaning.Of(p.Before); err != nil {
		return err
	}
	if look.after, err = meaning.Of(p.After); err != nil {
		return err
	}
	look.now, err = simulate(ctx, c, p.Before)
	switch {
	case errors.Is(err, ErrNoTools):
		p.Risks = look.risks()
		return nil
	case err != nil:
		return err
	}
	if look.then, err = p.simulateThen(ctx, c); err != nil {
		return err
	}
	if r.CIB == nil {
		if look.then, err = p.steps(ctx, c, look.then); err != nil {
			return err
		}
	}
	if p.NoStatus = !anyOnline(look.now.Before); !p.NoStatus {
		p.Effects, p.Simulated = look.then.Effects, true
		why := reasons{look.after, look.then.After}
		why.explain(p.Effects)
		if p.Held, err = held(ctx, c, p.After, look.then); err != nil {
			return err
		}
	}
	look.status, err = status(ctx, c)
	if err != nil && !errors.Is(err, ErrNoStatus) {
		return err
	}
	p.Risks = look.risks()
	return nil
}

func anyOnline(s *pcmk.State) bool {
	return slices.ContainsFunc(s.Nodes, func(n pcmk.Node) bool { return n.Online })
}

// steps is what happens in a rollback, when that takes two steps (see putBack).
func (p *Plan) steps(ctx context.Context, c Cluster, then *pcmk.Simulation) (*pcmk.Simulation, error) {
	if !strands(then) {
		return then, nil
	}
	first, err := merge.KeepProperties(p.After, p.Before)
	if err != nil {
		return nil, err
	}
	return simulate(ctx, c, first)
}

func simulate(ctx context.Context, c Cluster, cib []byte) (*pcmk.Simulation, error) {
	data, err := c.Simulate(ctx, cib)
	if err != nil {
		return nil, err
	}
	return pcmk.ReadSimulation(data)
}

func status(ctx context.Context, c Cluster) (*pcmk.State, error) {
	data, err := c.Status(ctx)
	if err != nil {
		return nil, err
	}
	return pcmk.ReadStatus(data)
}

// rootAttr is an attribute of a CIB's root element, "" when there is none.
func rootAttr(cib []byte, name string) string {
	doc, err := meaning.Parse(cib)
	if err != nil {
		return ""
	}
	return doc.Root().SelectAttrValue(name, "")
}

// olderSchema reports whether a schema (pacemaker-3.2) is older than another.
func olderSchema(a, b string) bool {
	number := func(s string) (major, minor int, ok bool) {
		_, err := fmt.Sscanf(s, "pacemaker-%d.%d", &major, &minor)
		return major, minor, err == nil
	}
	aMajor, aMinor, aOK := number(a)
	bMajor, bMinor, bOK := number(b)
	return aOK && bOK && (aMajor < bMajor || aMajor == bMajor && aMinor < bMinor)
}

// Same reports whether a live CIB is what was written: apart from what the cluster
// owns, and node attributes added since, where agents keep state.
func Same(live, written []byte) (bool, error) {
	now, err := meaning.Of(live)
	if err != nil {
		return false, message.Fail(meaning.TheLive, err)
	}
	then, err := meaning.Of(written)
	if err != nil {
		return false, message.Fail(meaning.TheWritten, err)
	}
	owned, err := ownedIn(live, written)
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(meaning.Diff(then, now), func(c meaning.Change) bool {
		switch {
		case owned(c):
			return false
		case c.Kind == meaning.Node && c.Action != meaning.Remove:
			return slices.ContainsFunc(c.Details, func(d meaning.Detail) bool { return d.Action != meaning.Add })
		}
		return true
	}), nil
}
