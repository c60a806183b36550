package scheduler

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// parse reads a CIB.
func parse(data []byte) (*etree.Document, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil {
		return nil, err
	}
	if doc.Root() == nil {
		return nil, errNoCIB
	}
	return doc, nil
}

// stateOf is the status of a node, nil when it never joined.
func stateOf(doc *etree.Document, node string) *etree.Element {
	for _, state := range doc.Root().FindElements("./status/node_state") {
		if state.SelectAttrValue("uname", "") == node {
			return state
		}
	}
	return nil
}

// pairsOf are the attributes of a node that end when it leaves. A missing element is
// made.
func pairsOf(state *etree.Element) *etree.Element {
	id := state.SelectAttrValue("id", "")
	transient := state.SelectElement("transient_attributes")
	if transient == nil {
		transient = state.CreateElement("transient_attributes")
		transient.CreateAttr("id", id)
	}
	set := transient.SelectElement(cib.InstanceAttributes)
	if set == nil {
		set = transient.CreateElement(cib.InstanceAttributes)
		set.CreateAttr("id", "status-"+id)
	}
	return set
}

// attribute is an attribute of a node in its status, nil when it is not set.
func attribute(state *etree.Element, name string) *etree.Element {
	for _, pair := range state.FindElements("./transient_attributes/" + cib.InstanceAttributes + "/" + cib.Pair) {
		if pair.SelectAttrValue("name", "") == name {
			return pair
		}
	}
	return nil
}

// setAttribute sets an attribute of a node in its status, or removes it when the
// value is blank.
func setAttribute(state *etree.Element, name, value string) {
	pair := attribute(state, name)
	switch {
	case value == "" && pair != nil:
		pair.Parent().RemoveChild(pair)
	case value == "":
	case pair != nil:
		pair.CreateAttr("value", value)
	default:
		pair = pairsOf(state).CreateElement(cib.Pair)
		pair.CreateAttr("id", "status-"+state.SelectAttrValue("id", "")+"-"+identifier(name))
		pair.CreateAttr("name", name)
		pair.CreateAttr("value", value)
	}
}

// identifier makes a name part of an id, as Pacemaker does: #health is .health.
func identifier(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '.'
	}, name)
}

// monitored is the recurring monitor by which the cluster watches a resource on a
// node; false without one: nothing would notice a failure.
func monitored(doc *etree.Document, resource, node string) (interval time.Duration, found bool) {
	state := stateOf(doc, node)
	if state == nil {
		return 0, false
	}
	for _, held := range state.FindElements("./lrm/lrm_resources/lrm_resource") {
		if base(held.SelectAttrValue("id", "")) != resource {
			continue
		}
		for _, op := range held.SelectElements("lrm_rsc_op") {
			every := milliseconds(op.SelectAttrValue("interval", "0"))
			good := slices.Contains([]string{"0", "8"}, op.SelectAttrValue("rc-code", ""))
			if op.SelectAttrValue("operation", "") == "monitor" && every > 0 && good && (!found || every < interval) {
				interval, found = every, true
			}
		}
	}
	return interval, found
}

// base drops the number of a clone's instance: ping:1 is ping.
func base(id string) string {
	name, number, ok := strings.Cut(id, ":")
	if _, err := strconv.Atoi(number); ok && err == nil {
		return name
	}
	return id
}

// settleCounts writes the counts of failed starts and stops as the controller does:
// crm_simulate counts one where a single failure is final.
func settleCounts(doc *etree.Document, g *graph, failed []Op) {
	offsets := map[string]string{"start": g.FailedStart, "stop": g.FailedStop}
	for _, op := range failed {
		offset, final := offsets[op.Task]
		state := stateOf(doc, op.Node)
		if !final || offset == "" || offset == "0" || state == nil {
			continue
		}
		if pair := attribute(state, "fail-count-"+op.Resource+"#"+op.Task+"_0"); pair != nil {
			pair.CreateAttr("value", offset)
		}
	}
}

// setStandby puts a node on standby or ends that, as pcs does: in the node's entry
// of the configuration. A missing entry is made.
func setStandby(doc *etree.Document, node string, on bool) {
	entry := entryOf(doc, node)
	for _, set := range entry.SelectElements(cib.InstanceAttributes) {
		for _, pair := range set.SelectElements(cib.Pair) {
			if pair.SelectAttrValue("name", "") == "standby" {
				set.RemoveChild(pair)
			}
		}
	}
	if !on {
		return
	}
	set := entry.SelectElement(cib.InstanceAttributes)
	if set == nil {
		set = entry.CreateElement(cib.InstanceAttributes)
		set.CreateAttr("id", "nodes-"+entry.SelectAttrValue("id", ""))
	}
	pair := set.CreateElement(cib.Pair)
	pair.CreateAttr("id", "nodes-"+entry.SelectAttrValue("id", "")+"-standby")
	pair.CreateAttr("name", "standby")
	pair.CreateAttr("value", "on")
}

// entryOf is the element of a node in the configuration.
func entryOf(doc *etree.Document, node string) *etree.Element {
	nodes := doc.Root().FindElement("./configuration/nodes")
	if nodes == nil {
		nodes = doc.Root().SelectElement("configuration").CreateElement("nodes")
	}
	for _, n := range nodes.SelectElements("node") {
		if n.SelectAttrValue("uname", "") == node {
			return n
		}
	}
	entry := nodes.CreateElement("node")
	id := node
	if state := stateOf(doc, node); state != nil {
		id = state.SelectAttrValue("id", node)
	}
	entry.CreateAttr("id", id)
	entry.CreateAttr("uname", node)
	return entry
}
