package report

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/explain"
	"hagen/internal/terminal"
)

// stdin is how places name standard input, which is not a file.
const stdin = "-"

// The parts of SARIF 2.1.0 that hagen writes.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		Language    string            `json:"language"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string      `json:"id"`
		Short   sarifText   `json:"shortDescription"`
		Full    *sarifText  `json:"fullDescription,omitempty"`
		Help    *sarifText  `json:"help,omitempty"`
		Default sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		ExitCode      int                 `json:"exitCode"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string    `json:"level"`
		Message sarifText `json:"message"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
		// Suppressed is what ACCEPT says of the result.
		Suppressed []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifSuppression struct {
		Kind          string         `json:"kind"`
		Status        string         `json:"status"`
		Justification string         `json:"justification"`
		Location      *sarifLocation `json:"location,omitempty"`
	}
	sarifLocation struct {
		ID       int            `json:"id,omitempty"`
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
		Kind string `json:"kind"`
	}
)

// WriteSARIF writes the run as a SARIF log. A cell of a workbook is a logical
// location, since a workbook has no lines.
func (r *Run) WriteSARIF(w io.Writer) error {
	run := sarifRun{Language: string(r.Lang), Results: []sarifResult{},
		Tool: sarifTool{sarifDriver{Name: "hagen", Version: r.Version, Rules: []sarifRule{}}}}
	rules := map[*diag.Kind]int{}
	for _, d := range r.Findings {
		if _, known := rules[d.Kind]; !known {
			rules[d.Kind] = len(rules)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, r.rule(d.Kind))
		}
		result := sarifResult{RuleID: d.Kind.Code, RuleIndex: rules[d.Kind], Level: d.Severity.String(), Message: sarifText{r.advised(d)}}
		if at := r.location(d.Place); at != nil {
			result.Locations = []sarifLocation{*at}
		}
		for _, other := range d.Related {
			if at := r.location(other.Place); at != nil {
				at.ID, at.Message = len(result.Related)+1, &sarifText{terminal.Visible(other.Text(r.Lang))}
				result.Related = append(result.Related, *at)
			}
		}
		if a := d.Acceptance(); a != nil {
			result.Suppressed = []sarifSuppression{{"inSource", "accepted", terminal.Visible(a.Args["reason"]), r.location(a.Place)}}
		}
		run.Results = append(run.Results, result)
	}
	for i, d := range r.Differences {
		if i == 0 {
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{ID: differs, Short: sarifText{textDiffers.In(r.Lang)}, Default: sarifConfig{"error"}})
		}
		result := sarifResult{RuleID: differs, RuleIndex: len(run.Tool.Driver.Rules) - 1, Level: "error", Message: sarifText{d.Text}}
		if at := r.location(d.At); at != nil {
			result.Locations = []sarifLocation{*at}
		}
		run.Results = append(run.Results, result)
	}
	run.Invocations = []sarifInvocation{r.invocation()}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// rule is what a code means.
func (r *Run) rule(kind *diag.Kind) sarifRule {
	rule := sarifRule{ID: kind.Code, Short: sarifText{kind.Summary(r.Lang)}, Default: sarifConfig{kind.Severity.String()}}
	if e, err := explain.Of(kind.Code); err == nil {
		rule.Full = &sarifText{e.Means(r.Lang) + "\n" + e.Why(r.Lang)}
	}
	if help := kind.Help(r.Lang); len(help) > 0 {
		rule.Help = &sarifText{strings.Join(help, "\n")}
	}
	return rule
}

// invocation is how the run went.
func (r *Run) invocation() sarifInvocation {
	out := sarifInvocation{Successful: len(r.Failures) == 0, ExitCode: r.ExitCode}
	for _, text := range r.leftOut() {
		out.Notifications = append(out.Notifications, sarifNotification{"note", sarifText{text}})
	}
	for _, f := range r.Failures {
		out.Notifications = append(out.Notifications, sarifNotification{"error", sarifText{lines(f.Message, f.Help)}})
	}
	return out
}

// location is a place, nil when there is none: all of standard input is none either.
func (r *Run) location(at diag.Place) *sarifLocation {
	if at.File == "" || at == (diag.Place{File: stdin}) {
		return nil
	}
	out := &sarifLocation{}
	if at.File != stdin {
		out.Physical = &sarifPhysical{Artifact: artifact(at.File)}
		if line := r.line(at); line > 0 {
			out.Physical.Region = &sarifRegion{line}
		}
	}
	if name := inFile(at); name != "" {
		kind := "sheet"
		switch {
		case at.Col > 0:
			kind = "cell"
		case at.Row > 0:
			kind = "row"
		}
		out.Logical = []sarifLogical{{name, kind}}
	}
	return out
}

// artifact is a file as a URI; one that is not absolute is below the folder that is
// scanned.
func artifact(file string) sarifArtifact {
	path := slashed(file)
	if filepath.IsAbs(file) {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(path, "/")}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: path}).String(), Base: "%SRCROOT%"}
}

// slashed is a file's name with slashes on every system.
func slashed(file string) string { return filepath.ToSlash(file) }
