package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hagen/test/corpus"
	"hagen/test/need"
	"hagen/test/schematest"
)

// fresh is the CIB of a cluster that was just set up.
const fresh = `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0" have-quorum="1"><configuration><crm_config/><nodes><node id="1" uname="lb1"/><node id="2" uname="lb2"/></nodes><resources/><constraints/></configuration><status>` +
	`<node_state id="1" uname="lb1" in_ccm="true" crmd="online" join="member" expected="member"/><node_state id="2" uname="lb2" in_ccm="true" crmd="online" join="member" expected="member"/></status></cib>`

// haproxy is the sheet of an example.
const haproxy = "../../examples/004-haproxy/cluster.csv"

// ran runs hagen and returns its exit code and what is on its streams.
func ran(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	a := newApp(strings.NewReader(""), &out, &errs, noenv)
	code = a.run(t.Context(), args)
	return code, out.String(), errs.String()
}

// TestEveryGoldenFitsTheSchema: what hagen check prints of every golden is a report
// as published.
func TestEveryGoldenFitsTheSchema(t *testing.T) {
	for _, c := range append(corpus.Goldens(t), corpus.Others(t)...) {
		t.Run(c.Name, func(t *testing.T) {
			_, out, errs := ran(t, checkOf(c, "json")...)
			if errs != "" {
				t.Errorf("on standard error: %s", errs)
			}
			schematest.Check(t, "report", []byte(out))
		})
	}
}

// TestEveryGoldenFitsOtherFormats: so it is in SARIF by its schema, in JUnit with
// counts that are right, and in GitHub's commands with one command for each finding.
func TestEveryGoldenFitsOtherFormats(t *testing.T) {
	for _, c := range append(corpus.Goldens(t), corpus.Others(t)...) {
		t.Run(c.Name, func(t *testing.T) {
			var doc struct{ Errors, Warnings, Notes int }
			code, out, _ := ran(t, checkOf(c, "json")...)
			if err := json.Unmarshal([]byte(out), &doc); err != nil {
				t.Fatal(err)
			}
			shown := strings.Count(out, "\n      \"code\": \"HG")
			for format, look := range map[string]func(t *testing.T, out string){
				"sarif": func(t *testing.T, out string) {
					schematest.CheckFile(t, "../../internal/report/testdata/sarif-schema-2.1.0.json", []byte(out))
					if n := strings.Count(out, `"ruleIndex": `); n != shown {
						t.Errorf("%d results of %d findings", n, shown)
					}
				},
				"github": func(t *testing.T, out string) {
					n := 0
					for line := range strings.Lines(out) {
						if regexp.MustCompile(`^::(error|warning|notice) (file=[^,:]+,(line=[1-9][0-9]*,)?)?title=HG[0-9]{4}::.`).MatchString(line) {
							n++
						}
					}
					if n != shown {
						t.Errorf("%d commands of %d findings:\n%s", n, shown, out)
					}
				},
				"junit": func(t *testing.T, out string) { lookAtJUnit(t, out, doc.Errors+doc.Warnings) },
			} {
				got, out, errs := ran(t, checkOf(c, format)...)
				if got != code {
					t.Errorf("%s: exit code %d, with JSON %d", format, got, code)
				}
				if strings.Contains(errs, "HG0") {
					t.Errorf("%s: findings on standard error:\n%s", format, errs)
				}
				look(t, out)
			}
		})
	}
}

// lookAtJUnit counts what a JUnit document says it counts.
func lookAtJUnit(t *testing.T, out string, mistakes int) {
	t.Helper()
	type suite struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Cases    []struct {
			Failure *struct{} `xml:"failure"`
			Skipped *struct{} `xml:"skipped"` // what ACCEPT accepts
		} `xml:"testcase"`
	}
	var doc struct {
		suite
		Suites []suite `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	tests, failures, skipped := 0, 0, 0
	for _, s := range doc.Suites {
		tests += s.Tests
		n := 0
		for _, c := range s.Cases {
			if c.Failure != nil {
				n++
			}
			if c.Skipped != nil {
				skipped++
			}
		}
		if s.Tests != len(s.Cases) || s.Failures != n || s.Tests == 0 {
			t.Errorf("a suite of %d tests and %d failures says %d and %d", len(s.Cases), n, s.Tests, s.Failures)
		}
		failures += n
	}
	if doc.Tests != tests || doc.Failures != failures || (failures+skipped > 0) != (mistakes > 0) || failures+skipped > mistakes {
		t.Errorf("%d failures in %d tests, the document says %d in %d; %d mistakes", failures, tests, doc.Failures, doc.Tests, mistakes)
	}
}

// checkOf is the command line that checks a case.
func checkOf(c *corpus.Case, format string) []string {
	args := []string{"check", c.Path(c.Input), "--target", c.Sheet.Target.Name, "--format", format, "--lang", "en"}
	if c.File.Encoding != "" {
		args = append(args, "--encoding", c.File.Encoding)
	}
	if c.Sheet.Strict {
		args = append(args, "--strict")
	}
	if c.SheetName != "" {
		args = append(args, "--sheet", c.SheetName)
	}
	return args
}

// TestCommandsFitTheSchemas: so does what the other commands print, with errors of
// the command line among it.
func TestCommandsFitTheSchemas(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_verify", "crm_simulate")
	file := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(file, []byte(fresh), 0o600); err != nil {
		t.Fatal(err)
	}
	to, kept := "file:"+file, filepath.Join(t.TempDir(), "change.hagen")
	for _, tt := range []struct {
		schema, holds, line string
		code                int
	}{
		{"report", `"plan": {`, "plan " + haproxy + " --to " + to, exitDiffers},
		{"report", `"plan_file": {`, "plan " + haproxy + " --to " + to + " -o " + kept, exitDiffers},
		{"report", `"plan_file": {`, "plan " + kept, exitDiffers},
		{"report", `"diff": {`, "diff " + file + " " + haproxy, exitDiffers},
		{"report", `"migrate": {`, "migrate " + haproxy + " --from rhel8 --to rhel10", exitDiffers},
		{"report", `"outcome":{`, "apply " + haproxy + " --yes --to " + to, exitOK},
		{"report", `"plan": {`, "plan " + haproxy + " --to " + to, exitSame},
		{"report", `"outcome":{`, "rollback --yes --allow stop,remove --to " + to, exitOK},
		{"history", `"entries": [`, "history --to " + to, exitOK},
		{"agents", `"agents": [`, "agents", exitOK},
		{"agents", `"actions": [`, "agents IPaddr2", exitOK},
		{"agents", `"common_parameters": [`, "agents fence_ipmilan", exitOK},
		{"report", `cannot read nosuch.csv`, "check nosuch.csv", exitError},
		{"report", `cannot read nosuch.csv`, "nosuch.csv", exitError},
		{"report", `unknown flag --nosuch`, "check --nosuch a.csv", exitError},
		{"report", `no sheet given`, "plan", exitError},
	} {
		code, out, errs := ran(t, append(strings.Fields(tt.line), "--format", "json", "--lang", "en")...)
		if code != tt.code || errs != "" {
			t.Errorf("%s: exit code %d, want %d: %s%s", tt.line, code, tt.code, errs, out)
		}
		if !strings.Contains(out, tt.holds) {
			t.Errorf("%s: no %s in\n%s", tt.line, tt.holds, out)
		}
		lines := strings.SplitAfter(out, "\n")
		if strings.HasPrefix(out, "{\n") {
			lines = []string{out}
		}
		events := 0
		for _, line := range lines {
			switch {
			case strings.HasPrefix(line, `{"version":1,"event":`):
				events++
				schematest.Check(t, "event", []byte(line))
			case line != "":
				schematest.Check(t, tt.schema, []byte(line))
			}
		}
		if apply := strings.Contains(tt.line, "--yes"); apply != (events > 0) {
			t.Errorf("%s: %d events", tt.line, events)
		}
	}
}
