package scheduler

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
)

// An Assumption is an attribute that an agent sets for the node it runs on. The
// scheduler runs no agents: hagen sets what the agent would while all is well.
type Assumption struct {
	Resource string `json:"resource"`
	Name     string `json:"name"`
	Value    string `json:"value"`
}

// ours begins the ids of attributes that hagen assumed.
const ours = "hagen-assumed-"

// scorePrefix starts the name of the attribute in which the agent of a promotable
// resource has its promotion score for the node.
const scorePrefix = "master-"

// The promotion scores that are assumed: those of ocf:pacemaker:Stateful. What was
// promoted stays so while both are well.
const (
	scorePromoted   = "10"
	scoreUnpromoted = "5"
)

// writer is an agent that writes an attribute of the node it runs on.
type writer struct {
	agent string
	name  func(params func(string) string, id string) string
	value func(params func(string) string) string
}

// writers are the agents that are known to write one, with the names and values
// their metadata gives as defaults.
var writers = []writer{
	{"ocf:pacemaker:ping", func(p func(string) string, _ string) string { return or(p("name"), "pingd") }, func(p func(string) string) string {
		each, err := strconv.Atoi(or(p("multiplier"), "1"))
		if err != nil {
			each = 1
		}
		return strconv.Itoa(each * len(strings.Fields(p("host_list"))))
	}},
	{"ocf:heartbeat:ethmonitor", func(p func(string) string, _ string) string { return or(p("name"), "ethmonitor-"+p("interface")) },
		func(p func(string) string) string { return or(p("multiplier"), "1") }},
	{"ocf:pacemaker:attribute", func(p func(string) string, id string) string { return or(p("name"), "opa-"+id) },
		func(p func(string) string) string { return or(p("active_value"), "1") }},
	{"ocf:pacemaker:HealthCPU", func(func(string) string, string) string { return "#health-cpu" }, green},
	{"ocf:pacemaker:HealthIOWait", func(func(string) string, string) string { return "#health-iowait" }, green},
	{"ocf:pacemaker:HealthSMART", func(func(string) string, string) string { return "#health-smart" }, green},
}

func green(func(string) string) string { return "green" }

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// written are the attributes that the agents of a configuration write.
func written(doc *etree.Document) []Assumption {
	var out []Assumption
	for _, p := range doc.Root().FindElements("./configuration/resources//primitive") {
		id := p.SelectAttrValue("id", "")
		agent := cib.AgentName(p.SelectAttrValue("class", ""), p.SelectAttrValue("provider", ""), p.SelectAttrValue("type", ""))
		params := func(name string) string { return paramOf(p, name) }
		if i := slices.IndexFunc(writers, func(w writer) bool { return w.agent == agent }); i >= 0 {
			out = append(out, Assumption{id, writers[i].name(params, id), writers[i].value(params)})
		}
		if isPromotable(p) {
			out = append(out, Assumption{id, scorePrefix + id, ""})
		}
	}
	return out
}

// Written are the attributes that agents of the cluster write on the nodes they run on,
// with the value of a node where all is well. Promotion scores are not among them.
func (w *World) Written() []Assumption {
	doc, err := parse(w.cib)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(written(doc), func(a Assumption) bool { return a.Value == "" })
}

func paramOf(primitive *etree.Element, name string) string {
	for _, pair := range primitive.FindElements("./" + cib.InstanceAttributes + "/" + cib.Pair) {
		if pair.SelectAttrValue("name", "") == name {
			return pair.SelectAttrValue("value", "")
		}
	}
	return ""
}

// isPromotable reports whether a primitive is in a promotable clone or bundle.
func isPromotable(primitive *etree.Element) bool {
	for e := primitive.Parent(); e != nil; e = e.Parent() {
		switch e.Tag {
		case "master":
			return true
		case "clone":
			for _, pair := range e.FindElements("./" + cib.MetaAttributes + "/" + cib.Pair) {
				if pair.SelectAttrValue("name", "") == "promotable" && cib.IsTrue(pair.SelectAttrValue("value", "")) {
					return true
				}
			}
		case "bundle":
			for _, container := range e.ChildElements() {
				if n, _ := strconv.Atoi(container.SelectAttrValue("promoted-max", container.SelectAttrValue("masters", ""))); n > 0 {
					return true
				}
			}
		}
	}
	return false
}

// follow writes the attributes that agents would write where they run, and removes
// them where they do not. The live cluster's own values stay, and so does what an
// event decided. It reports whether anything changed, and what was assumed.
func follow(doc *etree.Document, state *pcmk.State, decided map[string]bool) (changed bool, assumed []Assumption) {
	for _, w := range written(doc) {
		for _, node := range doc.Root().FindElements("./status/node_state") {
			uname := node.SelectAttrValue("uname", "")
			want := w.on(state, uname)
			pair := attribute(node, w.Name)
			has, own := "", false
			if pair != nil {
				has, own = pair.SelectAttrValue("value", ""), !strings.HasPrefix(pair.SelectAttrValue("id", ""), ours)
			}
			if has == want || own && want != "" || decided[uname+"\n"+w.Name] {
				continue
			}
			changed = true
			setAttribute(node, w.Name, want)
			if want != "" {
				attribute(node, w.Name).CreateAttr("id", ours+identifier(uname)+"-"+identifier(w.Name))
				assumed = append(assumed, Assumption{w.Resource, w.Name, want})
			}
		}
	}
	return changed, assumed
}

// on is the value that an agent writes on a node, blank where it does not run.
func (a Assumption) on(state *pcmk.State, node string) string {
	switch role := roleOn(state, a.Resource, node); {
	case role == cib.Stopped:
		return ""
	case a.Value != "":
		return a.Value
	case role == cib.Promoted:
		return scorePromoted
	}
	return scoreUnpromoted
}

// roleOn is the role of a primitive on a node: Started, Promoted, Unpromoted, or
// Stopped.
func roleOn(state *pcmk.State, resource, node string) string {
	for _, i := range state.Resources {
		if i.ID == resource && i.Active && !i.Orphan && slices.Contains(i.Nodes, node) {
			return i.Role
		}
	}
	return cib.Stopped
}
