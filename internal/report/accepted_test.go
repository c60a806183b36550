package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/test/schematest"
)

// why is why the finding of accepted is accepted.
const why = "each on its own node, a\u200bb"

// accepted is a run with a mistake that ACCEPT accepts, and the same one elsewhere that
// nobody accepts.
func accepted() *Run {
	var list diag.List
	at := diag.Place{File: "a.csv", Row: 7, Col: 4}
	list.Accept(func(d diag.Diagnostic) (diag.Related, bool) {
		return diag.Related{Place: diag.Place{File: "a.csv", Row: 20, Col: 5}, Note: diag.NoteAccept, Args: diag.Args{"reason": why}}, d.Place == at
	})
	for _, row := range []int{7, 8} {
		list.Add(diag.ParametersAlike, diag.Place{File: "a.csv", Row: row, Col: 4}, diag.Args{"id": "b", "other": "a", "name": "directory", "value": "/x"})
	}
	return &Run{Version: "1", Lang: message.English, ExitCode: 1, Findings: list.Sorted(), Source: doubled{}, Sheets: []Sheet{{"a.csv", ""}}}
}

// shown is the reason as reports for people and programs show it.
var shown = "accepted: " + strings.ReplaceAll(why, "\u200b", "<U+200B>")

// TestAccepted: every format says why a finding is accepted, of this finding alone.
func TestAccepted(t *testing.T) {
	run := accepted()
	var text, github, junit, sarif bytes.Buffer
	_ = diag.WriteText(&text, run.Findings, diag.TextOptions{Lang: run.Lang, Source: run.Source})
	for _, err := range []error{run.WriteGitHub(&github), run.WriteJUnit(&junit), run.WriteSARIF(&sarif)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	records, err := json.Marshal(diag.Records(run.Findings, run.Lang))
	if err != nil {
		t.Fatal(err)
	}
	for format, got := range map[string]string{"text": text.String(), "json": string(records), "github": github.String(), "junit": junit.String(), "sarif": sarif.String()} {
		if !strings.Contains(got, "accepted: each on its own node") {
			t.Errorf("%s does not say why:\n%s", format, got)
		}
	}
	if lines := strings.Split(github.String(), "\n"); !strings.HasPrefix(lines[0], "::warning file=a.csv,line=14,") || !strings.HasPrefix(lines[1], "::error file=a.csv,line=16,") ||
		!strings.HasSuffix(lines[0], "%0A"+shown) || strings.Contains(lines[1], "accepted") {
		t.Errorf("github:\n%s", github.String())
	}
}

// TestAcceptedIsSkipped: in JUnit an accepted finding is no failed test.
func TestAcceptedIsSkipped(t *testing.T) {
	var out bytes.Buffer
	if err := accepted().WriteJUnit(&out); err != nil {
		t.Fatal(err)
	}
	var read junitSuites
	if err := xml.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	s := read.Suites[0]
	if s.Tests != 2 || s.Failed != 1 || s.Skipped != 1 || read.Failed != 1 {
		t.Errorf("%d tests, %d failures, %d skipped; in all %d failures", s.Tests, s.Failed, s.Skipped, read.Failed)
	}
	if c := s.Cases[0]; c.Failed != nil || c.Skip == nil || c.Skip.Message != shown || c.Out == nil || !strings.Contains(c.Out.Text, "warning[HG0414]") {
		t.Errorf("the accepted one: %+v", c)
	}
}

// TestAcceptedIsSuppressed: SARIF has words of its own for what people accepted.
func TestAcceptedIsSuppressed(t *testing.T) {
	var out bytes.Buffer
	if err := accepted().WriteSARIF(&out); err != nil {
		t.Fatal(err)
	}
	schematest.CheckFile(t, "testdata/sarif-schema-2.1.0.json", out.Bytes())
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	if len(results) != 2 || len(results[0].Suppressed) != 1 || len(results[1].Suppressed) != 0 {
		t.Fatalf("results %+v", results)
	}
	if s := results[0].Suppressed[0]; "accepted: "+s.Justification != shown || s.Location == nil || s.Location.Logical[0].Name != "20:5" || results[0].Level != "warning" {
		t.Errorf("suppression %+v", s)
	}
}
