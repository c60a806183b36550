package apply

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
)

// scorePrefix starts the name of the node attribute in which the agent of a
// promotable resource sets its promotion score for the node.
const scorePrefix = "master-"

// withoutHistory returns a CIB without its resource history. crm_verify has to
// check only the configuration: for resources that still run by the old
// configuration it would report that they are active on too many nodes.
func withoutHistory(configuration []byte) ([]byte, error) {
	doc, err := meaning.Parse(configuration)
	if err != nil {
		return nil, err
	}
	for _, node := range nodeStates(doc) {
		for _, lrm := range node.SelectElements("lrm") {
			node.RemoveChild(lrm)
		}
	}
	return doc.WriteToBytes()
}

func nodeStates(doc *etree.Document) []*etree.Element {
	status := doc.Root().SelectElement("status")
	if status == nil {
		return nil
	}
	return status.SelectElements("node_state")
}

// simulateThen is what the cluster would do with the new configuration. Agents
// decide only after the start which instance may be promoted. Without their scores
// the scheduler would promote no instance of a resource that becomes promotable,
// and would stop what needs a promoted one. So every node gets a promotion score.
func (p *Plan) simulateThen(ctx context.Context, c Cluster) (*pcmk.Simulation, error) {
	fresh, err := newlyPromotable(p.Before, p.After)
	if err != nil {
		return nil, err
	}
	asked := p.After
	if len(fresh) > 0 {
		if asked, err = withScores(asked, fresh); err != nil {
			return nil, err
		}
	}
	then, err := simulate(ctx, c, asked)
	if err != nil {
		return nil, err
	}
	for _, id := range fresh {
		if _, promoted := then.After.Running(id); promoted > 0 {
			p.Assumed = append(p.Assumed, id)
		}
	}
	return then, nil
}

// newlyPromotable are the primitives that can be promoted after the change and
// could not be before.
func newlyPromotable(before, after []byte) ([]string, error) {
	was, err := promotable(before)
	if err != nil {
		return nil, err
	}
	will, err := promotable(after)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(will, func(id string) bool { return slices.Contains(was, id) }), nil
}

// promotable are the primitives in promotable clones and bundles.
func promotable(configuration []byte) ([]string, error) {
	config, err := meaning.Of(configuration)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, o := range config.Objects {
		most, _ := strconv.Atoi(config.Get(o.Kind, o.Key, "promoted-max"))
		if o.Kind == meaning.Clone && cib.IsTrue(config.Get(o.Kind, o.Key, "meta promotable")) || o.Kind == meaning.Bundle && most > 0 {
			out = append(out, primitivesIn(config, o.Key)...)
		}
	}
	return out, nil
}

// withScores returns a CIB in whose status each node has a promotion score.
func withScores(configuration []byte, ids []string) ([]byte, error) {
	doc, err := meaning.Parse(configuration)
	if err != nil {
		return nil, err
	}
	for i, node := range nodeStates(doc) {
		attributes := node.SelectElement("transient_attributes")
		if attributes == nil {
			attributes = node.CreateElement("transient_attributes")
			attributes.CreateAttr("id", node.SelectAttrValue("id", ""))
		}
		set := attributes.CreateElement(cib.InstanceAttributes)
		set.CreateAttr("id", fmt.Sprintf("hagen-assumed-%d", i))
		for j, id := range ids {
			pair := set.CreateElement(cib.Pair)
			pair.CreateAttr("id", fmt.Sprintf("hagen-assumed-%d-%d", i, j))
			pair.CreateAttr("name", scorePrefix+id)
			pair.CreateAttr("value", "10")
		}
	}
	return doc.WriteToBytes()
}
