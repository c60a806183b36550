// Package starter makes the rows of a sheet to start from: every table in the order
// of package schema, with titles and headers in the reader's language, what a usual
// cluster of some kind has, and rows to be filled in.
//
// What a kind of cluster has is data, a CSV each in data: table names and block
// letters in column B as in a sheet, and below or beside them the values in the order
// of the schema's columns (of an operation: the kind, timeout, interval, on-fail,
// role). In a value
//
//	{node}      repeats the row for each node; {score} falls with them
//	{nodes}     is all nodes; {count} how many there are
//	?EXAMPLE    leaves the cell to be filled in; the example goes beside it
//	@WORD       is a remark
package starter

import (
	"embed"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/message"
	"hagen/internal/suggest"
	"hagen/internal/target"
)

// Options are what a sheet is for.
type Options struct {
	Like    string   // one of Likes
	Nodes   []string // their names; none: DefaultNodes, but for a blank sheet
	Fence   string   // an agent, with or without its fence_; NoFence; "" for the usual one
	Target  *target.Target
	Catalog *agents.Catalog
	Lang    message.Lang
}

// Blank is the kind of cluster that has nothing.
const Blank = "blank"

// NoFence is a cluster without fencing.
const NoFence = "none"

// usualFence is the fence agent of most clusters.
const usualFence = "fence_ipmilan"

// Likes are the kinds of clusters there are data of, the blank one first.
func Likes() []string {
	return []string{Blank, "two-node-vip", "pgsql-replication", "drbd-nfs", "nginx", "haproxy", "sap-ascs", "clone"}
}

// DefaultNodes are the names of nodes when none are given.
func DefaultNodes() []string { return []string{"node01", "node02"} }

//go:embed data/*.csv fences.csv
var files embed.FS

var (
	textNoFence   = message.New("new.unknown-fence", "agent", "target")
	textFenceList = message.New("new.fence-list", "target")
)

// Sheet is what was made.
type Sheet struct {
	Title   string // of the document
	Name    string // of the tab
	Rows    [][]string
	NodeRow int // the row with the names of the nodes
	// Examples are values for the cells that are left to be filled in, by row and
	// column.
	Examples map[[2]int]string
}

// Make makes a sheet.
func Make(o Options) (*Sheet, error) {
	blank := o.Like == Blank
	if len(o.Nodes) == 0 && !blank {
		o.Nodes = DefaultNodes()
	}
	tables, err := o.template()
	if err != nil {
		return nil, err
	}
	if o.Fence == "" && !blank {
		o.Fence = usualFence
	}
	if err := o.fence(tables); err != nil {
		return nil, err
	}
	w := &writer{Options: o, sheet: &Sheet{Name: textTab.In(o.Lang), Examples: map[[2]int]string{}}}
	w.head()
	w.tables(tables)
	return w.sheet, nil
}

// fenceName is the full name of a fence agent of the target.
func (o Options) fenceName() (string, error) {
	name := o.Fence
	if !strings.HasPrefix(name, fencePrefix) {
		name = fencePrefix + name
	}
	if _, ok := o.Catalog.Agent(stonith + name); ok {
		return name, nil
	}
	var names []string
	for _, known := range o.Catalog.Names() {
		if typ, ok := strings.CutPrefix(known, stonith); ok {
			names = append(names, typ)
		}
	}
	f := message.Fail(textNoFence, name, o.Target.Name)
	if near := suggest.Nearest(name, names); near != "" {
		return "", f.DidYouMean(near)
	}
	return "", f.Advise(textFenceList, o.Target.Name)
}
