package tools

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// member is a line of corosync-cmapctl about a node of the cluster.
var member = regexp.MustCompile(`^nodelist\.node\.([0-9]+)\.(name|ring[0-9]+_addr) \(str\) = (.+)$`)

// localPosition is its line about which of them is asked.
const localPosition = "nodelist.local_node_pos (u32) = "

// Others lists the other nodes of the cluster, as corosync knows them.
func (c *Cluster) Others(ctx context.Context) ([][]string, error) {
	if c.file != "" {
		return nil, nil
	}
	res, err := tool(ctx, c.runner, nil, "corosync-cmapctl", "-b", "nodelist.")
	if err != nil {
		return nil, err
	}
	return others(string(res.Stdout)), nil
}

func others(list string) [][]string {
	var order []string
	names, here := map[string][]string{}, ""
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if position, is := strings.CutPrefix(line, localPosition); is {
			here = position
		}
		m := member.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		number, name := m[1], m[3]
		if !slices.Contains(order, number) {
			order = append(order, number)
		}
		switch known := names[number]; {
		case slices.Contains(known, name): // an address that is the name
		case m[2] == "name":
			names[number] = append([]string{name}, known...)
		default:
			names[number] = append(known, name)
		}
	}
	var out [][]string
	for _, number := range order {
		if number != here {
			out = append(out, names[number])
		}
	}
	return out
}
