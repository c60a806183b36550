package model

import (
	"slices"
	"strings"
	"testing"
)

// operation is an operation with options name=value.
func operation(name string, options ...string) *Operation {
	o := &Operation{Name: name}
	for _, text := range options {
		option, value, _ := strings.Cut(text, "=")
		o.Options = append(o.Options, &Attribute{Name: option, Value: value})
	}
	return o
}

// derived is a primitive from a template.
func derived(id, template string, ops ...*Operation) *Primitive {
	return &Primitive{Common: Common{ID: id}, Template: template, Operations: ops}
}

// TestDerive: templates come before what is from them, and nothing else moves.
func TestDerive(t *testing.T) {
	template := func(id string) *Template {
		return &Template{Primitive{Common: Common{ID: id}, Class: "ocf", Provider: "pacemaker", Type: id}}
	}
	inner := derived("inner", "t2")
	c := &Config{Resources: []Resource{
		derived("a", "t1"), template("t0"), &Group{Common: Common{ID: "g"}, Children: []Resource{inner}},
		template("t1"), derived("b", "t1"), template("t2"), derived("lost", "nosuch"),
	}}
	c.Derive()
	var got []string
	for _, r := range c.Resources {
		got = append(got, r.ResourceID())
	}
	if want := []string{"t1", "a", "t0", "t2", "g", "b", "lost"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if inner.Agent() != "ocf:pacemaker:t2" {
		t.Errorf("the agent is %q", inner.Agent())
	}
	if from := c.From("t1"); len(from) != 2 {
		t.Errorf("%d primitives are from t1", len(from))
	}
}

// TestMergedWithTemplate has what Pacemaker 2.1.5 makes of a primitive and its
// template: crm_resource --get-parameter, and the <op> elements of crm_resource -q.
func TestMergedWithTemplate(t *testing.T) {
	base := &Template{Primitive{Common: Common{ID: "t"}, Class: "ocf", Provider: "pacemaker", Type: "Dummy",
		Params: []*AttributeSet{{Attributes: []*Attribute{{Name: "fake", Value: "template"}, {Name: "op_sleep", Value: "1"}}}},
		Operations: []*Operation{
			operation("monitor", "interval=10s"), operation("monitor", "interval=20s"),
			operation("monitor", "interval=30s", "role=Promoted"), operation("start", "interval=0s"),
		}}}
	for _, c := range []struct {
		name string
		own  []*Operation
		want string
	}{
		{"none of its own", nil, "monitor 10s, monitor 20s, monitor 30s, start 0s"},
		{"one takes the place of all of its name and role", []*Operation{operation("monitor", "interval=5s")}, "monitor 5s, monitor 30s, start 0s"},
		{"Started and Unpromoted are no role", []*Operation{operation("monitor", "interval=5s", "role=Slave")}, "monitor 5s, monitor 30s, start 0s"},
		{"another role", []*Operation{operation("monitor", "interval=5s", "role=Promoted")}, "monitor 5s, monitor 10s, monitor 20s, start 0s"},
		{"another name", []*Operation{operation("stop", "interval=0s")}, "stop 0s, monitor 10s, monitor 20s, monitor 30s, start 0s"},
	} {
		p := derived("a", "t", c.own...)
		p.Params = []*AttributeSet{{Attributes: []*Attribute{{Name: "fake", Value: "own"}}}}
		(&Config{Resources: []Resource{base, p}}).Derive()
		var got []string
		for _, o := range p.AllOperations() {
			got = append(got, o.Name+" "+o.Option("interval"))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s: got %s, want %s", c.name, text, c.want)
		}
		if fake, sleep := Value(p.AllParams(), "fake"), Value(p.AllParams(), "op_sleep"); fake != "own" || sleep != "1" {
			t.Errorf("%s: fake is %q, op_sleep is %q", c.name, fake, sleep)
		}
	}
}
