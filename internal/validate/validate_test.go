package validate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/secret"
	"hagen/internal/target"
)

// origin is a made-up row: the cell of a column is named ROW.HEADER.
type origin struct{ row, table string }

func (o origin) At(column schema.Key) diag.Place {
	return diag.Place{File: o.row + "." + header(column)}
}

// header is the header of a column.
func header(column schema.Key) string {
	for _, t := range schema.Tables() {
		for i := range t.Blocks {
			if c, ok := t.Blocks[i].Field(column); ok {
				return c.Header
			}
		}
	}
	return ""
}

func (o origin) Table() string { return o.table }

// column is the origin of an operation's option: all operations of a primitive
// share the column headers.
type column struct {
	origin
	primitive, header string
}

func (c column) At(key schema.Key) diag.Place {
	switch key {
	case schema.KeyName:
		return diag.Place{File: c.primitive + "." + c.header}
	case schema.KeyValue:
		return diag.Place{File: c.row + "." + c.header}
	}
	return c.origin.At(key)
}

// part adds something to a primitive under test.
type part func(p *model.Primitive)

// primitive makes a resource with the P row ID, attribute rows ID.NAME and
// operation rows ID.NAME, with #2, #3, … for repeated names.
func primitive(id, agent string, parts ...part) *model.Primitive {
	p := &model.Primitive{From: origin{id, schema.PrimitiveTable}}
	p.ID, p.Row = id, origin{"R:" + id, schema.ResourcesTable}
	p.Class, p.Provider, p.Type = cib.AgentParts(agent)
	if p.Stonith() {
		p.From = origin{id, schema.StonithTable}
	}
	for _, add := range parts {
		add(p)
	}
	return p
}

func attribute(row, name, value string) *model.Attribute {
	return &model.Attribute{Name: name, Value: value, Secret: secret.Name(name), From: origin{row + "." + name, ""}}
}

func sets(list ...*model.Attribute) []*model.AttributeSet {
	return []*model.AttributeSet{{Attributes: list}}
}

// add appends an attribute to the first of some sets.
func add(to *[]*model.AttributeSet, a *model.Attribute) {
	if len(*to) == 0 {
		*to = sets()
	}
	(*to)[0].Attributes = append((*to)[0].Attributes, a)
}

func param(name, value string) part {
	return func(p *model.Primitive) { add(&p.Params, attribute(p.ID, name, value)) }
}

func meta(name, value string) part {
	return func(p *model.Primitive) { add(&p.Meta, attribute(p.ID+".meta", name, value)) }
}

func use(name, value string) part {
	return func(p *model.Primitive) { add(&p.Utilization, attribute(p.ID+".use", name, value)) }
}

// op adds an operation; options are NAME=VALUE.
func op(name string, options ...string) part {
	return func(p *model.Primitive) {
		row, n := p.ID+"."+name, 1
		for _, o := range p.Operations {
			if o.Name == name {
				n++
			}
		}
		if n > 1 {
			row += fmt.Sprintf("#%d", n)
		}
		o := &model.Operation{Name: name, From: origin{row, ""}}
		for _, text := range options {
			key, value, _ := strings.Cut(text, "=")
			a := &model.Attribute{Name: key, Value: value, From: column{origin{row, ""}, p.ID, key}}
			if key == model.CheckLevel {
				o.Params = []*model.AttributeSet{{Attributes: []*model.Attribute{a}}}
			} else {
				o.Options = append(o.Options, a)
			}
		}
		p.Operations = append(p.Operations, o)
	}
}

func resources(list ...model.Resource) *model.Config { return &model.Config{Resources: list} }

// env returns the Env of a target.
func env(t *testing.T, name string) Env {
	t.Helper()
	tg, err := target.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := agents.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return Env{Catalog: catalog, Target: tg}
}

// run runs some checks; the characters of a text are always checked first, as
// Config does.
func run(t *testing.T, cfg *model.Config, e Env, some ...func(*checker)) *diag.List {
	t.Helper()
	report := &diag.List{}
	c := &checker{cfg: cfg, env: e, index: cfg.Index(), report: &reporter{list: report}}
	c.characters()
	for _, check := range some {
		check(c)
	}
	return report
}

// finding is a diagnostic a test expects: "HG0411 vip.nik.name" with some of
// its arguments.
type finding struct {
	at      string
	args    diag.Args
	related string // the row and field of the first related place
}

func found(at string, args ...string) finding {
	f := finding{at: at, args: diag.Args{}}
	for _, text := range args {
		key, value, _ := strings.Cut(text, "=")
		f.args[key] = value
	}
	return f
}

func (f finding) seeing(place string) finding { f.related = place; return f }

// expect compares a report with what a test expects, by place.
func expect(t *testing.T, report *diag.List, want ...finding) {
	t.Helper()
	got := report.Sorted()
	slices.SortFunc(want, func(a, b finding) int { // by place, then code
		codeA, placeA, _ := strings.Cut(a.at, " ")
		codeB, placeB, _ := strings.Cut(b.at, " ")
		return strings.Compare(placeA+codeA, placeB+codeB)
	})
	for i := 0; i < max(len(got), len(want)); i++ {
		switch {
		case i >= len(got):
			t.Errorf("missing: %s", want[i].at)
		case i >= len(want):
			t.Errorf("unexpected: %s", describeFinding(got[i]))
		default:
			compare(t, got[i], want[i])
		}
	}
}

func describeFinding(d diag.Diagnostic) string {
	return fmt.Sprintf("%s %s: %s; %s", d.Kind.Code, d.Place, d.Summary(message.English), d.Help(message.English))
}

func compare(t *testing.T, got diag.Diagnostic, want finding) {
	t.Helper()
	if at := got.Kind.Code + " " + got.Place.String(); at != want.at {
		t.Errorf("got  %s\nwant %s", describeFinding(got), want.at)
		return
	}
	for key, value := range want.args {
		if got.Args[key] != value {
			t.Errorf("%s: argument %s is %q, want %q", want.at, key, got.Args[key], value)
		}
	}
	if want.related != "" && (len(got.Related) == 0 || got.Related[0].Place.String() != want.related) {
		t.Errorf("%s: related places %v, want %s", want.at, got.Related, want.related)
	}
	for _, lang := range []message.Lang{message.English, message.Japanese} {
		if text := got.Summary(lang); strings.Contains(text, "  ") || strings.HasSuffix(text, " ") {
			t.Errorf("%s: an argument is empty in %q", want.at, text)
		}
	}
}
