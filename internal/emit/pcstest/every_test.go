package pcstest_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"hagen/internal/agents"
	"hagen/internal/emit/pcstest"
	"hagen/internal/model"
)

// everyAgent is the environment variable that asks for TestEveryAgentEqual.
const everyAgent = "HAGEN_EVERY_AGENT"

// TestEveryAgentEqual creates a resource of every installed agent, which takes
// pcs minutes, so it runs on demand.
func TestEveryAgentEqual(t *testing.T) {
	if os.Getenv(everyAgent) == "" {
		t.Skip("takes minutes: set " + everyAgent + "=1 to run it")
	}
	pcstest.Need(t)
	cat, err := agents.Load("debian12")
	if err != nil {
		t.Fatal(err)
	}
	cfg := &model.Config{}
	for i, name := range cat.Names() {
		agent, _ := cat.Agent(name)
		if !installed(name) {
			t.Logf("%s is not installed here", name)
			continue
		}
		p := pcstest.Primitive(i+1, "r"+strconv.Itoa(i), name)
		set := &model.AttributeSet{}
		p.Params = []*model.AttributeSet{set}
		given := func(string) bool { return false }
		for _, param := range agent.MissingRequired(given) {
			set.Attributes = append(set.Attributes, &model.Attribute{Name: param.Name, Value: "v" + strconv.Itoa(i), From: p.From})
		}
		cfg.Resources = append(cfg.Resources, p)
	}
	t.Logf("%d agents", len(cfg.Resources))
	same(t, cfg)
}

func installed(name string) bool {
	parts := strings.Split(name, ":")
	path := "/usr/sbin/" + parts[len(parts)-1]
	if len(parts) == 3 {
		path = "/usr/lib/ocf/resource.d/" + parts[1] + "/" + parts[2]
	}
	_, err := os.Stat(path)
	return err == nil
}
