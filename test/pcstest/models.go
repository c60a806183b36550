package pcstest

import (
	"strings"
	"testing"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/target"
)

// Row is an origin: a row of a table.
type Row struct {
	Name string
	N    int
}

// At is a cell of the row.
func (r Row) At(schema.Key) diag.Place { return diag.Place{File: "t.csv", Row: r.N, Col: 3} }

// Table is the table's name.
func (r Row) Table() string { return r.Name }

// Emitter is a way to write a configuration down for a target.
type Emitter func(*model.Config, *target.Target) ([]byte, error)

// Emit is what an emitter writes; it fails the test when that is an error.
func Emit(t testing.TB, targetName string, cfg *model.Config, with Emitter) string {
	t.Helper()
	platform, err := target.Get(targetName)
	if err != nil {
		t.Fatal(err)
	}
	text, err := with(cfg, platform)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Set makes an attribute set of names and values in turn. A name that starts
// with ">" is set after the resource was created.
func Set(from model.Origin, pairs ...string) []*model.AttributeSet {
	return []*model.AttributeSet{{Attributes: attributes(from, pairs)}}
}

// Own makes an attribute set with an id, a score and a rule of its own; each may be
// missing.
func Own(from model.Origin, id, score string, rule *model.Rule, pairs ...string) *model.AttributeSet {
	return &model.AttributeSet{ID: id, Score: score, Rule: rule, Attributes: attributes(from, pairs)}
}

func attributes(from model.Origin, pairs []string) []*model.Attribute {
	var out []*model.Attribute
	for i := 0; i+1 < len(pairs); i += 2 {
		name, after := strings.CutPrefix(pairs[i], ">")
		out = append(out, &model.Attribute{Name: name, Value: pairs[i+1], AfterCreate: after, From: from})
	}
	return out
}

// Primitive makes a primitive of an agent such as ocf:heartbeat:IPaddr2.
func Primitive(row int, id, agent string, params ...string) *model.Primitive {
	p := &model.Primitive{From: Row{"PRIMITIVE", row}}
	p.ID, p.Row = id, Row{"RESOURCES", row}
	p.Class, p.Provider, p.Type = cib.AgentParts(agent)
	if p.Stonith() {
		p.From = Row{"STONITH", row}
	}
	if len(params) > 0 {
		p.Params = Set(p.From, params...)
	}
	return p
}

// Op makes an operation; model.CheckLevel becomes a parameter of it.
func Op(name string, options ...string) *model.Operation {
	from := Row{"PRIMITIVE", 1}
	op := &model.Operation{Name: name, From: from}
	for _, a := range attributes(from, options) {
		if a.Name == model.CheckLevel {
			op.Params = []*model.AttributeSet{{Attributes: []*model.Attribute{a}}}
		} else {
			op.Options = append(op.Options, a)
		}
	}
	return op
}

// Group makes a group.
func Group(row int, id string, members ...model.Resource) *model.Group {
	g := &model.Group{Children: members}
	g.ID, g.Row = id, Row{"RESOURCES", row}
	return g
}

// Clone makes a clone.
func Clone(row int, id string, promotable bool, child model.Resource) *model.Clone {
	c := &model.Clone{Promotable: promotable, Children: []model.Resource{child}}
	c.ID, c.Row = id, Row{"RESOURCES", row}
	return c
}

// Rule makes a rule location of expressions: attribute, operation, value in turn.
func Rule(row int, rsc, score, boolOp, role string, words ...string) *model.Location {
	from := Row{"LOCATION_RULE", row}
	r := &model.Rule{BoolOp: boolOp, Score: score, Role: role, From: from}
	for i := 0; i+2 < len(words); i += 3 {
		r.Parts = append(r.Parts, &model.Expression{Attribute: words[i], Operation: words[i+1], Value: words[i+2], From: from})
	}
	return &model.Location{Rsc: rsc, Rule: r, From: from}
}

// Location makes a location by node.
func Location(row int, rsc, node, score string) *model.Location {
	return &model.Location{Rsc: rsc, Node: node, Score: score, From: Row{"LOCATION_NODE", row}}
}

// Level makes a fencing level.
func Level(row int, node, index string, devices ...string) *model.FencingLevel {
	l := &model.FencingLevel{Target: node, Index: index, From: Row{"STONITH_LEVEL", row}}
	for _, d := range devices {
		l.Devices = append(l.Devices, &model.Device{ID: d, From: l.From})
	}
	return l
}
