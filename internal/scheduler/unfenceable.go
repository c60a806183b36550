package scheduler

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
)

// unfenceable are the nodes that a transition fences and the cluster cannot: the
// scheduler leaves it to the fencer to find a device. A node may use any device that
// is not disabled and not banned from it, whether it is started or not. Where a
// configuration leaves open what a device can fence, it is taken to be able to.
func unfenceable(doc *etree.Document, said *pcmk.Simulation, q Question) []string {
	if watchdogFences(doc) {
		return nil
	}
	var left, out []string
	for _, n := range said.Before.Nodes {
		if n.Online && !n.Remote && !slices.Contains(q.Crash, n.Name) {
			left = append(left, n.Name)
		}
	}
	for _, e := range said.Effects {
		if e.Action != "fence" || e.Blocked || len(left) == 0 || isGuest(doc, said, e.Node) || slices.Contains(out, e.Node) {
			continue
		}
		if !canFence(doc, e.Node, left) {
			out = append(out, e.Node)
		}
	}
	return out
}

// watchdogFences reports whether nodes without a device reset themselves.
func watchdogFences(doc *etree.Document) bool {
	for _, pair := range doc.Root().FindElements("./configuration/crm_config//" + cib.Pair) {
		if cib.WatchdogTimeout(pair.SelectAttrValue("name", "")) && strings.ContainsAny(pair.SelectAttrValue("value", ""), "123456789") {
			return true
		}
	}
	return false
}

// isGuest reports whether a node is fenced by stopping the resource it lives in.
func isGuest(doc *etree.Document, said *pcmk.Simulation, node string) bool {
	if !slices.ContainsFunc(said.Before.Nodes, func(n pcmk.Node) bool { return n.Name == node && n.Remote }) {
		return false
	}
	for _, p := range doc.Root().FindElements("./configuration/resources//primitive[@type='remote']") {
		if p.SelectAttrValue("id", "") == node {
			return false
		}
	}
	return true
}

// canFence reports whether one of the nodes that are left has devices for a node: of
// its fencing levels one with all its devices, or without levels any device.
func canFence(doc *etree.Document, node string, left []string) bool {
	able := map[string]bool{}
	anyAble := false
	for _, d := range doc.Root().FindElements("./configuration/resources//primitive") {
		usable := isFencing(doc, d) && names(d, node) && !isDisabled(doc, d) &&
			slices.ContainsFunc(left, func(by string) bool { return !isBanned(doc, d, by) })
		able[d.SelectAttrValue("id", "")] = usable
		anyAble = anyAble || usable
	}
	levels := false
	for _, l := range doc.Root().FindElements("./configuration/fencing-topology/fencing-level") {
		if l.SelectAttr("target-attribute") != nil {
			return true // by an attribute of the node, which may change
		}
		if !isTarget(l, node) {
			continue
		}
		levels = true
		if !slices.ContainsFunc(strings.Split(l.SelectAttrValue("devices", ""), ","), func(id string) bool { return !able[strings.TrimSpace(id)] }) {
			return true
		}
	}
	return anyAble && !levels
}

func isTarget(level *etree.Element, node string) bool {
	if pattern := level.SelectAttrValue("target-pattern", ""); pattern != "" {
		matches, err := regexp.MatchString("(?i)"+pattern, node)
		return matches || err != nil
	}
	return strings.EqualFold(level.SelectAttrValue("target", ""), node)
}

// isFencing reports whether a primitive, or its template, is a fence device.
func isFencing(doc *etree.Document, p *etree.Element) bool {
	if name := p.SelectAttrValue("template", ""); name != "" {
		for _, t := range doc.Root().FindElements("./configuration/resources/template") {
			if t.SelectAttrValue("id", "") == name {
				p = t
			}
		}
	}
	return p.SelectAttrValue("class", "") == cib.Stonith
}

// names reports whether a device can fence a node: it lists it, or it lists none,
// since it is asked then. What a rule, a reference or a template may add is not known.
func names(device *etree.Element, node string) bool {
	check := paramOf(device, "pcmk_host_check")
	list := fenced(device)
	switch {
	case isOpen(device), check != "" && check != "static-list", check == "" && len(list) == 0:
		return true
	}
	return slices.ContainsFunc(list, func(name string) bool { return strings.EqualFold(name, node) })
}

func isOpen(p *etree.Element) bool {
	if p.SelectAttr("template") != nil {
		return true
	}
	for _, set := range append(p.SelectElements(cib.InstanceAttributes), p.SelectElements(cib.MetaAttributes)...) {
		if set.SelectAttr("id-ref") != nil || set.SelectElement("rule") != nil || set.FindElement("./nvpair[@id-ref]") != nil {
			return true
		}
	}
	return false
}

// isDisabled reports whether a target-role keeps a device from being used: its own,
// or else that of what it is in, or else the default.
func isDisabled(doc *etree.Document, device *etree.Element) bool {
	if isOpen(device) {
		return false
	}
	for e := device; e != nil && e.Tag != "resources"; e = e.Parent() {
		if role, set := targetRole(e); set {
			return strings.EqualFold(role, cib.Stopped)
		}
	}
	if defaults := doc.Root().FindElement("./configuration/rsc_defaults"); defaults != nil && defaults.FindElement(".//rule") == nil {
		role, _ := targetRole(defaults)
		return strings.EqualFold(role, cib.Stopped)
	}
	return false
}

func targetRole(e *etree.Element) (string, bool) {
	for _, pair := range e.FindElements("./" + cib.MetaAttributes + "/" + cib.Pair) {
		if pair.SelectAttrValue("name", "") == "target-role" {
			return pair.SelectAttrValue("value", ""), true
		}
	}
	return "", false
}

// isBanned reports whether a location keeps a device, or what it is in, from a node.
func isBanned(doc *etree.Document, device *etree.Element, node string) bool {
	var ids []string
	for e := device; e != nil && e.Tag != "resources"; e = e.Parent() {
		ids = append(ids, e.SelectAttrValue("id", ""))
	}
	for _, l := range doc.Root().FindElements("./configuration/constraints/rsc_location") {
		if !slices.Contains(ids, l.SelectAttrValue("rsc", "")) {
			continue
		}
		if strings.EqualFold(l.SelectAttrValue("node", ""), node) && isNever(l) {
			return true
		}
		for _, rule := range l.SelectElements("rule") {
			if isNever(rule) && isAbout(rule, node) {
				return true
			}
		}
	}
	return false
}

func isNever(e *etree.Element) bool {
	score := e.SelectAttrValue("score", "")
	n, err := strconv.Atoi(score)
	return strings.EqualFold(score, "-INFINITY") || err == nil && n <= -1000000
}

// isAbout reports whether a rule of nothing but node names is true of a node.
func isAbout(rule *etree.Element, node string) bool {
	either := rule.SelectAttrValue("boolean-op", "and") == "or"
	for _, e := range rule.ChildElements() {
		operation := e.SelectAttrValue("operation", "")
		if e.Tag != "expression" || e.SelectAttrValue("attribute", "") != "#uname" || operation != "eq" && operation != "ne" {
			return false
		}
	}
	holds := func(e *etree.Element) bool {
		return strings.EqualFold(e.SelectAttrValue("value", ""), node) == (e.SelectAttrValue("operation", "") == "eq")
	}
	if either {
		return slices.ContainsFunc(rule.ChildElements(), holds)
	}
	return !slices.ContainsFunc(rule.ChildElements(), func(e *etree.Element) bool { return !holds(e) })
}
