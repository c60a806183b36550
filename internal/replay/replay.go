// Package replay reads the pcs commands of a script into a CIB, without pcs: the
// commands that hagen writes, and those that pcs … config --output-format=cmd prints.
// Nothing of the script is run. Commands it does not know are named.
package replay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/script"
	"hagen/internal/target"
)

// CIB returns the CIB that the commands of a script make of an empty one of a release,
// which the script does not tell, and the commands that it does not understand.
func CIB(text []byte, t *target.Target, catalog *agents.Catalog) (data []byte, unknown []string, err error) {
	r := &replayer{catalog: catalog, doc: etree.NewDocument(), sections: map[string]*etree.Element{}}
	r.doc.WriteSettings.CanonicalAttrVal = true
	root := r.doc.CreateElement("cib")
	root.CreateAttr("crm_feature_set", t.FeatureSet)
	root.CreateAttr("validate-with", t.Schema)
	root.CreateAttr("epoch", "1")
	root.CreateAttr("num_updates", "0")
	root.CreateAttr("admin_epoch", "0")
	config := root.CreateElement("configuration")
	for _, name := range []string{cib.CrmConfig, cib.Nodes, cib.Resources, cib.Constraints, cib.FencingTopology, cib.RscDefaults, cib.OpDefaults, cib.Alerts, cib.Tags, cib.ACLs} {
		r.sections[name] = config.CreateElement(name)
	}
	root.CreateElement("status")
	for _, c := range script.Commands(text) {
		if !r.command(c) {
			unknown = append(unknown, c.String())
		}
	}
	for _, c := range script.Tools(text) {
		unknown = append(unknown, strings.TrimPrefix(c.String(), "pcs "))
	}
	r.remotes()
	data, err = r.doc.WriteToBytes()
	return data, unknown, err
}

// remotes marks the nodes that resources create, which only the resources tell.
func (r *replayer) remotes() {
	for _, n := range r.sections[cib.Nodes].SelectElements(cib.Node) {
		name := n.SelectAttrValue("uname", "")
		for _, el := range r.sections[cib.Resources].FindElements(".//primitive") {
			agent := cib.AgentName(el.SelectAttrValue("class", ""), el.SelectAttrValue("provider", ""), el.SelectAttrValue("type", ""))
			guest := el.FindElement("meta_attributes/nvpair[@name='" + model.RemoteNode + "']")
			if agent == model.RemoteAgent && el.SelectAttrValue("id", "") == name || guest != nil && guest.SelectAttrValue("value", "") == name {
				n.CreateAttr("type", "remote")
			}
		}
	}
}

// replayer is a CIB in the making.
type replayer struct {
	catalog  *agents.Catalog
	doc      *etree.Document
	sections map[string]*etree.Element
	number   int // of the last id that was made
}

// call is a command without its flags.
type call struct {
	words     []string
	noDefault bool // --no-default-ops
	disabled  bool
	group     string
}

// flagsOf takes the flags out of a command. It is not ok when one is unknown.
func flagsOf(c script.Command) (out call, ok bool) {
	for i := 0; i < len(c); i++ {
		word := c[i]
		switch {
		case word == "--":
			out.words = append(out.words, c[i+1:]...)
			return out, true
		case word == "--no-default-ops":
			out.noDefault = true
		case word == "--disabled":
			out.disabled = true
		case word == "--group" && i+1 < len(c):
			i++
			out.group = c[i]
		case strings.HasPrefix(word, "--group="):
			out.group = strings.TrimPrefix(word, "--group=")
		case word == "--force" || word == "--wait" || strings.HasPrefix(word, "--wait="): // how, not what
		case word == "-f" && i+1 < len(c):
			i++
		case strings.HasPrefix(word, "-") && !isScore(word):
			return out, false
		default:
			out.words = append(out.words, word)
		}
	}
	return out, true
}

// command carries out one command, and reports whether it could.
func (r *replayer) command(c script.Command) bool {
	if slices.ContainsFunc(c, func(word string) bool { return strings.ContainsRune(word, 0) }) {
		return false // what a shell puts there is not known
	}
	if c[0] == "cibadmin" {
		return r.cibadmin(c)
	}
	said, ok := flagsOf(c)
	if !ok {
		return false
	}
	for _, known := range []struct {
		begins string
		do     func(call) bool
	}{
		{"property set", r.property}, {"resource defaults update", r.defaults(cib.RscDefaults)}, {"resource op defaults update", r.defaults(cib.OpDefaults)},
		{"resource defaults set create", r.defaultsSet(cib.RscDefaults)}, {"resource op defaults set create", r.defaultsSet(cib.OpDefaults)},
		{"node attribute", r.node(cib.InstanceAttributes)}, {"node utilization", r.node(cib.Utilization)},
		{"resource create", r.create}, {"stonith create", r.createDevice}, {"resource group add", r.groupAdd}, {"resource clone", r.clone}, {"resource promotable", r.promotable},
		{"resource meta", r.sets(cib.MetaAttributes)}, {"stonith meta", r.sets(cib.MetaAttributes)}, {"resource utilization", r.sets(cib.Utilization)},
		{"resource bundle create", r.bundleCreate}, {"resource bundle update", r.bundleUpdate}, {"resource op delete", r.opDelete}, {"stonith op delete", r.opDelete}, {"resource disable", r.disable},
		{"stonith level add", r.level}, {"constraint location", r.location}, {"constraint rule add", r.ruleAdd},
		{"constraint colocation set", r.relationSets(cib.Colocation)}, {"constraint colocation add", r.colocation},
		{"constraint order set", r.relationSets(cib.Order)}, {"constraint order", r.order},
		{"constraint ticket set", r.relationSets(cib.Ticket)}, {"constraint ticket add", r.ticket},
		{"alert create", r.alert}, {"alert recipient add", r.recipient}, {"tag create", r.tag},
		{"acl role create", r.aclRole}, {"acl user create", r.aclTarget(cib.ACLTarget)}, {"acl group create", r.aclTarget(cib.ACLGroup)},
	} {
		words := strings.Fields(known.begins)
		if len(said.words) > len(words) && slices.Equal(said.words[:len(words)], words) {
			rest := said
			rest.words = said.words[len(words):]
			return known.do(rest)
		}
	}
	return false
}

// id is an id that nothing else has. hagen forms the ones that count anew.
func (r *replayer) id(base string) string {
	r.number++
	return fmt.Sprintf("%s-%d", cib.CleanID(base), r.number)
}

// split separates words without = from names and values.
func split(words []string) (plain []string, options [][2]string) {
	for _, w := range words {
		if name, value, found := strings.Cut(w, "="); found {
			options = append(options, [2]string{name, value})
			continue
		}
		plain = append(plain, w)
	}
	return plain, options
}

// take returns the value of an option and the options without it.
func take(options [][2]string, name string) (value string, rest [][2]string) {
	for _, o := range options {
		if o[0] == name {
			value = o[1]
			continue
		}
		rest = append(rest, o)
	}
	return value, rest
}

// only reports whether all options have one of some names.
func only(options [][2]string, names ...string) bool {
	return !slices.ContainsFunc(options, func(o [2]string) bool { return !slices.Contains(names, o[0]) })
}

// attributes gives an element options as its attributes.
func attributes(el *etree.Element, options [][2]string) {
	for _, o := range options {
		if o[0] != "id" && o[1] != "" {
			el.CreateAttr(o[0], o[1])
		}
	}
}

// pairs puts names and values into the attribute set of a kind; one without a value is
// taken out.
func (r *replayer) pairs(parent *etree.Element, tag string, options [][2]string) {
	if len(options) == 0 {
		return
	}
	set := parent.SelectElement(tag)
	if set == nil {
		set = parent.CreateElement(tag)
		id := cib.CleanID(parent.SelectAttrValue("id", parent.Tag) + "-" + tag) // as pcs: cibadmin may add to it
		if tag == cib.PropertySet {
			id = cib.BootstrapOptions
		}
		set.CreateAttr("id", id)
	}
	r.pairsOf(set, options)
}

// pairsOf puts names and values into an attribute set.
func (r *replayer) pairsOf(set *etree.Element, options [][2]string) {
	for _, o := range options {
		p := pairNamed(set, o[0])
		switch {
		case o[1] == "" && p != nil:
			set.RemoveChild(p)
		case o[1] == "":
		case p != nil:
			p.CreateAttr("value", o[1])
		default:
			p = set.CreateElement(cib.Pair)
			p.CreateAttr("id", r.id("pair"))
			p.CreateAttr("name", o[0])
			p.CreateAttr("value", o[1])
		}
	}
}

// pairNamed is the pair of a name in an attribute set.
func pairNamed(set *etree.Element, name string) *etree.Element {
	for _, p := range set.SelectElements(cib.Pair) {
		if p.SelectAttrValue("name", "") == name {
			return p
		}
	}
	return nil
}
