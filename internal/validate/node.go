package validate

import (
	"regexp"
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// unameAttribute is the node attribute that holds a node's name.
const unameAttribute = "#uname"

// nodeForm matches host names. Underscores occur in practice.
var nodeForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// nodeUse is a node name with the cells that hold it. A cell that rows below
// inherit counts once.
type nodeUse struct {
	name   string
	places []diag.Place
}

// nodes checks the names of nodes wherever they are. A sheet has no list of the
// cluster's nodes, so without --nodes-from a misspelt name can only be found by
// comparing it with the others. pcs looks for the node in a level and a NODE
// command only, and in the cluster it is run in; it takes any text as the node of a
// location. A location for a node that is not there does nothing, so hagen looks
// everywhere.
func (c *checker) nodes() {
	book := c.nodeBook()
	for _, u := range book.uses {
		switch {
		case !nodeForm.MatchString(u.name):
			for _, cell := range u.places {
				c.report.Add(diag.NodeForm, cell, diag.Args{"node": u.name})
			}
		case book.remote[u.name]:
		case len(book.known) > 0:
			c.unknownNode(u)
		default:
			if likely := book.slips.misspelt(u); likely != nil {
				c.report.Add(diag.NodeSlip, u.places[0], diag.Args{"node": u.name, "suggestion": likely.name},
					diag.See(likely.places[0], diag.NoteOther))
			}
		}
	}
}

// knownNodes returns the cluster's nodes from --nodes-from, or nil without it.
func (c *checker) knownNodes() []string {
	if !c.cfg.NodesGiven {
		return nil
	}
	var out []string
	for _, n := range c.cfg.Nodes {
		if !n.Remote {
			out = append(out, n.Uname)
		}
	}
	return out
}

func (c *checker) unknownNode(u nodeUse) {
	book := c.nodeBook()
	if book.known[u.name] {
		return
	}
	for _, cell := range u.places {
		args := diag.Args{"node": u.name, "suggestion": "", "nodes": ""}
		if !c.report.Full(diag.NodeUnknown) {
			args["suggestion"], args["nodes"] = suggest.Nearest(u.name, book.all()), strings.Join(book.all(), ", ")
		}
		c.report.Add(diag.NodeUnknown, cell, args)
	}
}

// doubtful reports whether a name has a finding of its own, so that its
// consequences are not reported as further mistakes.
func (c *checker) doubtful(name string) bool {
	switch book := c.nodeBook(); {
	case book.remote[name]:
		return false
	case len(book.known) > 0:
		return !book.known[name]
	}
	return !nodeForm.MatchString(name) || c.meant(name) != name
}

// meant returns the node that a name probably means: the name itself when there is
// no doubt.
func (c *checker) meant(name string) string {
	book := c.nodeBook()
	meant, asked := book.meant[name]
	if !asked {
		meant = c.likelyNode(book, name)
		book.meant[name] = meant
	}
	return meant
}

func (c *checker) likelyNode(book *nodeBook, name string) string {
	if book.remote[name] {
		return name
	}
	if len(book.known) > 0 {
		if guess := suggest.Nearest(name, book.all()); guess != "" && !book.known[name] {
			return guess
		}
		return name
	}
	if i, used := book.number[name]; used {
		if likely := book.slips.misspelt(book.uses[i]); likely != nil {
			return likely.name
		}
	}
	return name
}

// nodeNames returns the names for nodeBook: the cluster's nodes as far as the sheet
// or --nodes-from names them, without those that resources create.
func (c *checker) nodeNames() []string {
	if known := c.knownNodes(); len(known) > 0 {
		return known
	}
	var out []string
	for _, u := range c.nodeBook().uses {
		if !c.doubtful(u.name) && !c.nodeBook().remote[u.name] {
			out = append(out, u.name)
		}
	}
	return out
}

// nodeUses collects the node names of all tables in the order of the model.
func (c *checker) nodeUses() []nodeUse {
	var uses []nodeUse
	number := map[string]int{}
	type cellOf struct {
		use  int
		cell diag.Place
	}
	seen := map[cellOf]bool{}
	remote := c.cfg.RemoteNames()
	add := func(name string, cell diag.Place) {
		if name == "" || cell.IsZero() || name != suggest.Plain(name) {
			return // the last is reported as a text
		}
		i, ok := number[name]
		if !ok {
			i = len(uses)
			number[name] = i
			uses = append(uses, nodeUse{name: name})
		}
		if at := (cellOf{i, cell}); !seen[at] {
			seen[at] = true
			uses[i].places = append(uses[i].places, cell)
		}
	}
	c.columns(func(f field) {
		switch x := f.of.(type) {
		case *model.Primitive:
			if f.column.Key == schema.KeyID && x.Agent() == model.RemoteAgent && slices.Contains(remote, x.ID) {
				add(x.ID, f.at)
			}
			if h := hostsOf(x); x.Stonith() && f.column.Key == schema.KeyID {
				for _, name := range h.names {
					add(name, h.at)
				}
			}
		case *model.FencingLevel: // each of its rows names the node
			if f.column.Type == schema.Node && !severalTargets(x.Target) {
				for _, d := range x.Devices {
					add(x.Target, at(d.From, f.column.Key))
				}
			}
		case *model.Expression:
			if f.column.Key == schema.KeyValue && x.Attribute == unameAttribute && (x.Operation == "eq" || x.Operation == "ne") {
				add(x.Value, f.at)
			}
		default:
			if f.column.Type == schema.Node {
				add(f.value, f.at)
			}
		}
	})
	return uses
}
