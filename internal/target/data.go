package target

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Default is the target when the user names none.
const Default = "rhel9"

// order is the order of help texts.
var order = [...]string{"rhel8", "rhel9", "rhel10", "debian12", "debian13", "next"}

//go:embed data/*.txt
var files embed.FS

// read reads what is embedded, once. A test reads all of it: a target that cannot
// be read is as if it were not there.
var read = sync.OnceValues(func() ([]*Target, error) {
	var all []*Target
	var errs []error
	for _, name := range order {
		text, err := files.ReadFile("data/" + name + ".txt")
		if err == nil {
			var t *Target
			if t, err = parse(name, string(text)); err == nil {
				all = append(all, t)
			}
		}
		errs = append(errs, err)
	}
	return all, errors.Join(errs...)
})

// All lists the targets in the order of help texts.
func All() []*Target {
	all, _ := read()
	return all
}

// Names lists the target names in the order of help texts.
func Names() []string {
	var out []string
	for _, t := range All() {
		out = append(out, t.Name)
	}
	return out
}

// Get finds a target by name; the error lists the names.
func Get(name string) (*Target, error) {
	for _, t := range All() {
		if t.Name == name {
			return t, nil
		}
	}
	return nil, fmt.Errorf("unknown target %q: use one of %s", name, strings.Join(Names(), ", "))
}

// fact is one line of a target's file, with the lines of evidence below it.
type fact struct {
	line        int
	name, value string
	evidence    []string
}

// parse reads a target's file: each fact once, each with its evidence.
//
//	schema = pacemaker-4.0
//	    ran: cibadmin --empty of Pacemaker 3.0.0
func parse(name, text string) (*Target, error) {
	facts, err := split(text)
	if err != nil {
		return nil, fmt.Errorf("target %s: %w", name, err)
	}
	t := &Target{Name: name}
	fields := t.fields()
	seen := map[string]bool{}
	var errs []error
	for _, f := range facts {
		set, known := fields[f.name]
		switch {
		case !known || seen[f.name]:
			err = errors.New("is not a fact, or one that is there already")
		default:
			err = errors.Join(set(f.value), evidenceOf(f.evidence))
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("target %s, line %d: %s: %w", name, f.line, f.name, err))
		}
		seen[f.name] = true
	}
	for _, n := range sortedNames(fields) {
		if !seen[n] {
			errs = append(errs, fmt.Errorf("target %s: no %s", name, n))
		}
	}
	return t, errors.Join(errs...)
}

// split reads the lines.
func split(text string) ([]fact, error) {
	var facts []fact
	for i, line := range strings.Split(text, "\n") {
		evidence, indented := strings.CutPrefix(line, "    ")
		name, value, isFact := strings.Cut(line, " = ")
		switch {
		case line == "" || line[0] == '#':
		case indented && len(facts) > 0:
			last := &facts[len(facts)-1]
			last.evidence = append(last.evidence, evidence)
		case !indented && isFact:
			facts = append(facts, fact{line: i + 1, name: name, value: value})
		default:
			return nil, fmt.Errorf("line %d: neither a fact nor its evidence", i+1)
		}
	}
	return facts, nil
}

// evidenceOf says what is wrong with the evidence of a fact.
func evidenceOf(lines []string) error {
	if len(lines) == 0 {
		return errors.New("no evidence")
	}
	for _, line := range lines {
		kind, what, _ := strings.Cut(line, ": ")
		if !slices.Contains([]string{"ran", "read", "page"}, kind) || strings.TrimSpace(what) == "" {
			return fmt.Errorf("evidence starts with ran:, read: or page: %q", line)
		}
	}
	return nil
}

func sortedNames(fields map[string]func(string) error) []string {
	var out []string
	for name := range fields {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// fields says where each fact goes.
func (t *Target) fields() map[string]func(string) error {
	return map[string]func(string) error{
		"title":                    word(&t.Title),
		"platform":                 word(&t.Platform),
		"pcs":                      word(&t.PCS),
		"pacemaker":                word(&t.Pacemaker),
		"schema":                   word(&t.Schema),
		"feature-set":              word(&t.FeatureSet),
		"escaping-stops":           yesNo(&t.EscapingStops),
		"promoted":                 word(&t.Promoted),
		"unpromoted":               word(&t.Unpromoted),
		"rule-one-string":          yesNo(&t.RuleOneString),
		"rule-always-bool-op":      yesNo(&t.RuleAlwaysBoolOp),
		"rule-nested-score":        yesNo(&t.RuleNestedScore),
		"colocation-id-score":      yesNo(&t.ColocationIDScore),
		"group-stonith":            support(&t.GroupStonith),
		"clone-stonith":            support(&t.CloneStonith),
		"clone-force":              yesNo(&t.CloneForce),
		"clone-force-helps":        yesNo(&t.CloneForceHelps),
		"max-fencing-level":        number(&t.MaxFencingLevel),
		"level-id":                 yesNo(&t.LevelID),
		"meta-cut":                 yesNo(&t.MetaCut),
		"operation-seconds":        yesNo(&t.OperationSeconds),
		"stonith-meta":             yesNo(&t.StonithMeta),
		"stonith-utilization":      support(&t.StonithUtilization),
		"location-add-named-score": yesNo(&t.LocationAddNamedScore),
		"node-attribute-no-colon":  yesNo(&t.NodeAttributeNoColon),
		"classes":                  words(&t.Classes),
		"containers":               words(&t.Containers),
	}
}

func word(to *string) func(string) error {
	return func(s string) error { *to = s; return nil }
}

func words(to *[]string) func(string) error {
	return func(s string) error { *to = strings.Fields(s); return nil }
}

func yesNo(to *bool) func(string) error {
	return func(s string) error {
		if *to = s == "yes"; !*to && s != "no" {
			return fmt.Errorf("%q is neither yes nor no", s)
		}
		return nil
	}
}

func number(to *int) func(string) error {
	return func(s string) (err error) { *to, err = strconv.Atoi(s); return err }
}

func support(to *Support) func(string) error {
	return func(s string) error {
		i := slices.Index([]string{"allowed", "deprecated", "refused"}, s)
		if i < 0 {
			return fmt.Errorf("%q is not a degree of support", s)
		}
		*to = Support(i)
		return nil
	}
}
