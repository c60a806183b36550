package proof

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"hagen/internal/agents"
	"hagen/test/need"
	"hagen/test/pcstest"
)

// batch is how many agents share a sheet: pcs reads the whole CIB for every
// command, so one sheet of all would take its time in reading.
const batch = 30

// TestEveryAgent makes two resources of every agent installed on this machine,
// one with its required parameters and one with a few more, through real pcs:
// the completed operations and the order of parameters are pcs's own.
func TestEveryAgent(t *testing.T) {
	need.Long(t)
	pcstest.Need(t)
	catalog, err := agents.Load(installed)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range catalog.Names() {
		// pcs creates remote nodes with separate commands and refuses them here.
		if agentInstalled(name) && name != "ocf:pacemaker:remote" {
			names = append(names, name)
		}
	}
	if len(names) < 200 {
		t.Fatalf("only %d agents are installed: apt install resource-agents fence-agents", len(names))
	}
	t.Logf("%d agents", len(names))
	for first := 0; first < len(names); first += batch {
		part := names[first:min(first+batch, len(names))]
		t.Run(part[0], func(t *testing.T) {
			t.Parallel()
			unit := compileRows(t, agentSheet(catalog, part), installed)
			if unit.XML == nil {
				t.Fatalf("the sheet of the agents is blamed:\n%s", text(unit.Report))
			}
			if diff := difference(t, unit); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// agentSheet is a sheet with two resources of each agent.
func agentSheet(catalog *agents.Catalog, names []string) [][]string {
	rows := [][]string{
		{"", "PROPERTY"}, {"", "", "name", "value"}, {"", "", "stonith-enabled", "false"},
		{"", "RESOURCES"}, {"", "", "resourceItem", "id"},
	}
	var tables [][]string
	for i, name := range names {
		agent, ok := catalog.Agent(name)
		if !ok {
			continue
		}
		for _, more := range []int{0, 3} {
			id := fmt.Sprintf("r%d-%d", i, more)
			item, table := "Primitive", "PRIMITIVE"
			head := [][]string{{"", "P", "id", "class", "provider", "type"}, append([]string{"", "", id}, strings.Split(name, ":")...)}
			if fence, yes := strings.CutPrefix(name, "stonith:"); yes {
				item, table = "Stonith", "STONITH"
				head = [][]string{{"", "P", "id", "type"}, {"", "", id, fence}}
			}
			rows = append(rows, []string{"", "", item, id})
			tables = append(append(tables, []string{"", table}), head...)
			tables = append(tables, parameterRows(agent, more, i*10+more)...)
		}
	}
	return append(rows, tables...)
}

// parameterRows are the A block of a resource: what the agent requires, and so
// many parameters more from the end of its list.
func parameterRows(agent *agents.Agent, more, serial int) [][]string {
	given := map[string]string{}
	var order []string
	give := func(p agents.Param) {
		given[p.Name] = parameterValue(p, serial)
		order = append(order, p.Name)
	}
	for _, p := range agent.MissingRequired(func(name string) bool { return given[name] != "" }) {
		give(p)
	}
	for i := len(agent.Params) - 1; i >= 0 && more > 0; i-- {
		p := agent.Params[i]
		if given[p.Name] != "" || p.Deprecated || p.Name == "action" {
			continue
		}
		give(p)
		more--
	}
	if len(order) == 0 {
		return nil
	}
	rows := [][]string{{"", "A", "type", "name", "value"}}
	kind := "options"
	for _, name := range order {
		rows = append(rows, []string{"", "", kind, name, given[name]})
		kind = ""
	}
	return rows
}

// parameterValue is a value that fits a parameter, different for each resource
// where the agent wants it unique.
func parameterValue(p agents.Param, serial int) string {
	switch {
	case len(p.Enum) > 0:
		return p.Enum[len(p.Enum)-1]
	case p.Default != "" && !p.Unique && p.UniqueGroup == "":
		return p.Default
	case p.Type == "integer", p.Type == "second", p.Type == "time", p.Type == "timeout":
		return strconv.Itoa(serial + 1)
	case p.Type == "boolean":
		return "true"
	case strings.Contains(p.Name, "netmask"):
		return "24"
	case strings.Contains(p.Name, "port"):
		return strconv.Itoa(10000 + serial)
	case strings.HasPrefix(p.Name, "ip"), strings.HasSuffix(p.Name, "address"), strings.HasSuffix(p.Name, "_ip"):
		return fmt.Sprintf("192.0.2.%d", serial%250+1)
	}
	return fmt.Sprintf("value %d of %s", serial, p.Name)
}

func agentInstalled(name string) bool {
	parts := strings.Split(name, ":")
	path := filepath.Join("/usr/sbin", parts[len(parts)-1])
	if len(parts) == 3 {
		path = filepath.Join("/usr/lib/ocf/resource.d", parts[1], parts[2])
	}
	_, err := os.Stat(path)
	return err == nil
}
