package report

import (
	"cmp"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var textCorrect = message.New("report.correct")

// The parts of JUnit's XML that hagen writes.
type (
	junitSuites struct {
		XMLName xml.Name     `xml:"testsuites"`
		Name    string       `xml:"name,attr"`
		Tests   int          `xml:"tests,attr"`
		Failed  int          `xml:"failures,attr"`
		Errors  int          `xml:"errors,attr"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name    string      `xml:"name,attr"`
		Tests   int         `xml:"tests,attr"`
		Failed  int         `xml:"failures,attr"`
		Errors  int         `xml:"errors,attr"`
		Skipped int         `xml:"skipped,attr"`
		Cases   []junitCase `xml:"testcase"`

		place diag.Place
	}
	junitCase struct {
		Name   string       `xml:"name,attr"`
		Class  string       `xml:"classname,attr"`
		File   string       `xml:"file,attr,omitempty"`
		Skip   *junitSkip   `xml:"skipped"`
		Failed *junitResult `xml:"failure"`
		Error  *junitResult `xml:"error"`
		Out    *junitText   `xml:"system-out"`
	}
	junitSkip struct {
		Message string `xml:"message,attr"`
	}
	junitResult struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",cdata"`
	}
	junitText struct {
		Text string `xml:",cdata"`
	}
)

// WriteJUnit writes the run as the results of tests: a suite for each sheet, in it a
// failed test for each error and warning, or one test that passed. Notes are tests
// that passed, with an output, and what ACCEPT accepts one that was skipped, with the
// reason. What hagen could not do is an error.
func (r *Run) WriteJUnit(w io.Writer) error {
	all := junitSuites{Name: "hagen"}
	for _, s := range r.Sheets {
		all.suite(diag.Place{File: s.File, Sheet: s.Sheet})
	}
	for _, d := range r.Findings {
		s := all.suite(diag.Place{File: d.Place.File, Sheet: d.Place.Sheet})
		s.Cases = append(s.Cases, r.testOf(d))
	}
	for _, d := range r.Differences {
		s := all.suite(d.At)
		s.Cases = append(s.Cases, junitCase{Name: textDiffers.In(r.Lang), Failed: &junitResult{d.Title, differs, d.Text}})
	}
	slices.SortStableFunc(all.Suites, func(a, b junitSuite) int { return a.place.Compare(b.place) })
	for i := range all.Suites {
		s := &all.Suites[i]
		if !slices.ContainsFunc(s.Cases, func(c junitCase) bool { return c.Failed != nil }) {
			s.Cases = append([]junitCase{{Name: textCorrect.In(r.Lang)}}, s.Cases...)
		}
		for j := range s.Cases {
			s.Cases[j].Class = s.Name
			if s.place.File != stdin {
				s.Cases[j].File = terminal.Visible(slashed(s.place.File))
			}
		}
	}
	if cases := r.failed(); len(cases) > 0 {
		all.Suites = append(all.Suites, junitSuite{Name: "hagen", Cases: cases})
	}
	all.count()
	data, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(data)+"\n")
	return err
}

// suite finds the suite of a sheet, or begins it.
func (all *junitSuites) suite(at diag.Place) *junitSuite {
	i := slices.IndexFunc(all.Suites, func(s junitSuite) bool { return s.place == at })
	if i < 0 {
		i = len(all.Suites)
		all.Suites = append(all.Suites, junitSuite{Name: cmp.Or(terminal.Visible(at.String()), "hagen"), place: at})
	}
	return &all.Suites[i]
}

// count fills the counts of all suites.
func (all *junitSuites) count() {
	for i := range all.Suites {
		s := &all.Suites[i]
		for _, c := range s.Cases {
			s.Tests++
			if c.Skip != nil {
				s.Skipped++
			}
			if c.Failed != nil {
				s.Failed++
			}
			if c.Error != nil {
				s.Errors++
			}
		}
		all.Tests, all.Failed, all.Errors = all.Tests+s.Tests, all.Failed+s.Failed, all.Errors+s.Errors
	}
}

// testOf is a finding as a test; its text is that of a report for people.
func (r *Run) testOf(d diag.Diagnostic) junitCase {
	var text strings.Builder
	// A strings.Builder takes every write.
	_ = diag.WriteText(&text, []diag.Diagnostic{d}, diag.TextOptions{Lang: r.Lang, Source: r.Source})
	c := junitCase{Name: d.Kind.Code + " " + r.said(d)}
	if d.Severity == diag.Remark {
		c.Out = &junitText{text.String()}
		return c
	}
	if why := r.accepted(d); why != "" {
		c.Skip, c.Out = &junitSkip{why}, &junitText{text.String()}
		return c
	}
	c.Failed = &junitResult{Message: r.said(d), Type: d.Severity.String(), Text: text.String()}
	return c
}

// failed are the tests for what hagen could not do, and those for what is not shown.
func (r *Run) failed() []junitCase {
	var out []junitCase
	for _, f := range r.Failures {
		out = append(out, junitCase{Name: f.Message, Class: "hagen", Error: &junitResult{f.Message, "failure", lines(f.Message, f.Help)}})
	}
	for i, text := range r.leftOut() {
		c := junitCase{Name: text, Class: "hagen", Failed: &junitResult{text, r.LeftOut[i].Severity.String(), text}}
		if r.LeftOut[i].Severity == diag.Remark {
			c.Failed, c.Out = nil, &junitText{text}
		}
		out = append(out, c)
	}
	return out
}
