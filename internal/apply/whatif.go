package apply

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
)

// asked is a live CIB of a cluster in which nothing ever failed: what the
// scheduler would run then is what the configuration asks for. Failed actions
// and counts of failures are forgotten, nodes are up, and rules do not keep a
// resource off a node for an attribute that an agent sets (ping). What an
// administrator decided stays: target-role, standby, bans, tickets.
func asked(cib []byte) ([]byte, error) {
	doc, err := meaning.Parse(cib)
	if err != nil {
		return nil, err
	}
	for _, node := range doc.Root().FindElements("./status/node_state") {
		if isDown(node) {
			for attr, value := range map[string]string{"in_ccm": "true", "crmd": "online", "join": "member", "expected": "member"} {
				node.CreateAttr(attr, value)
			}
		}
		for _, op := range node.FindElements("./lrm/lrm_resources/lrm_resource/lrm_rsc_op") {
			if failed(op) {
				op.Parent().RemoveChild(op)
			}
		}
		for _, pair := range node.FindElements("./transient_attributes/instance_attributes/nvpair") {
			name := pair.SelectAttrValue("name", "")
			if strings.HasPrefix(name, "fail-count-") || strings.HasPrefix(name, "last-failure-") {
				pair.Parent().RemoveChild(pair)
			}
		}
	}
	forgetAttributes(doc)
	return doc.WriteToBytes()
}

// isDown reports whether a node is not a member of the cluster. Newer Pacemakers
// write when it became one, in place of online and true.
func isDown(node *etree.Element) bool {
	up := node.SelectAttrValue("crmd", "")
	return node.SelectAttrValue("remote_node", "") == "" && (up == "" || up == "offline" || up == "0")
}

// failed reports whether an action in the history of a node ended otherwise than
// expected. A probe finds a resource running or not: neither is a failure.
func failed(op *etree.Element) bool {
	code := op.SelectAttrValue("rc-code", "")
	if op.SelectAttrValue("operation", "") == "monitor" && op.SelectAttrValue("interval", "") == "0" {
		return !slices.Contains([]string{"0", "7", "8", "9", "193"}, code) // as addProbes of pcmk
	}
	// transition-key is ACTION:TRANSITION:EXPECTED CODE:UUID
	parts := strings.Split(op.SelectAttrValue("transition-key", ""), ":")
	return code != "193" && len(parts) == 4 && code != parts[2]
}

// forgetAttributes takes the location rules away that keep a resource off nodes
// for an attribute that no node has in the configuration.
func forgetAttributes(doc *etree.Document) {
	var known []string
	for _, pair := range doc.Root().FindElements("./configuration/nodes/node/instance_attributes/nvpair") {
		known = append(known, pair.SelectAttrValue("name", ""))
	}
	for _, rule := range doc.Root().FindElements("./configuration/constraints/rsc_location/rule") {
		keepsOff := strings.HasPrefix(rule.SelectAttrValue("score", ""), "-")
		status := slices.ContainsFunc(rule.FindElements(".//expression"), func(e *etree.Element) bool {
			name := e.SelectAttrValue("attribute", "")
			return !strings.HasPrefix(name, "#") && !slices.Contains(known, name)
		})
		if !keepsOff || !status {
			continue
		}
		location := rule.Parent()
		location.RemoveChild(rule)
		if len(location.SelectElements(cib.Rule)) == 0 {
			location.Parent().RemoveChild(location)
		}
	}
}

// managed is a live CIB of a cluster that manages everything: no maintenance
// mode, no node in maintenance, no is-managed=false. What it would do is what
// waits for that.
func managed(cib []byte) ([]byte, error) {
	doc, err := meaning.Parse(cib)
	if err != nil {
		return nil, err
	}
	values := map[string]string{"maintenance-mode": "false", "maintenance": "false", "is-managed": "true", "is-managed-default": "true"}
	for _, path := range []string{
		"./configuration/crm_config/cluster_property_set/nvpair",
		"./configuration/rsc_defaults/meta_attributes/nvpair",
		"./configuration/resources//meta_attributes/nvpair",
		"./configuration/nodes/node/instance_attributes/nvpair",
		"./status/node_state/transient_attributes/instance_attributes/nvpair",
	} {
		for _, pair := range doc.Root().FindElements(path) {
			if value, is := values[pair.SelectAttrValue("name", "")]; is {
				pair.CreateAttr("value", value)
			}
		}
	}
	return doc.WriteToBytes()
}
