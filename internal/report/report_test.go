package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/test/schematest"
)

// doubled says that each row begins at twice its number.
type doubled struct{}

func (doubled) Quote(at diag.Place) []diag.Quoted { return []diag.Quoted{{Col: at.Col, Text: "50%"}} }
func (doubled) Line(at diag.Place) int {
	if at.Sheet != "" {
		return 0
	}
	return 2 * at.Row
}

// example is a run with one of everything.
func example() *Run {
	var list diag.List
	list.Add(diag.NotAddress, diag.Place{File: "a b,c.csv", Row: 7, Col: 4}, diag.Args{"value": "50%", "name": "ip"})
	list.Add(diag.ResourceUnknown, diag.Place{File: "book.xlsx", Sheet: "名,前", Row: 14, Col: 3}, diag.Args{"id": "a\n::error::b"},
		diag.See(diag.Place{File: "book.xlsx", Sheet: "名,前", Row: 3, Col: 3}, diag.NoteOther))
	list.Add(diag.MonitorAdded, diag.Place{File: "noted.csv", Row: 3, Col: 3}, diag.Args{"id": "r", "interval": "60s"})
	list.Add(diag.NoTable, diag.Place{File: "-"}, nil)
	return &Run{Version: "1.2", Lang: message.English, ExitCode: 1, Findings: list.Sorted(), Source: doubled{},
		LeftOut:     []diag.More{{Kind: diag.ResourceUnknown, Severity: diag.Error, Count: 3}},
		Sheets:      []Sheet{{"fine.csv", ""}, {"book.xlsx", "名,前"}},
		Differences: []Difference{{diag.Place{File: "fine.csv"}, "From g.xml to fine.csv: 1 to add", "From g.xml to fine.csv: 1 to add\n  + x\n"}},
		Failures:    []Failure{{"cannot read x: no such file", "look"}, {"other", ""}}}
}

func TestGitHub(t *testing.T) {
	var out bytes.Buffer
	if err := example().WriteGitHub(&out); err != nil {
		t.Fatal(err)
	}
	want := `
::error title=HG0201::no table found: column B contains no table name
::error file=a b%2Cc.csv,line=14,title=HG0518::7:4: invalid value 50%25 for ip: an IP address is expected%0Awrite an address such as 192.168.0.10 or 2001:db8::10
::error file=book.xlsx,title=HG0601::名,前!C14: there is no resource a\n::error::b%0Awrite an id that is in RESOURCES
::notice file=noted.csv,line=6,title=HG0449::3:3: no monitor for r: pcs adds one that runs every 60s%0Aadd an operation monitor with interval 60s
::error file=fine.csv,title=differs::From g.xml to fine.csv: 1 to add
::notice::HG0601: 3 more like these; the first 100 are shown
::error title=hagen::cannot read x: no such file%0Alook
::error title=hagen::other
`
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSARIF(t *testing.T) {
	var out bytes.Buffer
	if err := example().WriteSARIF(&out); err != nil {
		t.Fatal(err)
	}
	schematest.CheckFile(t, "testdata/sarif-schema-2.1.0.json", out.Bytes())
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	var where, rules []string
	for _, r := range run.Results {
		at := "nowhere"
		if len(r.Locations) > 0 {
			at = fmt.Sprint(r.Locations[0].Physical.Artifact.URI, " ", r.Locations[0].Physical.Region, " ", r.Locations[0].Logical)
		}
		where = append(where, r.RuleID+" "+r.Level+" "+at)
		rules = append(rules, run.Tool.Driver.Rules[r.RuleIndex].ID)
	}
	want := []string{"HG0201 error nowhere", "HG0518 error a%20b,c.csv &{14} [{7:4 cell}]", "HG0601 error book.xlsx <nil> [{名,前!C14 cell}]",
		"HG0449 note noted.csv &{6} [{3:3 cell}]",
		"differs error fine.csv <nil> []"}
	if diff := cmp.Diff(want, where); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"HG0201", "HG0518", "HG0601", "HG0449", "differs"}, rules); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	if n := run.Invocations[0]; n.Successful || n.ExitCode != 1 || len(n.Notifications) != 3 || n.Notifications[1].Message.Text != "cannot read x: no such file\nlook" {
		t.Errorf("invocation %+v", n)
	}
	if related := run.Results[2].Related; len(related) != 1 || related[0].ID != 1 || related[0].Logical[0].Name != "名,前!C3" {
		t.Errorf("related %+v", related)
	}
}

// TestArtifact: a file is named by a URI whatever is in its name.
func TestArtifact(t *testing.T) {
	for file, want := range map[string]sarifArtifact{
		"dir/a.csv": {"dir/a.csv", "%SRCROOT%"}, "../a.csv": {"../a.csv", "%SRCROOT%"}, "c:d.csv": {"./c:d.csv", "%SRCROOT%"},
		"50%#?.csv": {"50%25%23%3F.csv", "%SRCROOT%"}, "/srv/名.xlsx": {"file:///srv/%E5%90%8D.xlsx", ""},
	} {
		if got := artifact(file); got != want {
			t.Errorf("%s: %+v, want %+v", file, got, want)
		}
	}
}

func TestJUnit(t *testing.T) {
	var out bytes.Buffer
	if err := example().WriteJUnit(&out); err != nil {
		t.Fatal(err)
	}
	var read junitSuites
	if err := xml.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range read.Suites {
		got = append(got, fmt.Sprint(s.Name, " ", s.Tests, s.Failed, s.Errors))
		for _, c := range s.Cases {
			got = append(got, fmt.Sprint("  ", c.Name, " ", c.File, " ", c.Failed != nil, " ", c.Error != nil, " ", c.Out != nil))
		}
	}
	want := []string{
		"- 1 1 0", "  HG0201 no table found: column B contains no table name  true false false",
		"a b,c.csv 1 1 0", "  HG0518 7:4: invalid value 50% for ip: an IP address is expected a b,c.csv true false false",
		"book.xlsx!名,前 1 1 0", `  HG0601 名,前!C14: there is no resource a\n::error::b book.xlsx true false false`,
		"fine.csv 1 1 0", "  the sheet differs from what it should compile to fine.csv true false false",
		"noted.csv 2 0 0", "  no mistakes noted.csv false false false", "  HG0449 3:3: no monitor for r: pcs adds one that runs every 60s noted.csv false false true",
		"hagen 3 1 2", "  cannot read x: no such file  false true false", "  other  false true false", "  HG0601: 3 more like these; the first 100 are shown  true false false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if read.Tests != 9 || read.Failed != 5 || read.Errors != 2 {
		t.Errorf("in all %d tests, %d failures, %d errors", read.Tests, read.Failed, read.Errors)
	}
	if text := read.Suites[1].Cases[0].Failed.Text; !strings.Contains(text, "  --> a b,c.csv:7:4\n") || !strings.Contains(text, " 7 | 50%\n") {
		t.Errorf("the text of a failure is %q", text)
	}
}
