package agents

import (
	"strings"
	"testing"
)

// TestDescribed: what an agents file says goes before what is embedded, and nothing
// of it is part of the metadata.
func TestDescribed(t *testing.T) {
	c, err := Load("rhel9")
	if err != nil {
		t.Fatal(err)
	}
	known, _ := c.Agent("ocf:heartbeat:IPaddr2")
	described := c.Described(known)
	if p, _ := described.Param("ip"); p.ShortDesc != "IPv4 or IPv6 address" {
		t.Errorf("ip: %q", p.ShortDesc)
	}
	if p, _ := known.Param("ip"); p.ShortDesc != "" {
		t.Errorf("ip of the catalog itself: %q", p.ShortDesc)
	}
	if !c.Knows(described) {
		t.Error("an agent with descriptions is another one")
	}
	file := `{"agents": [{"name": "ocf:heartbeat:IPaddr2", "parameters": [{"name": "ip", "shortdesc": "ours"}, {"name": "nic"}]}]}`
	if err := c.Extend(strings.NewReader(file), "site.json"); err != nil {
		t.Fatal(err)
	}
	added, _ := c.Agent("ocf:heartbeat:IPaddr2")
	got := c.Described(added)
	if got.Params[0].ShortDesc != "ours" || got.Params[1].ShortDesc != "Network interface" {
		t.Errorf("a site's own agent: %+v", got.Params)
	}
}

// TestMostAreDescribed: a target's agents that no release read here has are few.
func TestMostAreDescribed(t *testing.T) {
	says := ParseDescriptions(embeddedDescriptions)
	for _, target := range []string{"rhel8", "rhel9", "rhel10", "debian12", "debian13", "next"} {
		c, err := Load(target)
		if err != nil {
			t.Fatal(err)
		}
		all, without := 0, 0
		for _, name := range c.Names() {
			a, _ := c.Agent(name)
			for _, p := range a.Params {
				if all++; says[name][p.Name] == "" {
					without++
				}
			}
		}
		t.Logf("%s: %d of %d parameters without a description", target, without, all)
		if without*20 > all {
			t.Errorf("%s: more than a twentieth", target)
		}
	}
}
