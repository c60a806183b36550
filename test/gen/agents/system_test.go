package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
)

// optionList is what crm_attribute prints of a list, in the form of Pacemaker 3.0.3.
const optionList = `<pacemaker-result api-version="2.42" request="crm_attribute">
  <resource-agent name="cluster-options" version="3.0.3">
    <version>1.1</version>
    <shortdesc lang="en">options</shortdesc>
    <parameters>
      <parameter name="dc-version" advanced="0" generated="1"><content type="version"/></parameter>
      <parameter name="dc-deadtime" advanced="0" generated="0"><content type="duration" default="20s"/></parameter>
      <parameter name="fencing-action" advanced="0" generated="0">
        <content type="select" default="reboot"><option value="reboot"/><option value="off"/></content>
      </parameter>
      <parameter name="stonith-enabled" advanced="1" generated="0">
        <deprecated><replaced-with name="fencing-enabled"/></deprecated>
        <content type="boolean" default="true"/>
      </parameter>
      <parameter name="enable-startup-probes" advanced="0" generated="0">
        <deprecated/><content type="boolean" default="true"/>
      </parameter>
    </parameters>
  </resource-agent>
  <status code="0" message="OK"/>
</pacemaker-result>
`

// fakeAttribute puts a program in the place of crm_attribute.
func fakeAttribute(t *testing.T, does string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "crm_attribute"), []byte("#!/bin/sh\n"+does), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
}

// TestListed reads a list of options as crm_attribute of Pacemaker 2.1.8 and later
// prints it.
func TestListed(t *testing.T) {
	fakeAttribute(t, `[ "$*" = "--list-options=cluster --all --output-as=xml" ] || exit 64
cat <<'END'
`+optionList+`END
`)
	got, ok := listed(t.Context(), "cluster")
	want := []agents.Option{
		{Name: "dc-version", Type: "version", Generated: true},
		{Name: "dc-deadtime", Type: "duration", Default: "20s"},
		{Name: "fencing-action", Type: "select", Default: "reboot", Enum: []string{"reboot", "off"}},
		{Name: "stonith-enabled", Type: "boolean", Default: "true", Deprecated: true, ReplacedBy: []string{"fencing-enabled"}},
		{Name: "enable-startup-probes", Type: "boolean", Default: "true", Deprecated: true},
	}
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Errorf("%t (-want +got):\n%s", ok, diff)
	}
}

// TestNotListed: without such a list, the daemons are asked.
func TestNotListed(t *testing.T) {
	for name, does := range map[string]string{
		"before 2.1.8":       "echo 'crm_attribute: Unknown option --list-options=cluster' >&2; exit 64",
		"2.0.5, which fails": "echo 'crm_attribute: unrecognized option' >&2; exit 1",
		"no XML":             "echo help",
		"nothing":            "exit 0",
		"an empty list":      `echo '<pacemaker-result><resource-agent><parameters/></resource-agent></pacemaker-result>'`,
	} {
		fakeAttribute(t, does+"\n")
		if got, ok := listed(t.Context(), "cluster"); ok {
			t.Errorf("%s: %v", name, got)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if got, ok := listed(t.Context(), "cluster"); ok {
		t.Errorf("not installed: %v", got)
	}
}
