package nodes

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// corosync reads the nodelist of a corosync.conf: nested sections in braces,
// "key: value" lines, comments that start with #.
func corosync(data []byte) ([]Node, error) {
	var (
		nodes []Node
		path  []string // the open sections
		keys  map[string]string
		found bool
	)
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		// Corosync checks in this order as well: a line with a brace is a section.
		if open := strings.IndexByte(line, '{'); open >= 0 {
			path = append(path, strings.TrimSpace(line[:open]))
			switch strings.Join(path, "/") {
			case "nodelist":
				found = true
			case "nodelist/node":
				keys = map[string]string{}
			}
			continue
		}
		if key, value, ok := strings.Cut(line, ":"); ok {
			if strings.Join(path, "/") == "nodelist/node" {
				keys[strings.TrimSpace(key)] = strings.TrimSpace(value)
			}
			continue
		}
		if !strings.HasPrefix(line, "}") {
			return nil, fmt.Errorf("line %d is neither a section, an option nor a closing brace", i+1)
		}
		if len(path) == 0 {
			return nil, fmt.Errorf("line %d closes a section that is not open", i+1)
		}
		if strings.Join(path, "/") == "nodelist/node" {
			node := corosyncNode(keys)
			if !corosyncID.MatchString(node.ID) {
				return nil, fmt.Errorf("line %d ends node %s, whose nodeid %s is not a number", i+1, node.Name, node.ID)
			}
			nodes = append(nodes, node)
		}
		path = path[:len(path)-1]
	}
	if len(path) > 0 {
		return nil, fmt.Errorf("the section %s is not closed", strings.Join(path, "/"))
	}
	if !found {
		return nil, errors.New("it has no nodelist section")
	}
	return nodes, nil
}

// corosyncID matches a nodeid or nothing; a missing one is reported separately.
var corosyncID = regexp.MustCompile(`^[0-9]*$`)

// corosyncNode makes a node from its options. Without a name Pacemaker calls the
// node by its first address.
func corosyncNode(keys map[string]string) Node {
	name := keys["name"]
	if name == "" {
		name = keys["ring0_addr"]
	}
	return Node{ID: keys["nodeid"], Name: name}
}
