package target

import (
	"reflect"
	"strings"
	"testing"
)

// TestFactsHaveEvidence reads every target that is embedded: each fact is there,
// once, with evidence. A new field of Target has to be a fact of each.
func TestFactsHaveEvidence(t *testing.T) {
	if _, err := read(); err != nil {
		t.Error(err)
	}
	entries, err := files.ReadDir("data")
	if err != nil || len(entries) != len(All()) {
		t.Errorf("%d files, %d targets, %v", len(entries), len(All()), err)
	}
	if fields, facts := reflect.TypeFor[Target]().NumField()-1, len((&Target{}).fields()); fields != facts {
		t.Errorf("Target has %d fields beside its name, %d are facts", fields, facts)
	}
}

// TestBadFactsAreFound breaks a good file in each way.
func TestBadFactsAreFound(t *testing.T) {
	text, err := files.ReadFile("data/rhel9.txt")
	if err != nil {
		t.Fatal(err)
	}
	const schema = "\nschema = pacemaker-3.10\n"
	good := string(text)
	at := strings.Index(good, schema) + len(schema)
	end := at + strings.Index(good[at:], "\n") + 1
	for name, c := range map[string]struct{ text, want string }{
		"no evidence":    {good[:at] + good[end:], "schema: no evidence"},
		"a rumour":       {good[:at] + "    heard: it\n" + good[end:], "evidence starts with"},
		"evidence blank": {good[:at] + "    ran: \n" + good[end:], "evidence starts with"},
		"no fact":        {good[:at-len(schema)] + "\n" + good[end:], "no schema"},
		"twice":          {good + schema + good[at:end], "there already"},
		"unknown":        {good + "color = red\n    ran: it\n", "color"},
		"yes or no":      {strings.Replace(good, "meta-cut = yes", "meta-cut = true", 1), "neither yes nor no"},
		"number":         {strings.Replace(good, "level = 9", "level = nine", 1), "nine"},
		"support":        {strings.Replace(good, "= refused", "= forbidden", 1), "degree"},
		"prose":          {good + "and so on\n", "neither a fact"},
	} {
		if _, err := parse("x", c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
