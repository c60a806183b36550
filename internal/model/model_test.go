package model

import (
	"slices"
	"testing"

	"hagen/internal/cib"
)

// sample is a cluster with each kind of nesting.
func sample() *Config {
	prim := func(id string) *Primitive {
		return &Primitive{Common: Common{ID: id}, Class: "ocf", Provider: "pacemaker", Type: "Dummy"}
	}
	return &Config{Resources: []Resource{
		&Group{Common: Common{ID: "g"}, Children: []Resource{prim("g1"), prim("g2")}},
		&Clone{Common: Common{ID: "c"}, Children: []Resource{&Group{Common: Common{ID: "cg"}, Children: []Resource{prim("cg1")}}}},
		&Clone{Common: Common{ID: "p"}, Promotable: true, Children: []Resource{prim("p1")}},
		&Primitive{Common: Common{ID: "f"}, Class: cib.Stonith, Type: "fence_ipmilan"},
	}}
}

func TestWalkIsDepthFirstInOrder(t *testing.T) {
	var got []string
	sample().Walk(func(r, parent Resource) {
		name := r.ResourceID()
		if parent != nil {
			name = parent.ResourceID() + "/" + name
		}
		got = append(got, name)
	})
	want := []string{"g", "g/g1", "g/g2", "c", "c/cg", "cg/cg1", "p", "p/p1", "f"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestIndex(t *testing.T) {
	x := sample().Index()
	if top := x.Top("cg1"); top.ResourceID() != "c" {
		t.Errorf("the top of cg1 is %s", top.ResourceID())
	}
	if x.Parent("f") != nil {
		t.Error("f is at the top")
	}
	if _, ok := x.Lookup("nothing"); ok {
		t.Error("nothing is there")
	}
}

func TestIndexKeepsTheFirstOfTwo(t *testing.T) {
	first := &Primitive{Common: Common{ID: "a"}}
	c := &Config{Resources: []Resource{first, &Primitive{Common: Common{ID: "a"}}}}
	if r, _ := c.Index().Lookup("a"); r != first {
		t.Error("the first of two equal ids wins")
	}
}

func TestAgentName(t *testing.T) {
	for want, p := range map[string]*Primitive{
		"ocf:heartbeat:IPaddr2": {Class: "ocf", Provider: "heartbeat", Type: "IPaddr2"},
		"systemd:haproxy":       {Class: "systemd", Type: "haproxy"},
		"stonith:fence_ipmilan": {Class: cib.Stonith, Type: "fence_ipmilan"},
	} {
		if got := p.Agent(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestFindTakesTheLast(t *testing.T) {
	sets := []*AttributeSet{
		{Attributes: []*Attribute{{Name: "a", Value: "1"}, {Name: "b", Value: "2"}}},
		{Attributes: []*Attribute{{Name: "a", Value: "3"}}},
	}
	if got := Find(sets, "a"); got.Value != "3" {
		t.Errorf("got %s", got.Value)
	}
	if len(Pairs(sets)) != 3 {
		t.Error("Pairs gives all of them")
	}
	if Find(sets, "z") != nil {
		t.Error("z is not there")
	}
}
