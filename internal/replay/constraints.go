package replay

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/value"
)

// splitLevel separates the words of a fencing level: a target may have a = in it.
func splitLevel(words []string) (plain []string, options [][2]string) {
	for i, w := range words {
		if id, found := strings.CutPrefix(w, "id="); found && i > 1 {
			options = append(options, [2]string{"id", id})
			continue
		}
		plain = append(plain, w)
	}
	return plain, options
}

// levelTarget gives a fencing level its target.
func levelTarget(el *etree.Element, text string) {
	if pattern, found := strings.CutPrefix(text, "regexp%"); found {
		el.CreateAttr("target-pattern", pattern)
		return
	}
	if pair, found := strings.CutPrefix(text, "attrib%"); found {
		name, val, _ := strings.Cut(pair, "=")
		el.CreateAttr("target-attribute", name)
		el.CreateAttr("target-value", val)
		return
	}
	el.CreateAttr("target", strings.TrimPrefix(text, "node%"))
}

// devices is the list of the devices of a level.
func devices(words []string) string {
	return strings.Join(strings.FieldsFunc(strings.Join(words, ","), func(c rune) bool { return c == ',' || c == ' ' }), ",")
}

// constraint adds a constraint. Its id is what people gave it, else of the form that pcs
// gives it.
func (r *replayer) constraint(tag string, options [][2]string, made string) (*etree.Element, [][2]string) {
	id, rest := take(options, "id")
	if id == "" {
		id = cib.CleanID(made)
	}
	list := r.sections[cib.Constraints]
	for _, old := range list.SelectElements(cib.Location) {
		if tag == cib.Location && old.SelectElement(cib.Rule) == nil && old.SelectAttrValue("id", "") == id {
			list.RemoveChild(old) // pcs writes it anew
		}
	}
	el := list.CreateElement(tag)
	el.CreateAttr("id", id)
	return el, rest
}

// resource gives a location its resource or its pattern.
func resource(el *etree.Element, text string) {
	if pattern, found := strings.CutPrefix(text, "regexp%"); found {
		el.CreateAttr("rsc-pattern", pattern)
		return
	}
	el.CreateAttr("rsc", strings.TrimPrefix(text, "resource%"))
}

// location carries out the commands of locations.
func (r *replayer) location(c call) bool {
	w := c.words
	switch {
	case w[0] == "add":
		return r.locationAdd(w[1:])
	case len(w) > 2 && w[1] == "rule":
		return r.locationRule(w[0], w[2:])
	case len(w) > 2 && (w[1] == "prefers" || w[1] == "avoids"):
		for _, to := range w[2:] {
			node, score, given := strings.Cut(to, "=")
			if !given {
				score = cib.Infinity
			}
			if w[1] == "avoids" {
				score = value.Negate(score)
			}
			el, _ := r.constraint(cib.Location, nil, "location-"+w[0]+"-"+node+"-"+score)
			resource(el, w[0])
			el.CreateAttr("node", node)
			el.CreateAttr("score", score)
		}
		return true
	}
	return false
}

// locationAdd carries out constraint location add ID RSC NODE [SCORE].
func (r *replayer) locationAdd(words []string) bool {
	plain, options := split(words)
	score, rest := take(options, "score")
	if len(plain) == 4 && score == "" {
		score, plain = plain[3], plain[:3]
	}
	if len(plain) != 3 || !only(rest, "resource-discovery", "role") {
		return false
	}
	if score == "" {
		score = cib.Infinity
	}
	el, _ := r.constraint(cib.Location, [][2]string{{"id", plain[0]}}, "")
	resource(el, plain[1])
	el.CreateAttr("node", plain[2])
	el.CreateAttr("score", score)
	attributes(el, rest)
	return true
}

// colocation carries out colocation add [ROLE] RSC with [ROLE] RSC [SCORE].
func (r *replayer) colocation(c call) bool {
	plain, options := split(c.words)
	at := slices.Index(plain, "with")
	if at < 0 {
		return false
	}
	rsc, role, ok := inRole(plain[:at])
	after := plain[at+1:]
	score, rest := take(options, "score")
	if n := len(after); n > 1 && isScore(after[n-1]) {
		score, after = after[n-1], after[:n-1]
	}
	with, withRole, also := inRole(after)
	if !ok || !also || !only(rest, "id", "influence", "node-attribute", "rsc-role", "with-rsc-role") {
		return false
	}
	if score == "" {
		score = cib.Infinity
	}
	el, rest := r.constraint(cib.Colocation, rest, "colocation-"+rsc+"-"+with+"-"+score)
	attributes(el, append([][2]string{{"rsc", rsc}, {"with-rsc", with}, {"score", score}, {"rsc-role", role}, {"with-rsc-role", withRole}}, rest...))
	return true
}

func isScore(text string) bool {
	_, ok := cib.Score(text)
	return ok
}

// inRole reads [ROLE] RSC.
func inRole(words []string) (rsc, role string, ok bool) {
	switch len(words) {
	case 1:
		return words[0], "", true
	case 2:
		role, known := cib.Role(words[0])
		return words[1], role, known
	}
	return "", "", false
}

// order carries out order [ACTION] RSC then [ACTION] RSC.
func (r *replayer) order(c call) bool {
	plain, options := split(c.words)
	at := slices.Index(plain, "then")
	if at < 1 || at > 2 || len(plain)-at-1 < 1 || len(plain)-at-1 > 2 || !only(options, "id", "kind", "symmetrical", "require-all", "score") {
		return false
	}
	side := func(words []string) (rsc, action string) {
		if len(words) == 2 {
			return words[1], words[0]
		}
		return words[0], "start"
	}
	first, firstAction := side(plain[:at])
	then, thenAction := side(plain[at+1:])
	kind, _ := take(options, "kind")
	if kind == "" {
		kind = "mandatory"
	}
	el, rest := r.constraint(cib.Order, options, "order-"+first+"-"+then+"-"+kind)
	attributes(el, append([][2]string{{"first", first}, {"then", then}, {"first-action", firstAction}, {"then-action", thenAction}}, rest...))
	return true
}

// ticket carries out ticket add TICKET [ROLE] RSC.
func (r *replayer) ticket(c call) bool {
	plain, options := split(c.words)
	if len(plain) < 2 || !only(options, "id", "loss-policy") {
		return false
	}
	rsc, role, ok := inRole(plain[1:])
	if !ok {
		return false
	}
	made := "ticket-" + plain[0] + "-" + rsc
	if role != "" {
		made += "-" + role
	}
	el, rest := r.constraint(cib.Ticket, options, made)
	attributes(el, append([][2]string{{"rsc", rsc}, {"rsc-role", role}, {"ticket", plain[0]}}, rest...))
	return true
}

// relationSets carries out the commands that relate sets of resources.
func (r *replayer) relationSets(tag string) func(call) bool {
	return func(c call) bool {
		words := c.words
		var options [][2]string
		if i := slices.Index(words, "setoptions"); i >= 0 {
			var plain []string
			if plain, options = split(words[i+1:]); len(plain) > 0 {
				return false
			}
			words = words[:i]
		}
		el, rest := r.constraint(tag, options, r.id(tag))
		attributes(el, rest)
		var members, settings []string
		end := func() {
			set := el.CreateElement(cib.ResourceSet)
			set.CreateAttr("id", r.id("set"))
			_, pairs := split(settings)
			attributes(set, pairs)
			for _, m := range members {
				set.CreateElement(cib.ResourceRef).CreateAttr("id", m)
			}
			members, settings = nil, nil
		}
		for _, w := range words {
			switch {
			case w == "set":
				end()
			case strings.Contains(w, "="):
				settings = append(settings, w)
			default:
				members = append(members, w)
			}
		}
		end()
		return true
	}
}
