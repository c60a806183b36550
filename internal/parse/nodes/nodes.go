// Package nodes reads the cluster's nodes and their ids from what a running or
// planned cluster has: its corosync.conf or its CIB.
package nodes

import (
	"bytes"
	"errors"
	"fmt"
)

// Node is a cluster node as corosync knows it.
type Node struct {
	ID   string
	Name string
}

// Read takes the nodes of a corosync.conf or a CIB in their order; name is the
// file's name for errors. The first character tells which of the two it is.
func Read(name string, data []byte) ([]Node, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	read, what := corosync, "corosync.conf"
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		read, what = cib, "CIB"
	}
	nodes, err := read(data)
	if err == nil {
		err = check(nodes)
	}
	if err != nil {
		return nil, fmt.Errorf("nodes from %s (read as a %s): %w", name, what, err)
	}
	return nodes, nil
}

// check makes sure that names and ids are unique.
func check(nodes []Node) error {
	if len(nodes) == 0 {
		return errors.New("it names no node")
	}
	ids, names := map[string]string{}, map[string]bool{}
	for i, n := range nodes {
		switch {
		case n.Name == "":
			return fmt.Errorf("node %d has no name", i+1)
		case n.ID == "":
			return fmt.Errorf("node %s has no id", n.Name)
		case names[n.Name]:
			return fmt.Errorf("node %s is listed twice", n.Name)
		case ids[n.ID] != "":
			return fmt.Errorf("nodes %s and %s have the same id %s", ids[n.ID], n.Name, n.ID)
		}
		ids[n.ID], names[n.Name] = n.Name, true
	}
	return nil
}
